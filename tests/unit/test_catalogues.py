"""Both languages say the same things, completely, and the French keeps its typography."""

import ast
import re
from string import Formatter

import pytest

from claims.i18n.catalogue import compiled, read_room, rooms, say, say_n
from claims.i18n.missing import (
    SOURCE,
    called,
    calls,
    every,
    messages,
    missing,
    problems,
    room_of,
    stub,
)
from claims.i18n.sentences import SENTENCES, sentence
from claims.i18n.text import LANGUAGES
from claims.problems import Problem

NBSP = "\u00a0"
MISPLACED = re.compile(
    rf"[^{NBSP}](?::(?=\s|$)|»)|«[^{NBSP}]|\s[;!?]|\d (?=[\d%$])"
    r"|[\d}] (?=(?:octets?|[KMG]i?o)\b)"
)
"""Québec's usage: a no-break space before : % $, before a unit and inside « », none before ; ! ?"""
SEVERAL = re.compile(
    r"\{\w+\}[ \u00a0](?:(?:autres|derniers) )?"
    r"(?!(?:après|dans|fois|les|près|reconnus)\b|\w+és\b)[^\W\dA-Z]\w*[sx]\b"
)
"""A number before a plural noun: its sentence needs a singular, unless it is never one."""
NEVER_ONE = {
    "a bound of the house": (
        "too-many-exhibits", "line-too-long", "ownership-invited-many", "export-too-long",
        "sheet-no-room", "row-no-room", "file-no-room", "password-length", "ui/conversation.py",
        "web/owner.py",
    ),
    "more than a bound of the house": (
        "calls-too-many", "sheet-too-long", "row-too-long", "text-too-long", "history-too-long",
        "absent-too-many", "ui/forms_changes.py",
    ),
    "a wait of ten days or more, tries or a run of seven": (
        "days-absent", "days-far", "days-left-out", "days-without-sale", "history-hole",
        "ownership-wait",
        "ui/widgets_absent.py", "ui/widgets_ownership.py",
    ),
    "a figure of a method, written out": (
        "damages/prose_law.py", "damages/prose_sales.py", "damages/prose_months.py",
    ),
    "the days of a month": ("ui/forms_sales.py",),
    "one has a sentence of its own": ("rows-waiting",),
}  # fmt: skip


