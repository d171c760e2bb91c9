"""`python -m bench`: run every benchmark and print its figures."""

from bench import latency, reading, stream


def main() -> None:
    """Reading first (no broker), then a real worker on the embedded broker: how many at once, and how soon each."""
    reading.main()
    stream.main()
    latency.main()


if __name__ == "__main__":
    main()
