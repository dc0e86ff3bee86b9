"""Reading words in a picture, by tesseract when the system has it.

It reads only the picture our own child drew, never the file, and within bounds of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from functools import cache

from claims.evidence.turns import TURNS

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
    command = [_program(), "stdin", "stdout", "-l", "+".join(languages())]
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
        return ()
    text = done.stdout.decode("utf-8", "replace").strip()
    return (text,) if text else ()


def _program() -> str:
    return shutil.which("tesseract") or ""
