"""The pure core: what a wire story is, and what can be read out of it. Bytes in, data out."""
