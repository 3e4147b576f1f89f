"""openterms: reads the terms of open model licenses and judges them against published definitions of openness."""

__version__ = "0.1.0"
