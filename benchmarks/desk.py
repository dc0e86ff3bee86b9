"""Row 17: what an interaction of counsel's desk costs the server, with 5,000 claims.

    python -m benchmarks.desk            five rounds, on 5,000 claims of four lines
    python -m benchmarks.desk --quick    one round on 200, to see that every page answers

Served as `python -m claims serve` does and told over its own WebSocket. A filter, an order or a
page of the list stands in its address, so asking for the address is the interaction. Before each,
one claim changes, as it does where people work: what was read before is then brought up to date.
Half of the claims bring one file, all at one moment; the others each their own, over thirty days.
"""

import secrets
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import update

from benchmarks import imported
from benchmarks.rerun import HOME, OURS, Contestant, Visitor, link, server, settings
from benchmarks.rounds import ROUNDS, record, setting, table
from claims.access import Role
from claims.office.demo_staff import LOG_INS, enrol_demo_staff
from claims.office.entrance import open_session
from claims.office.house import House, open_house
from claims.store import tables

LIMIT = 500
"""Milliseconds of the server's time that no interaction should pass."""
ASKED = {
    "dashboard": ("tableau", ""),
    "list": ("reclamations", ""),
    "words": ("reclamations", "mots=shop-12"),
    "state and head": ("reclamations", "etat=submitted&chef=rebuild&preuve=D"),
    "highest first": ("reclamations", "ordre=declared"),
    "page 100": ("reclamations", "page=100"),
    "task: new": ("reclamations", "tache=awaiting"),
    "task: conflicts": ("reclamations", "tache=twice"),
    "task: extreme amounts": ("reclamations", "tache=outlying"),
    "batch, before it is previewed": ("lot", "etat=submitted"),
    "claim file, a file of its own": ("reclamation", "numero={own}"),
    "claim file, a file that half bring": ("reclamation", "numero={shared}"),
    "doubles": ("doublons", ""),
    "fairness": ("equite", ""),
    "totals": ("totaux", ""),
    "scenarios": ("scenarios", ""),
    "class estimate": ("estimation", ""),
    "allocation": ("repartition", ""),
    "letters to send": ("lettres", ""),
    "team": ("equipe", ""),
    "index of exhibits": ("index-pieces", ""),
    "evidence bundles": ("dossiers-preuve", ""),
    "snapshots": ("instantanes", ""),
    "journal": ("journal", ""),
    "rates": ("baremes", ""),
}
"""What counsel does → the page, and what its address asks."""
REPRESENTED = {
    "representative: totals": ("totaux", ""),
    "representative: subgroups": ("sous-groupes", ""),
    "representative: evolution": ("evolution", ""),
    "representative: summary": ("sommaire", ""),
}
"""The same of the representative plaintiff."""
LISTS = (
    "dashboard", "list", "state and head", "highest first", "task: new", "task: conflicts",
    "claim file, a file of its own", "claim file, a file that half bring", "doubles", "fairness",
)  # fmt: skip
"""Those that must show claims, whatever the size of the registry."""


@contextmanager
def office(folder: Path, claims: int) -> Iterator[tuple[House, dict[Role, str], list[str]]]:
    """A registry of so many claims, the cookies of who works on it, and the claims' numbers."""
    here = settings(folder)
    here.data_dir.mkdir(parents=True)
    house, now = open_house(here), datetime.now(UTC)
    numbers = imported.filled(house, claims)
    enrol_demo_staff(house, now=now, entropy=secrets.token_bytes)
    tokens = {person.role: open_session(house, "staff", person.email, "fr", now,
                                        secrets.token_bytes) for person in LOG_INS}  # fmt: skip
    yield house, {role: f"claims={token}" for role, token in tokens.items()}, numbers
    house.store.close()


def touch(house: House, number: str) -> None:
    """One claim changes, and the journal says so."""
    claim = tables.claims.c
    with house.store.database.writing() as connection:
        later = update(tables.claims).where(claim.number == number)
        connection.execute(later.values(version=claim.version + 1))
    house.store.journal.note("read claim", number, {}, at=datetime.now(UTC), by="maker")


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    rounds, claims = (1, 200) if quick else (ROUNDS, 5_000)
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        house, cookies, numbers = stack.enter_context(office(folder, claims))
        opened = {"shared": numbers[0], "own": numbers[-1]}
        places = {"CLAIMS_DATA_DIR": str(house.settings.data_dir), "CLAIMS_MODE": "demo",
                  "CLAIMS_EXPORTS_DIR": str(house.settings.exports_dir)}  # fmt: skip
        served = server([sys.executable, "-c", OURS, "PORT"], HOME, places)
        process, port = stack.enter_context(served)
        entered = {
            what: Contestant(process, Visitor(
                stack.enter_context(link(port, cookies[role])), page, query.format(**opened)))
            for role, asked in ((Role.LAWYER, ASKED), (Role.REPRESENTATIVE, REPRESENTED))
            for what, (page, query) in asked.items()
        }  # fmt: skip
        for turn in range(rounds + 1):
            for contestant in entered.values():
                touch(house, numbers[turn])
                contestant.reruns(1, kept=turn > 0)
        kinds = {what: each.visitor.shown for what, each in entered.items()}
        assert all("dataframe" in shown for what, shown in kinds.items() if what in LISTS)
        failed = {what for what, shown in kinds.items() if "exception" in shown or len(shown) < 4}
        assert not failed, failed
        assert "metric" in kinds["dashboard"], "the dashboard has no figure"
    rows = [
        [what, f"{median(each.cpu) * 1000:.0f}", f"{median(each.wall) * 1000:.0f}",
         f"{max(each.wall) * 1000:.0f}"]
        for what, each in entered.items()
    ]  # fmt: skip
    titles = ["interaction", "CPU ms", f"wall ms (limit {LIMIT})", "slowest ms"]
    told = table(titles, rows)
    print(*told, sep="\n")
    if not quick:
        size = f"{claims:,} claims, {claims * imported.LINES:,} lines."
        record("Row 17: counsel's desk",
               [setting("streamlit", "sqlalchemy"), size, "", *told])  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
