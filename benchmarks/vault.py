"""Row 11: what encrypting an exhibit costs, kept durably and read back, beside a plain copy.

    python -m benchmarks.vault            25 MB and 1 GB, five rounds
    python -m benchmarks.vault --quick    2 MB, to see that all give back the same bytes

Ours is `Vault.keep` and `Vault.chunks`, hash checked. The peer is the same without encryption: the
file hashed as it is copied, synced, renamed; and hashed as it is read.
"""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.rounds import ROUNDS, medians, peak_mb, record, setting, table
from claims.evidence.keyring import Ring
from claims.evidence.sealing import CHUNK
from claims.evidence.vault import Vault

MEBI = 1024 * 1024
RING = Ring([bytes(32)])
KEY = RING.new("R-2K7Q-48XM-0")
TITLES = ["work", "MB", "ours s", "plain s", "ours ÷ plain", "ours MB/s", "ours peak MB (limit 16)"]


def source(folder: Path, megabytes: int) -> Path:
    """A file that does not shrink."""
    path = folder / f"source-{megabytes}"
    if not path.exists():
        with path.open("wb") as file:
            for _ in range(megabytes):
                file.write(os.urandom(MEBI))
    return path


def keeps(folder: Path, megabytes: int) -> Callable[[], str]:
    """The file kept in the vault; its hash."""
    path, vault = source(folder, megabytes), Vault(folder / "vault", RING)

    def work() -> str:
        with path.open("rb") as file:
            return vault.keep(KEY, file)[0]

    return work


def reads(folder: Path, megabytes: int) -> Callable[[], str]:
    """The file read back from the vault; its hash."""
    digest, vault = keeps(folder, megabytes)(), Vault(folder / "vault", RING)

    def work() -> str:
        for _ in vault.chunks(KEY, digest, check=True):
            pass
        return digest

    return work


def copies(folder: Path, megabytes: int) -> str:
    """The file hashed, copied, synced and renamed, in clear; its hash."""
    seen, waiting = sha256(), folder / ".unfinished"
    with source(folder, megabytes).open("rb") as file, waiting.open("wb") as copy:
        while block := file.read(CHUNK):
            seen.update(block)
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    waiting.replace(folder / "copy")
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
    return seen.hexdigest()


def hashes(folder: Path) -> str:
    """The copy read back; its hash."""
    with (folder / "copy").open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def contest(folder: Path, megabytes: int, rounds: int) -> list[list[str]]:
    """Keeping, then reading, of one size."""
    found = []
    for name, ours, plain in (
        ("kept", keeps, partial(copies, folder, megabytes)),
        ("read", reads, partial(hashes, folder)),
    ):
        taken, answers = medians({"ours": ours(folder, megabytes), "plain": plain}, rounds)
        assert answers["ours"] == answers["plain"], f"{name}: not the same bytes"
        fast = megabytes / taken["ours"]
        peak = f"{peak_mb(ours, folder, megabytes):.0f}" if rounds > 1 else ""
        found.append(
            [name, f"{megabytes:,}", f"{taken['ours']:.3f}", f"{taken['plain']:.3f}",
             f"{taken['ours'] / taken['plain']:.2f}", f"{fast:.0f}", peak]
        )  # fmt: skip
    return found


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    found: list[list[str]] = []
    with TemporaryDirectory(prefix="claims-vault-") as name:
        for megabytes in (2,) if quick else (25, 1024):
            found += contest(Path(name), megabytes, 1 if quick else ROUNDS)
            print(*table(TITLES, found[-2:])[2:], sep="\n", flush=True)
    print("All give back the same bytes.")
    if not quick:
        record("Row 11: exhibits at rest", [setting("cryptography"), "", *table(TITLES, found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
