"""Cards and sources in the forms that other programs read. Pure, but for the Anki package."""
