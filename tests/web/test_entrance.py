"""Who comes in: claimants by number and code, staff by password and time-based code."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pyotp
import pytest

from claims.access import ANONYMOUS, Actor, Role
from claims.office import entrance, guessing
from claims.office.administrator import add_staff, give_matters, open_access, staff
from claims.office.demo_staff import LOG_INS, enrol_demo_staff
from claims.problems import NotAllowed, Refused, TooMany
from tests.makers import ADMINISTRATOR, NOW, WHC, a_house

PASSWORD = "une longue phrase de passe"
SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LAWYER = "Me.Gagnon@cabinet.example"


@pytest.fixture
def house(tmp_path: Path):
    return a_house(tmp_path)


def drawn():
    """Bytes that differ at every draw, the same in every run of a test."""
    count = 0

    def draw(size: int) -> bytes:
        nonlocal count
        count += 1
        return (count * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8, "big").rjust(size, b"\7")[-size:]

    return draw


@pytest.fixture
def entropy():
    return drawn()


def started(house, entropy, key="une intention", now=NOW, remote=""):
    return entrance.start(house, WHC, "fr", key=key, now=now, entropy=entropy, remote=remote)


def enters(house, number, code, entropy, now=NOW):
    return entrance.log_in_claimant(house, number, code, now=now, entropy=entropy)


def enrolled(house, entropy, role=Role.LAWYER):
    add_staff(house, ADMINISTRATOR, LAWYER, "Me Gagnon", role, (WHC,), PASSWORD,
              now=NOW, entropy=entropy, seed=SEED)  # fmt: skip


def staff_enters(house, entropy, *, password=PASSWORD, code="", now=NOW, email=LAWYER):
    shown = code or pyotp.TOTP(SEED).at(now)
    return entrance.log_in_staff(house, email, password, shown, now=now, entropy=entropy)


def test_a_claim_begun_gives_a_number_a_code_and_an_open_door(house, entropy):
    begun = started(house, entropy)
    actor = entrance.actor_from(house, begun.token, now=NOW)
    assert actor == Actor(Role.CLAIMANT, begun.number, claim=begun.number)
    assert len(begun.code.replace("-", "")) == 24


def test_R45_beginning_twice_with_one_intention_is_one_claim_with_one_code(house, entropy):
    first, second = started(house, entropy), started(house, entropy)
    assert (first.number, first.code) == (second.number, second.code)


def test_another_intention_is_another_claim(house, entropy):
    one, other = started(house, entropy, "une"), started(house, entropy, "autre")
    assert one.number != other.number
    assert one.code != other.code


def test_a_code_opens_its_claim_however_it_is_typed(house, entropy):
    begun = started(house, entropy)
    typed = begun.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    token = enters(house, begun.number.lower().replace("-", ""), typed, entropy)
    assert entrance.actor_from(house, token, now=NOW).claim == begun.number


def test_a_code_does_not_open_another_claim(house, entropy):
    one, other = started(house, entropy, "une"), started(house, entropy, "autre")
    with pytest.raises(NotAllowed):
        enters(house, one.number, other.code, entropy)


def test_R05_an_unknown_number_and_a_wrong_code_are_refused_in_the_same_words(house, entropy):
    begun = started(house, entropy)
    words = set()
    for number in (begun.number, "R-0000-0000-0", "n’importe quoi", ""):
        with pytest.raises(NotAllowed) as refusal:
            enters(house, number, "0" * 24, entropy)
        words.add(str(refusal.value))
    assert len(words) == 1


def test_R05_an_unknown_number_takes_as_long_as_a_wrong_code(house, entropy):
    """A coarse check; the floor of the route hides what is left."""
    begun = started(house, entropy)

    took: dict[str, list[float]] = {begun.number: [], "R-4H1V-260R-N": []}
    for hour in range(9):
        for number, times in took.items():
            before = perf_counter()
            with pytest.raises(NotAllowed):
                enters(house, number, "0" * 24, entropy, now=NOW + timedelta(hours=hour))
            times.append(perf_counter() - before)
    known, unknown = (sorted(times)[4] for times in took.values())
    assert abs(known - unknown) < 0.05


def test_R06_after_five_failures_a_claim_waits_a_quarter_of_an_hour(house, entropy):
    begun = started(house, entropy)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            enters(house, begun.number, "0" * 24, entropy)
    with pytest.raises(TooMany) as refusal:
        enters(house, begun.number, begun.code, entropy)
    assert refusal.value.wait == 15 * 60
    later = NOW + timedelta(minutes=15, seconds=1)
    assert enters(house, begun.number, begun.code, entropy, now=later)


def test_R06_one_guesser_slows_nobody_else(house, entropy):
    guessed, mine = started(house, entropy, "visé"), started(house, entropy, "la mienne")
    for _ in range(5):
        with pytest.raises(NotAllowed):
            enters(house, guessed.number, "0" * 24, entropy)
    assert enters(house, mine.number, mine.code, entropy)


def test_R06_guessing_everywhere_is_noted_once_and_slows_every_answer(house, entropy):
    for i in range(305):
        with pytest.raises((NotAllowed, TooMany)):
            enters(house, f"essai {i}", "0" * 24, entropy)
    alerts = [e for e in house.store.journal.entries(limit=1000) if e.action == guessing.ALERT]
    assert len(alerts) == 1
    assert guessing.under_attack(house, NOW)
    assert not guessing.under_attack(house, NOW + timedelta(hours=1, seconds=1))


def test_R50_a_failed_try_is_in_the_journal_without_what_was_typed(house, entropy):
    with pytest.raises(NotAllowed):
        enters(house, "MONSECRET-TAPÉ-AU-MAUVAIS-ENDROIT", "0" * 24, entropy)
    entry = house.store.journal.latest(1)[0]
    assert entry.action == "refuse entry"
    assert "SECRET" not in f"{entry.subject}{entry.body}".upper()


def test_R14_a_twenty_first_claim_from_one_address_within_the_hour_waits(house, entropy):
    for i in range(20):
        started(house, entropy, f"intention {i}", remote="203.0.113.7")
    with pytest.raises(TooMany):
        started(house, entropy, "une de trop", remote="203.0.113.7")
    assert started(house, entropy, "un voisin", remote="203.0.113.8")


def test_R08_leaving_ends_the_session_everywhere(house, entropy):
    begun = started(house, entropy)
    entrance.log_out(house, begun.token, now=NOW)
    assert entrance.actor_from(house, begun.token, now=NOW) is ANONYMOUS


@pytest.mark.parametrize("token", ["", "x", "é" * 40, "a" * 10_000])
def test_R01_no_token_or_a_made_up_one_is_nobody(house, token):
    assert entrance.actor_from(house, token, now=NOW) is ANONYMOUS


def test_R01_the_database_holds_no_token_and_no_code(house, entropy, tmp_path):
    begun = started(house, entropy)
    house.store.close()
    kept = b"".join(p.read_bytes() for p in (tmp_path / "var").rglob("*") if p.is_file())
    assert begun.token.encode() not in kept
    assert begun.code.encode() not in kept
    assert begun.number.encode() in kept


def test_R70_staff_idle_for_a_quarter_of_an_hour_are_out(house, entropy):
    enrolled(house, entropy)
    token = staff_enters(house, entropy)
    assert entrance.actor_from(house, token, now=NOW + timedelta(minutes=14)).role is Role.LAWYER
    assert entrance.actor_from(house, token, now=NOW + timedelta(minutes=30)) is ANONYMOUS


def test_R70_staff_at_work_are_out_after_eight_hours(house, entropy):
    enrolled(house, entropy)
    token = staff_enters(house, entropy)
    for minutes in range(10, 8 * 60, 10):
        at = NOW + timedelta(minutes=minutes)
        assert entrance.actor_from(house, token, now=at).role is Role.LAWYER
    assert entrance.actor_from(house, token, now=NOW + timedelta(hours=8, seconds=1)) is ANONYMOUS


def test_R70_a_time_based_code_works_once(house, entropy):
    enrolled(house, entropy)
    assert staff_enters(house, entropy)
    with pytest.raises(NotAllowed):
        staff_enters(house, entropy)
    assert staff_enters(house, entropy, now=NOW + timedelta(seconds=30))


@pytest.mark.parametrize(
    ("password", "code"), [("mauvaise phrase de passe", ""), (PASSWORD, "000000"), ("", ""),
                           (PASSWORD, "abc"), (PASSWORD, "١٢٣٤٥٦")],
)  # fmt: skip
def test_R70_password_and_code_are_both_needed(house, entropy, password, code):
    enrolled(house, entropy)
    with pytest.raises(NotAllowed):
        staff_enters(house, entropy, password=password, code=code)


def test_R06_staff_are_locked_out_account_by_account(house, entropy):
    enrolled(house, entropy)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            staff_enters(house, entropy, password="mauvaise phrase")
    with pytest.raises(TooMany):
        staff_enters(house, entropy)
    with pytest.raises(NotAllowed):
        staff_enters(house, entropy, email="autre@cabinet.example")


def test_R08_someone_removed_is_nobody_at_the_next_run(house, entropy):
    enrolled(house, entropy)
    token = staff_enters(house, entropy)
    open_access(house, ADMINISTRATOR, LAWYER, active=False, now=NOW)
    assert entrance.actor_from(house, token, now=NOW) is ANONYMOUS
    with pytest.raises(NotAllowed):
        staff_enters(house, entropy, now=NOW + timedelta(seconds=30))


def test_a_matter_given_is_open_from_the_next_page_on_and_one_taken_away_is_not(house, entropy):
    enrolled(house, entropy)
    token = staff_enters(house, entropy)
    for given in ((WHC, "ovh-2021"), ("telus-2019",)):
        give_matters(house, ADMINISTRATOR, LAWYER, given, now=NOW)
        assert entrance.actor_from(house, token, now=NOW).matters == given
    journal = house.store.journal.entries()
    give_matters(house, ADMINISTRATOR, LAWYER, ("telus-2019",), now=NOW)
    assert house.store.journal.entries() == journal


@pytest.mark.parametrize(("given", "fault"), [(("inconnu",), "staff-matter"),
                                              ((), "staff-without-matter")])  # fmt: skip
def test_nobody_is_given_a_matter_unknown_nor_none(house, entropy, given, fault):
    enrolled(house, entropy)
    with pytest.raises(Refused, match=fault):
        give_matters(house, ADMINISTRATOR, LAWYER, given, now=NOW)
    assert house.store.accounts.find(LAWYER).matters == (WHC,)


def test_R73_an_administrator_ends_every_session_of_a_person(house, entropy):
    enrolled(house, entropy)
    tokens = [staff_enters(house, entropy, now=NOW + timedelta(seconds=30 * i)) for i in (0, 1)]
    assert entrance.end_all_sessions(house, ADMINISTRATOR, LAWYER, now=NOW) == 2
    assert all(entrance.actor_from(house, t, now=NOW) is ANONYMOUS for t in tokens)


def test_only_an_administrator_manages_staff(house, entropy):
    for role in (Role.ANONYMOUS, Role.CLAIMANT, Role.REPRESENTATIVE, Role.LAWYER):
        who = replace(ADMINISTRATOR, role=role)
        for act in (
            lambda who=who: staff(house, who),
            lambda who=who: open_access(house, who, LAWYER, active=False, now=NOW),
            lambda who=who: entrance.end_all_sessions(house, who, LAWYER, now=NOW),
            lambda who=who: give_matters(house, who, LAWYER, (WHC,), now=NOW),
            lambda who=who: add_staff(house, who, "x@y.example", "X", Role.LAWYER, (), PASSWORD,
                                      now=NOW, entropy=entropy),
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                act()


def test_every_fault_of_a_new_account_is_told_at_once(house, entropy):
    with pytest.raises(Refused) as refusal:
        add_staff(house, ADMINISTRATOR, "pas une adresse", " ", Role.CLAIMANT, ("inconnu",),
                  "court", now=NOW, entropy=entropy)  # fmt: skip
    codes = {problem.code for problem in refusal.value.problems}
    assert codes == {
        "staff-name-missing", "staff-role", "staff-matter", "password-length", "email-unreadable",
    }  # fmt: skip


@pytest.mark.parametrize("role", [Role.LAWYER, Role.REPRESENTATIVE])
def test_who_works_on_matters_is_given_one(house, entropy, role):
    with pytest.raises(Refused, match="staff-without-matter"):
        add_staff(house, ADMINISTRATOR, "x@y.example", "X", role, (), PASSWORD, now=NOW,
                  entropy=entropy)  # fmt: skip


def test_two_accounts_cannot_share_an_address(house, entropy):
    enrolled(house, entropy)
    with pytest.raises(Refused, match="account-exists"):
        enrolled(house, entropy)


def test_a_seed_wrapped_for_one_account_opens_no_other(house, entropy):
    enrolled(house, entropy)
    kept = house.store.accounts.find(LAWYER)
    assert entrance.seed_of(house, kept) == SEED
    assert entrance.seed_of(house, replace(kept, email="autre@cabinet.example")) == ""
    assert SEED not in kept.totp_wrapped


def test_the_demonstration_staff_get_in_with_what_the_page_shows(house, entropy):
    assert enrol_demo_staff(house, now=NOW, entropy=entropy) == LOG_INS
    enrol_demo_staff(house, now=NOW, entropy=entropy)
    for person in LOG_INS:
        token = entrance.log_in_staff(
            house, person.email, person.password, person.code(NOW), now=NOW, entropy=entropy
        )
        actor = entrance.actor_from(house, token, now=NOW)
        assert (actor.role, actor.matters) == (person.role, tuple(house.matters))


def test_the_demonstration_staff_never_exist_in_production(house, entropy):
    settings = house.settings.model_copy(update={"mode": "production"})
    with pytest.raises(NotAllowed):
        enrol_demo_staff(replace(house, settings=settings), now=NOW, entropy=entropy)
