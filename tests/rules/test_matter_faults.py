"""A matter file with many faults of every kind: all told at once, in both languages."""

import re
from pathlib import Path
from random import Random

import pytest

from claims.i18n.sentences import sentence
from claims.matter.reading import parse_matter
from claims.problems import Problem, Refused

WHC = Path(__file__).resolve().parents[2] / "data" / "matters" / "whc-2021" / "matter.toml"
TEXT = WHC.read_text(encoding="utf-8")
PLACE = "whc-2021/matter.toml"

FAULTS: dict[tuple[str, str], tuple[str, str]] = {
    # what has no shape
    ("stage", "value-not-among"): ('stage = "registration"', 'stage = "enrolment"'),
    ("currency", "value-not-among"): ('currency = "CAD"', 'currency = "USD"'),
    ("file_nombre", "key-unknown"): ('file_number = ""', 'file_nombre = ""'),
    ("period_start", "not-a-day"): ("period_start = 2021-08-28", 'period_start = "end of August"'),
    ("groups.C.label", "not-two-languages"): (
        '[groups.C]\nlabel = { fr = "Autres clients", en = "Other customers" }',
        '[groups.C]\nlabel = "Autres clients"',
    ),
    ("figures.year.values", "not-a-list"): (
        'values = [{ since = 2021-01-01, value = 365, '
        'authority = { fr = "forfait annuel", en = "annual plan" }, verified = true }]',
        "values = 365",
    ),
    ("heads.mitigation.tape.0", "unknown-verb"): ('{ take = "costs" }', '{ takes = "costs" }'),
    ("heads.client_indemnity.tape.0", "tape-step-shape"): (
        '{ take = "refunds_paid" }', '{ take = "refunds_paid", less = "credits" }'
    ),
    # what is written nowhere, or to no end
    ("attestation.version", "text-blank"): (
        '[attestation]\nversion = "2026-11-01"', '[attestation]\nversion = ""'
    ),
    ("outages.0.source", "text-blank"): (
        TEXT[(at := TEXT.index("source = ", TEXT.index("[[outages]]"))) : TEXT.index("\n", at)],
        'source = ""',
    ),
    ("groups.A.label.fr", "text-character"): ("Concepteurs et agences web", "Con\u202ecepteurs"),
    ("heads.rebuild.proof.2", "unknown-exhibit-kind"): ('all_of = ["quote"]', 'all_of = ["qoute"]'),
    ("heads.rebuild.proof.3.proves", "proves-unknown"): (
        'proves = ["hours"]', 'proves = ["hourly_rate"]'
    ),
    ("heads.rebuild.proof.4", "proves-nothing-said"): (
        'all_of = ["screenshot"], proves = ["invoices"]', 'all_of = ["screenshot"]'
    ),
    ("heads.lost_profit.proof", "proof-lacking"): (
        '{ grade = "A", all_of = ["accounts"], proves = ["avoided_costs"] }, ', "",
    ),
    ("heads.rebuild.tape.3", "unknown-name"): (
        '{ not_above = "rebuild_cap" }', '{ not_above = "rebuild_top" }'
    ),
    ("figures.rebuild_cap.by_type", "unknown-service-type"): ("by_type.shop", "by_type.boutique"),
    ("subgroups.A2.when.outcome", "unknown-answer"): ('outcome = ["late"]', 'outcome = ["tôt"]'),
    ("heads.data_loss.tape", "tape-without-credits"): (
        '{ times = "data_rate" }, { less = "credits" }', '{ times = "data_rate" }'
    ),
    # amounts and days that cannot be
    ("figures.hourly_rate.values", "figure-negative"): ("value = 85.00", "value = -85.00"),
    ("heads.own_time.accept.C", "accept-order"): (
        "accept = { A = 100, B = 90, C = 60, D = 30 }",
        "accept = { A = 100, B = 50, C = 60, D = 30 }",
    ),
    ("deadlines.registration.on", "deadline-before-event"): (
        "on = 2027-06-30", "on = 2020-06-30"
    ),
    ("deadlines.cure.days", "deadline-day-and-days"): (
        "days = 30\nnot_before",
        "days = 30\non = 2027-09-30\nnot_before",
    ),
    ("deadlines.cure.not_before", "deadline-floor"): (
        'not_before = "registration"',
        'not_before = "contest"',
    ),
    ("subgroups.A1.since", "since-after-definitions"): (
        "since = 2026-11-25\nbecause = { fr = \"vous concevez",
        "since = 2091-11-01\nbecause = { fr = \"vous concevez",
    ),
    ("subgroups.B2.members.count", "members-none"): (
        '[subgroups.B2]\n',
        '[subgroups.B2]\nmembers = { count = 0, on = 2021-09-03, source = "p", '
        "verified = false }\n",
    ),
    ("subgroups.C1.members", "members-outside"): (
        '[subgroups.C1]\n',
        '[subgroups.C1]\nmembers = { low = 9, high = 3, on = 2021-09-03, source = "p", '
        "verified = false }\n",
    ),
    ("subgroups.A2.members", "members-unsaid"): (
        '[subgroups.A2]\n',
        '[subgroups.A2]\nmembers = { low = 9, on = 2021-09-03, source = "p", verified = false }\n',
    ),
    ("offers.lifeboat.counts", "offer-always-counts"): (
        'kind = "free_hosting"', 'kind = "goodwill"'
    ),
    ("scenarios.contract_cap.switches.0.per", "scenario-cap-per"): (
        '[{ cap = 119.88, per = "service" }]', "[{ cap = 119.88 }]"
    ),
    ("scenarios.without_lost_profit.switches.0.without_heads", "unknown-head"): (
        'switches = [{ without_heads = ["lost_profit"] }]',
        'switches = [{ without_heads = ["gain"] }]',
    ),
    ("scenarios.grades_a_b.switches.0", "scenario-one-change"): (
        'switches = [{ grades = ["A", "B"] }]', "switches = [{ grades = [] }]"
    ),
    ("scenarios.mitigation.switches.0.mitigation", "scenario-percent"): (
        "switches = [{ mitigation = 50 }]", "switches = [{ mitigation = 150 }]"
    ),
    ("timezone", "unknown-timezone"): ("America/Toronto", "America/Torronto"),
    ("counsel_email", "email-unreadable"): ('# counsel_email = "…"', 'counsel_email = "avocats"'),
    ("outages.0.end", "outage-without-offset"): (
        "end = 2021-09-10T23:59:59-04:00", "end = 2021-09-10T23:59:59"
    ),
}  # fmt: skip


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as refusal:
        parse_matter(text, "whc-2021")
    return refusal.value.problems


