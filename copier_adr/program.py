"""What people type to run this program."""

from __future__ import annotations

# A joined file is run as that file, in a project; only the installed package brings a command.
ADR = "adr" if __package__ == "copier_adr" else "adr.py"
