"""``python -m queries``: see ``python -m queries --help``."""

import sys


def start() -> int:
    """Carry out the command line; Ctrl+C while the program is still being loaded is no fault to be traced."""
    try:
        from data.command_line import main
        from queries.commands import database_for, run

        return main("queries", sys.argv[1:], database_for, run)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 2


if __name__ == "__main__":
    sys.exit(start())
