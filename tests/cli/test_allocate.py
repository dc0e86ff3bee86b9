"""`allocate`: an expert checks a sharing from a CSV file alone, or from what counsel decided."""

import json

import pytest

from tests.cli.test_cli import folder, number, told

__all__ = ["folder", "number"]

P2 = """claim,subgroup,amount
R-1,A1,50000.00
R-2,A1,20000
R-3,B1,5000
R-4,B1,900
R-5,A1,120
R-6,B1,80
"""


@pytest.fixture
def given(tmp_path):
    """Writes a file and gives its path."""

    def write(text, name="claims.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def asked(path, *words):
    return json.loads(told("allocate", "--claims", path, "--json", *words))


def test_p2_is_shared_from_a_file_and_no_database_is_opened(given, folder):
    made = asked(given(P2), "--fund", "30000", "--minimum", "100.00")
    assert [each["share_cents"] for each in made["shares"]] == [
        1976285,
        790514,
        197628,
        35573,
        0,
        0,
    ]
    assert made["residue_cents"] == 0
    assert [each["left"] for each in made["rounds"]] == [2, 0]
    assert not (folder / "var").exists()


def test_levies_fees_and_costs_leave_the_fund_whole(given):
    made = asked(
        given(P2), "--fund", "90 000,00", "--fees", "9000", "--costs", "1000.50", "--cap", "30000",
        "--levy", "qc_fonds_levy",
    )  # fmt: skip
    spent = ("fees", "costs", "paid", "share_levies", "residue_after_levy", "residue_levy")
    assert sum(made[f"{name}_cents"] for name in spent) == 90_000_00
    assert made["residue_levy_cents"] == made["residue_cents"] // 2
    assert made["share_levies_cents"] == sum(each["levy_cents"] for each in made["shares"])
    assert any("faute de --levy-on" in each for each in made["warnings"])
    alone = asked(given(P2), "--fund", "90000", "--levy", "qc_fonds_levy", "--levy-on", "residue")
    assert alone["share_levies_cents"] == 0
    assert not any("faute de --levy-on" in each for each in alone["warnings"])


def test_a_claim_of_no_loss_stands_in_no_round_and_is_counted_apart(given):
    made = asked(given(P2 + "R-7,B1,0\n"), "--fund", "30000", "--minimum", "100.00")
    assert (made["claims_without_loss"], [one["claims"] for one in made["rounds"]]) == (1, [6, 4])
    assert (made["shares"][-1]["why"], made["shares"][-1]["settled_in_round"]) == ("no-loss", None)
    assert [one["settled_in_round"] for one in made["shares"][:-1]] == [2, 2, 2, 2, 1, 1]
    assert any("hors des tours" in each for each in made["warnings"])


def test_a_subgroup_of_claims_without_loss_needs_no_weight_and_may_have_one(given):
    claims = given("claim,subgroup,amount\nR-1,A1,100\nR-2,B1,0\n")
    for lines in ("A1,1", "A1,1\nB1,2"):
        weights = given(f"subgroup,weight\n{lines}\n", "weights.csv")
        made = asked(claims, "--fund", "60", "--weights", weights)
        assert [each["share_cents"] for each in made["shares"]] == [60_00, 0]


def test_weights_are_read_from_a_file_whatever_parts_its_columns(given):
    weights = given("weight;subgroup\n2;A1\n0,5;B1\n", "weights.csv")
    made = asked(given("amount;claim;subgroup\n100,00;R-1;A1\n100,00;R-2;B1\n"), "--fund", "100",
                 "--weights", weights)  # fmt: skip
    assert [each["share_cents"] for each in made["shares"]] == [80_00, 20_00]


def test_a_table_says_it_on_a_terminal_in_either_language(given):
    french = told("allocate", "--claims", given(P2), "--fund", "30000", "--minimum", "100")
    assert "Versé aux réclamants : 30 000,00" in french
    assert "39,42 %" in french
    assert "Sous le minimum" in french
    english = told("--lang", "en", "allocate", "--claims", given(P2), "--fund", "30000")
    assert "Paid to claimants: 30,000.00" in english


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Il manque des colonnes : claim, subgroup, amount"),
        ("claim,subgroup,amount\n", "ne contient aucune réclamation"),
        ("claim,amount\nR-1,5\n", "Il manque des colonnes : subgroup"),
        ("claim,subgroup,amount\nR-1,A1,5\nR-1,A1,5\n", "claims.csv:3 : La réclamation R-1 est "
         "déjà à la ligne 2"),
        ("claim,subgroup,amount\nR-1,A1,-5\n", "une perte n’est pas négative"),
        ("claim,subgroup,amount\n,A1,5\n", "ne dit pas quelle réclamation"),
        ("claim,subgroup,amount\nR-1,A1,beaucoup\n", "« beaucoup » n’est pas un montant lisible"),
        ("claim,subgroup,amount\nR-1,A1\n", "Inscrivez un montant"),
        (f"claim,subgroup,amount\n{'x' * 140_000},A1,5\n", "claims.csv:2 : Ce fichier ne se lit"),
        ("claim,subgroup,amount\nR-1,A1,5\nR-2,A1,50,000.00\n",
         "claims.csv:3 : « R-2,A1,50,000.00 » a plus de cellules que de titres (3)"),
        ("claim,subgroup,amount,\nR-1,A1,50,000.00\n", "plus de cellules que de titres (3)"),
        ("claim,amount,subgroup\nR-1,1,500.00,A1\n", "plus de cellules que de titres (3)"),
        ("claim,subgroup,amount,amount\nR-1,A1,5,9\n", "deux fois un même titre (amount)"),
        ("claim,subgroup,amount\nR-1,A1,nan\nR-1,A1,7\n", "R-1 est déjà à la ligne 2"),
        ("claim,subgroup,amount\nR-1,\"A1,5\nR-2,A1,5\n", "un guillemet n’y est pas fermé"),
        ("claim,subgroup,amount\nR-1,A1,0\n", "n’a de montant au-dessus de zéro"),
        ("claim,subgroup,amount\n" + "R-1,A1,x\n" * 25, "Autres lignes à corriger : 5"),
    ],
)  # fmt: skip
def test_a_faulty_file_is_told_line_by_line(given, text, said):
    assert said in told("allocate", "--claims", given(text), "--fund", "100", code=1)


