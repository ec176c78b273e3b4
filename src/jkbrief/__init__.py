"""A cited fact base as briefings and flashcards, for the command line."""
