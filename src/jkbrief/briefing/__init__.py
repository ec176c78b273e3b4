"""Facts to a document: what a briefing says and in which order, with no markup. Pure."""
