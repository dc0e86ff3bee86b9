"""A real clamd of the test's own, whose only signature is the one every scanner knows."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from claims.evidence.scanner import scan
from tests.hostile.files import EICAR

STARTS_WITHIN = 30.0


@contextmanager
def a_clamd() -> Iterator[str]:
    """Where it listens. Without clamd: a loud skip here, a failure where CI=true."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
    if not program:
        told = "no clamd: install clamav-daemon, then run again"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    with TemporaryDirectory(prefix="claims-clamd-") as name:
        folder = Path(name)
        (folder / "eicar.ndb").write_text(f"Eicar-Test:0:*:{EICAR.encode().hex()}\n")
        address = folder / "clamd.sock"
        (folder / "clamd.conf").write_text(
            f"DatabaseDirectory {folder}\nLocalSocket {address}\nForeground yes\n"
            f"TemporaryDirectory {folder}\nStreamMaxLength 30M\nPidFile {folder}/clamd.pid\n"
        )
        process = subprocess.Popen(
            [program, f"--config-file={folder}/clamd.conf"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(process, str(address))
            yield str(address)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        if scan(address, b"bonjour") == "clean":
            return
        time.sleep(0.1)
    pytest.fail("clamd did not start")
