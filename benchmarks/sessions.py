"""Row 10, memory: what one open page costs the server while its reader does nothing.

    python -m benchmarks.sessions            two hundred pages open, twice
    python -m benchmarks.sessions --quick    a few, to see that every page opens

Ours is a claimant's page of contact details, each of a claim of its own, served as
`python -m claims serve` does. The peer is an app of five text fields under our server with our
options. A few pages are opened first, so that what is loaded once is not counted; there are many,
because the first of them fit in memory the start has left free.
"""

import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.rerun import HOME, LIKE_OURS, OURS, PEER, Visitor, claimant, link, server, settings
from benchmarks.rounds import record, setting, table

FIRST = 5
TITLES = ["page", "open pages", "kB a page", "÷ five fields", "server MB with them open"]


def resident(process: int) -> int:
    """kB a process holds in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def settled(process: int, wait: float) -> int:
    """The same, once it has stopped growing: our server loads what lawyers need after its start."""
    before, after = -1, resident(process)
    while abs(after - before) > 512:
        time.sleep(wait)
        before, after = after, resident(process)
    return after


def opened(
    process: int, port: int, page: str, cookies: Sequence[str], wait: float, stack: ExitStack
) -> tuple[float, float]:
    """kB for each page past the first few, and MB in all once they stand open."""
    for cookie in cookies[:FIRST]:
        Visitor(stack.enter_context(link(port, cookie)), page)
    before = settled(process, wait)
    for cookie in cookies[FIRST:]:
        Visitor(stack.enter_context(link(port, cookie)), page)
    after = settled(process, wait)
    return (after - before) / (len(cookies) - FIRST), after / 1024


def measured(folder: Path, pages: int, wait: float) -> dict[str, tuple[float, float]]:
    """Each contestant on a server just started."""
    here = settings(folder)
    places = {"CLAIMS_DATA_DIR": str(here.data_dir), "CLAIMS_EXPORTS_DIR": str(here.exports_dir)}
    ours = [sys.executable, "-c", OURS, "PORT"]
    like = [sys.executable, "-c", LIKE_OURS, "PORT", str(PEER)]
    mine = [f"claims={claimant(folder).token}" for _ in range(pages + FIRST)]
    found = {}
    for name, command, page, cookies, more in (
        ("ours, contact details", ours, "coordonnees", mine, places | {"CLAIMS_MODE": "demo"}),
        ("five fields, our server", like, "", [""] * len(mine), {}),
    ):
        with server(command, HOME, more) as (process, port), ExitStack() as stack:
            found[name] = opened(process, port, page, cookies, wait, stack)
    return found


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    pages, rounds, wait = (3, 1, 0.2) if quick else (200, 2, 3.0)
    runs = []
    for _ in range(rounds):
        with TemporaryDirectory() as name:
            runs.append(measured(Path(name), pages, wait))
    middle = {name: [median(part) for part in zip(*(run[name] for run in runs), strict=True)]
              for name in runs[0]}  # fmt: skip
    peer = middle["five fields, our server"][0]
    told = table(TITLES, [
        [name, str(pages), f"{each:.0f}", f"{each / peer:.1f}" if peer else "", f"{whole:.0f}"]
        for name, (each, whole) in middle.items()
    ])  # fmt: skip
    print(*told, sep="\n")
    if not quick:
        record("Row 10: memory of an open page", [setting("streamlit", "uvicorn"), "", *told])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
