"""The same door from a terminal: `python -m claims …`.

Exit codes: 0 done; 1 refused, with one sentence per fault on standard error; 2 a word of the
command is off. `--json` writes one JSON document on standard output and nothing else. Commands
import what is slow to load (pandas, the store) only when they run: the light ones answer at once.
"""

import typer

from claims.cli import (
    allocating,
    assessing,
    backtesting,
    chores,
    estimating,
    exchange,
    importing,
    letters,
    overlapping,
    rules,
    sales,
    scenarios,
    sums,
    vault,
)
from claims.cli.parsing import Group
from claims.cli.terminal import spoken

app = typer.Typer(
    cls=Group,
    callback=spoken,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Pertes déclarées, totaux et preuves · Declared losses, totals and proof",
)
ROOMS = (
    rules,
    sums,
    assessing,
    sales,
    backtesting,
    allocating,
    estimating,
    overlapping,
    scenarios,
    importing,
    exchange,
    chores,
    letters,
    vault,
)
for room in ROOMS:
    room.register(app)
