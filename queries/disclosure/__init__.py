"""What may be shown to whom: one way for screen, table, tooltip, alt text, download, picture and command line.

Masks protect what was told in confidence (permission other than public). What may be quoted publicly needs none.
Working mode is for the team and shows everything. Sharing mode

- narrows only what may be quoted publicly: with any filter set nothing told in confidence is counted, so that a
  filter and its complement, or two dates, differ by public records alone;
- without a filter counts what was told in confidence too, in whole batches (``data/releases.py``), in a fixed list
  of tables whose cells are hidden jointly across levels, units and tables (``queries/hidden.py`` and
  ``queries/suppression.py``);
- crosses two characteristics only where no square rests on few, and else counts the public part of such a table;
- masks every number of a row together, and never opens one.
"""

from queries.disclosure.telling import THRESHOLD, Asked, Told, noted, tell

__all__ = ["THRESHOLD", "Asked", "Told", "noted", "tell"]
