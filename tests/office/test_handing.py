"""Exhibits handed out: a draft is its claimant's alone, and what was filed stays counsel's."""

from hashlib import sha256
from json import loads

import pytest

from claims.evidence.gate import look_at
from claims.evidence.look import Look
from claims.office import record
from claims.office.handing import hand_copy, hand_exhibit
from claims.office.keeping import keep, key_for
from claims.problems import NotAllowed, NotFound, Quarantined
from tests.hostile.files import every_action
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    an_exhibit,
)


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


def a_flagged_exhibit(house) -> str:
    """The number of a claim filed with a PDF that starts a program when it is opened."""
    exhibit = an_exhibit(1, every_action(), flags=("pdf-launch", "pdf-script"))
    return a_filed_claim(house, exhibits=(exhibit,))


def test_R35_counsel_is_handed_a_copy_without_what_acts_and_its_making_is_noted(house):
    number = a_flagged_exhibit(house)
    handed = hand_copy(house, GAGNON, number, "e1", "en", now=NOW)
    content = b"".join(handed.chunks)
    assert (handed.name, handed.size) == ("facture.copy.pdf", len(content))
    seen, _ = look_at("facture.pdf", content)
    assert (seen.flags, seen.pages) == ((), 1)
    noted = house.store.journal.latest(1)[0]
    assert (noted.action, noted.subject, noted.actor) == ("copy exhibit", number, GAGNON.name)
    told = loads(noted.body)
    assert told["copy"] == sha256(content).hexdigest()
    assert told["sha256"] == house.store.exhibits.find("e1").exhibit.sha256
    assert "pikepdf" in told["method"]


def test_R02_a_copy_is_for_counsel_of_the_matter_and_for_nobody_else(house):
    number = a_flagged_exhibit(house)
    for actor in (a_claimant(number), a_claimant("R-9999-9999-9"), OXIA, ELSEWHERE):
        with pytest.raises(NotAllowed):
            hand_copy(house, actor, number, "e1", "fr", now=NOW)


def test_an_exhibit_in_which_nothing_acts_has_no_copy_nor_has_an_infected_one(house):
    plain = a_filed_claim(house, 2, exhibits=(an_exhibit(2),), domain="ailleurs.ca")
    with pytest.raises(NotFound):
        hand_copy(house, GAGNON, plain, "e2", "fr", now=NOW)
    number = a_flagged_exhibit(house)
    house.store.looks.keep("e1", Look(scan="infected"), at=NOW, by="system")
    with pytest.raises(Quarantined):
        hand_copy(house, GAGNON, number, "e1", "fr", now=NOW)
