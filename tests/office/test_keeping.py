"""Exhibits rest encrypted: read, moved over, given new keys, lost, erased, and all of it said."""

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from claims.access import Actor, Role
from claims.documents import verify
from claims.evidence.keyring import Ring
from claims.evidence.vault import Vault
from claims.office import exporting, keeping, moving, upkeep
from claims.office.handing import hand_exhibit
from claims.office.house import House
from claims.problems import Erased, KeyLost, NotAllowed, Refused
from tests.makers import (
    ADMINISTRATOR,
    CONTENTS,
    GAGNON,
    NOW,
    TODAY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_house,
    a_number,
    an_exhibit,
    in_vault,
)

FIRST, SECOND = b"the first key, thirty-two bytes*", b"the second key, thirty-two bytes"
PDF = b"%PDF-1.4 facture, "


@pytest.fixture
def house(tmp_path: Path) -> House:
    return with_keys(a_house(tmp_path), FIRST)


def with_keys(house: House, *keys: bytes) -> House:
    """The same house, started again with these keys of the vault."""
    return replace(house, vault=Vault(house.settings.data_dir / "vault", Ring(keys)))


def filed(house: House, n: int = 1, content: bytes = PDF + b"1") -> tuple[str, str]:
    """A filed claim with one exhibit, its number and the hash."""
    exhibit = an_exhibit(n, content)
    return a_filed_claim(house, n, exhibits=(exhibit,)), exhibit.sha256


def in_clear(house: House, digest: str) -> Path:
    """Put a file where the version before kept it, and take the sealed one and its key away."""
    folder = house.settings.data_dir / "vault"
    for sealed in folder.glob("??/*.sealed"):
        sealed.unlink()
    with house.store.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM claim_keys")
    path = folder / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CONTENTS[digest])
    return path


def test_R74_a_copy_of_database_and_vault_shows_no_content(house):
    marker = b"MARQUEUR-DU-CONTENU-5d7a"
    number, digest = filed(house, content=PDF + marker * 30_000)
    kept = [path for path in house.settings.data_dir.rglob("*") if path.is_file()]
    assert len(kept) >= 2
    for path in kept:
        assert marker not in path.read_bytes(), path
        assert FIRST not in path.read_bytes()
        assert digest not in path.name
    assert marker in in_vault(house, number, digest)


def test_the_same_file_in_two_claims_is_two_files_under_two_keys(house):
    (one, digest), (two, same) = filed(house, 1), filed(house, 2)
    assert digest == same
    assert len(list((house.settings.data_dir / "vault").rglob("*.sealed"))) == 2
    house.store.keys.forget(one, reason="asked", at=NOW, by="system")
    assert in_vault(house, two, digest) == PDF + b"1"
    with pytest.raises(Erased):
        in_vault(house, one, digest)


def test_a_vault_of_the_version_before_is_read_then_moved_over_by_upkeep(house):
    (one, digest), (two, _) = filed(house, 1), filed(house, 2)
    path = in_clear(house, digest)
    assert in_vault(house, one, digest) == in_vault(house, two, digest) == PDF + b"1"
    assert upkeep.sweep(house, now=NOW) == 0
    assert not path.exists()
    assert in_vault(house, one, digest) == in_vault(house, two, digest) == PDF + b"1"
    assert moving.check(house, ADMINISTRATOR) == moving.Checked(2, 0, 0, 0, None)
    assert moving.move_over(house, now=NOW) == moving.Moved(0, ())


def test_moving_over_cut_short_goes_on_where_it_was(house, monkeypatch):
    (one, digest), (two, _) = filed(house, 1), filed(house, 2)
    path = in_clear(house, digest)
    with monkeypatch.context() as cut:
        cut.setattr(Path, "unlink", _stop)
        with pytest.raises(KeyboardInterrupt):
            moving.move_over(house, now=NOW)
    assert path.exists()
    assert moving.move_over(house, now=NOW).sealed == 1
    assert in_vault(house, one, digest) == in_vault(house, two, digest) == PDF + b"1"


