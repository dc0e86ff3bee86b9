"""Which subgroups the answers point to."""

from pathlib import Path

import pytest

from claims.matter.eligibility import answered, asked, excluded, placed, possible
from claims.matter.reading import read_matters
from claims.settings import HOME

MATTERS = read_matters(Path(HOME) / "data" / "matters")
WHC = MATTERS["whc-2021"]


def answers(**given):
    return {"hosted": "yes", "own_action": "no"} | given


@pytest.mark.parametrize(
    ("given", "subgroup"),
    [
        ({"role": "designs", "use": "showcase", "outcome": "lost"}, "A1"),
        ({"role": "designs", "use": "shop", "outcome": "late"}, "A2"),
        ({"role": "owns", "use": "shop", "outcome": "late"}, "B1"),
        ({"role": "owns", "use": "showcase", "outcome": "partly"}, "B2"),
        ({"role": "owns", "use": "mail", "outcome": "late"}, "C1"),
    ],
)
def test_each_subgroup_of_the_outage_is_reached_by_its_answers(given, subgroup):
    assert subgroup in placed(WHC, answers(**given))


@pytest.mark.parametrize("outcome", ["lost", "partly", "late"])
def test_who_manages_only_e_mail_has_no_site_to_rebuild(outcome):
    assert placed(WHC, answers(role="designs", use="mail", outcome=outcome)) == ("C1",)


def test_nothing_lost_is_no_subgroup():
    assert placed(WHC, answers(role="owns", use="shop", outcome="none")) == ()


def test_an_action_of_one_s_own_is_no_subgroup():
    given = answers(role="owns", use="shop", outcome="lost") | {"own_action": "yes"}
    assert excluded(given)
    assert placed(WHC, given) == ()


def test_who_does_not_know_is_told_what_remains_possible():
    given = answers(role="unknown", use="shop", outcome="late")
    assert placed(WHC, given) == ()
    assert possible(WHC, given) == ("A2", "B1")
    assert possible(WHC, answers(role="owns", use="shop", outcome="none")) == ()
    assert possible(WHC, given | {"own_action": "yes"}) == ()


def test_a_result_waits_for_every_deciding_answer():
    some = answers(role="owns", use="shop")
    assert not answered(WHC, some)
    assert answered(WHC, some | {"outcome": "lost"})


@pytest.mark.parametrize("matter", MATTERS.values(), ids=lambda m: m.id)
def test_every_subgroup_can_be_reached_through_the_questions_asked(matter):
    for key, subgroup in matter.subgroups.items():
        assert set(subgroup.when) <= set(asked(matter))
        given = {question: among[0] for question, among in subgroup.when.items()}
        assert key in placed(matter, given)
