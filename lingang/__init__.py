"""The goals of a plan, the figures behind them, and what became of each target."""

__version__ = "0.1.0"
