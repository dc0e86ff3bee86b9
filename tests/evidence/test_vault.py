"""A file is kept once, unchanged, and acknowledged only when it is on the disk."""

import errno
import os
import stat
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.evidence.vault import CHUNK, Vault
from claims.problems import BrokenChain, NotFound, NotSaved, TooMany

INVOICE = b"%PDF-1.7 facture"
ITS_HASH = sha256(INVOICE).hexdigest()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "var" / "vault")


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_file_kept_is_named_by_the_hash_of_its_bytes(vault: Vault):
    assert vault.keep(INVOICE) == (ITS_HASH, 16)
    assert vault.read(ITS_HASH) == INVOICE
    assert vault.path(ITS_HASH).name == ITS_HASH


@given(st.binary(max_size=3 * CHUNK))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_is_what_was_kept(vault: Vault, content: bytes):
    digest, size = vault.keep(BytesIO(content))
    assert (digest, size) == (sha256(content).hexdigest(), len(content))
    assert b"".join(vault.chunks(digest, check=True)) == content


def test_the_same_file_twice_is_kept_once(vault: Vault, tmp_path: Path):
    assert vault.keep(INVOICE) == vault.keep(BytesIO(INVOICE))
    assert [path.name for path in files_in(tmp_path)] == [ITS_HASH]


def test_only_the_owner_may_open_the_vault_and_nobody_writes_in_a_file(
    vault: Vault, tmp_path: Path
):
    vault.keep(INVOICE)
    path = vault.path(ITS_HASH)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    folders = (path.parent, path.parent.parent, tmp_path / "var")
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 3


def test_R40_bytes_then_name_then_folder_are_on_the_disk_before_the_answer(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    vault.keep(b"something else, so that the folders stand")
    (vault.path(vault.keep(b"x")[0]).parents[1] / ITS_HASH[:2]).mkdir(exist_ok=True)
    done: list[str] = []
    sync, rename = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        done.append("folder synced" if folder else "file synced")
        sync(handle)

    def replace(self: Path, target: Path) -> Path:
        done.append("renamed")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    vault.keep(INVOICE)
    assert done == ["file synced", "renamed", "folder synced"]


def test_R30_a_file_too_large_is_cut_short_and_leaves_nothing(vault: Vault, tmp_path: Path):
    with pytest.raises(TooMany, match="larger than 15 bytes"):
        vault.keep(BytesIO(INVOICE), most=15)
    assert files_in(tmp_path) == []
    assert vault.keep(INVOICE, most=16) == (ITS_HASH, 16)


def test_R42_a_disk_that_refuses_is_said_and_leaves_nothing(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    vault.keep(b"x")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(NotSaved, match="No space left"):
            vault.keep(INVOICE)
    assert len(files_in(tmp_path)) == 1
    assert vault.keep(INVOICE) == (ITS_HASH, 16)


def test_an_altered_file_is_betrayed_and_mended_by_bringing_it_again(vault: Vault):
    vault.keep(INVOICE)
    path = vault.path(ITS_HASH)
    path.chmod(0o600)
    path.write_bytes(INVOICE.replace(b"1", b"2"))
    assert not vault.holds(ITS_HASH)
    assert vault.faults([ITS_HASH, "0" * 64]) == tuple(sorted([ITS_HASH, "0" * 64]))
    with pytest.raises(BrokenChain, match="altered"):
        vault.read(ITS_HASH)
    vault.keep(INVOICE)
    assert vault.faults([ITS_HASH]) == ()


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, ITS_HASH[:63], f"{ITS_HASH}\n"])
def test_only_a_hash_is_ever_used_as_a_path(vault: Vault, name: str):
    with pytest.raises(NotFound):
        vault.path(name)


def test_a_hash_the_vault_does_not_have_is_not_found(vault: Vault):
    with pytest.raises(NotFound):
        vault.read("0" * 64)


def test_orphans_and_unfinished_files_are_listed_and_swept_when_old(vault: Vault, tmp_path: Path):
    vault.keep(INVOICE)
    orphan, _ = vault.keep(b"never named by an exhibit")
    unfinished = tmp_path / "var" / "vault" / ".unfinished-abc"
    unfinished.write_bytes(b"half")
    assert vault.orphans({ITS_HASH}) == (orphan,)
    assert vault.sweep({ITS_HASH}, older_than=3600) == ()
    long_ago = unfinished.stat().st_mtime - 7200
    for path in (unfinished, vault.path(orphan), vault.path(ITS_HASH)):
        os.utime(path, (long_ago, long_ago))
    assert vault.sweep({ITS_HASH}, older_than=3600) == (".unfinished-abc", orphan)
    assert vault.orphans({ITS_HASH}) == ()
    assert vault.holds(ITS_HASH)
