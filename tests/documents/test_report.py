"""The report shows every total, calls proposals proposals, and gives each fact its source."""

import re
from pathlib import Path

import pytest

from claims.documents.court_head import court_head
from claims.documents.estimated import Estimated, estimated
from claims.documents.overlapping import overlapping_section
from claims.documents.report import report
from claims.documents.scenarios import scenarios_section
from claims.i18n.formats import money
from claims.i18n.text import Language
from claims.matter.model import Members
from claims.matter.reading import read_matter
from claims.problems import Problem
from claims.totals.estimate import estimate
from claims.totals.strata import Stratum, faults, from_amounts
from tests.documents.documents_makers import (
    AT,
    HEAD,
    HERE,
    RATES,
    many_lines,
    some_overlapping,
    some_scenarios,
    tables_of,
    the_matter,
)
from tests.documents.reading_back import checked, fonts_of, opened_up, text_of

LINES = many_lines()
TABLES = tables_of(LINES)


def printed(
    language: Language = "fr", *, fictional: bool = True, laws: dict[str, str] | None = None
) -> bytes:
    matter = the_matter()
    interest = matter.interest.model_copy(update={"by_group": laws or {}})
    matter = matter.model_copy(update={"interest": interest})
    return report(
        matter, TABLES, matter.facts, snapshot="7", journal_head=HEAD, at=AT,
        language=language, fictional=fictional, rates=RATES,
    )  # fmt: skip


def class_told(estimated_: Estimated, language: Language = "fr", **members: object) -> str:
    matter = the_matter()
    if members:
        changed = matter.subgroups["A1"].model_copy(
            update={"members": Members.model_validate(members)}
        )
        matter = matter.model_copy(update={"subgroups": {"A1": changed}})
    said = (getattr(each, "text", "") for each in estimated(matter, estimated_, language))
    return " ".join(said).replace("\u00a0", " ")


def test_the_total_of_the_class_is_told_with_its_margin_its_method_and_who_counts_members() -> None:
    found = estimate([from_amounts("A1", 900, [120_00, 340_00, 95_50])])
    source = {"source": "communiqué du 3 septembre", "on": AT.date(), "verified": True}
    told = class_told(Estimated(found, ()), count=900, **source)
    for said in (money(found.total, "CAD", "fr"), "Duran", "C.p.c. 595", "Satterthwaite",
                 "communiqué du 3 septembre"):  # fmt: skip
        assert said.replace("\u00a0", " ") in told


def test_scenarios_are_told_step_by_step_with_their_method() -> None:
    told = [getattr(each, "text", "") or str(getattr(each, "_cellvalues", ""))
            for each in scenarios_section(the_matter(), some_scenarios(), "en")]  # fmt: skip
    said = " ".join(told).replace("\u00a0", " ")
    for words in ("Scenarios", "Defence", "Cap, per service or per claimant", "Offers and losses"):
        assert words in said


def test_conflicts_are_told_by_number_with_what_was_decided_and_why() -> None:
    story = overlapping_section(the_matter(), some_overlapping(LINES), "en")
    cells = [part for flow in story for row in getattr(flow, "cells", [[[flow]]])
             for cell in row for part in cell]  # fmt: skip
    said = " ".join(getattr(cell, "text", "") for cell in cells)
    for told in ("R-0001", "R-0002", "a.example", "To decide", "Admitted in part", "$300.00",
                 "same exhibit", "Two claims meet"):  # fmt: skip
        assert told in said


def test_a_class_nobody_counted_is_not_estimated_and_the_report_says_why() -> None:
    missing = [Problem(code, "stratum-members-missing") for code in ("A1", "B2")]
    told = class_told(Estimated(None, missing), "en")
    assert "A1, B2 — The number of members is not known." in told
    assert "Write" not in told


@pytest.mark.parametrize("stratum", [
    from_amounts("A1", None, []), from_amounts("A1", 1, [100, 200]), from_amounts("A1", 9, []),
    from_amounts("A1", 9, [100]),
], ids=["unknown", "too few members", "none examined", "one examined"])  # fmt: skip
def test_a_report_says_what_is_not_known_and_tells_nobody_what_to_do(stratum: Stratum) -> None:
    told = class_told(Estimated(None, list(faults([stratum]))))
    assert "A1 — " in told
    assert not re.search("Écrivez|Corrigez|Examinez", told)


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> str:
    return text_of(printed(), tmp_path_factory.mktemp("fr")).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> str:
    return text_of(printed("en"), tmp_path_factory.mktemp("en"))


def test_R41_every_total_of_the_class_stands_in_the_report(french: str, english: str) -> None:
    table = TABLES.by_subgroup
    for row in (*table.rows, *table.subtotals, table.total, *TABLES.by_month.rows):
        for cents in (row.declared, row.supported, row.admitted):
            assert money(cents, "CAD", "fr").replace("\u00a0", " ") in french
            assert money(cents, "CAD", "en") in english


