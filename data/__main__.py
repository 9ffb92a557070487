"""``python -m data``: see ``python -m data --help``."""

import sys

from data.command_line import main
from data.commands import database_for, run

if __name__ == "__main__":
    sys.exit(main("data", sys.argv[1:], database_for, run))
