"""Where a claim may go, and who may send it there."""

from claims.access import Role
from claims.claim.states import LABELS, NEXT, Status, may_move, next_for
from claims.i18n.catalogue import say

FINAL = {Status.WITHDRAWN, Status.OPTED_OUT}


def test_every_state_has_its_place_in_the_table_and_a_label_in_both_languages():
    assert set(NEXT) == set(Status)
    assert set(LABELS) == set(Status)
    assert all(say(label, "en") != label for label in LABELS.values())


def test_every_move_leads_to_a_known_state_and_someone_may_make_it():
    assert all(to in NEXT and roles for moves in NEXT.values() for to, roles in moves.items())


def test_every_state_can_be_reached_from_a_draft():
    reached, left = {Status.DRAFT}, [Status.DRAFT]
    while left:
        ahead = set(NEXT[left.pop()]) - reached
        reached |= ahead
        left.extend(ahead)
    assert reached == set(Status)


def test_nothing_goes_back_to_draft_and_nothing_follows_a_final_state():
    assert all(Status.DRAFT not in moves for moves in NEXT.values())
    assert {status for status, moves in NEXT.items() if not moves} == FINAL


def test_only_counsel_decides():
    decided = {Status.ACCEPTED, Status.REDUCED, Status.REFUSED}
    makers = {r for moves in NEXT.values() for to in decided for r in moves.get(to, ())}
    assert makers == {Role.LAWYER}


def test_a_claimant_may_withdraw_or_opt_out_until_the_end_and_counsel_never_withdraws_for_them():
    for status in set(Status) - FINAL:
        assert set(next_for(status, Role.CLAIMANT)) >= FINAL
        assert not may_move(status, Status.WITHDRAWN, Role.LAWYER)


def test_a_decision_can_be_contested_by_the_claimant_and_reopened_by_counsel():
    assert may_move(Status.REFUSED, Status.SUBMITTED, Role.CLAIMANT)
    assert may_move(Status.REDUCED, Status.IN_REVIEW, Role.LAWYER)


def test_the_representative_and_strangers_move_nothing():
    for status in Status:
        assert next_for(status, Role.REPRESENTATIVE) == ()
        assert next_for(status, Role.ANONYMOUS) == ()


def test_staff_may_file_only_what_is_still_a_draft():
    assert next_for(Status.DRAFT, Role.ADMINISTRATOR) == (Status.SUBMITTED,)
    assert next_for(Status.SUBMITTED, Role.ADMINISTRATOR) == ()
