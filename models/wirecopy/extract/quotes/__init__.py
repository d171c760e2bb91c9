"""Quotes: what is said in a story, in quotation marks or not, and the mention that it is attributed to."""
