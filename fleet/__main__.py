"""`python -m fleet` is `adr-fleet`."""

from fleet.cli import main

raise SystemExit(main())
