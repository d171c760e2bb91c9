"""`python -m bench`: run every benchmark and print its figures."""

from bench import latency, reading, stream
from bench.formats import speed


def main() -> None:
    """Reading first (no broker), then a real worker on the embedded broker: how many at once, and how soon each."""
    speed.main()
    reading.main()
    stream.main()
    latency.main()


if __name__ == "__main__":
    main()