def test_a_name_of_a_claim_is_shown_as_it_is_written(given):
    path = given("claim,subgroup,amount\n[/x]R-1,[red]A1,5\n")
    said = told("allocate", "--claims", path, "--fund", "5")
    assert "[/x]R-1" in said
    assert "[red]A1" in said


def test_a_file_that_is_not_utf8_is_told(given):
    path = given("claim,subgroup,amount\nR-1,été,5\n", encoding="cp1252")
    assert "n’est pas un CSV en UTF-8" in told("allocate", "--claims", path, "--fund", "9", code=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A1,0\nB1,1", "« 0 » n’est pas un poids"),
        ("A1,1,5\nB1,1", "« A1,1,5 » a plus de cellules que de titres (2)"),
        ("A1,-1\nB1,1", "« -1 » n’est pas un poids"),
        ("A1,1", "« B1 » a des réclamations et pas de poids"),
        (
            "A1,1\nB1,1\nB2,1",
            "Aucune réclamation n’est du sous-groupe « B2 ». Sous-groupes : A1, B1",
        ),
        ("A1,1\nB1,1\nA1,2", "« A1 » a déjà un poids"),
        ("", "ne contient aucun poids"),
    ],
)
def test_a_weight_that_is_none_is_told(given, text, said):
    weights = given(f"subgroup,weight\n{text}\n", "weights.csv")
    words = ("allocate", "--claims", given(P2), "--fund", "30000", "--weights", weights)
    assert said in told(*words, code=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fund", "0"], "--fund : Inscrivez le montant du fonds"),
        (["--fund", "-5"], "--fund : « -5 » porte un signe : aucun montant d’un fonds"),
        (["--fund", "100", "--cap", "0"], "--cap : Inscrivez un montant d’au moins 0,01"),
        (["--fund", "100", "--fees", "60", "--costs", "50"], "épuisent le fonds de 100,00"),
        (["--fund", "100", "--minimum", "101"], "il donne 100,00 à chacune"),
        (
            ["--fund", "100", "--levy", "nowhere"],
            "--levy : Aucune table de prélèvements ne porte le nom nowhere. Écrivez qc_fonds_levy",
        ),
    ],
)
def test_terms_that_cannot_be_are_explained(given, words, said):
    assert said in told("allocate", "--claims", given(P2), *words, code=1)


def test_it_takes_a_matter_or_a_file(given, folder):
    assert "l’un des deux" in told("allocate", "--fund", "100", code=2)
    words = ("allocate", "whc-2021", "--claims", given(P2), "--fund", "100")
    assert "l’un des deux" in told(*words, code=2)


