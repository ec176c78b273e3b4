"""A document as text: one small module a format. Pure but for the console that is passed in."""
