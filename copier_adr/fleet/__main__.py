"""`adr-fleet`, and `python -m copier_adr.fleet`."""

import sys


def main() -> int:
    """Runs the command line; says what to install where Python is too old or all-repos is not there."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the wheel goes to 3.9 too, for `adr`
        print("adr-fleet: needs Python 3.11 or newer, with copier-adr[fleet] installed there", file=sys.stderr)
        return 2
    try:
        from copier_adr.fleet.cli import main as run
    except ModuleNotFoundError as error:
        print(f"adr-fleet: {error.name} is not installed: pip install 'copier-adr[fleet]'", file=sys.stderr)
        return 2
    return run()


if __name__ == "__main__":
    raise SystemExit(main())
