"""A file that one claim withholds and another gives is told to counsel, and stops nothing."""

import pytest

from claims.claim.redaction import Level, Set
from claims.claim.states import Status
from claims.evidence.look import Look
from claims.office import building, lawyer, lighter, redacting
from claims.office.house import House
from claims.problems import NotAllowed
from tests.makers import GAGNON, NOW, ROY, WHC, a_claimant, a_filed_claim, an_exhibit, filed_again
from tests.office.test_building import WHOLE, built, entropy, ordered
from tests.office.test_clawback import SECRET, a_box, why, withhold
from tests.office.test_redacting import CONTENT

pytestmark = pytest.mark.usefixtures("unread")


@pytest.fixture
def claims(house: House) -> tuple[str, str]:
    """Two claims with the same memo, and one with another file."""
    a_filed_claim(house, 3, domain="tiers.ca", exhibits=(an_exhibit(80),))
    memos = [an_exhibit(n, SECRET, name="memo.txt", media="text/plain") for n in (60, 70)]
    return (
        a_filed_claim(house, exhibits=(memos[0],)),
        a_filed_claim(house, 2, domain="autre.ca", exhibits=(memos[1],)),
    )


def told(found) -> list[tuple[str, Level, str, Level, frozenset[Set]]]:
    return [(e.less.exhibit, e.less.level, e.than.exhibit, e.than.level, e.sets) for e in found]


BOTH, REDACTED = frozenset(Set), frozenset({Set.REDACTED})


def test_what_is_withheld_here_and_less_elsewhere_is_named_from_here_alone(house, claims):
    here, there = claims
    assert lighter.lighter_than(house, GAGNON, here, "e60") == ()
    withhold(house, here, "e60")
    wanted = [("e70", Level.CONFIDENTIAL, "e60", Level.COUNSEL, frozenset({Set.CONFIDENTIAL}))]
    assert told(lighter.lighter_than(house, GAGNON, here, "e60")) == wanted
    assert told(lighter.lighter_in(house, GAGNON, WHC)) == wanted
    assert lighter.lighter_than(house, GAGNON, there, "e70") == ()
    redacting.set_level(house, GAGNON, there, "e70", Level.PUBLIC, "", now=NOW)
    [found] = lighter.lighter_than(house, GAGNON, here, "e60")
    assert (found.less.claim, found.less.level, found.sets) == (there, Level.PUBLIC, BOTH)
    withhold(house, there, "e70")
    assert lighter.lighter_in(house, GAGNON, WHC) == ()


def test_silence_is_no_word_and_a_claim_that_left_gives_nothing(house, claims):
    here, there = claims
    redacting.set_level(house, GAGNON, there, "e70", Level.PUBLIC, "", now=NOW)
    assert lighter.lighter_in(house, GAGNON, WHC) == ()
    withhold(house, here, "e60")
    lawyer.move(house, GAGNON, there, Status.OPTED_OUT, reason="x", now=NOW, entropy=entropy,
                seen=house.store.claims.find(there).version)  # fmt: skip
    assert lighter.lighter_in(house, GAGNON, WHC) == ()


def test_what_another_claim_took_back_is_withheld_still_and_no_longer_given(house, claims):
    here, there = claims
    withhold(house, here, "e60")
    filed_again(house, here, exhibits=(an_exhibit(61),))
    assert [e.less.exhibit for e in lighter.lighter_in(house, GAGNON, WHC)] == ["e70"]
    filed_again(house, there, exhibits=(an_exhibit(71),))
    assert lighter.lighter_in(house, GAGNON, WHC) == ()


def test_copies_redacted_otherwise_are_named_in_the_set_that_gives_them(house):
    here, there = (a_filed_claim(house, n, domain=f"site{n}.ca", exhibits=(an_exhibit(n, CONTENT),))
                   for n in (1, 2))  # fmt: skip
    for number, exhibit, boxes in ((here, "e1", a_box(3000)), (there, "e2", a_box(4000))):
        house.store.looks.keep(exhibit, Look(pages=2), at=NOW, by="system")
        redacting.redact(house, GAGNON, number, exhibit, [boxes], seen=0, now=NOW)
    assert [(e.less.exhibit, e.sets) for e in lighter.lighter_in(house, GAGNON, WHC)] == [
        ("e1", REDACTED), ("e2", REDACTED)]  # fmt: skip


def test_a_bundle_that_gives_it_is_told_and_goes_out_all_the_same(house, claims):
    here, _ = claims
    withhold(house, here, "e60")
    build = built(house, ordered(house, WHOLE))
    every = lighter.lighter_in(house, GAGNON, WHC)
    assert [e.less.label for e in lighter.given_by(house, build, every)] == ["P-4"]
    building.approve(house, ROY, build.id, now=NOW)
    assert why(house, build) == ""
    alone = built(house, ordered(house, building.Choice(claims=(here,))))
    assert lighter.given_by(house, alone, every) == ()


def test_it_is_told_to_counsel_alone(house, claims):
    here, _ = claims
    with pytest.raises(NotAllowed):
        lighter.lighter_than(house, a_claimant(here), here, "e60")
    with pytest.raises(NotAllowed):
        lighter.lighter_in(house, a_claimant(here), WHC)
