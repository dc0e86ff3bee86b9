"""Templates of counsel's letters: whole in both languages, shut in, and refused with where."""

import shutil
from pathlib import Path

import pytest

from claims.i18n import sentence
from claims.i18n.text import LANGUAGES
from claims.matter.letters import BLANK, FOR_ALL, KINDS, SAMPLE, read_letters, wording_of
from claims.problems import Problem, Refused
from claims.settings import Settings

SHIPPED = Settings().letters_dir
MATTER = "whc-2021"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped templates, to be spoiled."""
    return shutil.copytree(SHIPPED, tmp_path / "letters")


def faults(folder: Path, text: str, name: str = "deficiency.fr.txt") -> tuple[Problem, ...]:
    """What is wrong once a template says this, said in both languages."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_letters(folder, folder, ())
    for problem in refused.value.problems:
        assert len({sentence(problem, language) for language in LANGUAGES}) == 2
    return refused.value.problems


def test_every_letter_ships_in_both_languages_and_fills_whatever_it_is_given():
    letters = read_letters(SHIPPED, SHIPPED, ())
    assert set(letters) == {(FOR_ALL, kind, each) for kind in KINDS for each in LANGUAGES}
    for wording in letters.values():
        for values in (SAMPLE, BLANK):
            subject, text = wording.write(values)
            assert subject
            assert "\n\n\n" not in text


def test_both_languages_of_a_letter_say_the_same_things():
    """Every place that one fills, the other fills."""
    letters = read_letters(SHIPPED, SHIPPED, ())
    marked = {name: f"<{name}>" for name, value in SAMPLE.items() if isinstance(value, str)}
    for kind in KINDS:
        french, english = (
            {mark for mark in marked.values() if mark in "".join(letters[FOR_ALL, kind, each].write(
                {**SAMPLE, **marked}))}
            for each in LANGUAGES
        )  # fmt: skip
        assert french == english
        alone = {"deficiency", "reminder", "decision", "reconsideration"}
        assert ("<until>" in french) is (kind in alone), "several claims have one each"


def test_a_template_that_names_what_no_letter_has_is_refused_with_its_line(folder):
    [problem] = faults(folder, "Objet\n\nBonjour {{ claimant }},\nle {{ last_dya }}.")
    assert (problem.where, problem.code) == ("letters/deficiency.fr.txt:4", "letter-unknown-name")
    assert problem.values == {"line": 4, "name": "last_dya", "near": "last_day"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Objet\n\n{% for site in sites %}{{ site.nom }}{% endfor %}", "letter-cannot-fill"),
        ("Objet\n\n{% if confirmed %}", "letter-syntax"),
        ("Objet\n\n{{ 1 / 0 }}", "letter-cannot-fill"),
        ("Objet\n\n{{ claimant.__class__.__mro__ }}", "letter-cannot-fill"),
        ("Objet\n\n{{ sites.append.__globals__ }}", "letter-cannot-fill"),
        ("Objet\n\n{{ range(10 ** 9) | list }}", "letter-cannot-fill"),
        ("Objet\n\n{% include 'matter.toml' %}", "letter-cannot-fill"),
        ("Objet seulement", "letter-empty"),
    ],
)
def test_a_template_that_cannot_be_filled_or_reaches_out_is_refused(folder, text, code):
    assert [problem.code for problem in faults(folder, text)] == [code]


def test_a_letter_in_one_language_only_is_refused(folder):
    (folder / "reminder.en.txt").unlink()
    with pytest.raises(Refused) as refused:
        read_letters(folder, folder, ())
    assert [(p.where, p.code) for p in refused.value.problems] == [
        ("letters/reminder.en.txt", "letter-missing")
    ]


def test_a_template_in_another_encoding_is_refused(folder):
    (folder / "reminder.fr.txt").write_bytes("Rappel\n\nété".encode("latin-1"))
    with pytest.raises(Refused) as refused:
        read_letters(folder, folder, ())
    assert [p.code for p in refused.value.problems] == ["letter-not-utf8"]


def test_a_matter_may_word_a_letter_its_own_way_in_both_languages(folder, tmp_path):
    own = tmp_path / MATTER / "letters"
    own.mkdir(parents=True)
    (own / "deficiency.fr.txt").write_text("À nous\n\n{{ number }}", encoding="utf-8")
    with pytest.raises(Refused):
        read_letters(folder, tmp_path, (MATTER,))
    (own / "deficiency.en.txt").write_text("Ours\n\n{{ number }}", encoding="utf-8")
    letters = read_letters(folder, tmp_path, (MATTER,))
    mine = wording_of(letters, MATTER, "deficiency", "fr")
    assert mine.write(SAMPLE) == ("À nous", "x\n")
    assert mine.version != wording_of(letters, "ovh-2021", "deficiency", "fr").version
    assert wording_of(letters, MATTER, "reminder", "fr").place == "letters/reminder.fr.txt"
