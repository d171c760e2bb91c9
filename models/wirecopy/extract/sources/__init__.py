"""Who said it, and what the story rests on: names, descriptions and pronouns become speakers and sources."""