def with_faults(*faults: tuple[str, str]) -> tuple[Problem, ...]:
    text = TEXT
    for right, wrong in faults:
        assert right in text, right
        text = text.replace(right, wrong, 1)
    return problems_of(text)


def told(problems: tuple[Problem, ...]) -> set[tuple[str, str]]:
    return {(problem.where.removeprefix(f"{PLACE}, "), problem.code) for problem in problems}


def test_faults_of_every_kind_are_told_at_once_and_nothing_else():
    problems = with_faults(*FAULTS.values())
    assert len(FAULTS) >= 20
    assert told(problems) == set(FAULTS)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_fault_is_said_with_its_place_and_its_remedy_in_plain_words(language):
    for problem in with_faults(*FAULTS.values()):
        said = sentence(problem, language)
        assert problem.where.startswith(f"{PLACE}, ")
        assert not re.search(r"datetime|Decimal|\[\{'|\{'|None|True", said), said
        assert not re.search(r"\bor\b", said) if language == "fr" else "«" not in said


def test_lines_that_are_not_toml_are_told_by_number_with_the_faults_of_the_others():
    problems = with_faults(
        ('currency = "CAD"', "currency = CAD"),
        ("definitions_since = 2026-11-25", "definitions_since = 2026-13-25"),
        ("period_end = 2022-08-27", "period_end = 2021-08-27"),
        ('{ take = "costs" }', '{ takes = "costs" }'),
    )
    assert told(problems) == {
        (f"{PLACE}:15", "toml-value"),
        (f"{PLACE}:19", "toml-value"),
        ("period_end", "period-backwards"),
        ("heads.mitigation.tape.0", "unknown-verb"),
    }
    assert sentence(problems[0], "en").startswith("Line 15: the value cannot be read.")


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('currency = "CAD"', 'currency = "CAD"\ncurrency = "EUR"', "toml-twice"),
        ('file_number = ""', 'file_number = "', "toml-character"),
        ('file_number = ""', 'file_number = "a\\z"', "toml-backslash"),
        ("[groups.A]", "[groups.A", "toml-line"),
        ("[groups.B]", "[groups.A]", "toml-twice"),
        ('timezone = "America/Toronto"', 'timezone = """America/Toronto"', "toml-unclosed"),
    ],
)
def test_each_way_a_line_is_not_toml_has_its_own_sentence_and_its_line(right, wrong, code):
    (problem,) = (p for p in with_faults((right, wrong)) if p.code.startswith("toml-"))
    assert problem.code == code
    assert problem.where == f"{PLACE}:{problem.values['line']}"
    assert sentence(problem, "fr") != sentence(problem, "en")


