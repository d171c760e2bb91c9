"""Files that are made from the code: `python -m copytaster.generate` writes them, `--check` says which are not current.

They are committed, so that a reader finds them without running anything, and checked by `make lint`.
"""
