"""The pack's version, stated here and nowhere else."""

VERSION = "1.0.0"
