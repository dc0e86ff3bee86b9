"""Exhibits handed out: a draft is its claimant's alone, and what was filed stays counsel's."""

from pathlib import Path

import pytest

from claims.office import record
from claims.office.handing import hand_exhibit
from claims.office.keeping import keep, key_for
from claims.problems import NotFound
from tests.makers import GAGNON, NOW, WHC, a_claimant, a_filed_claim, a_form, a_house, an_exhibit


@pytest.fixture
def house(tmp_path: Path):
    return a_house(tmp_path)


def drafted(house, number="R-2K7Q-48XM-0", n=1):
    """An exhibit of a claim that was never filed."""
    from tests.makers import CONTENTS

    exhibit = an_exhibit(n)
    house.store.claims.start(number, WHC, language="fr", form=a_form(), code_hash="",
                             key=f"start {number}", at=NOW, by=number)  # fmt: skip
    keep(house, number, CONTENTS[exhibit.sha256], now=NOW)
    house.store.exhibits.add(number, exhibit, at=NOW, by=number)
    return number, exhibit


def handed(house, actor, number, exhibit) -> int:
    return hand_exhibit(house, actor, number, exhibit.id, now=NOW).size


def test_R02_counsel_is_not_handed_an_exhibit_of_a_draft(house):
    number, exhibit = drafted(house)
    assert handed(house, a_claimant(number), number, exhibit) == exhibit.size
    with pytest.raises(NotFound):
        handed(house, GAGNON, number, exhibit)


def test_R02_counsel_does_not_read_the_journal_of_a_draft(house):
    number, _ = drafted(house)
    assert {entry.subject for entry in record.page(house, GAGNON).entries} == {record.WITHHELD}
    with pytest.raises(NotFound):
        record.about(house, GAGNON, number)


def test_an_exhibit_taken_back_is_no_longer_its_claimants_but_stays_counsels_once_filed(house):
    exhibit = an_exhibit(1)
    number = a_filed_claim(house, exhibits=(exhibit,))
    house.store.exhibits.remove(number, exhibit.id, cited=True, at=NOW, by=number)
    assert handed(house, GAGNON, number, exhibit) == exhibit.size
    with pytest.raises(NotFound):
        handed(house, a_claimant(number), number, exhibit)


def test_an_exhibit_brought_after_the_filing_waits_for_the_next_one(house):
    number, late = a_filed_claim(house), an_exhibit(2)
    from tests.makers import CONTENTS

    keep(house, number, CONTENTS[late.sha256], now=NOW)
    house.store.exhibits.add(number, late, at=NOW, by=number)
    with pytest.raises(NotFound):
        handed(house, GAGNON, number, late)


def test_a_file_the_vault_lost_is_not_said_to_be_handed(house):
    number, exhibit = drafted(house)
    house.vault.path(key_for(house, number, NOW), exhibit.sha256).unlink()
    before = house.store.journal.head().seq
    with pytest.raises(NotFound):
        handed(house, a_claimant(number), number, exhibit)
    assert house.store.journal.head().seq == before
