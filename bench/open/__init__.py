"""Real stories that may be passed on: what a clone can be measured on. Their licences stand beside them."""

from pathlib import Path

#: Eight stories of GUM with marked quotes.
GUM = Path(__file__).with_name("gum") / "gum_news.dev8.jsonl"