def test_the_head_of_the_proceeding_is_that_of_the_court(french: str) -> None:
    assert "ACTION COLLECTIVE / CLASS ACTION" in french
    head = french[: french.index("Rapport sommaire")]
    for told in ("PROVINCE DE QUÉBEC", "DISTRICT DE MONTRÉAL", "COUR SUPÉRIEURE", "____",
                 "Chambre des actions collectives", "OXIA STUDIO", "Demanderesse",
                 "HÉBERGEMENT WEB CANADA", "Défenderesse"):  # fmt: skip
        assert told in head
    assert head.count("[À CONFIRMER]") == 3


def test_where_no_court_is_known_to_be_seized_there_is_no_head_of_a_proceeding() -> None:
    for other in ("telus-2019", "ovh-2021"):
        matter = read_matter(HERE / "data" / "matters" / other / "matter.toml")
        assert list(court_head(matter, "fr")) == []


def test_definitions_not_confirmed_say_so_with_their_date(french: str) -> None:
    assert "le tribunal ne les a pas confirmés" in french
    for code in ("A1", "A2", "B1", "B2", "C1"):
        assert f"{code} — " in french
    assert french.count("Définition proposée, non") == 10


def test_a_group_whose_law_has_no_rates_is_told_among_the_reserves(tmp_path: Path) -> None:
    french = text_of(printed(laws={"C": "ab"}), tmp_path).replace("\u00a0", " ")
    assert "Groupe C : aucun intérêt n’est calculé" in french
    (tmp_path / "en").mkdir()
    english = text_of(printed("en", laws={"C": "ab"}), tmp_path / "en")
    assert "Group C: no interest is computed" in english


def test_the_report_says_that_a_registration_is_not_a_claim(french: str, english: str) -> None:
    assert "Rapport sommaire des pertes inscrites" in french
    assert "L’inscription n’est pas une réclamation" in french
    assert "Registration is not a claim" in english
    assert "vos pertes" not in french
    assert "you will be told" not in english


def test_counts_that_disagree_stand_each_with_its_source(french: str) -> None:
    assert "Douze serveurs touchés" in french
    assert "Treize serveurs touchés" in french
    assert french.count("Douze serveurs touchés") == 1
    assert "Source : Communiqué de presse de l’action collective" in " ".join(french.split())
    assert "Source : Webtribunal, « Web Hosting Canada Experiences Major Outage »" in " ".join(
        french.split()
    )


def test_every_head_is_told_step_by_step_with_its_authority(french: str) -> None:
    matter = the_matter()
    for head in matter.heads.values():
        assert head.label.fr in french
        assert head.authority.fr.split("(")[0].replace("\u00a0", " ").strip() in french
    assert "Multiplier par : taux horaire du travail de reconstruction" in french
    assert "[À CONFIRMER]" in french


def test_figures_to_be_confirmed_are_named_before_any_total(french: str) -> None:
    assert french.index("Chiffres à confirmer : ") < french.index("Par groupe, sous-groupe")


def test_what_is_admitted_is_told_with_how_much_was_decided(french: str) -> None:
    done = [line for line in LINES if line.decided]
    declared = money(sum(line.declared for line in done), "CAD", "fr").replace("\u00a0", " ")
    assert f"Pertes décidées : {len(done)} sur {len(LINES)}, pour {declared} déclarés." in french
    for (_, code), (lines, _) in list(TABLES.decided.items())[:1]:
        assert lines == sum(line.subgroup == code for line in done)
    alone = sum(line.supported for line in LINES if line.grade == "D")
    assert money(alone, "CAD", "fr").replace("\u00a0", " ") + " repose sur" in french


def test_the_report_says_which_sites_it_counts_and_why_grade_d_is_wider_than_a_word_alone(
    french: str, english: str
) -> None:
    french, english = (" ".join(told.split()) for told in (french, english))
    assert "« Temps perdu » et « Troubles et inconvénients », qui lui sont propres" in french
    assert "dont une donnée, telle des heures, n’est que déclarée et dont des pièces" in french
    assert "which are their own" in english
    assert "such as hours, is only declared" in english


def test_before_a_claim_period_no_registration_is_counted_as_a_claim(french: str) -> None:
    assert "Inscriptions" in french
    assert "Réclamations" not in french


def test_services_not_placed_yet_keep_their_place_in_the_totals(french: str) -> None:
    assert "À classer" in french


def test_R51_the_report_prints_its_snapshot_and_the_head_of_the_journal(french: str) -> None:
    assert HEAD.hash in french
    assert "Instantané 7" in french


def test_the_english_report_holds_no_french(english: str) -> None:
    assert "Summary report of losses registered" in english
    for word in ("Déclaré", "Étayé", "Réclamation", "Sous-groupe", "Méthode", "preuve"):
        assert word not in english


def test_charts_are_vectors_and_fonts_are_embedded(tmp_path: Path) -> None:
    pdf = printed()
    assert "No syntax or stream encoding errors" in checked(pdf, tmp_path)
    assert set(fonts_of(pdf, tmp_path).values()) == {"yes"}
    assert b"/Subtype /Image" not in opened_up(pdf, tmp_path)


def test_R54_the_same_snapshot_gives_the_same_bytes() -> None:
    assert printed() == printed()


def test_only_a_fictional_class_is_marked(tmp_path: Path) -> None:
    assert "DÉMONSTRATION" not in text_of(printed(fictional=False), tmp_path)
