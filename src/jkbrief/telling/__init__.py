"""How facts are told: claims with their proof, before a briefing chooses among them. Pure."""
