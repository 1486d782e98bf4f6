"""`python -m kelisim.cli` is the `kelisim` command."""

from kelisim.cli.main import main

raise SystemExit(main())
