"""Claimants alike are found by rules that are told, whatever the slips of who typed."""

import pytest

from benchmarks.likeness import claimants, ours, recall
from claims.matter.signals import FILE, read_signals
from claims.problems import Refused
from claims.settings import HOME
from claims.totals.likeness import WINDOW, Known, alike
from tests.depth import examples

SHIPPED = HOME / "data" / "matters"
SIGNALS = read_signals(SHIPPED, SHIPPED)


def reasons(*people: tuple[str, str, str], **shared) -> list[tuple[str, ...]]:
    """Why the first two are listed together, if they are."""
    names, emails, phones = zip(*people, strict=True)
    found = alike(Known(names, emails, phones, shared), SIGNALS.pair_weights, SIGNALS.listed_from)
    return [pair.reasons for pair in found]


ANNE = ("anne tremblay", "anne.tremblay@courriel.example", "5145550134")


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (ANNE, {"same_name", "same_email", "same_phone"}),
        (("anne tremblay", "a.t@poste.example", "4185550199"), None),
        (("anne tremblay", "a.t@poste.example", "5145550143"), {"same_name", "near_phone"}),
        (("ane tremblay", "anne.tremblay@poste.example", ""), {"near_name", "near_email"}),
        (("bruno gagne", "anne.tremblay@courriel.example", ""), {"same_email"}),
        (("bruno gagne", "", "5145550134"), {"same_phone"}),
        (("", "", ""), None),
        (("bruno gagne", "bruno@poste.example", "8195550100"), None),
    ],
)
def test_two_are_listed_for_reasons_that_weigh_enough_together(other, why):
    assert [set(found) for found in reasons(ANNE, other)] == ([why] if why else [])


def test_a_file_or_an_invoice_in_common_is_a_reason_beside_others_and_not_alone():
    bruno = ("bruno gagne", "bruno@poste.example", "8195550100")
    assert reasons(ANNE, bruno, same_file=[(0, 1)]) == []
    assert reasons(ANNE, bruno, same_file=[(0, 1)], same_invoice=[(1, 0)]) == [
        ("same_file", "same_invoice")
    ]


def test_the_heaviest_come_first_and_a_reason_of_no_weight_is_silent():
    people = [ANNE, ("anne tremblay", "", "5145550134"), ANNE]
    names, emails, phones = zip(*people, strict=True)
    found = alike(Known(names, emails, phones), {"same_email": 5, "same_phone": 4}, 4)
    assert [(pair.left, pair.right, pair.score) for pair in found] == [
        (0, 2, 9), (0, 1, 4), (1, 2, 4),
    ]  # fmt: skip
    assert alike(Known(names, emails, phones), {"same_email": 0}, 0) == ()


def test_of_slips_planted_in_names_emails_and_phones_nearly_all_are_found():
    known, planted = claimants(examples(20_000), seed=7)
    found = ours(known)
    assert recall(found, planted) >= 0.95
    assert len(found & planted) >= 0.9 * len(found)


def test_who_is_alike_does_not_depend_on_the_order_of_claimants():
    known, _ = claimants(400, seed=3)
    turned = Known(known.names[::-1], known.emails[::-1], known.phones[::-1])
    assert {(399 - j, 399 - i) for i, j in ours(turned)} == ours(known)


def test_thousands_behind_one_number_are_listed_without_their_square():
    n = 3000
    crowd = Known([f"nom{i}" for i in range(n)], [""] * n, ["5145550134"] * n)
    assert n <= len(alike(crowd, SIGNALS.pair_weights, SIGNALS.listed_from)) <= 2 * n * WINDOW


def test_nobody_and_one_person_are_alike_to_no_one():
    for people in ((), (ANNE,)):
        columns = list(zip(*people, strict=True)) or [(), (), ()]
        assert alike(Known(*columns), SIGNALS.pair_weights, SIGNALS.listed_from) == ()


def test_a_file_of_signals_that_is_off_is_told_with_the_place_and_one_missing_is_the_shipped(
    tmp_path,
):
    assert read_signals(tmp_path, SHIPPED) == SIGNALS
    text = (SHIPPED / FILE).read_text(encoding="utf-8")
    wrong = text.replace("weight = 5", "weight = -5", 1).replace(
        "wave_claims = 5", 'wave_claims = "x"'
    )
    (tmp_path / FILE).write_text(wrong, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_signals(tmp_path, SHIPPED)
    assert {(p.code, p.where) for p in refused.value.problems} == {
        ("signal-wrong", "signals.toml, wave_claims"),
        ("signal-wrong", "signals.toml, pairs.same_email.weight"),
    }
