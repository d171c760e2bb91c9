"""Ways in besides Kafka: a folder, and RSS or Atom feeds. Each story is put on the raw topic as its bytes came.

A way in promises one thing: it lets go of a story (moves the file, remembers the entry) only when Kafka has confirmed
it.
"""
