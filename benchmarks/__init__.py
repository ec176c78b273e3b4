"""Measurements of whole processes, against baselines and peers."""
