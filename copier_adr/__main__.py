"""`python -m copier_adr`: the command `adr`, where no script of that name can be installed."""

from copier_adr.installed.main import main

if __name__ == "__main__":
    raise SystemExit(main())
