"""Briefings in people's own notes: put in, renewed, and proved. Pure."""
