"""A cited fact base as briefings and flashcards, for the command line."""

__version__ = "0.1.0"
