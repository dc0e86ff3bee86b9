"""What every script here shares: interleaved rounds, medians, peak memory, and where results go.

Seconds drift by a factor of two on a shared machine, so only ratios within one run are told, and no
script fails for being slow; it fails when the contestants disagree.
"""

import ctypes
import gc
import multiprocessing
import os
import platform
import re
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).with_name("results.md")
ROUNDS = 5
"""Fewest rounds whose median is told, after one to warm up."""
SHORT = 25
"""Rounds of what takes milliseconds, less than another program's turn on the processor."""
REST = 0.02
"""Seconds before each is timed: whoever comes after one that ran long would be made to wait."""


def medians(
    works: Mapping[str, Callable[[], Any]],
    rounds: int = ROUNDS,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[dict[str, float], dict[str, Any]]:
    """Median seconds and last answer of each, taken in turns: ours, peer, ours, peer… clock: of the
    wall, or of the processor for what waits for nothing."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    answers: dict[str, Any] = {}
    for turn in range(rounds + 1):
        for name, work in works.items():
            time.sleep(REST)
            gc.collect()  # what the one before left behind is not for this one to clear
            start = clock()
            answers[name] = work()
            if turn:
                taken[name].append(clock() - start)
    return {name: statistics.median(times) for name, times in taken.items()}, answers


def peak_mb(make: Callable[..., Callable[[], Any]], *arguments: Any) -> float:
    """MB that one run adds, at its highest, to a fresh process which already holds its input."""
    return alone(make, *arguments)[1]


def alone(make: Callable[..., Callable[[], Any]], *arguments: Any) -> tuple[float, float, Any]:
    """Seconds of one run in such a process, the MB it adds at its highest, and its answer."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as one:  # a Pool would wait for a dead process
        return one.submit(_alone, make, arguments).result()


def _alone(
    make: Callable[..., Callable[[], Any]], arguments: Sequence[Any]
) -> tuple[float, float, Any]:
    work = make(*arguments)
    ctypes.CDLL(None).malloc_trim(0)  # what making the input left behind is not the work's to use
    Path("/proc/self/clear_refs").write_text("5")  # lowers the high-water mark to what is held now
    before, start = status("VmRSS"), time.perf_counter()
    answer = work()
    return time.perf_counter() - start, max(0, status("VmHWM") - before) / 1024, answer


def status(name: str) -> int:
    """What /proc says of this process, in kB: "VmRSS", "VmHWM"."""
    found = re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found
    return int(found[1])


def setting(*packages: str) -> str:
    """The day, the versions and the machine, in one line."""
    named = ", ".join(f"{name} {version(name)}" for name in packages)
    today = datetime.now(UTC).date().isoformat()
    cores = len(os.sched_getaffinity(0))
    load = f"load {os.getloadavg()[1]:.0f} at the end"  # others' work and its own
    return f"{today}, Python {platform.python_version()}, {named}, {cores} cores shared, {load}."


def record(title: str, lines: Sequence[str]) -> None:
    """Put a section in results.md, in place of the one of the same title."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else "# Results\n"
    first, *others = re.split(r"(?m)^(?=## )", text)
    kept = [each for each in others if not each.startswith(f"## {title}\n")]
    kept.append(f"## {title}\n\n" + "\n".join(lines) + "\n\n")
    RESULTS.write_text(
        (first.rstrip() + "\n\n" + "".join(sorted(kept, key=_row))).rstrip() + "\n",
        encoding="utf-8",
    )


def _row(section: str) -> tuple[int, str]:
    number = re.match(r"## Row (\d+)", section)
    return (int(number[1]) if number else 0, section)


def missed(
    titles: Sequence[str], rows: Sequence[Sequence[str]], named: Callable[[Sequence[str]], str]
) -> str:
    """The limits that the titles state and the rows pass, in words. named: how a row is called."""
    told = []
    for place, title in enumerate(titles):
        stated = re.search(r"^(.*) \(limit ([\d.]+)\)$", title)
        if not stated:
            continue
        limit = float(stated[2])
        over = [f"{row[place]} ({named(row)})" for row in rows
                if row[place] and float(row[place].replace(",", "")) > limit]  # fmt: skip
        if over:
            told.append(f"{stated[1]}, limit {stated[2]}: {', '.join(over)}")
    return f"Missed: {'; '.join(told)}." if told else "No limit is missed."


def growth(
    titles: Sequence[str], rows: Sequence[Sequence[str]], named: Callable[[Sequence[str]], str]
) -> list[str]:
    """From the fewest to the most lines or claims of each contest, how seconds grow, in words.

    named: the contest of a row.
    """
    size = next(place for place, title in enumerate(titles) if title in ("lines", "claims"))
    told = []
    for name in dict.fromkeys(map(named, rows)):
        own = [row for row in rows if named(row) == name]
        for place, title in enumerate(titles):
            ran = [row for row in own if title.endswith(" s") and row[place]]
            if len(ran) > 1:
                least, most = ran[0], ran[-1]
                more, longer = (
                    float(most[at].replace(",", "")) / float(least[at].replace(",", ""))
                    for at in (size, place)
                )
                told.append(f"{name}, {title[:-2]}: {longer:,.1f} for {more:,.0f}")
    return [f"Growth, times the seconds for times the {titles[size]}: {'; '.join(told)}."]


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table."""
    return [f"| {' | '.join(each)} |" for each in (titles, ["---"] * len(titles), *rows)]
