"""What another program is given: the shape of an import line, and an assessment in numbers."""

import json
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator

from claims.matter.reading import read_matters
from claims.settings import HOME
from tests.cli.test_cli import folder, number, told

__all__ = ["folder", "number"]

MATTERS = read_matters(HOME / "data" / "matters")


def shape(*words):
    return json.loads(told("schema", "claim", *words))


@pytest.mark.parametrize("matter", MATTERS)
def test_every_claim_of_the_demonstration_has_the_shape_of_its_matter(matter):
    validator = Draft202012Validator(shape("--matter", matter))
    lines = (HOME / "data" / "demo" / matter / "claims.jsonl").read_text("utf-8").splitlines()
    assert lines
    for line in lines:
        validator.validate(json.loads(line))


def a_sample(**claimant):
    text = (HOME / "data" / "samples" / "two_claims.jsonl").read_text("utf-8")
    line = json.loads(text.splitlines()[0])
    line["claimant"] |= claimant
    return line


def test_the_shape_refuses_the_words_that_the_import_refuses():
    general = Draft202012Validator(shape())
    whc = Draft202012Validator(shape("--matter", "whc-2021"))
    assert general.is_valid(a_sample())
    assert not general.is_valid(a_sample(kind="compagnie"))
    assert not general.is_valid(a_sample(kind=""))
    other = a_sample()
    other["services"][0]["type"] = "boat"
    assert general.is_valid(other), "the type is a matter's to decide"
    assert not whc.is_valid(other)


def test_what_a_matter_decides_is_said_so_in_the_readers_language():
    french = shape()["$defs"]["ServiceForm"]["properties"]["type"]["description"]
    english = shape("--lang", "en")["$defs"]["ServiceForm"]["properties"]["type"]["description"]
    assert french.startswith("Décidé par le dossier, dans [service_types] de son fichier.")
    assert english.startswith("Decided by the matter, in [service_types] of its file.")


def test_the_values_of_a_matter_stand_with_what_they_are_called():
    services = shape("--matter", "whc-2021")["$defs"]["ServiceForm"]["properties"]
    assert services["subgroup"]["enum"] == ["", "A1", "A2", "B1", "B2", "C1"]
    assert "shop : Boutique en ligne" in services["type"]["description"]
    assert services["answers"]["properties"]["outcome"]["enum"] == [
        "", "lost", "partly", "late", "none"
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_step_of_an_assessment_is_given_in_numbers_and_their_units(number, language):
    said = json.loads(told("assess", "whc-2021", number, "--json", "--lang", language))
    rebuild = said["lines"][0]["steps"]
    hours, rate = rebuild[0], rebuild[1]
    assert (hours["verb"], hours["name"], hours["source"]) == ("take", "hours", "declared")
    assert (Decimal(hours["operand_value"]), hours["operand_unit"]) == (42, "hours")
    assert hours["running_value"] is None, "hours alone are no amount"
    assert Decimal(rate["running_value"]) == Decimal(3570)
    assert rate["running_unit"] == "money"
    last = [step for step in rebuild if step["depth"] == 0][-1]
    assert Decimal(last["running_value"]) * 100 == said["lines"][0]["declared_cents"]
