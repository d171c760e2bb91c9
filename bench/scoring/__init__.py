"""How right the reader is: quotes and datelines beside what people marked. Plain data in, figures out."""
