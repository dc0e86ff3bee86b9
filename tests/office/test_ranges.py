"""Where a claim was filed from: a keyed mark of the range at most, and only where a matter says."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from claims.claim.notice import NoticeSeen
from claims.i18n.text import Text
from claims.matter.leaving import networks_said
from claims.matter.model import Networks
from claims.office.doubles import doubles
from claims.office.handing_own import hand_my_data
from claims.office.ranges import SIGNS, keep_range, mark_of, range_of
from claims.office.upkeep import sweep
from tests.makers import GAGNON, NOW, WHC, a_claimant, a_filed_claim

KEPT = Networks(
    kept=True, days=30, verified=True,
    authority=Text(fr="décision des avocats", en="decided by class counsel"),
)  # fmt: skip
SECRET = b"a secret of the registry, long enough"


@pytest.fixture
def keeping(house):
    """A house whose matter keeps marks."""
    matter = house.matter(WHC).model_copy(update={"networks": KEPT})
    house.matters[WHC] = matter
    return house


def filed_from(house, n: int, remote: str, *, hours: float = 0, told: bool = True, **more) -> str:
    version = house.matter(WHC).notice_version if told else "2026-01-01"
    contact = {"email": more.pop("email", f"a{n}@un.example"), "phone": "", "place": "QC"}
    number = a_filed_claim(
        house, n, contact=contact, domain=f"site{n}.ca", name=f"Atelier {'ABCDEFGHIJK'[n] * 6}",
        notice=NoticeSeen(version, "fr", NOW),
    )  # fmt: skip
    keep_range(house, house.matter(WHC), number, remote, now=NOW + timedelta(hours=hours))
    return number


@pytest.mark.parametrize(
    ("remote", "known"),
    [
        ("8.8.4.77", "8.8.4.0/24"),
        ("::ffff:8.8.4.77", "8.8.4.0/24"),
        ("2002:0808:044d::1", "8.8.4.0/24"),
        ("2606:4700:10:beef::1", "2606:4700:10::/48"),
        *((none, "") for none in ("", "testclient", "127.0.0.1", "::1", "10.1.2.3", "192.168.0.4",
                                  "100.64.0.9", "169.254.1.1", "fe80::1", "fd00::1", "224.0.0.1",
                                  "0.0.0.0")),
    ],
)  # fmt: skip
def test_R16_an_address_becomes_its_range_and_one_that_is_not_public_nothing(remote, known):
    assert range_of(remote) == known


def test_R16_a_mark_says_nothing_without_the_secret_and_nothing_from_one_matter_to_another():
    mark = mark_of(SECRET, WHC, "8.8.4.77")
    assert mark == mark_of(SECRET, WHC, "8.8.4.78") != mark_of(SECRET, WHC, "8.8.5.77")
    others = mark_of(SECRET, "ovh-2021", "8.8.4.77"), mark_of(b"other", WHC, "8.8.4.77")
    assert len({mark, *others}) == 3
    assert len(mark) == SIGNS
    assert mark_of(SECRET, WHC, "192.168.0.4") == ""


def test_R16_no_matter_as_shipped_keeps_a_mark(house):
    assert {matter.marks_days for matter in house.matters.values()} == {0}
    number = filed_from(house, 1, "8.8.4.77")
    assert house.store.networks.kept_since(number) is None


def test_R16_only_who_was_told_is_marked_and_the_notice_says_it_in_both_languages(keeping):
    matter = keeping.matter(WHC)
    assert matter.notice_version == f"{matter.privacy.version}-r30"
    assert "pendant 30 jours une empreinte" in networks_said(matter, "fr")
    assert "for 30 days a fingerprint" in networks_said(matter, "en")
    told = filed_from(keeping, 1, "8.8.4.77")
    untold = filed_from(keeping, 2, "8.8.4.78", told=False)
    assert [mark.number for mark in keeping.store.networks.marks(WHC)] == [told]
    assert keeping.store.networks.kept_since(untold) is None


def test_R16_marks_go_after_their_days_and_all_at_once_when_the_matter_keeps_none(keeping):
    filed_from(keeping, 1, "8.8.4.77")
    filed_from(keeping, 2, "8.8.4.78", hours=48)
    sweep(keeping, now=NOW + timedelta(days=31))
    assert len(keeping.store.networks.marks(WHC)) == 1
    silent = KEPT.model_copy(update={"kept": False})
    keeping.matters[WHC] = keeping.matter(WHC).model_copy(update={"networks": silent})
    sweep(keeping, now=NOW + timedelta(days=31))
    assert keeping.store.networks.marks(WHC) == ()


def odd(house) -> set[str]:
    return {o.number for o in doubles(house, GAGNON, WHC).odd if "same_network" in o.reasons}


def test_five_people_from_one_range_within_two_days_are_told_and_refused_nothing(keeping):
    four = {filed_from(keeping, n, f"8.8.4.{n}", hours=n) for n in range(1, 5)}
    filed_from(keeping, 5, "8.8.4.9", hours=5, email="a1@un.example")  # the first one again
    filed_from(keeping, 6, "8.8.4.9", hours=-80)
    filed_from(keeping, 7, "8.8.5.9", hours=6)
    assert odd(keeping) == set()
    fifth = filed_from(keeping, 8, "8.8.4.10", hours=20)
    assert odd(keeping) >= four | {fifth}
    assert {row.status for row, _ in keeping.store.claims.bodies(WHC)} == {"submitted"}


def test_a_range_that_many_share_tells_nothing(keeping):
    for n in range(1, 9):
        filed_from(keeping, n, f"8.8.4.{n}", hours=n)
    assert len(odd(keeping)) == 8
    filed_from(keeping, 9, "8.8.4.9", hours=900)
    assert odd(keeping) == set()


def test_R16_what_a_claimant_takes_away_says_that_a_mark_is_kept_and_not_which(keeping):
    number = filed_from(keeping, 1, "8.8.4.77")
    handed = hand_my_data(keeping, a_claimant(number), number, "fr", now=NOW)
    with ZipFile(BytesIO(b"".join(handed.chunks))) as held:
        told = b"".join(map(held.read, held.namelist()))
    [mark] = keeping.store.networks.marks(WHC)
    assert b'"network_mark_kept": "2026' in told
    assert mark.mark.encode() not in told
