"""What people type to run this program."""

from __future__ import annotations

import os

# A joined file is run as that file, in a project; only the installed package brings a command.
ADR = "adr" if __package__ == "copier_adr" else "adr.py"


# What runs the installed command in a process of its own, wherever the package lies.
MAIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "__main__.py")
