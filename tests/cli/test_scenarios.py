"""`scenarios`: totals under the scenarios of a matter, for a program and for a person."""

import json

from tests.cli.test_cli import folder, number, told

__all__ = ["folder", "number"]


def test_every_scenario_of_the_file_leads_from_the_base_to_its_totals(number):
    made = json.loads(told("scenarios", "whc-2021", "--json"))
    totals = json.loads(told("totals", "whc-2021", "--json"))["total"]
    assert made["base"] == totals
    assert {"contract_cap", "defence"} <= {each["id"] for each in made["scenarios"]}
    for each in made["scenarios"]:
        for name in ("declared", "supported", "admitted"):
            steps = sum(step[f"change_{name}_cents"] for step in each["waterfall"])
            assert made["base"][f"{name}_cents"] + steps == each["totals"][f"{name}_cents"]
    assert (
        made["offers"][0] | {"id": "lifeboat", "valued": False, "amount_cents": None}
        == (made["offers"][0])
    )


def test_a_person_reads_them_in_either_language(number):
    french, english = (told("scenarios", "whc-2021", "--lang", lang) for lang in ("fr", "en"))
    assert "Plafond de" in french
    assert "Cap of $119.88" in english
    assert "Non chiffrée" in french