def test_a_matter_is_shared_on_what_counsel_decided_and_tried_on_what_is_supported(number):
    assert "Aucun montant n’est encore admis" in told("allocate", "whc-2021", "--fund", "9", code=1)
    tried = json.loads(told("allocate", "whc-2021", "--fund", "60", "--supported", "--json"))
    assert [(each["claim"], each["share_cents"]) for each in tried["shares"]] == [(number, 60_00)]
    assert "ne payez rien d’après lui" in tried["warnings"][0]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "Reliquat : 25 000,00, dont 12 500,00 au Fonds d’aide; il en reste 12 500,00."),
        (
            "en",
            "Residue: 25,000.00, of which 12,500.00 goes to the Fonds d’aide; 12,500.00 is left.",
        ),
    ],
)
def test_the_residue_is_told_before_its_levy_then_what_is_left_of_it(given, lang, said):
    """A fund of 100,000 for losses of 75,000: half of the 25,000 left goes to the Fonds."""
    losses = given("claim,subgroup,amount\nR-1,A1,50000\nR-2,B1,25000\n")
    words = ("allocate", "--claims", losses, "--fund", "100000", "--levy", "qc_fonds_levy")
    words = (*words, "--levy-on", "residue", "--lang", lang)
    shown = " ".join(told(*words).split())
    assert said in shown
    rows = {
        "fr": "Reste du reliquat, une fois le prélèvement pris : 12 500,00",
        "en": "Left of the residue once the levy is taken: 12,500.00",
    }
    assert rows[lang] in shown
    assert "Reliquat : 12" not in shown
    assert "Residue: 12" not in shown
    made = json.loads(told(*words, "--json"))
    figures = [made[f"residue_{name}cents"] for name in ("", "levy_", "after_levy_")]
    assert figures == [25_000_00, 12_500_00, 12_500_00]


def test_a_residue_without_a_levy_has_its_own_name(given):
    losses = given("claim,subgroup,amount\nR-1,A1,50000\n")
    shown = told("allocate", "--claims", losses, "--fund", "60000")
    assert "Reliquat : 10 000,00" in shown
    assert "Reste du reliquat" not in shown


@pytest.mark.parametrize(("fund", "first", "second", "where"), [
    ("30000 €", "50000.00 $", "20000", "claims.csv:2"),
    ("30000", "50000.00 $", "20000 €", "claims.csv:3"),
])  # fmt: skip
def test_a_fund_is_not_shared_over_losses_of_another_currency(given, fund, first, second, where):
    path = given(f"claim,subgroup,amount\nR-1,A1,{first}\nR-2,A1,{second}\n")
    said = told("allocate", "--claims", path, "--fund", fund, code=1)
    assert said.startswith(f"{where} : ")
    assert "dans une seule monnaie" in said
    assert "one currency" in told("allocate", "--claims", path, "--fund", fund, "--lang", "en",
                                  code=1)  # fmt: skip


def test_signs_of_one_currency_may_stand_beside_amounts_without_any(given):
    path = given("claim,subgroup,amount\nR-1,A1,100 $\nR-2,A1,300\n")
    assert [e["share_cents"] for e in asked(path, "--fund", "CA$200")["shares"]] == [5000, 15000]


def test_what_a_levy_is_taken_on_asks_for_the_levy(given):
    said = told("allocate", "--claims", given(P2), "--fund", "30000", "--levy-on", "shares", code=2)
    assert said.startswith("--levy-on : Sans effet")


def test_a_fund_too_large_is_not_told_to_be_split_into_losses(given):
    said = told("allocate", "--claims", given(P2), "--fund", "999999999999999", code=1)
    assert "se répartit ici" in said
    assert "plusieurs lignes" not in said


def test_a_name_that_would_act_on_the_terminal_is_written_out(given):
    name = "B\x1b[2J\x9b1m\u202e"
    strata = given(f"stratum,members,sampled,mean,variance\n{name},100,10,50.00,4.00\n"
                   "C,100,10,50.00,4.00\n", "strata.csv")  # fmt: skip
    claims = given(P2.replace("B1", name))
    for words in (("estimate", "--strata", strata), ("allocate", "--claims", claims, "--fund", 9)):
        said = told(*words)
        assert not set(said) & {"\x1b", "\x9b", "\u202e"}
    assert r"B\x1b[2J\x9b1m\u202e" in told("estimate", "--strata", strata)
    made = told("allocate", "--claims", claims, "--fund", 9, "--json")
    assert not set(made) & {"\x1b", "\x9b", "\u202e"}
    assert name in {each["subgroup"] for each in json.loads(made)["shares"]}
