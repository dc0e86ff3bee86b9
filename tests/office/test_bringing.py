"""A hundred and eighty exhibits for sixty sites: let in together, matched, described at once."""

import secrets
from threading import Thread
from time import sleep

import pytest

from claims.access import ANONYMOUS
from claims.claim.matching import Proposal
from claims.office import claimant
from claims.office.bringing import Brought, bring, describe, proposals
from claims.office.changing import change_draft
from claims.office.house import House
from claims.office.leaving import erase_draft
from claims.problems import NotAllowed, NotFound, NotSaved, TooMany
from claims.store.exhibits import Room
from tests.makers import (
    NOW,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    a_number,
    an_exhibit,
    in_vault,
)


def a_draft(house: House, sites: int = 1) -> str:
    number, form = a_number(1), a_form(registrant="no")
    form["services"] += [
        {"id": f"s{n}", "domain": f"client-{n}.ca", "type": "shop"} for n in range(2, sites + 1)
    ]
    house.store.claims.start(number, WHC, language="fr", form=form, code_hash="", key="k", at=NOW,
                             by=number)  # fmt: skip
    return number


def brings(house: House, number: str, *files: Brought, **more):
    return bring(house, a_claimant(number), files, draw=secrets.token_bytes, now=NOW, **more)


def exhibits(house: House, number: str):
    return claimant.my_draft(house, a_claimant(number), now=NOW).exhibits


def test_files_are_let_in_together_and_the_bad_one_is_refused_alone(house):
    number, told = a_draft(house), []
    files = [Brought(f"note {n}.txt", f"note {n}".encode()) for n in range(5)]
    received = brings(house, number, *files, Brought("x.exe", b"MZ"),
                      progress=lambda done, of: told.append((done, of)))  # fmt: skip
    assert [e.name for e in received.kept] == [f.name for f in files]
    assert [p.code for p in received.refused] == ["file-kind"]
    assert [e.name for e in exhibits(house, number)] == [f.name for f in files]
    assert told[-1] == (6, 6)


def test_they_cost_one_saving_of_the_draft(house):
    number = a_draft(house)
    brings(house, number, *[Brought(f"{n}.txt", b"note %d" % n) for n in range(4)])
    assert claimant.my_draft(house, a_claimant(number), now=NOW).version == 2


def test_R30_room_grows_with_the_sites_up_to_a_bound(house):
    assert [house.settings.files_for(n) for n in (0, 1, 10, 11, 60, 500)] == [
        50,
        50,
        50,
        55,
        300,
        300,
    ]


def test_R30_files_past_the_room_are_told_one_by_one_and_none_is_examined_in_vain(house):
    number = a_draft(house)
    house.settings.max_files = 2
    house.settings.max_files_per_site = 0
    files = [Brought(f"{n}.txt", b"note %d" % n) for n in range(4)]
    received = brings(house, number, *files)
    assert ([e.name for e in received.kept], [p.values["name"] for p in received.refused]) == (
        ["0.txt", "1.txt"], ["2.txt", "3.txt"])  # fmt: skip
    with pytest.raises(TooMany):
        brings(house, number, *files)


def test_R30_the_bytes_of_a_claim_stay_bounded_whatever_its_sites(house):
    number = a_draft(house, 60)
    house.settings.max_claim_mb = 1
    large = b"a" * 600_000
    received = brings(house, number, Brought("a.txt", large), Brought("b.txt", large + b"b"))
    assert [p.code for p in received.refused] == ["file-no-room"]


def test_what_a_name_says_is_proposed_and_stands_only_once_confirmed(house):
    number = a_draft(house)
    brings(house, number, Brought("boutique-boreale facture.txt", b"une facture"),
           Brought("whois.txt", b"un titulaire"))  # fmt: skip
    folder = claimant.my_draft(house, a_claimant(number), now=NOW)
    first, second = (e.id for e in sorted(folder.exhibits, key=lambda e: e.name))
    told = proposals(folder)
    assert told == {first: Proposal("s1", "invoice"), second: Proposal("s1", "whois")}
    assert {e.kind for e in folder.exhibits} == {"other"}
    assert describe(house, a_claimant(number), told, now=NOW) == (2, 0)
    described = {e.id: (e.kind, e.losses) for e in exhibits(house, number)}
    assert described == {first: ("invoice", ("l1",)), second: ("whois", ("l1",))}


def test_an_exhibit_about_a_site_without_a_loss_is_described_and_that_is_told(house):
    number = a_draft(house, 2)
    brings(house, number, Brought("client-2 facture.txt", b"une facture"))
    told = proposals(claimant.my_draft(house, a_claimant(number), now=NOW))
    assert describe(house, a_claimant(number), told, now=NOW) == (1, 1)


def test_nobody_else_brings_or_describes(house):
    for act in (lambda: bring(house, ANONYMOUS, [], draw=secrets.token_bytes, now=NOW),
                lambda: describe(house, ANONYMOUS, {}, now=NOW)):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()


