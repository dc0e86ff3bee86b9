"""A file is kept once for a claim, encrypted, and acknowledged only when it is on the disk."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.evidence.keyring import Ring, WrappedKey
from claims.evidence.sealing import CHUNK, HEADER, TAG
from claims.evidence.vault import Vault
from claims.problems import BrokenChain, KeyLost, NotFound, NotSaved, TooMany

INVOICE = b"%PDF-1.7 facture"
ITS_HASH = sha256(INVOICE).hexdigest()
RING = Ring([b"a key of the tests, 32 bytes ***"])
MINE, THEIRS = RING.new("R-2K7Q-48XM-0"), RING.new("R-3")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "var" / "vault", RING)


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def read(vault: Vault, digest: str, key: WrappedKey | None = MINE) -> bytes:
    return b"".join(vault.chunks(key, digest, check=True))


def altered(vault: Vault, digest: str, content: bytes, key: WrappedKey = MINE) -> None:
    path = vault.path(key, digest)
    path.chmod(0o600)
    path.write_bytes(content)


def in_clear(vault: Vault, tmp_path: Path, content: bytes) -> Path:
    """A file as the version before kept it."""
    digest = sha256(content).hexdigest()
    path = tmp_path / "var" / "vault" / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_file_kept_is_found_by_the_hash_of_its_bytes(vault: Vault):
    assert vault.keep(MINE, INVOICE) == (ITS_HASH, 16)
    assert read(vault, ITS_HASH) == INVOICE


@given(
    size=st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]) | st.integers(0, 99),
    seed=st.binary(min_size=1, max_size=9),
)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_is_what_was_kept(vault: Vault, size: int, seed: bytes):
    content = (seed * (size // len(seed) + 1))[:size]
    digest, kept = vault.keep(MINE, BytesIO(content))
    assert (digest, kept) == (sha256(content).hexdigest(), size)
    assert read(vault, digest) == content


def test_a_source_that_gives_a_few_bytes_at_a_time_is_kept_whole(vault: Vault):
    class Slow(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(size or 0, 100_001))

    content = os.urandom(2 * CHUNK + 5)
    digest, _ = vault.keep(MINE, Slow(content))
    assert read(vault, digest) == content


def test_the_same_file_twice_is_kept_once_in_a_claim_and_apart_in_two(vault: Vault, tmp_path: Path):
    assert vault.keep(MINE, INVOICE) == vault.keep(MINE, BytesIO(INVOICE))
    assert len(files_in(tmp_path)) == 1
    vault.keep(THEIRS, INVOICE)
    one, other = files_in(tmp_path)
    assert one.name != other.name
    assert one.read_bytes()[HEADER:] != other.read_bytes()[HEADER:]


def test_R74_neither_the_bytes_nor_the_hash_nor_the_claim_show_on_the_disk(vault, tmp_path):
    marker = b"marqueur unique 7c1f"
    digest, _ = vault.keep(MINE, marker * 40_000)
    (path,) = files_in(tmp_path)
    kept = path.read_bytes()
    assert marker not in kept
    for told in (digest, digest[:16], MINE.number):
        assert told not in str(path)
        assert told.encode() not in kept


def test_R74_every_byte_of_a_sealed_file_is_proved(vault: Vault):
    content = os.urandom(2 * CHUNK + 999)
    digest, _ = vault.keep(MINE, content)
    whole = vault.path(MINE, digest).read_bytes()
    for place in (
        *range(0, HEADER, 7),
        HEADER,
        HEADER + CHUNK,
        HEADER + CHUNK + TAG,
        len(whole) - 1,
    ):
        altered(vault, digest, whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BrokenChain):
            read(vault, digest)


@pytest.mark.parametrize(
    "damage",
    [
        lambda head, one, two, end: head,
        lambda head, one, two, end: head[:-1],
        lambda head, one, two, end: head + one,
        lambda head, one, two, end: head + one + two,
        lambda head, one, two, end: head + one + two + end[:-1],
        lambda head, one, two, end: head + one + two + end + b"\0",
        lambda head, one, two, end: head + one + two + end + end,
        lambda head, one, two, end: head + two + one + end,
        lambda head, one, two, end: head + one + one + two + end,
        lambda head, one, two, end: head + one + end,
        lambda head, one, two, end: head + end,
    ],
)
def test_R74_a_file_cut_short_lengthened_or_put_in_another_order_is_refused(vault, damage):
    content = os.urandom(2 * CHUNK + 999)
    digest, _ = vault.keep(MINE, content)
    whole, block = vault.path(MINE, digest).read_bytes(), CHUNK + TAG
    head, one, two, end = (
        whole[:HEADER], whole[HEADER : HEADER + block],
        whole[HEADER + block : HEADER + 2 * block], whole[HEADER + 2 * block :],
    )  # fmt: skip
    altered(vault, digest, damage(head, one, two, end))
    with pytest.raises(BrokenChain):
        read(vault, digest)


def test_R74_a_file_cut_at_a_whole_block_is_refused(vault: Vault):
    digest, _ = vault.keep(MINE, bytes(2 * CHUNK))
    whole = vault.path(MINE, digest).read_bytes()
    for blocks in (0, 1, 2):
        altered(vault, digest, whole[: HEADER + blocks * (CHUNK + TAG)])
        with pytest.raises(BrokenChain):
            read(vault, digest)


def test_R74_a_file_in_the_place_of_another_is_refused_before_its_first_byte(vault: Vault):
    other, _ = vault.keep(MINE, b"une autre")
    vault.keep(MINE, INVOICE)
    vault.keep(THEIRS, INVOICE)
    for stranger in (vault.path(MINE, other), vault.path(THEIRS, ITS_HASH)):
        altered(vault, ITS_HASH, stranger.read_bytes())
        with pytest.raises(BrokenChain):
            vault.chunks(MINE, ITS_HASH)


def test_R74_the_same_file_sealed_again_shares_no_byte_with_the_former(vault: Vault):
    digest, _ = vault.keep(MINE, bytes(1000))
    before = vault.path(MINE, digest).read_bytes()[HEADER:]
    vault.keep(MINE, bytes(1000))
    after = vault.path(MINE, digest).read_bytes()[HEADER:]
    assert before[:1000] != after[:1000]


def test_a_claim_s_key_opens_for_that_claim_only():
    moved = WrappedKey("R-3", MINE.master, MINE.wrapped)
    for wrong in (
        moved,
        WrappedKey(MINE.number, "0" * 16, MINE.wrapped),
        WrappedKey(MINE.number, MINE.master, "é"),
    ):
        with pytest.raises(KeyLost):
            RING.open(wrong)
    with pytest.raises(KeyLost):
        Ring([b"another key of the same length**"]).open(MINE)


def test_the_first_key_wraps_and_the_others_still_open():
    old, new = b"the old key of thirty-two bytes*", b"the new key of thirty-two bytes*"
    kept = Ring([old]).new("R-9")
    both = Ring([new, old])
    again = both.again(kept)
    assert (kept.master, again.master) == (Ring([old]).first, Ring([new]).first)
    assert Ring([new]).open(again).secret == both.open(kept).secret
    with pytest.raises(KeyLost):
        Ring([old]).open(again)


def test_no_key_shows_when_it_is_printed():
    assert MINE.wrapped not in repr(MINE)
    assert str(RING.open(MINE).secret) not in repr(RING.open(MINE))


def test_only_the_owner_may_open_the_vault_and_nobody_writes_in_a_file(
    vault: Vault, tmp_path: Path
):
    vault.keep(MINE, INVOICE)
    path = vault.path(MINE, ITS_HASH)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    folders = (path.parent, path.parent.parent, tmp_path / "var")
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in folders] == [0o700] * 3


def test_R40_bytes_then_name_then_folder_are_on_the_disk_before_the_answer(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    vault.keep(MINE, INVOICE)
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
    vault.keep(MINE, INVOICE)
    assert done == ["file synced", "renamed", "folder synced"]


def test_R30_a_file_too_large_is_cut_short_and_leaves_nothing(vault: Vault, tmp_path: Path):
    with pytest.raises(TooMany, match="larger than 15 bytes"):
        vault.keep(MINE, BytesIO(INVOICE), most=15)
    assert files_in(tmp_path) == []
    assert vault.keep(MINE, INVOICE, most=16) == (ITS_HASH, 16)


@pytest.mark.parametrize("refusal", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("act", ["write", "fsync", "replace"])
def test_R42_a_disk_that_refuses_is_said_and_leaves_nothing(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str, refusal: int
):
    vault.keep(MINE, b"x")

    def refuse(*_: object) -> None:
        raise OSError(refusal, os.strerror(refusal))

    with monkeypatch.context() as disk:
        if act == "write":
            disk.setattr("claims.evidence.vault.seal", lambda *_a, **_k: refuse())
        else:
            disk.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[act], refuse)
        with pytest.raises(NotSaved, match=os.strerror(refusal)):
            vault.keep(MINE, INVOICE)
    assert len(files_in(tmp_path)) == 1
    assert vault.keep(MINE, INVOICE) == (ITS_HASH, 16)


def test_an_altered_file_is_betrayed_and_mended_by_bringing_it_again(vault: Vault):
    vault.keep(MINE, INVOICE)
    altered(vault, ITS_HASH, vault.path(MINE, ITS_HASH).read_bytes()[:-1])
    with pytest.raises(BrokenChain, match="altered"):
        read(vault, ITS_HASH)
    vault.keep(MINE, INVOICE)
    assert read(vault, ITS_HASH) == INVOICE


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, ITS_HASH[:63], f"{ITS_HASH}\n"])
def test_only_a_hash_is_ever_used_as_a_path(vault: Vault, name: str):
    with pytest.raises(NotFound):
        vault.path(MINE, name)
    with pytest.raises(NotFound):
        vault.chunks(None, name)


def test_a_hash_the_claim_does_not_have_is_not_found(vault: Vault):
    vault.keep(THEIRS, INVOICE)
    for key in (MINE, None):
        with pytest.raises(NotFound):
            vault.chunks(key, ITS_HASH)


def test_orphans_and_unfinished_files_are_listed_and_swept_when_old(vault: Vault, tmp_path: Path):
    vault.keep(MINE, INVOICE)
    orphan, _ = vault.keep(MINE, b"never named by an exhibit")
    name = vault.path(MINE, orphan).name
    unfinished = tmp_path / "var" / "vault" / ".unfinished-abc"
    unfinished.write_bytes(b"half")
    named = {(MINE, ITS_HASH)}
    assert vault.orphans(named) == (name,)
    assert vault.sweep(named, older_than=3600) == ()
    long_ago = unfinished.stat().st_mtime - 7200
    for path in (unfinished, vault.path(MINE, orphan), vault.path(MINE, ITS_HASH)):
        os.utime(path, (long_ago, long_ago))
    assert vault.sweep(named, older_than=3600) == (".unfinished-abc", name)
    assert vault.orphans(named) == ()
    assert read(vault, ITS_HASH) == INVOICE


def test_an_orphan_brought_again_during_the_sweep_stays(vault: Vault, tmp_path: Path):
    vault.keep(MINE, INVOICE)
    unfinished = tmp_path / "var" / "vault" / ".unfinished-abc"
    unfinished.write_bytes(b"half")
    long_ago = unfinished.stat().st_mtime - 7200
    for path in (unfinished, vault.path(MINE, ITS_HASH)):
        os.utime(path, (long_ago, long_ago))

    @contextmanager
    def others_go_first() -> Iterator[None]:
        vault.keep(MINE, INVOICE)
        unfinished.unlink()
        yield

    assert vault.sweep((), older_than=3600, turn=others_go_first()) == ()
    assert read(vault, ITS_HASH) == INVOICE


def test_nothing_is_swept_while_a_key_is_missing(vault: Vault, tmp_path: Path):
    vault.keep(MINE, INVOICE)
    without = Vault(tmp_path / "var" / "vault", Ring([b"another key of the same length**"]))
    with pytest.raises(KeyLost):
        without.sweep({(MINE, ITS_HASH)}, older_than=-1)
    assert read(vault, ITS_HASH) == INVOICE


def test_a_file_kept_in_clear_is_read_then_moved_over_for_each_claim(vault: Vault, tmp_path: Path):
    path = in_clear(vault, tmp_path, INVOICE)
    assert vault.in_clear() == {ITS_HASH}
    assert read(vault, ITS_HASH, None) == read(vault, ITS_HASH) == INVOICE
    assert vault.orphans({(None, ITS_HASH)}) == ()
    assert vault.orphans(()) == (ITS_HASH,)
    assert vault.move_over(ITS_HASH, [MINE, THEIRS])
    assert not path.exists()
    assert read(vault, ITS_HASH) == read(vault, ITS_HASH, THEIRS) == INVOICE
    assert len(files_in(tmp_path)) == 2


def test_a_file_altered_in_clear_is_neither_handed_whole_nor_moved(vault: Vault, tmp_path: Path):
    path = in_clear(vault, tmp_path, INVOICE)
    path.write_bytes(b"another")
    with pytest.raises(BrokenChain):
        read(vault, ITS_HASH)
    assert not vault.move_over(ITS_HASH, [MINE])
    assert path.read_bytes() == b"another"


def test_memory_does_not_grow_with_the_file(vault: Vault):
    """Sixty-four megabytes go in and come out in blocks of a quarter of one."""
    import tracemalloc

    class Long:
        left = 64 << 20

        def read(self, size: int) -> bytes:
            given = min(size, self.left)
            self.left -= given
            return bytes(given)

    tracemalloc.start()
    digest, size = vault.keep(MINE, Long())  # type: ignore[arg-type]
    assert sum(map(len, vault.chunks(MINE, digest, check=True))) == size == 64 << 20
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 << 20