def _stop(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_two_processes_that_move_a_file_over_at_once_both_find_it_done(house, monkeypatch):
    number, digest = filed(house)
    in_clear(house, digest)
    seen = house.vault.in_clear()
    assert moving.move_over(house, now=NOW).sealed == 1
    monkeypatch.setattr(Vault, "in_clear", lambda _: seen)
    assert moving.move_over(house, now=NOW) == moving.Moved(1, ())
    assert in_vault(house, number, digest) == PDF + b"1"


def test_a_file_altered_in_clear_stays_and_is_named(house):
    _, digest = filed(house)
    path = in_clear(house, digest)
    path.write_bytes(b"autre chose")
    assert moving.move_over(house, now=NOW) == moving.Moved(0, (digest,))
    assert path.exists()


def test_a_file_in_clear_of_an_erased_claim_is_not_read_and_goes(house):
    number, digest = filed(house)
    path = in_clear(house, digest)
    house.store.keys.forget(number, reason="asked", at=NOW, by="system")
    with pytest.raises(Erased):
        in_vault(house, number, digest)
    keeping.keep(house, number, PDF + b"after", now=NOW)
    moving.move_over(house, now=NOW)
    assert not path.exists()
    with pytest.raises(Erased):
        in_vault(house, number, digest)


def test_only_an_administrator_keeps_the_vault(house):
    for actor in (GAGNON, a_claimant(a_number(1)), Actor(Role.ANONYMOUS)):
        for use in (moving.check, moving.rotate, moving.abandon):
            with pytest.raises(NotAllowed):
                use(house, actor, **({} if use is moving.check else {"now": NOW}))


def test_R74_a_rotation_changes_every_key_and_no_file_and_is_journalled(house, monkeypatch):
    claims = [filed(house, n, PDF + bytes([48 + n])) for n in range(1, 6)]
    before = {p: p.read_bytes() for p in house.settings.data_dir.rglob("*.sealed")}
    both = with_keys(house, SECOND, FIRST)
    monkeypatch.setattr(moving, "BATCH", 2)
    told: list[tuple[int, int]] = []
    assert moving.rotate(both, ADMINISTRATOR, now=NOW, progress=lambda *n: told.append(n)) == 5
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert {p: p.read_bytes() for p in house.settings.data_dir.rglob("*.sealed")} == before
    new = with_keys(house, SECOND)
    for n, (number, digest) in enumerate(claims, 1):
        assert in_vault(new, number, digest) == PDF + bytes([48 + n])
        with pytest.raises(KeyLost):
            in_vault(house, number, digest)
    assert moving.rotate(new, ADMINISTRATOR, now=NOW) == 0
    entries = [e for e in house.store.journal.latest(3) if e.action == "rotate keys"]
    assert [(e.actor, e.subject) for e in entries] == [(ADMINISTRATOR.name, "vault")] * 3
    assert house.store.verify().fault is None


def test_R74_a_rotation_cut_short_is_finished_by_the_next(house, monkeypatch):
    claims = [filed(house, n, PDF + bytes([48 + n])) for n in range(1, 6)]
    both = with_keys(house, SECOND, FIRST)
    monkeypatch.setattr(moving, "BATCH", 2)

    def cut(done: int, of: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        moving.rotate(both, ADMINISTRATOR, now=NOW, progress=cut)
    assert house.store.keys.masters() == {Ring([FIRST]).first: 1, Ring([SECOND]).first: 4}
    for n, (number, digest) in enumerate(claims, 1):
        assert in_vault(both, number, digest) == PDF + bytes([48 + n])
    assert moving.rotate(both, ADMINISTRATOR, now=NOW) == 1
    assert moving.check(with_keys(house, SECOND), ADMINISTRATOR).whole == 5


def test_a_rotation_without_the_former_key_changes_nothing(house):
    filed(house)
    with pytest.raises(KeyLost):
        moving.rotate(with_keys(house, SECOND), ADMINISTRATOR, now=NOW)
    assert moving.check(house, ADMINISTRATOR).fault is None


def test_R74_with_the_key_lost_totals_and_journal_stand_and_nothing_is_swept(house):
    number, digest = filed(house)
    without = with_keys(house, SECOND)
    assert without.store.verify().fault is None
    assert without.store.lines.of_claim(number)[0].declared == 457000
    for use in (
        lambda: in_vault(without, number, digest),
        lambda: hand_exhibit(without, GAGNON, number, "e1", now=NOW),
        lambda: keeping.keep(without, number, PDF, now=NOW),
        lambda: upkeep.sweep(without, now=NOW),
    ):
        with pytest.raises(KeyLost):
            use()
    other = a_filed_claim(without, 2)
    with pytest.raises(KeyLost):  # a wrong key put by mistake must keep nothing new
        keeping.keep(without, other, PDF, now=NOW)
    assert in_vault(house, number, digest) == PDF + b"1"
    fault = moving.check(without, ADMINISTRATOR).fault
    assert fault is not None
    assert (fault.where, fault.code) == (f"{number}, {digest}", "exhibit-locked")


def test_R74_once_the_key_is_given_up_exhibits_may_be_brought_again(house):
    number, digest = filed(house)
    without = with_keys(house, SECOND)
    assert moving.abandon(without, ADMINISTRATOR, now=NOW) == (number,)
    with pytest.raises(Erased):
        in_vault(without, number, digest)
    brought, _ = keeping.keep(without, number, PDF + b"again", now=NOW)
    assert in_vault(without, number, brought) == PDF + b"again"
    with pytest.raises(Erased):
        in_vault(without, number, digest)
    assert moving.abandon(without, ADMINISTRATOR, now=NOW) == ()
    assert moving.check(without, ADMINISTRATOR).erased == 1


def test_R74_forgetting_a_claim_s_key_erases_its_exhibits_and_upkeep_takes_the_rest(house):
    number, _ = filed(house)
    (path,) = house.settings.data_dir.rglob("*.sealed")
    house.store.keys.forget(number, reason="asked", at=NOW, by=number)
    with pytest.raises(Erased):
        hand_exhibit(house, GAGNON, number, "e1", now=NOW)
    assert moving.check(house, ADMINISTRATOR) == moving.Checked(0, 1, 0, 1, None)
    long_ago = path.stat().st_mtime - 40 * 86_400
    os.utime(path, (long_ago, long_ago))
    assert upkeep.sweep(house, now=NOW) == 1
    assert not path.exists()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda path: path.unlink(), "exhibit-missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "exhibit-altered"),
    ],
)
def test_R74_a_check_names_the_first_exhibit_that_does_not_open(house, damage, code):
    number, digest = filed(house)
    (path,) = house.settings.data_dir.rglob("*.sealed")
    path.chmod(0o600)
    damage(path)
    fault = moving.check(house, ADMINISTRATOR).fault
    assert fault is not None
    assert (fault.where, fault.code) == (f"{number}, {digest}", code)