def test_R30_the_same_file_brought_twice_is_kept_once_and_its_first_name_told(house):
    number = a_draft(house)
    brings(house, number, Brought("facture.txt", b"une facture"))
    received = brings(house, number, Brought("copie.txt", b"une facture"),
                      Brought("a.txt", b"note"), Brought("b.txt", b"note"))  # fmt: skip
    assert [(p.code, p.values["name"], p.values["first"]) for p in received.refused] == [
        ("file-twice", "copie.txt", "facture.txt"), ("file-twice", "b.txt", "a.txt")]  # fmt: skip
    assert {e.name for e in exhibits(house, number)} == {"facture.txt", "a.txt"}


def in_the_vault(house: House) -> int:
    return len(list((house.settings.data_dir / "vault").rglob("*.sealed")))


def takes_back(house: House, number: str, exhibit: str) -> None:
    claimant.remove_exhibit(house, a_claimant(number), exhibit, now=NOW)


def test_R30_bringing_and_taking_back_without_end_fills_nothing(house):
    number = a_draft(house)
    house.settings.max_files, house.settings.max_files_per_site = 2, 0
    for n in range(5):
        (kept,) = brings(house, number, Brought(f"{n}.txt", b"note %d" % n)).kept
        takes_back(house, number, kept.id)
    assert in_the_vault(house) == 0
    assert house.store.exhibits.ever(number) == ()
    told = [e.action for e in house.store.journal.latest(20)]
    assert told.count("add exhibit") == told.count("remove exhibit") == 5
    assert house.store.verify().fault is None


def test_an_exhibit_taken_back_leaves_its_bytes_to_another_of_the_claim(house):
    number, same = a_draft(house), b"la meme note"
    (kept,) = brings(house, number, Brought("a.txt", same)).kept
    twin = kept.model_copy(update={"id": "e-twin"})
    house.store.exhibits.add(number, twin, at=NOW, by=number)
    takes_back(house, number, kept.id)
    assert in_vault(house, number, kept.sha256) == same
    takes_back(house, number, twin.id)
    assert in_the_vault(house) == 0


def test_an_exhibit_a_filing_cites_stays_and_takes_room_though_taken_back(house):
    exhibit = an_exhibit(1)
    number = a_filed_claim(house, exhibits=(exhibit,))
    claimant.amend(house, a_claimant(number), reason="Une pièce de trop", now=NOW)
    takes_back(house, number, exhibit.id)
    assert [(k.exhibit.id, k.removed) for k in house.store.exhibits.ever(number)] == [("e1", NOW)]
    assert in_vault(house, number, exhibit.sha256)
    assert house.store.exhibits.taken(number) == Room(1, exhibit.size)
    house.settings.max_files, house.settings.max_files_per_site = 1, 0
    with pytest.raises(TooMany):
        brings(house, number, Brought("b.txt", b"une autre"))
    assert house.store.verify().fault is None


def test_a_draft_erased_while_its_files_come_keeps_none_of_them(house):
    number = a_draft(house)

    def erased(done: int, of: int) -> None:
        seen = house.store.claims.find(number).version
        erase_draft(house, a_claimant(number), typed=number, seen=seen, now=NOW)

    with pytest.raises(NotFound):
        brings(house, number, Brought("Jean Tremblay.txt", b"de Jean Tremblay"), progress=erased)
    assert house.store.exhibits.ever(number) == ()
    assert house.store.verify().fault is None


def test_a_change_to_a_draft_erased_elsewhere_is_not_found(house):
    number = a_draft(house)
    seen = house.store.claims.find(number).version
    erase_draft(house, a_claimant(number), typed=number, seen=seen, now=NOW)
    with pytest.raises(NotFound):
        change_draft(house, a_claimant(number), lambda form, _: form, NOW)


def test_a_file_taken_back_elsewhere_while_it_is_listed_is_told_and_never_listed_without_bytes(
    house, monkeypatch
):
    number = a_draft(house)
    dropped = house.vault.keep

    def kept_then_dropped(key, content, *, most):
        told = dropped(key, content, most=most)
        house.vault.drop(key, told[0])
        return told

    monkeypatch.setattr(house.vault, "keep", kept_then_dropped)
    with pytest.raises(NotSaved):
        brings(house, number, Brought("a.txt", b"note"))
    assert exhibits(house, number) == ()


def test_a_photograph_does_not_wait_for_an_agency(house):
    agency = a_draft(house, 60)
    other = a_number(2)
    house.store.claims.start(other, WHC, language="fr", form=a_form(registrant="no"), code_hash="",
                             key="k2", at=NOW, by=other)  # fmt: skip
    done: list[int] = []
    files = [Brought(f"{n}.txt", b"note %d" % n) for n in range(40)]
    many = Thread(target=brings, args=(house, agency, *files),
                  kwargs={"progress": lambda n, of: done.append(n)})  # fmt: skip
    many.start()
    while not done:
        sleep(0.01)
    brings(house, other, Brought("photo.txt", b"une photo"))
    before = len(done)
    many.join()
    assert before < 40  # it was in while some of the agency's still waited
    assert len(done) == 40
