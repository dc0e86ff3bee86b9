"""Refusals, reductions and cures are counted by claim, reason, language, subgroup and reviewer."""

from datetime import timedelta
from decimal import Decimal

import pytest

from claims.office.fairness import Cell, Cures, fairness
from claims.office.house import House
from claims.problems import NotAllowed
from claims.totals.fairness import Counted
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    TODAY,
    WHC,
    a_claim,
    a_filed_claim,
    a_form,
    asked_for,
    decided,
)  # fmt: skip


def test_claims_are_counted_once_a_level_and_lines_by_reason(house: House):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca", **more) for n, more in
               enumerate([{}, {}, {"language": "en"}, {"language": "en"}], 1)]  # fmt: skip
    for number, by in zip(numbers, (GAGNON, GAGNON, GAGNON, ROY), strict=True):
        outcome = "refused" if by is ROY else "accepted"
        reason = "not_caused" if by is ROY else "proof_complete"
        decided(house, number, ("l1", outcome, "", reason), ("l2", outcome, "", reason), by=by)
    found = fairness(house, GAGNON, WHC)
    assert (found.claims, found.lines) == (4, 8)
    by_language = {each.name: each.mine for each in found.refused["language"]}
    assert by_language == {"en": Counted(2, 1), "fr": Counted(2, 0)}
    gagnon, roy = found.refused["reviewer"]
    assert (gagnon.mine.touched, roy.mine.claims, roy.mine.touched) == (0, 1, 1)
    assert gagnon.chance == Decimal("0.25"), "one of four, whichever it is"
    assert found.cells == (Cell("refused", "not_caused", "en", "A1", ROY.name, 2),)
    for stranger in (OXIA, ELSEWHERE):
        with pytest.raises(NotAllowed):
            fairness(house, stranger, WHC)


def test_a_cure_takes_from_the_letter_to_what_its_claimant_files_next(house: House):
    cured, silent = a_filed_claim(house, 1), a_filed_claim(house, 2, domain="ailleurs.ca")
    for number in (cured, silent):
        asked_for(house, number)
    row, at = house.store.claims.find(cured), NOW + timedelta(days=9, hours=12)
    claim = a_claim(house, a_form(), cured)
    house.store.claims.file(claim, house.store.lines.of_claim(cured), "submitted", reason="amended",
                            seen=row.version, key="again", today=TODAY, at=at, by=cured,
                            under=house.rules(WHC).book)  # fmt: skip
    assert fairness(house, GAGNON, WHC).cures == (Cures("fr", 2, 1, Decimal("9.5")),)
