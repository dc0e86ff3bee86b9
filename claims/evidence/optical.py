"""Reading words in a picture, by tesseract when the system has it.

It reads only the picture our own child drew, never the file, and within bounds of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from functools import cache

from claims.claim.redaction import WHOLE
from claims.evidence.patterns import Place
from claims.evidence.turns import TURNS

Placed = tuple[str, Place, str]
"""A word, its place in ten-thousandths of the picture, and the line it stands on."""
Weighed = tuple[str, Place, str, float]
"""The same, and how sure of it the program is, of 100."""
SURE = 30
"""How sure of a word the program must be, of 100, for it to be one."""
MEBI = 1024 * 1024
MEMORY, CPU_SECONDS, WALL_SECONDS = 1024 * MEBI, 20, 30
LANGUAGES = ("fra", "eng")
LAUNCH = (
    "import os, resource, sys; os.nice(10); memory, cpu = map(int, sys.argv[1:3]); "
    "resource.setrlimit(resource.RLIMIT_AS, (memory, memory)); "
    "resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu)); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); os.execv(sys.argv[3], sys.argv[3:])"
)
"""Sets the bounds, then becomes the program."""


@cache
def languages() -> tuple[str, ...]:
    """French and English, as far as they are installed; empty when nothing can be read."""
    program = _program()
    if not program:
        return ()
    listed = subprocess.run(  # noqa: S603  a program of the system, our own arguments
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=WALL_SECONDS
    )
    return tuple(name for name in LANGUAGES if name in re.split(r"\s+", listed.stdout))


def words_in(picture: bytes) -> tuple[str, ...]:
    """The text of one picture, a PNG; empty when it has none, or none was read in time."""
    text = _read(picture).strip()
    return (text,) if text else ()


def placed_in(picture: bytes) -> tuple[Placed, ...] | None:
    """The words of one picture, a PNG, each with its place, line by line; None when it could not be
    read, or not in time."""
    found = weighed_in(picture)
    if found is None:
        return None
    return tuple((word, place, line) for word, place, line, sure in found if sure >= SURE)


def weighed_in(picture: bytes) -> tuple[Weighed, ...] | None:
    """The same with those of which the program is not sure."""
    found: list[Weighed] = []
    titles, *rows = _read(picture, "tsv").splitlines() or [""]
    if not titles:
        return None
    cells = [row.split("\t", 11) for row in rows]
    whole = next((tuple(map(int, cell[8:10])) for cell in cells if cell[0] == "1"), (0, 0))
    for cell in cells:
        if len(cell) == 12 and cell[0] == "5" and cell[11].strip():
            left, top, wide, high = map(int, cell[6:10])
            place, line = (left, top, left + wide, top + high), ".".join(cell[2:5])
            found.append((cell[11], _shares(place, whole), line, float(cell[10])))
    return tuple(found)


def _shares(place: Place, whole: tuple[int, ...]) -> Place:
    """A place in pixels, in ten-thousandths of the picture."""
    wide, high = whole
    left, top, right, bottom = place
    return (
        left * WHOLE // wide, top * WHOLE // high, right * WHOLE // wide, bottom * WHOLE // high
    )  # fmt: skip


def _read(picture: bytes, form: str = "") -> str:
    """What the program prints of a picture, as text or in the form asked; empty past its time."""
    command = [_program(), "stdin", "stdout", "-l", "+".join(languages()), *filter(None, [form])]
    bounds = [str(MEMORY), str(CPU_SECONDS)]
    try:
        with TURNS.one():
            done = subprocess.run(  # noqa: S603  our own interpreter, our own arguments
                [sys.executable, "-I", "-c", LAUNCH, *bounds, *command],
                input=picture,
                capture_output=True,
                timeout=WALL_SECONDS,
                env={"LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PATH": os.defpath},
                cwd="/",
                check=False,
            )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _program() -> str:
    return shutil.which("tesseract") or ""
