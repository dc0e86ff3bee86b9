"""Matter files: what is wrong in one is told whole, with its place and its remedy."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from claims.damages import months, reference
from claims.damages.interest import REGIMES
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES, Text
from claims.matter.checks import cross_checks
from claims.matter.model import Cited, Interest, Regime
from claims.matter.reading import parse_matter, read_matter, read_matters
from claims.matter.taxed import registrant
from claims.problems import NotFound, Problem, Refused

FOLDER = Path(__file__).resolve().parents[2] / "data" / "matters"
MATTERS = read_matters(FOLDER)
WHC = (FOLDER / "whc-2021" / "matter.toml").read_text(encoding="utf-8")
PLACE = "whc-2021/matter.toml"


def with_faults(*faults: tuple[str, str]) -> tuple[Problem, ...]:
    """The problems of the main matter after each replacement, which must find its text."""
    text = WHC
    for right, wrong in faults:
        assert right in text
        text = text.replace(right, wrong, 1)
    with pytest.raises(Refused) as refusal:
        parse_matter(text, "whc-2021")
    return refusal.value.problems


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(problem.where.removeprefix(f"{PLACE}, "), problem.code) for problem in problems}


def test_the_three_matters_load_without_a_problem():
    assert list(MATTERS) == ["whc-2021", "ovh-2021", "telus-2019"]


def test_faults_of_reference_are_all_told_at_once_each_with_its_place():
    problems = with_faults(
        ('heads = ["mitigation", "client_indemnity"', 'heads = ["mitigaton", "client_indemnity"'),
        (
            '{ hosted = ["yes", "unknown"], role = ["designs"], '
            'use = ["shop", "showcase", "booking"], outcome = ["late"] }',
            '{ rule = ["designs"], outcome = ["tôt"] }',
        ),
        ('{ not_above = "rebuild_cap" }', '{ not_above = "rebuild_top" }'),
        ('["quote"], proves', '["qoute"], proves'),
        ("by_type.showcase", "by_type.vitrine"),
        ("period_end = 2022-08-27", "period_end = 2021-08-27"),
        ('otherwise = "year"', 'otherwise = "yeer"'),
        ("event_day = 2021-08-28", 'event_day = 2021-08-28\nby_capacity = { firm = "qc" }'),
    )
    assert told(problems) == {
        ("subgroups.A2.heads", "unknown-head"),
        ("subgroups.A2.when", "unknown-question"),
        ("subgroups.A2.when.outcome", "unknown-answer"),
        ("heads.rebuild.tape.3", "unknown-name"),
        ("heads.rebuild.proof.2", "unknown-exhibit-kind"),
        ("figures.rebuild_cap", "figure-unused"),
        ("figures.rebuild_cap.by_type", "unknown-service-type"),
        ("period_end", "period-backwards"),
        ("heads.hosting_refund.inputs.days_paid.otherwise", "unknown-figure"),
        ("figures.year", "figure-unused"),
        ("interest.by_capacity", "unknown-capacity"),
    }


def test_faults_of_shape_are_all_told_at_once_each_with_its_place():
    problems = with_faults(
        ('stage = "registration"', 'stage = "enrolment"'),
        ('currency = "CAD"\n', ""),
        ("period_start = 2021-08-28", 'period_start = "end of August"'),
        ('unit = "hours"\nmost = 2000', 'unit = "hours"\nmost = "beaucoup"'),
        ('file_number = ""', 'file_nombre = ""'),
        ('{ take = "costs" }', '{ takes = "costs" }'),
        ('{ take = "refunds_paid" }', '{ take = "refunds_paid", less = "credits" }'),
        ("event_day = 2021-08-28", 'event_day = 2021-08-28\nby_group = { Z = "qc" }'),
    )
    assert told(problems) == {
        ("stage", "value-not-among"),
        ("currency", "key-missing"),
        ("period_start", "not-a-day"),
        ("heads.rebuild.inputs.hours.most", "not-a-number"),
        ("file_nombre", "key-unknown"),
        ("heads.mitigation.tape.0", "unknown-verb"),
        ("heads.client_indemnity.tape.0", "tape-step-shape"),
        ("interest.by_group", "unknown-group"),
    }


def test_a_near_miss_is_answered_with_the_right_name_in_both_languages():
    (problem,) = with_faults(('"rebuild", "data_loss"', '"rebiuld", "data_loss"'))
    assert problem.where == f"{PLACE}, subgroups.A1.heads"
    assert sentence(problem, "fr") == (
        "«\u00a0rebiuld\u00a0» n’est pas un chef de dommages. Vouliez-vous dire rebuild?"
    )
    assert sentence(problem, "en") == "“rebiuld” is not a head of damage. Did you mean rebuild?"


def test_every_problem_of_a_matter_file_can_be_said_in_both_languages():
    problems = with_faults(
        ('stage = "registration"', 'stage = "enrolment"'), ('{ take = "costs" }', '{ takes = "x" }')
    )
    for problem in problems:
        assert "{" not in sentence(problem, "fr").replace("{ take", "")
        assert sentence(problem, "fr") != sentence(problem, "en")


def test_a_broken_line_of_toml_is_told_with_its_line():
    (problem,) = with_faults(('id = "whc-2021"', "id = whc-2021"))
    assert (problem.code, dict(problem.values)) == ("toml-value", {"line": 5})
    assert sentence(problem, "fr") == (
        "Ligne 5\u00a0: la valeur ne se lit pas. Mettez un texte entre guillemets, un nombre avec "
        "un point, et rien après."
    )


def test_a_matter_in_a_folder_of_another_name_is_refused():
    with pytest.raises(Refused) as refusal:
        parse_matter(WHC, "whc-2022")
    (problem,) = refusal.value.problems
    assert (problem.code, dict(problem.values)) == (
        "matter-id", {"id": "whc-2021", "folder": "whc-2022"}
    )  # fmt: skip


def test_the_problems_of_two_faulty_files_are_told_together(tmp_path):
    for name in ("a-2020", "b-2020"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "matter.toml").write_text("id = 3", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_matters(tmp_path)
    assert {p.where.partition("/")[0] for p in refusal.value.problems} == {"a-2020", "b-2020"}


def test_a_missing_file_is_not_found_by_its_name(tmp_path):
    with pytest.raises(NotFound, match="no matter file at whc-2021/matter"):
        read_matter(tmp_path / "whc-2021" / "matter.toml")


def test_the_group_decides_before_kind_and_kind_before_the_general_regime():
    interest = Interest.model_validate(
        {"regime": "bc", "event_day": date(2019, 8, 15), "by_group": {"AB": "ab"},
         "authority": {"fr": "proposition", "en": "proposed"}, "verified": False,
         "by_capacity": {"person": "fr_individual"}}
    )  # fmt: skip
    assert interest.regime_for("person", "AB") == "ab"
    assert interest.regime_for("person", "BC") == "fr_individual"
    assert interest.regime_for("business", "") == "bc"


def test_matters_know_the_same_regimes_as_interest():
    assert set(get_args(Regime)) == set(REGIMES)


def test_what_only_memory_tells_is_marked_unverified():
    assert [o.verified for o in MATTERS["telus-2019"].outages] == [False]
    for matter in MATTERS.values():
        proposed = [f for f in matter.figures.values() if "confirm" in f.values[0].authority.en]
        assert proposed
        assert not any(figure.values[0].verified for figure in proposed)


def test_every_subgroup_is_proposed_and_dated():
    for matter in MATTERS.values():
        assert {s.status for s in matter.subgroups.values()} == {"proposed"}
        assert {s.since for s in matter.subgroups.values()} == {matter.definitions_since}


def texts(value: object) -> list[Text]:
    """Every sentence of a matter, wherever it stands."""
    if isinstance(value, Text):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, tuple):
        return [text for inner in value for text in texts(inner)]
    if hasattr(value, "model_fields_set"):
        return [text for inner in vars(value).values() for text in texts(inner)]
    return []


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS.keys())
def test_the_french_of_a_matter_breaks_no_line_before_a_colon_a_unit_or_a_guillemet(matter):
    wrong = re.compile(" [:»%$€]|« |[0-9] h\\b|[ \u00a0][;!?]|'")
    assert len(texts(matter)) > 100
    assert [t.fr for t in texts(matter) if wrong.search(t.fr)] == []


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS.keys())
def test_both_languages_of_a_matter_say_something_and_not_the_same(matter):
    said = [text for text in texts(matter) if not isinstance(text, Cited)]
    same = [text.fr for text in said if text.fr == text.en]
    assert set(same) <= {"Alberta", "OVHcloud", "Telus", "Affidavit"}


def test_the_history_asked_for_is_the_history_the_estimate_needs():
    assert (months.FEWEST, reference.FEWEST) == (2, 28)
    hints = [
        asked.hint
        for matter in MATTERS.values()
        for head in matter.heads.values()
        for asked in head.inputs.values()
        if asked.unit == "history"
    ]
    assert len(hints) == 3
    for hint in hints:
        assert "Au moins deux mois complets, ou 28 jours, avant" in hint.fr
        assert "At least two full months, or 28 days, before" in hint.en


@pytest.mark.parametrize(
    ("right", "wrong", "where", "code"),
    [
        ('timezone = "America/Toronto"', 'timezone = "America/Montrael"', "timezone",
         "unknown-timezone"),
        ('timezone = "America/Toronto"', 'timezone = "../etc"', "timezone", "unknown-timezone"),
        ("event_day = 2021-08-28", "event_day = 2001-08-28", "interest.event_day",
         "event-day-outside"),
        ("event_day = 2021-08-28", "event_day = 2022-08-28", "interest.event_day",
         "event-day-outside"),
        ("start = 2021-08-28T06:00:00-04:00", "start = 2021-08-28T06:00:00", "outages.0.start",
         "outage-without-offset"),
        ("end = 2021-09-10T23:59:59-04:00", "end = 2021-09-10T23:59:59", "outages.0.end",
         "outage-without-offset"),
    ],
)  # fmt: skip
def test_what_no_computation_could_use_is_told_at_its_place(right, wrong, where, code):
    problems = with_faults((right, wrong))
    assert told(problems) == {(where, code)}
    for problem in problems:
        assert sentence(problem, "fr") != sentence(problem, "en")


def a_figure(**changes):
    """The cap of the main matter's file, replaced: problems at its place."""
    matter = MATTERS["whc-2021"]
    key = "rebuild_cap"
    figures = {**matter.figures, key: matter.figures[key].model_copy(update=changes)}
    return told(tuple(cross_checks(matter.model_copy(update={"figures": figures}), PLACE)))


