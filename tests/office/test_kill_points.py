"""kill -9, a full disk, a disk that fails, at chosen calls to the system of a whole visit: what was
acknowledged is there, nothing is there by half, and what is left over is found and swept.

strace kills, or makes one call fail. Without it these tests are skipped loudly; with CI=true they
fail instead.
"""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from claims.evidence.vault import UNFINISHED
from claims.office.house import House
from claims.office.keeping import named
from claims.office.moving import check
from claims.store import Store
from tests.makers import ADMINISTRATOR, a_number, in_vault
from tests.office.kill_points import Call, Visits

SQLITE, FILES = ("pwrite64", "fdatasync"), ("write", "fsync", "rename", "mkdir", "chmod")


def traceable() -> bool:
    """Whether strace is here, and this system lets it trace."""
    strace = shutil.which("strace")
    return (
        bool(strace) and not subprocess.run([strace, "-qq", "-e", "trace=none", "true"]).returncode
    )


@pytest.fixture
def visits(tmp_path: Path) -> Iterator[Visits]:
    if not traceable():
        told = "no strace, or not allowed: install it, then run again"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    opened = Visits(tmp_path)
    yield opened
    opened.close()


@contextmanager
def opened(visits: Visits) -> Iterator[House]:
    """The registry as the next start finds it."""
    store = Store.open(visits.house.settings)
    yield replace(visits.house, store=store)
    store.close()


def spread(calls: Sequence[Call], number: int) -> list[Call]:
    """So many of them, from the first to the last."""
    return [calls[place * len(calls) // number] for place in range(min(number, len(calls)))]


def acknowledged(house: House, told: Sequence[list[str]]) -> None:
    """Each line acknowledged is in the database, with its file in the vault."""
    for step, number, *answer in told:
        row = house.store.claims.find(number)
        assert row is not None, f"{number} was begun"
        if step == "upload":
            exhibit, sha256 = answer
            assert exhibit in {kept.id for kept in house.store.exhibits.of(number)}
            assert in_vault(house, number, sha256).endswith(number.encode())
        elif step == "submit":
            assert row.revision >= int(answer[0])
            assert house.store.lines.of_claim(number)


def nothing_by_half(house: House, told: Sequence[list[str]]) -> int:
    """The journal and all it seals stand, every exhibit opens; how many files are left over."""
    heads = [(int(seq), sealed) for step, _, *rest in told if step == "submit"
             for _, seq, sealed in [rest]]  # fmt: skip
    verdict = house.store.verify(heads)
    assert verdict.fault is None, verdict.fault
    found = check(house, ADMINISTRATOR)
    assert found.fault is None, found.fault
    folder = house.settings.data_dir / "vault"
    left = {*house.vault.orphans(named(house)), *(p.name for p in folder.glob(f"{UNFINISHED}*"))}
    assert set(house.vault.sweep(named(house), older_than=-1)) == left
    assert check(house, ADMINISTRATOR) == found.__class__(found.whole, 0, 0, 0, None)
    return len(left)


def campaign(visits: Visits, points: int, least: int) -> str:
    """Kill at so many points, checking after each; the counts, to be printed."""
    visits.under(a_number(1), "-e", "trace=none")
    calls = visits.calls(a_number(2))
    few = points < 100
    chosen = [c for c in calls if c.name != "pwrite64" or c.place % 5 == 0 or not few]
    killed, left = Counter[str](), 0
    for n, call in enumerate(spread(chosen, points), 3):
        end = visits.under(a_number(n), *call.but("signal=KILL"))
        assert end.code in (0, -9), call
        killed[end.stage] += end.code == -9
        with opened(visits) as house:
            told = visits.told()
            acknowledged(house, told)
            left += nothing_by_half(house, told)
    assert killed.total() >= least, killed
    assert {"upload", "submit", "amend"} <= set(killed)
    stages = ", ".join(f"{stage} {times}" for stage, times in sorted(killed.items()))
    return f"{killed.total()} kills ({stages}): {len(told)} acknowledged, 0 lost, {left} swept"


def test_R40_kill_9_at_ten_points_of_a_visit_loses_nothing_acknowledged(visits, capsys):
    counts = campaign(visits, 12, least=10)
    with capsys.disabled():
        print(f"\n{counts}")


@pytest.mark.full
def test_R40_kill_9_at_a_hundred_points_of_a_visit_loses_nothing_acknowledged(visits, capsys):
    counts = campaign(visits, 140, least=100)
    with capsys.disabled():
        print(f"\n{counts}")


def refusals(visits: Visits, points: int) -> str:
    """Make one call fail, so many times; the visit goes on at its second try."""
    visits.under(a_number(1), "-e", "trace=none")
    calls = visits.calls(a_number(2))
    begun = next(i for i, call in enumerate(calls) if "told" in call.line)
    after = [call for call in calls[begun:] if "/told" not in call.line]
    files = [call for call in after if call.name in FILES]
    rows = [call for call in after if call.name in SQLITE and "-shm" not in call.line]
    chosen, refused = [*spread(files, points // 2), *spread(rows, points - points // 2)], 0
    for n, call in enumerate(chosen, 3):
        number, fault = a_number(n), ("ENOSPC", "EIO")[n % 2]
        end = visits.under(number, *call.but(f"error={fault}"))
        assert end.code == 0, (call, fault)
        told = [line for line in visits.told() if line[1] == number]
        steps = [line[0] for line in told if line[0] != "refused"]
        assert steps == ["start", "upload", "submit", "amend", "upload", "submit"]
        refused += len(told) > len(steps)
        with opened(visits) as house:
            acknowledged(house, [line for line in told if line[0] != "refused"])
    with opened(visits) as house:
        left = nothing_by_half(house, [line for line in visits.told() if line[0] != "refused"])
    assert refused >= len(chosen) // 2
    return f"{len(chosen)} calls refused, {refused} told to the claimant, 0 lost, {left} swept"


def test_R42_a_call_the_disk_refuses_is_told_and_the_second_try_is_kept(visits, capsys):
    counts = refusals(visits, 6)
    with capsys.disabled():
        print(f"\n{counts}")


@pytest.mark.full
def test_R42_many_calls_the_disk_refuses_lose_nothing(visits, capsys):
    counts = refusals(visits, 100)
    with capsys.disabled():
        print(f"\n{counts}")
