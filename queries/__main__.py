"""``python -m queries``: see ``python -m queries --help``."""

import sys

from data.command_line import main
from queries.commands import database_for, run

if __name__ == "__main__":
    sys.exit(main("queries", sys.argv[1:], database_for, run))