def test_a_figure_has_values_that_a_computation_can_use():
    value = MATTERS["whc-2021"].figures["rebuild_cap"].values[0]
    late = value.model_copy(update={"since": date(2021, 8, 29)})
    below = value.model_copy(update={"value": Decimal("-1")})
    above = value.model_copy(update={"value": Decimal("100.5")})
    where = "figures.rebuild_cap"
    assert a_figure(by_type={"shop": ()}) == {(f"{where}.by_type.shop", "figure-empty")}
    assert a_figure(by_type={"shop": (late,)}) == {(f"{where}.by_type.shop", "figure-too-late")}
    assert a_figure(values=(late,)) == {(f"{where}.values", "figure-too-late")}
    assert a_figure(values=(below,)) == {(f"{where}.values", "figure-negative")}
    assert a_figure(by_type={"shop": (below,)}) == {(f"{where}.by_type.shop", "figure-negative")}
    assert a_figure(unit="percent", values=(above,), by_type={}) == {
        (f"{where}.values", "figure-percent")
    }
    assert a_figure(unit="percent", values=(below,), by_type={}) == {
        (f"{where}.values", "figure-negative")
    }


RATE = "value = 85.00"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('"١٢٣"', "not-a-number"), ('"85.00"', "not-a-number"), ("1e5", "not-a-number"),
        ("8.5E+1", "not-a-number"), ("1e-2", "not-a-number"), ("nan", "not-a-number"),
        ("inf", "not-a-number"), ("true", "not-a-number"), ("2021-08-28", "not-a-number"),
        ("25000.123", "figure-decimals"), ("85.000", "figure-decimals"), ("١٢٣", "toml-value"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_amount_is_a_plain_number_to_the_cent_or_its_place_is_told(written, code, language):
    first = with_faults((RATE, f"value = {written}"))[0]
    assert first.code == code
    assert "85.00" in sentence(first, language) or code == "toml-value"
    if code != "toml-value":
        assert first.where == f"{PLACE}, figures.hourly_rate.values.0.value"
        assert written in sentence(first, language)


@pytest.mark.parametrize("written", ["85", "85.0", "85.00", "8_500", "0"])
def test_an_amount_as_toml_writes_numbers_is_read_exactly(written):
    text = WHC
    matter = parse_matter(text.replace(RATE, f"value = {written}", 1), "whc-2021")
    assert matter.figures["hourly_rate"].values[0].value == Decimal(written)


def test_numbers_of_every_kind_are_held_to_it_and_all_told_together():
    problems = with_faults(
        ('unit = "hours"\nmost = 2000', 'unit = "hours"\nmost = 2e3'),
        ("accept = { A = 100, B = 90, C = 60, D = 30 }",
         'accept = { A = "100", B = 90, C = 60, D = 30 }'),
        ("contact_days = 7", 'contact_days = "7"'),
        ("years = 3", "years = 3.0"),
        (RATE, "value = 85.001"),
    )  # fmt: skip
    assert told(problems) == {
        ("heads.rebuild.inputs.hours.most", "not-a-number"),
        ("heads.own_time.accept.A", "not-a-number"),
        ("ownership.contact_days", "not-whole"),
        ("retention.years", "not-whole"),
        ("figures.hourly_rate.values.0.value", "figure-decimals"),
    }


def test_who_recovers_sales_taxes_is_named_by_the_law_of_the_matter():
    named = {m.id: registrant(m, "fr") for m in MATTERS.values()}
    assert named == {
        "whc-2021": "inscrit aux fichiers de la TPS/TVH ou de la TVQ",
        "ovh-2021": "assujetti à la TVA",
        "telus-2019": "inscrit aux fins de la TPS/TVH",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("matter", MATTERS.values(), ids=lambda matter: matter.id)
def test_a_scenario_without_a_head_names_it_as_the_matter_does(matter, language):
    without = "Sans {}" if language == "fr" else "Without {}"
    named = {
        each.label.in_(language): without.format(matter.heads[head].label.in_(language).lower())
        for each in matter.scenarios.values()
        for head in each.switches[0].without_heads
        if len(each.switches) == 1
    }
    assert named
    assert list(named) == list(named.values())
