"""A word of the command that is off leaves with 2; a language may be asked anywhere in it."""

import ast
import re
import socket
import subprocess
import sys

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from claims.cli import app
from claims.settings import HOME
from claims.web.serve import serve
from tests.cli.test_cli import folder, number, told

__all__ = ["folder", "number"]

ENROL = ("staff", "add", "anne@cabinet.example", "--role", "lawyer", "--name", "Anne Gagnon")


@pytest.mark.parametrize(
    "words",
    [
        ["--help", "--lang", "en"],
        ["--lang", "en", "--help"],
        ["--lang", "en"],
        ["staff", "--help", "--lang", "en"],
        ["--lang=en", "vault", "--help"],
        ["vault", "new-key", "--help", "--lang", "en"],
        ["mail", "--help", "--lang", "en"],
    ],
)
def test_help_is_in_the_language_asked_wherever_it_is_asked(words):
    said = told(*words, code=0 if "--help" in words else 2)
    assert "Usage:" in said
    assert "--lang" in said
    assert "Emploi" not in said


def every_command(group=None, before=()):
    """The words of each command there is, groups among them."""
    group = group or get_command(app)
    yield before
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from every_command(command, (*before, name))
        else:
            yield (*before, name)


def test_what_stands_for_a_word_is_named_in_the_language_of_the_help():
    """What both helps write in capitals is the same word in both languages."""
    both = ("OPTIONS", "DATE", "TABLE", "JSON", "CSV", "CAD", "EUR", "A1", "CLAIMS_STAFF_PASSWORD")
    named = {}
    for words in every_command():
        french, english = (
            re.findall(r"[^\W\da-z_][^\W\da-z_]+\w*", told(*words, "--help", "--lang", language))
            for language in ("fr", "en")
        )
        for word in set(french) & set(english):
            if word.isupper():
                named.setdefault(word, words)
        assert not {"MATTER", "NUMBER", "FILE"} & set(french), words
        assert not {"DOSSIER", "NUMÉRO", "FICHIER"} & set(english), words
    assert set(named) <= set(both), named


def test_no_sentence_of_the_terminal_has_its_colon_from_anywhere_but_the_catalogue():
    """French has a space before it, English none: written in the code, one of them is wrong."""
    terminal = HOME / "claims" / "cli"
    by_hand = [
        f"{path.name}:{joined.lineno}"
        for path in terminal.glob("*.py")
        for joined in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for part in joined.values
        if isinstance(part, ast.Constant) and re.match(r"[\u00a0 ]?: ", part.value)
    ]
    assert by_hand == []
    refused = CliRunner().invoke(app, ["serve", "--port", "0"]).output
    assert refused.startswith("--port\u00a0: ")


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        ("totals", "totals [OPTIONS] DOSSIER"),
        ("import", "import [OPTIONS] DOSSIER FICHIER…"),
        ("lost-sales", "lost-sales [OPTIONS] [DOSSIER] [NUMÉRO]"),
        ("vault", "vault [OPTIONS] COMMANDE…"),
    ],
)
def test_a_usage_writes_between_brackets_what_may_be_left_out(words, usage):
    first, *_ = told(words, "--help").splitlines()
    assert first.endswith(usage)


def test_a_language_asked_before_the_command_is_the_language_of_the_command(folder, monkeypatch):
    monkeypatch.setenv("CLAIMS_LANG", "fr")
    assert "There is no" not in told("matters")
    assert "Customers of OVHcloud" in told("--lang", "en", "matters")
    assert "“nope” is not" in told("--lang", "en", "totals", "nope", code=1)


def test_a_language_that_is_none_of_ours_is_a_word_that_is_off():
    assert "donnée à --lang ne convient pas" in told("--lang", "de", "matters", code=2)


@pytest.mark.parametrize(
    "words",
    [
        ["schema", "nope"],
        ["export", "whc-2021", "nope"],
        ["interest", "whc-2021", "--capital", "1", "--from", "2021-09-01", "--to", "2021-09-30",
         "--regime", "nope"],
        ["staff", "add", "anne@cabinet.example", "--role", "nope"],
    ],
)  # fmt: skip
def test_a_word_that_is_no_choice_is_a_fault_of_the_command(words, folder):
    said = told(*words, code=2)
    assert "« nope » n’est pas un choix offert" in said


