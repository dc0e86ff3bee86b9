"""Every hostile file is refused or flagged as promised, and costs this process nothing."""

import time
from collections import Counter
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from claims.evidence.flags import FLAGS
from claims.evidence.gate import look_at
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES
from tests.hostile.files import FILES, UNREAD, Hostile

SLOWEST = 10.0
"""Seconds of the clock; a busy machine takes some for itself."""
GROWTH = 60 * 1024
"""KiB this process may grow over the whole campaign."""


def resident() -> int:
    """KiB of memory this process holds."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def children_seconds() -> float:
    """Processor time of the children so far, which a busy machine does not lengthen."""
    return getrusage(RUSAGE_CHILDREN).ru_utime


def what_became_of(file: Hostile) -> str:
    """`refused` or `flagged` or `let in`; fails when it is not as promised."""
    content, begun, spent = file.made(), time.monotonic(), children_seconds()
    seen, problems = look_at(file.name, content)
    assert time.monotonic() - begun < SLOWEST + 2, file.what
    if "file-bomb" in file.refused:
        assert children_seconds() - spent < 1.5, file.what
    if file.refused:
        assert seen is None, (file.what, seen)
        assert [p.code for p in problems if p.code in file.refused], (file.what, problems)
        assert all(sentence(p, language) for p in problems for language in LANGUAGES)
        return "refused"
    assert problems == (), file.what
    assert seen is not None
    assert set(seen.flags) <= set(FLAGS)
    if file.flags == UNREAD:
        assert UNREAD & set(seen.flags), (file.what, seen.flags)
    elif not file.deep:
        assert set(file.flags) == set(seen.flags), (file.what, seen.flags)
    return "flagged" if seen.flags else "let in"


def campaign(files: list[Hostile]) -> Counter[str]:
    before = resident()
    found = Counter(what_became_of(file) for file in files)
    largest = max(len(file.made()) for file in files) // 1024
    assert resident() - before < GROWTH + 4 * largest
    return found


def told(found: Counter[str]) -> str:
    counts = ", ".join(f"{found[what]} {what}" for what in ("refused", "flagged", "let in"))
    return f"hostile files: {found.total()} passed, 0 failed, 0 skipped ({counts})"


def test_R31_R33_R35_hostile_files_do_nothing(capsys):
    found = campaign([file for file in FILES if not file.deep])
    with capsys.disabled():
        print(f"\n{told(found)}")
    assert found["refused"] > 30
    assert found["flagged"] > 20


@pytest.mark.full
def test_R32_nor_do_those_that_would_keep_a_server_busy(capsys):
    found = campaign([file for file in FILES if file.deep])
    with capsys.disabled():
        print(f"\n{told(found)}")
