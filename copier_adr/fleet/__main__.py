"""`adr-fleet`, and `python -m copier_adr.fleet`."""

import sys


def main() -> int:
    """Runs the command line; says what to install where all-repos is not there."""
    try:
        from copier_adr.fleet.cli import main as run
    except ModuleNotFoundError as error:
        print(f"adr-fleet: {error.name} is not installed: pip install 'copier-adr[fleet]'", file=sys.stderr)
        return 2
    return run()


if __name__ == "__main__":
    raise SystemExit(main())