CREDITS = 'label = { fr = "crédits", en = "credits" }\nunit = "money"\n'
NO_CREDIT = CREDITS + (
    'values = [{ since = 2021-01-01, value = 0, authority = { fr = "loi", en = "act" }, '
    "verified = true }]\n"
)


@pytest.mark.parametrize(
    ("place", "before", "asked"),
    [
        ("figures.credits", "[figures.year]", NO_CREDIT),
        ("heads.hosting_refund.inputs.credits", "[heads.hosting_refund.inputs.days_paid]", CREDITS),
        ("heads.hosting_refund.inputs.year", "[heads.hosting_refund.inputs.days_paid]", CREDITS),
    ],
)
def test_a_name_that_a_computation_or_a_figure_bears_is_refused_elsewhere(place, before, asked):
    """Sums received would be deducted as zero by a figure called credits."""
    problems = with_faults((before, f"[{place}]\n{asked}\n{before}"))
    assert (place, "name-taken") in told(problems)


def test_a_share_of_tax_is_asked_only_of_an_amount_that_bears_tax():
    before = "[heads.mitigation.inputs.costs_tax]"
    problems = with_faults((before, f"[heads.mitigation.inputs.luxury_tax]\n{CREDITS}\n{before}"))
    assert told(problems) == {("heads.mitigation.inputs.luxury_tax", "input-unused")}


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("value = 365", "value = 0", "figure-divides-by-zero"),
        ('least = 28\notherwise = "year"', 'otherwise = "year"', "input-divides-by-zero"),
        ('least = 28\notherwise = "year"', "least = 28", "input-divides-by-zero"),
        ('{ divided_by = "days_paid" }', '{ divided_by = "year" }', None),
        ('{ divided_by = "days_paid" }', '{ divided_by = "prepaid" }', "input-divides-by-zero"),
        ('{ divided_by = "days_paid" }', '{ divided_by = "credits" }', "computed-divides-by-zero"),
        ('{ divided_by = "days_paid" }', '{ divided_by = "days_without_service" }', None),
    ],
)
def test_a_tape_that_could_divide_by_zero_is_refused(right, wrong, code):
    found = told(with_faults((right, wrong), ('stage = "registration"', 'stage = ""')))
    by_zero = {fault for fault in found if fault[1].endswith("-divides-by-zero")}
    assert by_zero == ({("heads.hosting_refund.tape.2", code)} if code else set())


def test_a_day_out_of_all_time_is_told_alone_and_not_by_what_leans_on_it():
    problems = with_faults(("period_start = 2021-08-28", "period_start = 0001-01-01"))
    assert told(problems) == {("period_start", "year-absurd")}


def test_a_head_whose_label_is_broken_keeps_its_name_and_its_other_faults():
    problems = with_faults(
        ("[heads.rebuild]\nlabel = { fr", "[heads.rebuild]\nlabel = { frr"),
        ('all_of = ["quote"]', 'all_of = ["qoute"]'),
    )
    assert told(problems) == {
        ("heads.rebuild.label.fr", "key-missing"),
        ("heads.rebuild.label.frr", "key-unknown"),
        ("heads.rebuild.proof.2", "unknown-exhibit-kind"),
    }


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "a=a=a=", "groups = 1\nheads = []", "heads = {a = {tape = [{take = 3}, 4]}}"],
)
def test_a_file_that_is_no_matter_is_refused_without_a_traceback(text):
    problems = problems_of(text)
    assert problems
    assert all(sentence(p, "fr") != sentence(p, "en") for p in problems)


WRONG = ("3", '""', "[]", "{}", "true", '"x"', "-1.5", "nan", "[{}]", '{ fr = "a" }', "0001-01-01")


@pytest.mark.parametrize("seed", range(12))
def test_a_file_spoiled_at_random_is_told_in_both_languages_and_never_fails(seed):
    draw, lines = Random(seed), TEXT.splitlines()
    for _ in range(draw.randint(2, 12)):
        place = draw.randrange(len(lines))
        key, sign, _ = lines[place].partition("=")
        lines[place] = f"{key}= {draw.choice(WRONG)}" if sign and draw.random() < 0.8 else ""
    for problem in problems_of("\n".join([*lines, "stage = 1"])):
        for language in ("fr", "en"):
            assert not re.search(r"datetime|Decimal|\{'|None", sentence(problem, language))


def test_a_text_that_claims_were_counted_under_is_read_as_it_was_then():
    """Before kinds had to say what they prove, a screenshot proved the whole loss."""
    silent = TEXT.replace(
        'all_of = ["screenshot"], proves = ["invoices"]', 'all_of = ["screenshot"]'
    )
    assert parse_matter(silent, "whc-2021", kept=True).heads["rebuild"].proof[4].proves == ()
