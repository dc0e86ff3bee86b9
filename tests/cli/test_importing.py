"""An import leaves no claim that nobody can open: its codes are shown, or kept where one asked."""

import json
import stat

import pytest
from typer.testing import CliRunner

from claims.claim.numbers import code_hash
from claims.cli import app
from claims.settings import HOME
from tests.cli.test_cli import folder, told
from tests.makers import a_house

__all__ = ["folder"]

SAMPLES = HOME / "data" / "samples" / "two_claims.jsonl"


def codes_told(said):
    """Number → code, from lines such as "R-…  ABCD-…  key"."""
    rows = [line.split() for line in said.splitlines() if line.strip().startswith("R-")]
    return {row[0]: row[1] for row in rows if len(row) == 3}


def opens(at, number, code):
    house = a_house(at)
    kept = house.store.claims.code_hash(number)
    house.store.close()
    return kept == code_hash(code, number, house.settings.key())


def test_every_claim_imported_is_told_with_the_number_and_the_code_that_open_it(folder):
    said = told("import", "whc-2021", SAMPLES)
    codes = codes_told(said)
    assert len(codes) == 2
    assert all(opens(folder, number, code) for number, code in codes.items())
    assert "essai-1" in said
    assert "ne seront plus jamais montrés" in said


def test_the_same_file_again_says_that_its_codes_cannot_be_read_again(folder):
    told("import", "whc-2021", SAMPLES)
    again = told("import", "whc-2021", SAMPLES)
    assert "dont le code ne se relit pas : 2" in again
    assert "/reprendre" in again
    assert codes_told(again) == {}


def test_codes_asked_in_a_file_stand_there_for_one_pair_of_eyes_and_are_not_shown(folder, tmp_path):
    file = tmp_path / "codes.txt"
    said = told("import", "whc-2021", SAMPLES, "--codes", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    codes = codes_told(file.read_text(encoding="utf-8"))
    assert len(codes) == 2
    assert all(opens(folder, number, code) for number, code in codes.items())
    assert not any(code in said for code in codes.values())
    assert str(file) in said


@pytest.mark.parametrize("name", ["nowhere/codes.txt", "taken.txt"])
def test_a_file_of_codes_that_cannot_be_made_keeps_the_whole_import_out(folder, tmp_path, name):
    (tmp_path / "taken.txt").write_text("codes of last week", encoding="utf-8")
    said = told("import", "whc-2021", SAMPLES, "--codes", tmp_path / name, code=1)
    assert str(tmp_path / name) in said
    assert "rien n’a été importé" in said
    assert (tmp_path / "taken.txt").read_text(encoding="utf-8") == "codes of last week"
    assert len(codes_told(told("import", "whc-2021", SAMPLES))) == 2, "none was there before"


def test_a_file_of_codes_nothing_was_written_in_does_not_stay(folder, tmp_path):
    faulty = tmp_path / "claims.jsonl"
    faulty.write_text("[]\n", encoding="utf-8")
    told("import", "whc-2021", faulty, "--codes", tmp_path / "codes.txt", code=1)
    assert not (tmp_path / "codes.txt").exists()
    told("import", "whc-2021", SAMPLES, "--dry-run", "--codes", tmp_path / "codes.txt")
    assert not (tmp_path / "codes.txt").exists()


def test_a_dry_run_does_not_say_that_anything_was_accepted(folder):
    said = told("import", "whc-2021", SAMPLES, "--dry-run")
    assert said == "2 réclamations acceptables; rien n’a été gardé.\n"


def test_another_program_reads_the_codes_as_json(folder):
    ran = CliRunner().invoke(app, ["import", "whc-2021", str(SAMPLES), "--json"])
    accepted = json.loads(ran.stdout)["accepted"]
    assert all(opens(folder, each["number"], each["code"]) for each in accepted)
    assert "ne seront plus jamais montrés" in ran.stderr
