"""Leaving the group is final and proved; being forgotten is asked, or done at once for a draft."""

from dataclasses import replace
from hashlib import sha256

import pytest

from claims.access import ANONYMOUS
from claims.claim.states import Status
from claims.office import claimant, leaving
from claims.office.entrance import actor_from, log_in_claimant, start
from claims.office.handing_own import hand_exclusion
from claims.office.house import House
from claims.office.keeping import chunks_of, keep
from claims.office.lawyer import move, open_claim
from claims.office.posting import post
from claims.office.worklist import claims_list, queue
from claims.problems import Conflict, Erased, NotAllowed, NotFound, Refused
from claims.store.search import Search
from tests.makers import (
    ADMINISTRATOR,
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


def entropy(size: int) -> bytes:
    return bytes(range(size))


def leaves(house: House, number: str, typed: str = "", seen: int = 0):
    seen = seen or house.store.claims.find(number).version
    return leaving.opt_out(house, a_claimant(number), typed=typed or number, seen=seen, now=NOW)


def test_opting_out_takes_the_claim_out_of_every_total_for_good(house):
    number = a_filed_claim(house)
    head = leaves(house, number)
    assert house.store.claims.find(number).status is Status.OPTED_OUT
    assert house.store.lines.as_columns(WHC).columns["number"] == []
    left = leaving.exclusion(house, a_claimant(number), number)
    assert (left.at, left.by, left.head.hash) == (NOW, number, head.hash)
    with pytest.raises(NotAllowed):
        leaves(house, number)
    with pytest.raises(NotAllowed):
        claimant.amend(house, a_claimant(number), reason="Je reviens", now=NOW)


def test_where_the_law_knows_no_opting_out_neither_claimant_nor_counsel_may_record_one(house):
    matter = house.matters[WHC]
    known = {k: d for k, d in matter.deadlines.items() if k != "opt_out"}
    house = replace(
        house, matters={**house.matters, WHC: matter.model_copy(update={"deadlines": known})}
    )
    number = a_filed_claim(house)
    seen = house.store.claims.find(number).version
    mine = claimant.my_claim(house, a_claimant(number), now=NOW)
    assert not mine.may_opt_out
    assert mine.may_withdraw
    assert Status.OPTED_OUT not in open_claim(house, GAGNON, number, now=NOW).moves
    for leaving_now in (
        lambda: leaves(house, number),
        lambda: move(
            house,
            GAGNON,
            number,
            Status.OPTED_OUT,
            reason="Lettre",
            seen=seen,
            now=NOW,
            entropy=bytes,
        ),
    ):
        with pytest.raises(Refused) as refused:
            leaving_now()
        assert [p.code for p in refused.value.problems] == ["no-opting-out"]


@pytest.mark.parametrize("typed", ["", "oui", "R-0000-0000-0", "je m’exclus"])
def test_opting_out_is_confirmed_by_typing_the_number(house, typed):
    number = a_filed_claim(house)
    seen = house.store.claims.find(number).version
    with pytest.raises(Refused) as refused:
        leaving.opt_out(house, a_claimant(number), typed=typed, seen=seen, now=NOW)
    assert [p.code for p in refused.value.problems] == ["number-not-typed"]
    assert house.store.claims.find(number).status is Status.SUBMITTED


def test_the_number_may_be_typed_as_kindly_as_at_the_door(house):
    number = a_filed_claim(house)
    leaves(house, number, typed=f" {number.lower().replace('-', ' ')} ")
    assert house.store.claims.find(number).status is Status.OPTED_OUT


def test_opting_out_of_what_counsel_changed_meanwhile_is_told(house):
    number = a_filed_claim(house)
    with pytest.raises(Conflict):
        leaves(house, number, seen=1)


def test_counsel_records_an_exclusion_received_on_paper_and_its_receipt_says_so(house):
    number = a_filed_claim(house)
    move(house, GAGNON, number, Status.OPTED_OUT, reason="Lettre du 3 mars", now=NOW,
         seen=house.store.claims.find(number).version, entropy=bytes)  # fmt: skip
    left = leaving.exclusion(house, a_claimant(number), number)
    assert left.by == GAGNON.name
    assert hand_exclusion(house, a_claimant(number), number, "fr", now=NOW).size


def test_an_exclusion_is_shown_to_its_claimant_and_to_counsel_of_the_matter(house):
    number, other = a_filed_claim(house, 1), a_filed_claim(house, 2)
    leaves(house, number)
    for who in (a_claimant(other), ELSEWHERE):
        with pytest.raises(NotFound):
            hand_exclusion(house, who, number, "fr", now=NOW)
    for who in (OXIA, ANONYMOUS):
        with pytest.raises(NotAllowed):
            hand_exclusion(house, who, number, "fr", now=NOW)
    with pytest.raises(NotFound):
        hand_exclusion(house, a_claimant(other), other, "fr", now=NOW)


def test_the_receipt_of_an_exclusion_is_always_the_same(house):
    number = a_filed_claim(house)
    leaves(house, number)
    first, again = (
        b"".join(hand_exclusion(house, who, number, "fr", now=NOW).chunks)
        for who in (a_claimant(number), GAGNON)
    )
    assert first == again


def test_an_exclusion_and_a_request_for_erasure_are_told_by_e_mail(house):
    number = a_filed_claim(house)
    for _ in range(2):
        leaving.ask_erasure(house, a_claimant(number), reason="Marqueur", now=NOW)
    leaving.answer_erasure(house, GAGNON, number, "Marqueur", now=NOW)
    leaves(house, number)
    letters = house.store.outbox.latest(number=number)
    assert sorted(each.kind for each in letters) == ["erasure", "erasure_answered", "opted_out"]


def begun(house: House) -> tuple[str, str, str]:
    """A draft of several pages with a name and a file; its number, its code and the token of its
    session."""
    started = start(house, WHC, "fr", key="k" * 43, now=NOW, entropy=entropy)
    draft = house.store.drafts.read(started.number)
    form = a_form(name="Zoé Marqueur", source="Marqueur " * 4_000)
    house.store.drafts.save(started.number, form, seen=draft.version, at=NOW, by=started.number)
    told = {"link": "https://x.example/Marqueur", "until": "demain"}
    post(house, number=started.number, to="marqueur@exemple.ca", kind="resume", language="fr",
         key="k", now=NOW, values=told)  # fmt: skip
    exhibit = an_exhibit(content=b"%PDF-1.4 Marqueur")
    keep(house, started.number, b"%PDF-1.4 Marqueur", now=NOW)
    house.store.exhibits.add(started.number, exhibit, at=NOW, by=started.number)
    return started.number, started.code, started.token


def erases(house: House, number: str, typed: str = "") -> None:
    leaving.erase_draft(house, a_claimant(number), typed=typed or number, now=NOW,
                        seen=house.store.claims.find(number).version)  # fmt: skip


def test_a_draft_erased_takes_its_words_its_files_its_code_and_its_sessions(house):
    number, code, token = begun(house)
    assert actor_from(house, token, now=NOW).claim == number
    erases(house, number)
    assert actor_from(house, token, now=NOW) == ANONYMOUS
    with pytest.raises(NotAllowed):
        log_in_claimant(house, number, code, now=NOW, entropy=entropy)
    with pytest.raises(NotFound):
        claimant.my_draft(house, a_claimant(number), now=NOW)
    with pytest.raises(Erased):
        chunks_of(house, number, sha256(b"%PDF-1.4 Marqueur").hexdigest())
    folder = house.settings.data_dir
    house.store.close()
    held = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    assert b"Marqueur" not in held
    assert b"marqueur@exemple.ca" not in held


def test_an_erased_draft_is_nobody_s_to_find(house):
    number, _, _ = begun(house)
    erases(house, number)
    found = claims_list(house, GAGNON, Search(WHC, (Status.WITHDRAWN,)))
    assert found.rows == ()
    assert house.store.verify().fault is None


def test_erasing_is_confirmed_by_typing_the_number(house):
    number, _, _ = begun(house)
    with pytest.raises(Refused):
        erases(house, number, typed="effacer")
    assert claimant.my_draft(house, a_claimant(number), now=NOW).form.claimant.name


def test_what_was_filed_is_asked_to_be_forgotten_and_counsel_answers(house):
    number = a_filed_claim(house)
    with pytest.raises(NotAllowed):
        erases(house, number)
    leaving.ask_erasure(house, a_claimant(number), reason="Je me retire.", now=NOW)
    waiting = next(t.numbers for t in queue(house, GAGNON, WHC, now=NOW) if t.code == "erasure")
    assert waiting == (number,)
    assert leaving.erasures_waiting(house, ADMINISTRATOR) == (number,)
    leaving.answer_erasure(house, GAGNON, number, "Gardé jusqu’à la fin.", now=NOW)
    asked = leaving.asked_erasure(house, a_claimant(number), number)
    assert (asked.reason, asked.answer) == ("Je me retire.", "Gardé jusqu’à la fin.")
    assert leaving.erasures_waiting(house, GAGNON) == ()


def test_only_its_claimant_asks_and_only_counsel_answers(house):
    number, other = a_filed_claim(house, 1), a_filed_claim(house, 2)
    leaving.ask_erasure(house, a_claimant(number), reason="", now=NOW)
    for who in (GAGNON, OXIA, ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            leaving.ask_erasure(house, who, reason="", now=NOW)
    for who in (a_claimant(number), OXIA, ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            leaving.answer_erasure(house, who, number, "Non", now=NOW)
    with pytest.raises(NotFound):
        leaving.answer_erasure(house, ELSEWHERE, number, "Non", now=NOW)
    with pytest.raises(NotFound):
        leaving.asked_erasure(house, a_claimant(other), number)
    assert leaving.erasures_waiting(house, ELSEWHERE) == ()
