"""What cannot be called back asks who acts to prove anew who they are, at every door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pyotp
import pytest

from claims.access import PROOF_LASTS, Actor, Role
from claims.office import batch_run, building, entrance, exporting, lawyer, members, pacing, sharing
from claims.office.administrator import add_staff
from claims.office.batch_plan import Word, plan
from claims.office.builder import build_next
from claims.office.handing import hand_export
from claims.office.house import House
from claims.office.recoding import give_code
from claims.problems import NotAllowed, NotFound, ProofIsOld, TooMany
from claims.store.accounts import Account
from claims.store.builds import Choice
from claims.store.search import Search
from claims.totals.allocate import Terms
from claims.totals.allocated import Asked
from tests.makers import ADMINISTRATOR, GAGNON, NOW, ROY, WHC, a_filed_claim, a_number, decided
from tests.office.test_posting import waiting
from tests.web.test_entrance import drawn

DRAWN = count(1)
LATER = NOW + PROOF_LASTS + timedelta(seconds=1)
PASSWORD = "une longue phrase de passe"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PROVED = Word("accepted", "proof_complete")


def entropy(size: int) -> bytes:
    return (next(DRAWN) << 96).to_bytes(size, "big")


def proved(who: Actor, at=NOW) -> Actor:
    return replace(who, proved_at=at)


def export_of(kind: exporting.Kind) -> Callable[[House], Callable]:
    return lambda house: (
        lambda who, now: exporting.export(house, who, WHC, kind, "fr", now=now, entropy=entropy)
    )


def members_of(house: House):
    return lambda who, now: members.export_members(
        house, who, WHC, "csv", "fr", now=now, entropy=entropy
    )


def shares_of(house: House):
    whole = ("accepted", "", "proof_complete")
    decided(house, a_filed_claim(house, 2, domain="deux.ca"), ("l1", *whole), ("l2", *whole))
    return lambda who, now: sharing.export_shared(
        house, who, WHC, "shares", "fr", Asked(Terms(100_000)), now=now, entropy=entropy
    )


def order_of(house: House):
    return lambda who, now: building.order(
        house, who, WHC, Choice(groups=("A1",)), "fr", now=now, entropy=entropy
    )


def approval_of(house: House):
    build = building.order(house, ROY, WHC, Choice(groups=("A1",)), "fr", now=NOW, entropy=entropy)
    build_next(house, clock=lambda: NOW, entropy=entropy)
    return lambda who, now: building.approve(house, who, build.id, now=now)


def hand_over_of(house: House):
    made = members_of(house)(GAGNON, NOW).export
    return lambda who, now: hand_export(house, who, made.id, made.name, now=now)


def start_of(house: House):
    of = plan(house, GAGNON, Search(WHC), PROVED, now=NOW, entropy=entropy)
    return lambda who, now: batch_run.start(house, who, of, now=now)


def a_batch(house: House) -> str:
    of = plan(house, GAGNON, Search(WHC), PROVED, now=NOW, entropy=entropy)
    return batch_run.start(house, GAGNON, of, now=NOW).id


def going_on_of(house: House):
    batch = a_batch(house)
    return lambda who, now: batch_run.go_on(house, who, batch, now=now, most=9)


def undoing_of(house: House):
    batch = a_batch(house)
    batch_run.go_on(house, GAGNON, batch, now=NOW, most=9)
    return lambda who, now: batch_run.undo(house, who, batch, now=now, most=9)


def code_of(house: House):
    return lambda who, now: give_code(
        house, who, a_number(1), "Carte vue", now=now, entropy=entropy
    )


DOORS = {
    "make a workbook": (GAGNON, export_of("workbook")),
    "make a report": (GAGNON, export_of("report")),
    "make a bundle": (GAGNON, export_of("bundle")),
    "list the members": (GAGNON, members_of),
    "share a fund": (GAGNON, shares_of),
    "order a bundle": (GAGNON, order_of),
    "approve a bundle": (GAGNON, approval_of),
    "take a document": (GAGNON, hand_over_of),
    "decide in a batch": (GAGNON, start_of),
    "go on with a batch": (GAGNON, going_on_of),
    "undo a batch": (GAGNON, undoing_of),
    "give another code": (ADMINISTRATOR, code_of),
}


@pytest.mark.parametrize("door", DOORS)
def test_R70_what_cannot_be_called_back_wants_a_proof_of_the_last_ten_minutes(house, door):
    a_filed_claim(house)
    who, ready = DOORS[door]
    act = ready(house)
    before = house.store.journal.head()
    with pytest.raises(ProofIsOld):
        act(proved(who), LATER)
    assert house.store.journal.head() == before, "nothing is done"
    act(proved(who, NOW + timedelta(seconds=1)), LATER)
    assert house.store.journal.head() != before


@pytest.mark.parametrize("door", ["make a report", "decide in a batch", "give another code"])
def test_R70_the_terminal_has_no_session_to_prove(house, door):
    a_filed_claim(house)
    who, ready = DOORS[door]
    ready(house)(replace(who, name="terminal", proved_at=None), LATER)


@pytest.mark.parametrize("door", DOORS)
def test_R70_a_right_is_asked_for_before_a_proof(house, door):
    a_filed_claim(house)
    act = DOORS[door][1](house)
    stranger = replace(proved(GAGNON), role=GAGNON.role.REPRESENTATIVE, matters=())
    with pytest.raises((NotAllowed, NotFound)):
        act(stranger, LATER)


CHANCE = drawn()


def signed_in(house: House, now=NOW) -> str:
    add_staff(house, ADMINISTRATOR, GAGNON.name, "Me Gagnon", GAGNON.role, (WHC,), PASSWORD,
              now=now, entropy=CHANCE, seed=SEED)  # fmt: skip
    return entrance.log_in_staff(
        house, GAGNON.name, PASSWORD, pyotp.TOTP(SEED).at(now), now=now, entropy=CHANCE
    )


def test_R70_signing_in_is_a_proof_and_a_code_renews_it_once(house):
    token = signed_in(house)
    assert entrance.actor_from(house, token, now=NOW).proved_at == NOW
    assert entrance.actor_from(house, token, now=LATER).proved_at == NOW
    code = pyotp.TOTP(SEED).at(LATER)
    entrance.prove_again(house, token, code, now=LATER)
    assert entrance.actor_from(house, token, now=LATER).proved_at == LATER
    assert house.store.journal.latest(1)[0].action == "prove anew"
    with pytest.raises(NotAllowed):
        entrance.prove_again(house, token, code, now=LATER + timedelta(seconds=5))


def test_R70_a_wrong_code_proves_nothing_and_five_close_the_account_for_a_while(house):
    token = signed_in(house)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            entrance.prove_again(house, token, "000000", now=LATER)
    with pytest.raises(TooMany):
        entrance.prove_again(house, token, pyotp.TOTP(SEED).at(LATER), now=LATER)
    assert entrance.actor_from(house, token, now=LATER).proved_at == NOW


def test_R70_nobody_proves_a_session_that_is_over_or_a_claimant_s(house):
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=CHANCE)
    for token in ("", "made up", begun.token):
        with pytest.raises(NotAllowed):
            entrance.prove_again(house, token, "000000", now=NOW)


def opens(house: House, who: Actor, numbers, now=NOW) -> None:
    for number in numbers:
        lawyer.open_claim(house, who, number, now=now)


@pytest.fixture
def many(house: House, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Four claims, where three are already many."""
    monkeypatch.setattr(pacing, "MOST", 3)
    return [a_filed_claim(house, n, domain=f"site{n}.ca") for n in range(1, 5)]


