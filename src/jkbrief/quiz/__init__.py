"""Cards, grading, the schedule and the history of answers."""
