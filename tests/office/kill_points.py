"""A claimant's visit lived in a process of its own, which strace kills, or whose disk it makes
refuse, at one call to the system chosen beforehand.

    python -m tests.office.kill_points FOLDER

reads claim numbers on its input, one a line. For each it forks (so that nothing is imported twice),
says the child's number, waits until the child is gone, and says how it ended and in the middle of
what. The child waits to be traced, then opens the claim, brings exhibits, files, corrects and files
again through the office's own functions; whatever was acknowledged is a line of FOLDER/told, each
written at once.
"""

import ctypes
import mmap
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from claims.office import claimant
from claims.office.house import House, open_house
from claims.problems import NotSaved
from claims.settings import Settings
from tests.makers import NOW, WHC, a_claimant, a_form

HOME = Path(__file__).resolve().parents[2]
STAGES = ("open", "start", "upload", "submit", "amend")
CALLS = ("pwrite64", "fdatasync", "fsync", "rename", "write", "mkdir", "chmod", "ftruncate")
ANY_TRACER, PR_SET_PTRACER = ctypes.c_ulong(-1), 0x59616D61
LARGE = b"Appels du 28, du 29 et du 30.\n" * 20_000
"""Three blocks of the vault."""


@dataclass
class Visit:
    """One visit, step by step; what is acknowledged is told in one write."""

    house: House
    number: str
    stage: mmap.mmap
    told: int

    def whole(self) -> None:
        """Everything a claimant does."""
        self.step("start", self.start)
        self.step("upload", lambda: self.upload(LARGE))
        self.step("submit", self.submit)
        self.step("amend", self.amend)
        self.step("upload", lambda: self.upload(b"Un appel de plus, "))
        self.step("submit", self.submit)

    def step(self, name: str, act: Callable[[], str]) -> None:
        """One step; one the disk refuses is tried once more, as its claimant would."""
        self.stage[0] = STAGES.index(name)
        try:
            answer = act()
        except NotSaved:
            os.write(self.told, f"refused {self.number} {name}\n".encode())
            answer = act()
        os.write(self.told, f"{name} {self.number} {answer}\n".encode())

    def start(self) -> str:
        self.house.store.claims.start(
            self.number, WHC, language="fr", form=a_form(registrant="no"), code_hash="",
            key=f"start {self.number}", at=NOW, by=self.number,
        )  # fmt: skip
        return "begun"

    def upload(self, content: bytes) -> str:
        kept = claimant.add_exhibit(
            self.house, a_claimant(self.number), name="appels.txt", kind="list", losses=("l2",),
            content=content + self.number.encode(), draw=secrets.token_bytes, now=NOW,
        )  # fmt: skip
        return f"{kept.id} {kept.sha256}"

    def submit(self) -> str:
        actor = a_claimant(self.number)
        seen = claimant.my_draft(self.house, actor, now=NOW).version
        receipt = claimant.submit(self.house, actor, name="Anne Boréal", agreed=True, seen=seen,
                                  language="fr", now=NOW)  # fmt: skip
        return f"{receipt.revision} {receipt.head.seq} {receipt.head.hash}"

    def amend(self) -> str:
        actor = a_claimant(self.number)
        if claimant.my_draft(self.house, actor, now=NOW).locked:
            claimant.amend(self.house, actor, reason="Une heure de plus", now=NOW)
        claimant.save_field(self.house, actor, "losses.l2.inputs.hours", "8", "9", now=NOW)
        return "reopened"


def main(folder: Path) -> None:
    """Fork for each number read; nothing of the database is open in the parent."""
    stage = mmap.mmap(-1, 1)
    told = os.open(folder / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    open_house(Settings.at(folder)).store.close()
    print("ready", flush=True)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _child(folder, line.strip(), stage, told)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), STAGES[stage[0]], flush=True)


def _child(folder: Path, number: str, stage: mmap.mmap, told: int) -> None:
    code, stage[0] = 4, 0
    try:
        if _traced():
            Visit(open_house(Settings.at(folder)), number, stage, told).whole()
            code = 0
        else:
            code = 3
    finally:
        os._exit(code)


def _traced() -> bool:
    """Wait for a tracer, which any process of ours may be."""
    with suppress(AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANY_TRACER)
    for _ in range(5_000):
        if "TracerPid:\t0\n" not in Path("/proc/self/status").read_text():
            time.sleep(0.02)
            return True
        time.sleep(0.002)
    return False


@dataclass(frozen=True)
class End:
    """How a visit ended. code: 0 when it came to its end, -9 when it was killed."""

    code: int
    stage: str


@dataclass(frozen=True)
class Call:
    """One call to the system.

    place: which of its name it is, from one; line: as strace wrote it.
    """

    name: str
    place: int
    line: str

    def but(self, what: str) -> tuple[str, ...]:
        """The options of strace that make this call, alone, end in something else."""
        only = f"trace={self.name}"
        return ("-e", only, "-e", f"inject={self.name}:{what}:when={self.place}")


class Visits:
    """The process that forks, and strace beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.house = folder, open_house(Settings.at(folder))
        self.house.store.close()
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.office.kill_points", str(folder)],
            cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._hears() == "ready"

    def under(self, number: str, *options: str) -> End:
        """One visit under strace with these options."""
        assert self.process.stdin
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        pid = self._hears()
        traced = subprocess.run(
            ["strace", "-qq", "-y", "-o", str(self.folder / "trace"), *options, "-p", pid],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        code, stage = self._hears().split()
        assert code != "3", f"strace did not attach: {traced.stderr}"
        return End(int(code), stage)

    def calls(self, number: str) -> tuple[Call, ...]:
        """Every call a whole visit makes on the files of the registry, in order."""
        end = self.under(number, "-e", "trace=" + ",".join(f"?{call}" for call in CALLS))
        assert end.code == 0
        seen, found = dict.fromkeys(CALLS, 0), []
        for line in (self.folder / "trace").read_text(errors="replace").splitlines():
            if named := re.match(r"(\w+)\(", line):
                seen[named[1]] += 1
                found.append(Call(named[1], seen[named[1]], line))
        return tuple(call for call in found if str(self.folder) in call.line)

    def told(self) -> list[list[str]]:
        """What was acknowledged so far: step, number, and the answer's words."""
        text = (self.folder / "told").read_text()
        return [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        assert self.process.wait(20) == 0

    def _hears(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
