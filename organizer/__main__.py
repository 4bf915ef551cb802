"""Lets ``python -m organizer`` stand for the command ``organizer``."""

import sys

from organizer.cli import main

if __name__ == "__main__":
    sys.exit(main())