def entries(language):
    return [(path, m) for path in rooms(language) for m in read_room(path, language) if m.id]


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def braces(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def french():
    """What the house says in French: its sentences, and the names and labels written beside."""
    yield from (text for message in messages().values() for text in forms(message.id))
    for _, call in calls():
        for label in (keyword.value for keyword in call.keywords if keyword.arg == "fr"):
            parts = label.values if isinstance(label, ast.JoinedStr) else [label]
            yield from (part.value for part in parts if isinstance(part, ast.Constant))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_the_house_says_lacks_its_other_language(language):
    lacking = missing(language)
    assert not lacking, "\n\n".join(stub(message, language) for message in lacking)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_fuzzy_obsolete_or_no_longer_said(language):
    said = messages()
    idle = [f"{p.name}: {m.id}" for p, m in entries(language) if m.fuzzy or m.id not in said]
    assert idle == []
    assert [p.name for p in rooms(language) if read_room(p, language).obsolete] == []


def test_a_sentence_has_one_english_wherever_it_stands():
    seen = {}
    for path, message in entries("en"):
        first = seen.setdefault(message.id, message.string)
        assert message.string == first, f"{path.name} says {message.id!r} otherwise"


def test_both_languages_fill_the_same_braces():
    for path, message in entries("en"):
        wanted = set.union(*(braces(text) for text in forms(message.id)))
        for text in forms(message.string):
            assert braces(text) <= wanted, f"{path.name}: {text}"
            assert wanted - braces(text) <= {"n"}, f"{path.name}: {text}"


def test_french_spacing_is_that_of_quebec():
    wrong = [text for text in french() if MISPLACED.search(text)]
    assert not wrong, "\n".join(wrong)


def test_the_spacing_rule_sees_a_misplaced_space():
    for wrong in ("Courriel : ici", f"Vraiment{NBSP}?", "« oui »", "«oui»", "10 000 fois", "5 %"):
        assert MISPLACED.search(wrong), wrong
    for right in (f"Courriel{NBSP}: ici?", f"«{NBSP}oui{NBSP}»", "https://a.ca", "de 14:32"):
        assert not MISPLACED.search(right), right


def test_every_problem_has_its_sentence():
    unknown = [f"{p.place}: {p.code}" for p in problems() if p.code not in SENTENCES]
    assert not unknown, "\n".join(unknown)


def brought(names):
    """Names as a sentence may use them: a pair `label_fr`, `label_en` fills `{label}`."""
    paired = {
        name.removesuffix("_fr") for name in names if name.removesuffix("_fr") + "_en" in names
    }
    return names | paired | {"where"}


def test_every_problem_brings_the_values_its_sentence_needs():
    short = [
        f"{p.place}: {p.code} lacks {sorted(lacks)}"
        for p in problems()
        if p.code in SENTENCES and p.names is not None
        if (lacks := braces(SENTENCES[p.code]) - brought(p.names))
    ]
    assert short == []


def test_no_sentence_waits_for_a_problem_nobody_raises():
    source = "\n".join(
        path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path.name != "sentences.py"
    )
    assert [code for code in SENTENCES if f'"{code}"' not in source] == []


def test_a_number_before_a_plural_noun_has_a_singular_too():
    excepted = tuple(place for places in NEVER_ONE.values() for place in places)
    counted = [m for m in every() if not m.many and SEVERAL.search(m.one)]
    alone = [m for m in counted if not m.place.removeprefix("problem ").startswith(excepted)]
    assert alone == [], "use say_n, or put the number after its label: « Lignes : {n} »"
    needed = {m.place.removeprefix("problem ") for m in counted}
    assert [p for p in excepted if not any(place.startswith(p) for place in needed)] == []


def test_a_sentence_stands_in_one_catalogue_that_of_its_file():
    where = {}
    for path, message in entries("en"):
        where.setdefault(message.id, []).append(path.stem)
    assert {m: stems for m, stems in where.items() if len(stems) > 1} == {}
    assert room_of("ui/staff_exports.py") == room_of("ui/staff_of_tomorrow.py") == "staff"
    assert room_of("ui/app_pages/public_aide.py") == "public"
    assert room_of("i18n/told/sites.py") == "sites"
    assert room_of("evidence/exports/reading.py") in {path.stem for path in rooms("en")}


def moments_said():
    """Sentences that say a moment of the day: file, sentence, the place it fills."""
    for path, source in ((path, path.read_text("utf-8")) for path in SOURCE.rglob("*.py")):
        tree = ast.parse(source if "moment(" in source or "clock(" in source else "")
        kept = [
            (target, value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target, value in (
                zip(node.targets[0].elts, node.value.elts, strict=False)
                if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple)
                else [(node.targets[0], node.value)]
            )
        ]
        named = {getattr(target, "id", "") for target, value in kept if is_moment(value)}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            text = (
                call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
            )
            for keyword in call.keywords:
                if called(call) == "say" and (
                    is_moment(keyword.value) or getattr(keyword.value, "id", "") in named
                ):
                    yield path.name, text, keyword.arg
    for message in every():
        if message.file.startswith("i18n/letters/"):
            yield from ((message.place, message.one, place) for place in ("when", "until"))


def is_moment(value):
    return isinstance(value, ast.Call) and called(value) in ("moment", "clock")


def test_no_english_sentence_ends_with_an_hour_and_its_two_stops():
    told = list(moments_said())
    assert ("keys.py", "Votre {filing} a été commencée le {when}.", "when") in told
    wrong = [(path, text) for path, text, place in told if f"{{{place}}}." in say(text, "en")]
    assert wrong == [], "2:32 p.m. already has its stop: turn the sentence round"


def test_sentences_are_said_by_their_literal_text():
    """A sentence put together at run time could not be translated."""
    built = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path, call in calls()
        if getattr(call.func, "id", "") in ("say", "say_n", "N_")
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


def test_a_sentence_without_english_is_said_in_french_rather_than_not_at_all():
    untold = "Une phrase que personne n’a traduite"
    assert say(untold, "en") == untold


def test_braces_in_what_people_typed_are_left_alone():
    problem = Problem("credits.0.amount", "amount-unreadable", {"typed": "{0.__class__}"})
    assert "{0.__class__}" in sentence(problem, "fr")


def plausible(name):
    return {"day": "2021-08-28", "number": "1.5"}.get(name.rpartition("_")[2], "x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language):
    for code, text in SENTENCES.items():
        values = {name: plausible(name) for name in braces(text) - {"where"}}
        said = sentence(Problem("here", code, values), language)
        assert not re.search(r"\{\w+\}", said)


def test_a_problem_writes_amounts_days_and_counts_as_its_reader_does():
    typed = Problem("x", "amount-too-large", {"typed": "1e9", "most_cents": 10**10})
    assert f"100{NBSP}000{NBSP}000,00" in sentence(typed, "fr")
    assert "100,000,000.00" in sentence(typed, "en")
    assert f"100{NBSP}000{NBSP}000,00{NBSP}€" in sentence(typed.in_currency("EUR"), "fr")
    assert "more than $100,000,000.00" in sentence(typed.in_currency("CAD"), "en")
    assert "100,000,000.00" in sentence(typed.in_currency("USD"), "en")
    long = Problem("x", "text-too-long", {"length": 40000, "longest": 32767})
    assert f"32{NBSP}767" in sentence(long, "fr")
    either = {"typed": "05/06/2021", "a_day": "2021-05-06", "b_day": "2021-06-05"}
    assert "6 mai 2021 ou le 5 juin 2021" in sentence(Problem("x", "day-ambiguous", either), "fr")


def test_french_says_none_in_the_singular_and_english_in_the_plural():
    plurals = [message for message in messages().values() if message.many]
    assert plurals
    for message in plurals:
        for n in (0, 1):
            assert compiled("fr").ngettext(message.one, message.many, n) == message.one
        assert compiled("fr").ngettext(message.one, message.many, 2) == message.many
        none = compiled("en").ngettext(message.one, message.many, 0)
        assert none == compiled("en").ngettext(message.one, message.many, 2)


def test_the_number_of_a_plural_is_written_as_its_reader_writes_it():
    one, many = "{n} essai", "{n} essais"
    assert say_n(one, many, 1, "fr") == "1 essai"
    assert say_n(one, many, 1200, "fr") == f"1{NBSP}200 essais"
    assert say_n(one, many, 1200, "en") == "1,200 essais"


def test_before_a_quebec_court_a_cote_is_the_mark_of_an_exhibit_and_nothing_else():
    assert [text for text in french() if re.search(r"\bcotes?\b", text, re.IGNORECASE)] == []
