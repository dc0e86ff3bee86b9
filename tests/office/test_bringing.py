"""A hundred and eighty exhibits for sixty sites: let in together, matched, described at once."""

import secrets
from pathlib import Path

import pytest

from claims.access import ANONYMOUS
from claims.claim.matching import Proposal
from claims.office import bringing, claimant
from claims.office.bringing import Brought, bring, describe, proposals
from claims.office.house import House
from claims.problems import NotAllowed, TooMany
from tests.makers import NOW, WHC, a_claimant, a_form, a_house, a_number


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path)


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
    assert told == {first: Proposal("s1", "invoice"), second: Proposal("", "whois")}
    assert {e.kind for e in folder.exhibits} == {"other"}
    assert describe(house, a_claimant(number), told, now=NOW) == (2, 0)
    described = {e.id: (e.kind, e.losses) for e in exhibits(house, number)}
    assert described == {first: ("invoice", ("l1",)), second: ("whois", ())}


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


def test_no_more_than_four_parsers_run_whoever_brings_what():
    assert bringing.PARSERS._max_workers == 4
