"""The owner invited by link: reads little, answers once, and their answer is counsel's to weigh."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from claims.evidence.ownership import Answer, Kind, Stage
from claims.i18n.sentences import sentence
from claims.office import inviting
from claims.office.secrecy import fingerprint, opened_letter
from claims.problems import NotAllowed, NotFound, Refused
from claims.store.outbox import Letter
from tests.makers import GAGNON, OXIA, a_claimant, a_filed_claim

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
OWNED = {
    "id": "s1", "domain": "auberge-du-fjord.ca", "type": "showcase", "subgroup": "A1",
    "answers": {"hosted": "yes", "role": "designs", "use": "showcase", "outcome": "lost"},
    "owner": "Auberge du Fjord", "owner_email": "accueil@auberge-du-fjord.example",
    "authority": "declares",
}  # fmt: skip


@pytest.fixture
def number(house) -> str:
    return a_filed_claim(house, services=[OWNED])


def draw(size: int) -> bytes:
    return random.randbytes(size)


def invited(house, number: str, *, now: datetime = NOW, by=None) -> str:
    """Invite the owner; the token of their link, as their letter carries it."""
    inviting.invite(house, by or a_claimant(number), number, "s1", now=now, entropy=draw)
    return letter_of(house).partition("/proprietaire#")[2].split()[0]


def letter_of(house) -> str:
    letter: Letter | None = house.store.outbox.take(at=NOW + timedelta(days=60),
                                                    until=NOW + timedelta(days=90))  # fmt: skip
    assert letter is not None
    assert letter.recipient == OWNED["owner_email"]
    return opened_letter(house.settings.key(), letter.body, letter.id)


def owners(count: int, sites: int = 1) -> list[dict[str, object]]:
    """So many owners, each with so many sites."""
    return [
        OWNED
        | {"id": f"s{o * sites + n + 1}", "domain": f"site-{o}-{n}.ca",
           "owner_email": f"owner{o}@exemple.ca"}
        for o in range(count)
        for n in range(sites)
    ]  # fmt: skip


def letters(house) -> list[Letter]:
    return [each for each in house.store.outbox.latest(None) if each.kind == "owner"]


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refusal.value.problems]


def test_the_owner_reads_domain_claimant_and_heads_and_no_amount(house, number):
    read = inviting.read_invitation(house, invited(house, number), now=NOW)
    assert (read.domain, read.claimant, read.heads, read.authority) == (
        "auberge-du-fjord.ca", "Studio Boréal inc.", ("rebuild",), "declares",
    )  # fmt: skip
    assert "4570" not in repr(read).replace(" ", "").replace("\u00a0", "")


def test_the_letter_names_the_domain_and_asks_for_no_secret(house, number):
    inviting.invite(house, a_claimant(number), number, "s1", now=NOW, entropy=draw)
    said = letter_of(house)
    assert "auberge-du-fjord.ca" in said
    assert "Studio Boréal inc." in said
    assert "15 décembre 2026" in said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("answer", "words", "stage"),
    [("confirms", "", Answer.CONFIRMS), ("contests", "Je réclame moi-même.", Answer.CONTESTS)],
)
def test_an_answer_is_kept_once_and_shown(house, number, answer, words, stage):
    token = invited(house, number)
    inviting.answer(house, token, answer, words, now=NOW)
    inquiry = house.store.ownership.inquiry(number, OWNED["domain"])
    assert (inquiry.answer, inquiry.events[-1].words) == (stage, words)
    assert (inquiry.events[-1].by, inquiry.stage) == (inviting.OWNER, Stage.NOTHING)
    with pytest.raises(NotFound):
        inviting.answer(house, token, "confirms", "", now=NOW)
    with pytest.raises(NotFound):
        inviting.read_invitation(house, token, now=NOW)


def test_someone_who_is_not_the_owner_may_say_so(house, number):
    inviting.answer(house, invited(house, number), "stranger", "", now=NOW)
    assert house.store.ownership.inquiry(number, OWNED["domain"]).answer is None


def test_reading_does_not_use_the_link_and_a_faulty_answer_does_not_either(house, number):
    token = invited(house, number)
    for _ in range(3):
        inviting.read_invitation(house, token, now=NOW)
    with pytest.raises(Refused) as refusal:
        inviting.answer(house, token, "contests", " ", now=NOW)
    assert codes(refusal) == ["ownership-why"]
    with pytest.raises(Refused) as refusal:
        inviting.answer(house, token, "", "", now=NOW)
    assert codes(refusal) == ["ownership-answer"]
    inviting.answer(house, token, "confirms", "", now=NOW)


def test_a_link_lasts_three_weeks_and_a_new_invitation_closes_the_former(house, number):
    first = invited(house, number)
    with pytest.raises(NotFound):
        inviting.read_invitation(house, first, now=NOW + timedelta(days=21))
    second = invited(house, number, now=NOW + timedelta(days=1))
    with pytest.raises(NotFound):
        inviting.read_invitation(house, first, now=NOW + timedelta(days=1))
    assert (
        inviting.read_invitation(house, second, now=NOW + timedelta(days=1)).domain
        == (OWNED["domain"])
    )


def test_nobody_is_mailed_twice_a_day_nor_more_than_three_times(house, number):
    for n in range(3):
        invited(house, number, now=NOW + timedelta(days=n))
        with pytest.raises(Refused) as refusal:
            invited(house, number, now=NOW + timedelta(days=n, hours=1))
    assert codes(refusal) == ["ownership-invited-enough"]
    with pytest.raises(Refused) as refusal:
        invited(house, number, now=NOW + timedelta(days=30), by=GAGNON)
    assert codes(refusal) == ["ownership-invited-enough"]


def test_a_claim_mails_no_crowd_in_one_day(house, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 2)
    number = a_filed_claim(house, 5, services=owners(3))
    for site in ("s1", "s2"):
        inviting.invite(house, GAGNON, number, site, now=NOW, entropy=draw)
    with pytest.raises(Refused) as refusal:
        inviting.invite(house, GAGNON, number, "s3", now=NOW, entropy=draw)
    assert codes(refusal) == ["ownership-invited-many"]
    inviting.invite(house, GAGNON, number, "s3", now=NOW + timedelta(days=1), entropy=draw)


def test_an_invitation_is_an_event_and_shortens_nothing(house, number):
    invited(house, number)
    event = house.store.ownership.inquiry(number, OWNED["domain"]).events[0]
    assert (event.kind, event.by) == (Kind.INVITED, number)


def test_without_an_address_or_for_a_fictional_claim_nobody_is_mailed(house):
    blank = a_filed_claim(house, 2, services=[OWNED | {"owner_email": ""}])
    fictional = a_filed_claim(house, 3, services=[OWNED])
    with house.store.database.writing() as connection:
        connection.exec_driver_sql(
            f"UPDATE claims SET fictional = true WHERE number = '{fictional}'"
        )
    for number, code in ((blank, "ownership-no-email"), (fictional, "ownership-fictional")):
        with pytest.raises(Refused) as refusal:
            inviting.invite(house, GAGNON, number, "s1", now=NOW, entropy=draw)
        assert codes(refusal) == [code]
    assert house.store.outbox.counts()["waiting"] == 0


def test_R02_only_the_claimant_and_counsel_invite(house, number):
    other = a_filed_claim(house, 4)
    with pytest.raises(NotFound):
        inviting.invite(house, a_claimant(other), number, "s1", now=NOW, entropy=draw)
    with pytest.raises(NotAllowed):
        inviting.invite(house, OXIA, number, "s1", now=NOW, entropy=draw)


def test_R06_a_guess_is_counted_and_journalled(house):
    with pytest.raises(NotFound):
        inviting.read_invitation(house, "deviné", now=NOW)
    assert house.store.attempts.failures_everywhere(since=NOW) == 1
    assert house.store.journal.latest(1)[0].action == "refuse entry"


def test_a_letter_that_cannot_be_kept_leaves_neither_link_nor_event(house, number, monkeypatch):
    def full(*_args, **_more) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(inviting, "post", full)
    before, key = house.store.journal.head(), house.settings.key()
    counted = f"write_to {fingerprint(key, 'write_to', OWNED['owner_email'])[:16]}"
    with pytest.raises(OSError, match="disk full"):
        inviting.invite(house, a_claimant(number), number, "s1", now=NOW, entropy=draw)
    assert house.store.journal.head() == before
    assert house.store.ownership.inquiry(number, OWNED["domain"]).events == ()
    assert house.store.attempts.tries(counted, since=NOW) == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_not_to_write_is_said_in_words(house, number, monkeypatch, language):
    monkeypatch.setattr(inviting, "MOST_A_DAY", 0)
    with pytest.raises(Refused) as refusal:
        inviting.invite(house, GAGNON, number, "s1", now=NOW, entropy=draw)
    assert "0 invitations" in sentence(refusal.value.problems[0], language).replace("\u00a0", " ")


def test_an_owner_of_sixty_sites_receives_one_letter_with_a_link_for_each(house):
    sites = [site | {"owner_email": OWNED["owner_email"]} for site in owners(60)]
    number = a_filed_claim(house, 6, services=sites)
    done = inviting.invite(house, a_claimant(number), number, "s1", now=NOW, entropy=draw)
    assert (done.letters, done.sites, len(letters(house))) == (1, 60, 1)
    said = letter_of(house)
    tokens = [part.split()[0] for part in said.split("/proprietaire#")[1:]]
    assert (len(set(tokens)), said.count("Ces pertes ont été inscrites")) == (60, 1)
    domains = {inviting.read_invitation(house, token, now=NOW).domain for token in tokens}
    assert domains == {site["domain"] for site in sites}


def test_every_owner_is_invited_at_once_each_in_one_letter(house):
    number = a_filed_claim(house, 7, services=owners(3, sites=4))
    done = inviting.invite_all(house, a_claimant(number), number, now=NOW, entropy=draw)
    assert done == inviting.Invited(3, 12)
    assert {each.recipient for each in letters(house)} == {
        "owner0@exemple.ca", "owner1@exemple.ca", "owner2@exemple.ca",
    }  # fmt: skip
    again = inviting.invite_all(house, a_claimant(number), number, now=NOW, entropy=draw)
    assert (again.letters, len(letters(house))) == (0, 3)


def test_a_domain_declared_with_two_owners_is_asked_of_the_one_who_is_written_to(house):
    other = OWNED | {"id": "s2", "type": "booking", "owner_email": "courriel@auberge.example"}
    number = a_filed_claim(house, services=[OWNED, other])
    assert inviting.invite(house, GAGNON, number, "s1", now=NOW, entropy=draw).sites == 1
    tomorrow = NOW + timedelta(days=1)
    assert inviting.invite(house, GAGNON, number, "s2", now=tomorrow, entropy=draw).sites == 1
    done = inviting.invite_all(house, GAGNON, number, now=NOW + timedelta(days=2), entropy=draw)
    assert (done.letters, done.faults) == (1, ())
    assert [each.recipient for each in letters(house)[::-1]] == [
        OWNED["owner_email"], other["owner_email"], OWNED["owner_email"],
    ]  # fmt: skip


def test_R14_an_owner_s_address_is_written_to_five_times_an_hour_whoever_claims(house):
    for n in range(10, 15):
        number = a_filed_claim(house, n, services=[OWNED])
        inviting.invite(house, GAGNON, number, "s1", now=NOW, entropy=draw)
    number = a_filed_claim(house, 15, services=[OWNED, *owners(2)[1:]])
    with pytest.raises(Refused) as refusal:
        inviting.invite(house, GAGNON, number, "s1", now=NOW, entropy=draw)
    assert codes(refusal) == ["ownership-owner-often"]
    done = inviting.invite_all(house, GAGNON, number, now=NOW, entropy=draw)
    assert (done.letters, [p.code for p in done.faults]) == (1, ["ownership-owner-often"])
    inviting.invite(house, GAGNON, number, "s1", now=NOW + timedelta(minutes=61), entropy=draw)


def test_a_name_carries_no_message_in_the_letter(house):
    name = "Gagnez 1000 dollars en suivant notre adresse " * 4
    number = a_filed_claim(house, 8, services=[OWNED], name=name[:200])
    inviting.invite(house, a_claimant(number), number, "s1", now=NOW, entropy=draw)
    said = letter_of(house).replace("\u00a0", " ")
    told = " ".join(said.split("au nom de : ")[1].split("\n\n")[0].split())
    assert (len(told), told[-1]) == (80, "…")
