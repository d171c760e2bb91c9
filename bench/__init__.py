"""Benchmarks: figures that a reader can reproduce with `make bench`. Speed is never a test."""