@pytest.mark.parametrize(
    "words",
    [
        ["rules", "nope"],
        ["schema", "claim", "--matter", "nope"],
        ["interest", "nope", "--capital", "1", "--from", "2021-09-01", "--to", "2021-09-30"],
        ["totals", "nope"],
        ["totals", "nope", "--interest", "2022-09-12"],
        ["recount", "nope"],
        ["assess", "nope", "R-0000-0000-0"],
        ["lost-sales", "nope", "R-0000-0000-0"],
        ["allocate", "nope", "--fund", "1"],
        ["estimate", "nope"],
        ["overlaps", "nope"],
        ["scenarios", "nope"],
        ["import", "nope", __file__],
        ["export", "nope", "report"],
    ],
)
def test_a_name_no_matter_bears_is_told_before_anything_is_opened(words, folder, monkeypatch):
    def opened(_settings):
        raise AssertionError("the house was opened")

    monkeypatch.setattr("claims.office.house.open_house", opened)
    said = told(*words, code=1)
    assert said == (
        "« nope » n’est pas un dossier. Les dossiers sont : ovh-2021, telus-2019, whc-2021.\n"
    )
    assert told(*words, "--lang", "en", code=1).startswith("“nope” is not a matter. The matters")
    assert not (folder / "var").exists()


def test_a_name_no_matter_bears_is_told_before_what_is_slow_to_load():
    slow = "pandas", "sqlalchemy", "openpyxl", "reportlab"
    program = (
        "import sys\nfrom claims.cli import app\n"
        "try: app(['export', 'nope', 'report'])\n"
        f"except SystemExit as left: print(left.code, set({slow}) & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=HOME)
    assert ran.stdout == "1 set()\n"


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999"])
def test_a_port_that_cannot_be_is_told_with_those_that_can(port, folder):
    said = told("serve", "--port", port, code=2)
    assert said.startswith(f"--port : Le port {port} n’existe pas.")
    assert "de 1 à 65535" in said
    assert "from 1 to 65535" in told("serve", "--port", port, "--lang", "en", code=2)


def test_a_port_that_is_taken_is_told_with_another_to_try(folder, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert serve(taken) == 1
        french = capsys.readouterr().err
        assert serve(taken, language="en") == 1
        english = capsys.readouterr().err
    assert f"--port {taken + 1}" in french
    assert f"make run PORT={taken + 1}" in english
    assert "Address" not in french + english


def test_the_makefile_takes_the_port_that_is_told():
    assert "serve --demo --port $(PORT)" in (HOME / "Makefile").read_text(encoding="utf-8")


def test_a_folder_nothing_can_be_written_into_is_named(number, folder):
    (folder / "file").write_text("", encoding="utf-8")
    for words in (["export", "whc-2021", "report"], ["demo"]):
        said = told(*words, "--out", folder / "file" / "out", code=1)
        assert said.startswith(f"--out : Le dossier {folder / 'file' / 'out'} ne peut")
        assert "un fichier porte ce nom" in said


def test_a_password_is_asked_in_the_readers_language_once_the_rest_is_right(folder, monkeypatch):
    monkeypatch.delenv("CLAIMS_STAFF_PASSWORD", raising=False)
    wrong = told("staff", "add", "anne", "--role", "lawyer", "--name", "Anne", code=1)
    assert "Mot de passe" not in wrong
    typed = "une phrase assez longue\nune autre phrase\n" + "une phrase assez longue\n" * 2
    ran = CliRunner().invoke(app, ENROL, input=typed)
    assert ran.exit_code == 0, ran.output
    assert ran.output.count("Mot de passe\u00a0:") == 2
    assert "Les deux mots de passe diffèrent" in ran.output
    assert "Compte ouvert\u00a0: anne@cabinet.example" in ran.output
    assert "Password" not in ran.output