def test_R72_fifty_claims_in_five_minutes_is_the_pace():
    assert pacing.MOST == 50
    assert timedelta(minutes=5) == pacing.WITHIN


def test_R72_one_claim_too_many_wants_a_proof_and_administrators_are_told_once(house, many):
    who = proved(GAGNON)
    opens(house, who, many[:3])
    for _ in range(2):
        with pytest.raises(ProofIsOld):
            opens(house, who, many[3:], NOW + timedelta(minutes=1))
    [alert] = pacing.alerts(house, ADMINISTRATOR, now=LATER)
    assert (alert.who, alert.claims, alert.at) == (GAGNON.name, 3, NOW + timedelta(minutes=1))
    opens(house, who, many[:3], NOW + timedelta(minutes=1))  # those already open stay so
    opens(house, proved(GAGNON, NOW + timedelta(minutes=2)), many[3:], NOW + timedelta(minutes=2))
    with pytest.raises(NotAllowed):
        pacing.alerts(house, GAGNON, now=LATER)
    assert not pacing.alerts(house, ADMINISTRATOR, now=NOW + timedelta(days=8))


def test_R72_each_administrator_is_written_to_once_in_their_language_and_of_no_claim(house, many):
    for email, language in (("fr@cabinet.example", "fr"), ("en@cabinet.example", "en"),
                            ("partie@cabinet.example", "fr")):  # fmt: skip
        account = Account(email, email, Role.ADMINISTRATOR, (WHC,), language=language)
        house.store.accounts.add(account, at=NOW, by="system")
    house.store.accounts.open("partie@cabinet.example", active=False, at=NOW, by="system")
    house.store.accounts.add(Account(GAGNON.name, "", GAGNON.role, (WHC,)), at=NOW, by="system")
    opens(house, proved(GAGNON), many[:3])
    for _ in range(2):
        with pytest.raises(ProofIsOld):
            opens(house, proved(GAGNON), many[3:], NOW + timedelta(minutes=1))
    told = {letter.recipient: (letter, body) for letter, body in waiting(house, LATER)}
    assert told.keys() == {"fr@cabinet.example", "en@cabinet.example"}
    bodies = {each: " ".join(body.split()) for each, (_, body) in told.items()}
    french, english = bodies["fr@cabinet.example"], bodies["en@cabinet.example"]
    assert "plus de réclamations" in french
    assert "more claims in five minutes" in english
    hidden = {GAGNON.name, *many, *(row.claimant_name for row, _ in house.store.claims.bodies(WHC))}
    for letter, body in told.values():
        assert letter.number == letter.matter == ""
        assert f"{house.settings.address()}/acces" in body
        assert not [each for each in hidden if each in letter.subject + body]
    assert house.store.verify([]).fault is None


def test_R72_the_language_of_staff_is_that_of_their_last_sign_in(house):
    signed_in(house)
    assert house.store.accounts.find(GAGNON.name).language == "fr"
    later = NOW + timedelta(hours=1)
    code = pyotp.TOTP(SEED).at(later)
    entrance.log_in_staff(
        house, GAGNON.name, PASSWORD, code, now=later, entropy=CHANCE, language="en"
    )
    assert house.store.accounts.find(GAGNON.name).language == "en"


def test_R72_who_reads_slowly_or_another_is_not_stopped(house, many):
    opens(house, proved(GAGNON), many[:3])
    opens(house, proved(ROY), many[3:])
    opens(house, proved(GAGNON), many[3:], NOW + timedelta(minutes=6))
    assert not pacing.alerts(house, ADMINISTRATOR, now=LATER)
