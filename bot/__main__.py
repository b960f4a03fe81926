"""`python -m bot` is the console script `precis`."""

from bot.cli import main

raise SystemExit(main())