def test_R74_a_row_of_keys_put_in_another_claim_s_place_opens_nothing(house):
    (one, digest), (two, _) = filed(house, 1), filed(house, 2)
    with house.store.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE claim_keys SET wrapped = (SELECT wrapped FROM claim_keys WHERE number = "
            f"'{two}') WHERE number = '{one}'"
        )
    with pytest.raises(KeyLost):
        in_vault(house, one, digest)


def test_R74_without_its_key_the_bundle_names_what_is_missing_and_still_verifies(house, tmp_path):
    (one, digest), (_, other) = filed(house, 1), filed(house, 2, PDF + b"2")
    house.store.keys.forget(one, reason="vault key lost", at=NOW, by="system")
    made = exporting.export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=os.urandom)
    found = verify.check(str(made.path))
    assert (found["files"], found["unreadable"]) == (21, ["P-3"])
    with ZipFile(made.path) as archive:
        notice = archive.read("ILLISIBLES_UNREADABLE.txt").decode()
        kept = [name for name in archive.namelist() if name.startswith("pieces/")]
        index = archive.read("index.csv").decode()
        assert [n for n in archive.namelist() if n.startswith("pages/")] == [
            "pages/WHC-000002_P-4.pdf"
        ]
        assert [sha256(archive.read(name)).hexdigest() for name in kept] == [other]
    (line,) = [line for line in notice.splitlines() if line.startswith("P-")]
    assert line.split() == ["P-3", one, digest]
    assert "la clé qui les ouvrait a été détruite" in notice
    assert "the key that opened them was destroyed" in notice
    assert "ILLISIBLES_UNREADABLE.txt" in index
    for kind in ("workbook", "report"):
        exporting.export(house, GAGNON, WHC, kind, "fr", now=NOW, entropy=os.urandom)


def test_an_altered_exhibit_still_stops_the_bundle(house):
    filed(house)
    (path,) = house.settings.data_dir.rglob("*.sealed")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Refused) as refused:
        exporting.export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=os.urandom)
    assert refused.value.problems[0].code == "bundle-exhibit-altered"
    path.unlink()
    with pytest.raises(Refused) as refused:
        exporting.export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=os.urandom)
    assert refused.value.problems[0].code == "bundle-exhibit-missing"


def test_a_claim_filed_long_ago_without_exhibits_has_no_key(house):
    number = a_filed_claim(house, 1, today=TODAY)
    assert house.store.keys.find(number) is None
