"""A type of service against the use that was told of it: said with both, in both languages."""

import pytest

from claims.claim.model import Service
from claims.damages.misfits import misfits
from claims.problems import Problem
from tests.unit.test_engine import WHC


def found(kind, use, matter=WHC):
    answers = {"use": use} if use else {}
    service = Service(id="s1", typed="a.ca", domain="a.ca", type=kind, answers=answers)
    return list(misfits(service, matter))


def test_a_showcase_site_that_is_said_to_sell_is_told_with_what_was_asked_and_answered():
    assert found("showcase", "shop") == [
        Problem("services.s1", "type-against-use", {
            "type_fr": "Site vitrine", "type_en": "Showcase site",
            "answer_fr": "À vendre en ligne", "answer_en": "Selling online",
            "question_fr": "À quoi servait-il?", "question_en": "What was it used for?",
        }),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "use"),
    [
        ("shop", "shop"),
        ("shop", ""),
        ("application", "shop"),  # no use is that of an application
        ("shop", "application"),  # no answer of the question
    ],
)
def test_what_holds_together_or_was_never_asked_is_not_told(kind, use):
    assert found(kind, use) == []


def test_nothing_is_held_against_a_use_that_is_no_type_or_a_question_the_matter_lacks():
    without = WHC.model_copy(update={"questions": {}})
    assert found("showcase", "shop", without) == []
    types = {key: kind for key, kind in WHC.service_types.items() if key != "shop"}
    assert found("showcase", "shop", WHC.model_copy(update={"service_types": types})) == []
