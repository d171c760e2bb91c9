"""The shell around wirecopy: Faust agents, topics, delivery, the process pool, the web view and the command line."""

__version__ = "0.1.0"
