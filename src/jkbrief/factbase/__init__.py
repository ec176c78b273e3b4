"""Text to a fact base, or every problem with its place."""
