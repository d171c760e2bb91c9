"""`python -m bench`: run every benchmark and print its figures."""

from bench import latency, reading


def main() -> None:
    """Reading first (no broker), then a real worker on the embedded broker."""
    reading.main()
    latency.main()


if __name__ == "__main__":
    main()
