"""Counsel tells what was decided: the letter, its clock, and what ends it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from claims.claim.states import Status
from claims.office import announcing, consolidating, contesting, lawyer
from claims.office.announcing import Telling
from claims.office.handing_letters import hand_letter
from claims.office.house import House
from claims.office.issuing import seal
from claims.office.secrecy import opened_letter
from claims.office.standing import my_claim
from claims.office.worklist import queue
from claims.problems import Conflict, NotAllowed, NotFound, Refused
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    decided,
    told_of,
)


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def partly(house: House, n: int = 1, **changes: str) -> str:
    """1 000,00 $ of the rebuilding admitted, the time lost refused."""
    number = a_filed_claim(house, n, **changes)
    decided(house, number, ("l1", "reduced", "1000,00", "amount_unproved"),
            ("l2", "refused", "", "proof_missing"))  # fmt: skip
    return number


def test_the_letter_tells_each_loss_in_both_languages_to_the_cent(house):
    drafted = announcing.drafted(house, GAGNON, partly(house), Telling(), now=NOW)
    french, english = (flat(drafted[each].text) for each in ("fr", "en"))
    assert "Déclaré en tout : 4 770,00 $. Admis en tout : 1 000,00 $." in french
    assert (
        "boutique-boreale.ca : - Reconstruction du site, du 28 août 2021 au 12 septembre 2021 — "
        "Admise en partie. Déclaré : 4 570,00 $. Admis : 1 000,00 $. Motif : Montant établi en "
        "partie." in french
    )
    assert (
        "Pour vous-même : - Temps perdu, du 28 août 2021 au 30 août 2021 — Refusée. "
        "Déclaré : 200,00 $. Admis : 0,00 $. Motif : Preuve manquante ou insuffisante." in french
    )
    assert "jusqu’au 21 décembre 2026 à 23 h 59 (heure normale de l’Est)" in french
    assert "Ce délai est à confirmer" in french
    assert "Declared in all: $4,770.00. Admitted in all: $1,000.00." in english
    assert "until December 21, 2026 at 11:59 p.m. (Eastern Standard Time)" in english
    assert "to be confirmed by class counsel" in english


def test_it_is_kept_as_it_was_read_mailed_and_handed_to_its_claimant_and_to_counsel(house):
    number = partly(house)
    kept = told_of(house, number, sentence="Merci de <b>lire</b>.")
    assert house.store.notices.of(number) == (kept,)
    assert "Merci de <b>lire</b>." in kept.notice.text
    assert (kept.notice.kind, kept.notice.revision) == ("decision", 2)
    assert kept.notice.template == house.wordings["", "decision", "fr"].version
    [mail] = house.store.outbox.latest(None, number=number)
    assert (mail.kind, mail.recipient) == ("decision", "bonjour@studio-boreal.example")
    with house.store.database.reading() as connection:
        body = connection.exec_driver_sql("SELECT id, body FROM outbox").one()
    words = opened_letter(house.settings.key(), body.body, body.id)
    assert flat(words) == flat(kept.notice.text)
    mine, theirs = (
        hand_letter(house, who, number, 1, now=NOW) for who in (a_claimant(number), ROY)
    )
    assert mine == theirs
    with pytest.raises(NotFound):
        hand_letter(house, ELSEWHERE, number, 1, now=NOW)
    assert [entry.action for entry in house.store.journal.latest(9, subject=number)][2:4] == [
        "queue mail", "issue notice",
    ]  # fmt: skip
    assert house.store.verify().fault is None


def test_deciding_mails_nothing_until_the_letter_and_the_queue_says_which_wait(house):
    number, other = partly(house), a_filed_claim(house, 2, domain="autre.ca")
    decided(house, other, ("l1", "accepted", "", "proof_complete"))
    assert house.store.outbox.latest(None) == ()
    waiting = {task.code: task.numbers for task in queue(house, GAGNON, WHC, now=NOW)}
    assert waiting["untold"] == (number,)
    told_of(house, number)
    waiting = {task.code: task.numbers for task in queue(house, GAGNON, WHC, now=NOW)}
    assert waiting["untold"] == ()


def test_nothing_is_told_twice_nor_before_every_line_is_decided(house):
    number = a_filed_claim(house)
    decided(house, number, ("l1", "accepted", "", "proof_complete"))
    with pytest.raises(Refused) as refused:
        announcing.drafted(house, GAGNON, number, Telling(), now=NOW)
    assert [p.code for p in refused.value.problems] == ["nothing-to-tell"]
    decided(house, number, ("l2", "accepted", "", "proof_complete"))
    told_of(house, number)
    with pytest.raises(Refused):
        told_of(house, number)


def test_R47_no_letter_leaves_while_the_clock_is_behind_the_decision(house):
    numbers = partly(house), partly(house, 2, domain="autre.ca")
    early = NOW - timedelta(minutes=5)
    doors = (
        lambda: announcing.drafted(house, GAGNON, numbers[0], Telling(), now=early),
        lambda: told_of(house, numbers[0], now=early),
        lambda: consolidating.drafted(house, GAGNON, numbers, Telling(), now=early),
    )
    for door in doors:
        with pytest.raises(Refused) as refused:
            door()
        assert [p.code for p in refused.value.problems] == ["clock-behind"]
    read = seal(announcing.drafted(house, GAGNON, numbers[0], Telling(), now=NOW)["fr"])
    seen = house.store.claims.find(numbers[0]).version
    with pytest.raises(Refused):
        announcing.issue(house, GAGNON, numbers[0], Telling(), seen=seen, shown=read, now=early)
    assert (house.store.notices.of(numbers[0]), house.store.outbox.latest(None)) == ((), ())
    kept = told_of(house, numbers[0])
    assert my_claim(house, a_claimant(numbers[0]), now=NOW).contest_by == kept.notice.last_day
    with pytest.raises(Refused):
        told_of(house, numbers[0], now=NOW + timedelta(days=1))


def test_a_colleague_who_changed_the_claim_is_named_before_the_clock_is(house):
    """Roy decided at ten past; Gagnon sends what she read before that, by a clock at five past."""
    numbers = partly(house), partly(house, 2, domain="autre.ca")
    seen = {number: house.store.claims.find(number).version for number in numbers}
    one = seal(announcing.drafted(house, GAGNON, numbers[0], Telling(), now=NOW)["fr"])
    both = seal(consolidating.drafted(house, GAGNON, numbers, Telling(), now=NOW)["fr"])
    anew, meanwhile = NOW + timedelta(minutes=10), NOW + timedelta(minutes=5)
    lawyer.move(house, ROY, numbers[0], Status.IN_REVIEW, reason="Une erreur.", now=NOW,
                seen=seen[numbers[0]], entropy=bytes)  # fmt: skip
    for now, verdicts in (
        (NOW, ()),  # under review again: no letter could leave, and the colleague is why
        (anew, [("l1", "refused", "", "not_caused")]),
    ):
        if verdicts:
            decided(house, numbers[0], *verdicts, by=ROY, now=now)
        with pytest.raises(Conflict) as alone:
            announcing.issue(house, GAGNON, numbers[0], Telling(), seen=seen[numbers[0]],
                             shown=one, now=meanwhile)  # fmt: skip
        with pytest.raises(Conflict) as together:
            consolidating.issue(
                house, GAGNON, numbers, Telling(), seen=seen, shown=both, now=meanwhile
            )
        assert [raised.value.by for raised in (alone, together)] == [ROY.name, ROY.name]
    assert (house.store.notices.of(numbers[0]), house.store.outbox.latest(None)) == ((), ())


def test_a_letter_that_is_no_longer_the_one_read_does_not_leave(house):
    number = partly(house)
    seen = house.store.claims.find(number).version
    shown = seal(announcing.drafted(house, GAGNON, number, Telling(), now=NOW)["fr"])
    for telling, version, now in [
        (Telling("Et ceci."), seen, NOW),
        (Telling(), seen, NOW + timedelta(days=1)),
        (Telling(), seen - 1, NOW),
    ]:
        with pytest.raises(Conflict):
            announcing.issue(house, GAGNON, number, telling, seen=version, shown=shown, now=now)
    assert (house.store.notices.of(number), house.store.outbox.latest(None)) == ((), ())


def test_only_counsel_of_the_matter_tells(house):
    number = partly(house)
    for actor in (a_claimant(number), OXIA):
        with pytest.raises(NotAllowed):
            announcing.announcement(house, actor, number)
    with pytest.raises(NotFound):
        announcing.announcement(house, ELSEWHERE, number)


def test_a_decision_taken_up_again_ends_its_letter_and_its_clock(house):
    number = partly(house)
    told_of(house, number)
    mine = my_claim(house, a_claimant(number), now=NOW)
    assert mine.contest_by == date(2026, 12, 21)
    later = NOW + timedelta(days=1)
    lawyer.move(house, GAGNON, number, Status.IN_REVIEW, reason="Une erreur.", now=later,
                seen=house.store.claims.find(number).version, entropy=bytes)  # fmt: skip
    assert my_claim(house, a_claimant(number), now=later).contest_by is None
    decided(house, number, ("l2", "accepted", "", "proof_complete"), now=later)
    again = told_of(house, number, now=later)
    assert (again.place, again.notice.kind, again.notice.last_day) == (
        2, "decision", date(2026, 12, 22),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("told", "last", "end"),
    [
        (datetime(2026, 10, 2, 3, 59, tzinfo=UTC), date(2026, 11, 2),  # the 1st of October there
         datetime(2026, 11, 3, 5, 0, tzinfo=UTC)),
        (datetime(2026, 10, 1, 3, 59, tzinfo=UTC), date(2026, 10, 30),
         datetime(2026, 10, 31, 4, 0, tzinfo=UTC)),
        (datetime(2026, 11, 1, 5, 30, tzinfo=UTC), date(2026, 12, 1),  # 1:30, before the change
         datetime(2026, 12, 2, 5, 0, tzinfo=UTC)),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), date(2026, 12, 1),  # 1:30 again, after it
         datetime(2026, 12, 2, 5, 0, tzinfo=UTC)),
        (datetime(2027, 2, 12, 4, 59, tzinfo=UTC), date(2027, 3, 15),  # the 13th is a Saturday
         datetime(2027, 3, 16, 4, 0, tzinfo=UTC)),
        (datetime(2027, 3, 14, 6, 59, tzinfo=UTC), date(2027, 4, 13),
         datetime(2027, 4, 14, 4, 0, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_the_time_to_contest_ends_at_the_minute_whichever_clock_is_used(house, told, last, end):
    """30 days from the day of the letter in Montréal, to midnight there, summer or winter."""
    number = a_filed_claim(house)
    decided(house, number, ("l1", "refused", "", "proof_missing"),
            ("l2", "refused", "", "proof_missing"), now=told)  # fmt: skip
    kept = told_of(house, number, now=told)
    assert kept.notice.last_day == last
    minute = end - timedelta(minutes=1)
    early = contesting.contest(
        house, a_claimant(number), reason="En règle.", now=minute,
        seen=house.store.claims.find(number).version,
    )  # fmt: skip
    assert not early.told.late


def test_a_matter_without_a_delay_has_thirty_days_to_be_confirmed(house):
    matter = house.matters[WHC]
    deadlines = {name: each for name, each in matter.deadlines.items() if name != "contest"}
    house.matters[WHC] = matter.model_copy(update={"deadlines": deadlines})
    kept = told_of(house, partly(house))
    assert kept.notice.last_day == date(2026, 12, 21)
    assert "Ce délai est à confirmer" in flat(kept.notice.text)


def test_by_post_mails_nothing_and_has_three_days_more(house):
    kept = told_of(house, partly(house), by_post=True)
    assert kept.notice.last_day == date(2026, 12, 24)
    assert house.store.outbox.latest(None) == ()
