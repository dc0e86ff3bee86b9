"""At the terminal: what cannot be done is one sentence in the language asked, and totals add up."""

import json
import os
import runpy
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import token_bytes
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from claims import problems
from claims.cli import app, exchange
from claims.i18n.refusals import CODES, problems_of
from claims.i18n.sentences import sentence
from claims.office import exporting
from claims.office.revising import Typed, revise
from claims.office.snapshots import take
from claims.settings import DEMO_VAULT_KEY, HOME
from tests.makers import GAGNON, NOW, a_filed_claim, a_house, an_exhibit

NBSP = "\u00a0"
MATTERS, RATES = HOME / "data" / "matters", HOME / "data" / "rates"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMS_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("CLAIMS_EXPORTS_DIR", str(tmp_path / "exports"))
    return tmp_path


@pytest.fixture
def number(folder):
    """A claim of 4 570,00 $ of rebuilding and 200,00 $ of time, filed in the folder."""
    house = a_house(folder)
    filed = a_filed_claim(house, 1)
    house.store.close()
    return filed


def told(*words, code=0):
    """What a command says, its output and its refusals together."""
    ran = CliRunner().invoke(app, [str(word) for word in words])
    assert ran.exit_code == code, ran.output
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    return ran.output.replace(NBSP, " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_refusal_has_a_sentence_in_the_language_asked(language):
    kinds = {
        kind
        for kind in vars(problems).values()
        if isinstance(kind, type) and issubclass(kind, problems.ClaimsError)
    } - {problems.ClaimsError, problems.Refused}
    assert kinds == set(CODES)
    for kind in kinds:
        (problem,) = problems_of(kind("/home/anne/secret.sqlite3"))
        assert "anne" not in sentence(problem, language)
        assert sentence(problem, "fr") != sentence(problem, "en")


def test_a_claim_that_does_not_exist_is_told_in_french_on_a_french_terminal(folder):
    said = told("assess", "whc-2021", "R-0000-0000-0", code=1)
    assert said.startswith("Rien ne porte ce numéro")
    english = told("assess", "whc-2021", "R-0000-0000-0", "--lang", "en", code=1)
    assert english.startswith("Nothing bears this number")


def test_a_claim_is_assessed_only_in_the_matter_it_belongs_to(number):
    assert told("assess", "ovh-2021", number, code=1).startswith("Rien ne porte ce numéro")


def test_a_number_typed_in_lower_case_without_dashes_is_the_same_number(number):
    said = told("assess", "whc-2021", number.lower().replace("-", " "))
    assert "Total déclaré 4 770,00 $" in said


def test_before_any_decision_no_amount_is_said_admitted_not_even_zero(number):
    said = told("assess", "whc-2021", number)
    assert "· admis —" in said.splitlines()[-1]
    assert "admis 0,00" not in said


def test_a_number_miscopied_is_told_as_such(folder):
    assert "erreur de copie" in told("assess", "whc-2021", "R-0000-0000-1", code=1)


def test_an_additional_indemnity_is_told_only_where_the_law_adds_one():
    asked = ("--capital", "1000", "--from", "2021-09-01", "--to", "2022-09-01", "--lang", "en")
    assert "Additional indemnity: " in told("interest", "whc-2021", *asked)
    assert "ndemnity" not in told("interest", "ovh-2021", *asked)


def test_an_assessment_says_the_interest_of_each_line(number):
    said = told("assess", "whc-2021", number)
    assert said.count("intérêts ") + said.count("rien n’a été calculé") == 2
    assert "fictifs" not in said


def test_interest_is_counted_to_the_day_asked_and_refused_past_the_known_rates(number):
    """4 570,00 × 5 % × 365 j ÷ 365 from the last day of the loss, 12 September 2021."""
    known = json.loads(told("assess", "whc-2021", number, "--as-of", "2022-09-12", "--json"))
    line = known["lines"][0]
    assert (known["as_of"], line["interest_to"]) == ("2022-09-12", "2022-09-12")
    assert (line["interest_principal_cents"], line["interest_cents"]) == (457000, 22850)
    assert "pas même jusqu’à ce jour" in told("assess", "whc-2021", number, "--as-of", "2040-01-01")


def test_totals_say_the_interest_of_each_head_to_a_day(number):
    """The same 22,850 as the claim alone, and the other loss's."""
    known = json.loads(told("totals", "whc-2021", "--interest", "2022-09-12", "--json"))
    claim = json.loads(told("assess", "whc-2021", number, "--as-of", "2022-09-12", "--json"))
    for sum_of in ("interest_cents", "indemnity_cents"):
        assert known["total"][sum_of] == sum(line[sum_of] for line in claim["lines"])
    assert known["rows"][-1]["owed_cents"] + known["rows"][0]["owed_cents"] == 477000
    assert "Indemnité additionnelle" in told("totals", "whc-2021", "--interest", "2022-09-12")
    late = told("totals", "whc-2021", "--interest", "2040-01-01", "--lang", "en")
    assert "Losses without interest: 2." in late
    assert "d’un seul tenant" in told("totals", "whc-2021", "--interest", "2022-09-12",
                                      "--engine", "parts", code=1)  # fmt: skip


def test_every_engine_says_the_same_totals(number):
    whole, parts = (told("totals", "whc-2021", "--engine", e) for e in ("pandas", "parts"))
    assert whole == parts == told("totals", "whc-2021")
    assert "Choisissez" in told("totals", "whc-2021", "--engine", "abacus", code=2)
    assert "vont ensemble" in told("totals", "whc-2021", "--engine", "dask", code=1)


def test_the_last_known_rate_is_carried_on_only_when_asked():
    words = ["interest", "ovh-2021", "--capital", "3650.00", "--from", "2026-06-20",
             "--to", "2026-07-10", "--lang", "en"]  # fmt: skip
    assert "known up to June 30, 2026" in told(*words, code=1)
    projected = told(*words, "--projected")
    assert "€5.24" in projected  # 3 650,00 × 2,62 % × 20 j ÷ 365
    assert "carried on to July 10, 2026" in projected


def test_unverified_steps_are_marked_when_the_tape_is_shown(number):
    assert "à confirmer" in told("assess", "whc-2021", number, "--explain")


def test_the_json_of_an_assessment_verifies_figures_and_leaves_declarations_alone(number):
    lines = json.loads(told("assess", "whc-2021", number, "--json"))["lines"]
    verified = {step["origin"]: step["verified"] for line in lines for step in line["steps"]}
    assert verified["déclaré par le réclamant"] is None
    assert verified["chiffre du dossier"] is False


def test_an_assessment_names_the_evidence_grade_by_the_proof_of_its_head(number):
    said = told("assess", "whc-2021", number)
    assert "(catégorie de preuve D : déclaration seule)" in said
    english = told("assess", "whc-2021", number, "--lang", "en")
    assert "(evidence grade D: declaration alone)" in english


@pytest.mark.parametrize("matter", ["whc-2021", "ovh-2021", "telus-2019"])
def test_rules_are_printed_in_numbered_articles_in_both_languages(matter):
    french, english = (told("rules", matter, "--lang", lang) for lang in ("fr", "en"))
    assert "\n1. Le dossier\n  1.1  " in french
    assert "\n1. The matter\n  1.1  " in english
    assert len(french.splitlines()) == len(english.splitlines())


def test_rules_are_those_of_the_file_unless_those_in_force_are_asked_for(folder):
    house = a_house(folder)
    expert = Typed("hourly_rate", "2021-08-01", "90", authority_fr="expertise", reason="Rapport.")
    revise(house, GAGNON, "whc-2021", expert, seen=0, now=NOW)
    house.store.close()
    assert "révisé" not in told("rules", "whc-2021")
    in_force = " ".join(told("rules", "whc-2021", "--in-force", "--lang", "en").split())
    assert "$90.00, since August 1, 2021. Expertise (revised on November 21, 2026" in in_force


def test_a_demonstration_claim_says_it_is_one(folder):
    house = a_house(folder)
    filed = a_filed_claim(house, 2, fictional=True)
    house.store.close()
    assert "personnes et montants fictifs" in told("assess", "whc-2021", filed)


def test_totals_show_each_subtotal_under_its_rows_and_the_whole_at_the_end(number):
    table = told("totals", "whc-2021").splitlines()
    rows = [" ".join(line.split()) for line in table]
    sums = [row for row in rows if "Sous-total" in row or row.startswith("Total")]
    assert sums == [
        "A A1 Sous-total 1 4 770,00 $ 60,00 $ 0,00 $",
        "A Sous-total 1 4 770,00 $ 60,00 $ 0,00 $",
        "Total 1 4 770,00 $ 60,00 $ 0,00 $",
    ]


def test_overlaps_tell_who_claims_a_loss_twice_and_what_is_left_without_it(folder):
    house = a_house(folder)
    numbers = [a_filed_claim(house, 1), a_filed_claim(house, 2, name="Épicerie du Port")]
    house.store.close()
    said = told("overlaps", "whc-2021")
    assert all(number in said for number in numbers)
    assert said.count("à décider") == 2
    assert "admis 0,00" not in said
    assert "Total 9 540,00 $ 400,00 $ 9 140,00 $" in " ".join(said.split())
    found = json.loads(told("overlaps", "whc-2021", "--json"))
    [conflict] = found["conflicts"]
    assert (found["undisputed_cents"], found["disputed_cents"]) == (40000, 914000)
    assert (conflict["loss_cents"], conflict["why"]) == (457000, ["same-head"])
    assert [claim["number"] for claim in conflict["claims"]] == sorted(numbers)


def test_totals_name_the_figures_that_nobody_has_confirmed(number):
    assert "whc-2021 : Chiffres à confirmer : " in told("totals", "whc-2021")
    assert "whc-2021: Figures to be confirmed: " in told("totals", "whc-2021", "--lang", "en")
    first, *_ = json.loads(told("totals", "whc-2021", "--lang", "en", "--json"))["warnings"]
    assert first.startswith("Figures to be confirmed: hourly rate")


def test_totals_of_a_day_that_has_not_come_are_refused(folder):
    later = date(2100, 1, 2)
    assert "n’est pas encore venu" in told("totals", "whc-2021", "--as-of", later, code=1)
    yesterday = datetime.now(UTC).date() - timedelta(days=2)
    assert "Total" in told("totals", "whc-2021", "--as-of", yesterday)


def test_a_bundle_that_does_not_agree_is_told_in_the_language_asked(folder):
    file = folder / "b.zip"
    file.write_bytes(b"no zip")
    french, english = (
        " ".join(told("verify", file, *lang, code=1).split()) for lang in ([], ["--lang", "en"])
    )
    assert french.startswith("b.zip : le dossier est illisible; donnez le ZIP reçu")
    assert english.startswith("b.zip: the bundle cannot be read; give the ZIP received")


@pytest.mark.parametrize("there", [True, False])
def test_a_name_of_a_file_paints_no_line_that_no_command_wrote(there, folder):
    file = folder / "b.zip\nCONFORME — 42 fichiers\t\x1b[2J\u200e"
    if there:
        file.write_bytes(b"no zip")
    said = told("verify", file, code=1)
    assert not any(line.startswith("CONFORME") for line in said.splitlines())
    assert r"b.zip\x0aCONFORME — 42 fichiers\x09\x1b[2J\u200e" in "".join(said.splitlines())


def test_a_bundle_is_verified_zipped_or_unpacked_and_what_nobody_vouches_for_is_told(number):
    path = Path(told("export", "whc-2021", "bundle").splitlines()[0])
    with ZipFile(path) as archive:
        archive.extractall(path.with_suffix(""))
        journal = json.loads(archive.read("manifest.json"))["journal"]
    for bundle in (path, path.with_suffix("")):
        said = told("verify", bundle, "--lang", "en")
        assert "The bundle is intact. Files: " in said
        assert f"vouches for: 0 of {journal['seq']}." in " ".join(said.split())
        assert "la tête donnée (--head) : 0 sur" in " ".join(told("verify", bundle).split())
        assert "garantit" not in told("verify", bundle, "--head", journal["hash"])


def test_a_missing_table_of_rates_is_named(folder, monkeypatch):
    rates = shutil.copytree(RATES, folder / "rates")
    (rates / "qc_legal_rate.csv").unlink()
    (rates / "sales_tax_rates.csv").write_text("not,a,table\n1,2,3\n", encoding="utf-8")
    monkeypatch.setenv("CLAIMS_RATES_DIR", str(rates))
    said = told("totals", "whc-2021", code=1).splitlines()
    assert [line.partition(" : ")[0] for line in said] == [
        "rates/qc_legal_rate.csv", "rates/sales_tax_rates.csv"
    ]  # fmt: skip


def test_a_folder_without_matters_is_told(folder, monkeypatch):
    monkeypatch.setenv("CLAIMS_MATTERS_DIR", str(folder / "nowhere"))
    assert told("matters", code=1).startswith("CLAIMS_MATTERS_DIR : Le dossier ")


def test_a_matter_file_that_is_not_utf8_is_told_with_its_line(folder, monkeypatch):
    matters = shutil.copytree(MATTERS, folder / "matters")
    file = matters / "whc-2021" / "matter.toml"
    file.write_bytes("# à\n".encode() + "# à\n".encode("latin-1") + file.read_bytes())
    monkeypatch.setenv("CLAIMS_MATTERS_DIR", str(matters))
    assert told("matters", code=1).startswith(
        "whc-2021/matter.toml : La ligne 2 n’est pas en UTF-8"
    )


def test_a_matter_file_may_begin_with_a_byte_order_mark(folder, monkeypatch):
    matters = shutil.copytree(MATTERS, folder / "matters")
    file = matters / "whc-2021" / "matter.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    monkeypatch.setenv("CLAIMS_MATTERS_DIR", str(matters))
    assert "whc-2021" in told("matters")


def test_a_setting_that_does_not_fit_is_named(folder, monkeypatch):
    monkeypatch.setenv("CLAIMS_MODE", "prod")
    assert told("totals", "whc-2021", code=1).startswith("CLAIMS_MODE : ")


def test_a_data_folder_under_a_file_is_told(folder, monkeypatch):
    (folder / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CLAIMS_DATA_DIR", str(folder / "file" / "var"))
    assert str(folder / "file" / "var") in told("totals", "whc-2021", code=1).replace("\n", "")


def test_the_terminal_exports_every_kind_the_office_makes():
    assert exchange.KINDS == exporting.KINDS


@pytest.mark.parametrize(
    ("language", "before", "since", "changed"),
    [
        ("fr", "Instantané 1, le dernier, pris le ", "Instantané 1, pris le ",
         "Les chiffres ont changé depuis le dernier instantané (1)"),
        ("en", "Snapshot 1, the last, taken on ", "Snapshot 1, taken on ",
         "The figures have changed since the last snapshot (1)"),
    ],
)  # fmt: skip
def test_documents_listed_again_stand_under_their_snapshot_and_say_they_are_older_than_the_totals(
    folder, monkeypatch, capsys, language, before, since, changed
):
    monkeypatch.setattr(exchange, "KINDS", ("workbook", "report"))
    house = a_house(folder)
    matter = house.matter("whc-2021")

    def listed(**how):
        exchange.export_all(house, matter, language, None, **how)
        exchange.say_if_overtaken(house, matter, language)
        return capsys.readouterr().out.replace(NBSP, " ").splitlines()

    a_filed_claim(house, 1)
    first = listed(anew=True)
    assert first[0].startswith(before)
    assert len(first) == 3
    a_filed_claim(house, 2)
    again = listed(anew=False)
    assert again[:3] == first
    assert again[3].startswith(changed)
    take(house, GAGNON, matter.id, now=NOW, entropy=token_bytes)
    overtaken = listed(anew=False)
    assert overtaken[0].startswith(since)
    assert "(2)" in overtaken[0]
    assert overtaken[1:] == first[1:]
    made = listed(anew=True)
    assert listed(anew=False) == made
    assert not set(made) & set(first)
    house.store.close()


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        (["totals"], "Il manque DOSSIER.", "MATTER is missing."),
        (["interest", "whc-2021"], "Il manque --capital.", "--capital is missing."),
        (["totaux"], "La commande « totaux » n’existe pas.", "There is no command “totaux”."),
        (["totals", "whc-2021", "--bogue"], "L’option --bogue n’existe pas", "no option --bogue"),
        (["totals", "whc-2021", "b"], "un mot de trop", "a word too many"),
        (["export", "whc-2021", "--out"], "demande une valeur", "needs a value"),
        (["serve", "--port", "x"], "donnée à --port ne convient pas", "given to --port does not"),
    ],
)
def test_a_word_of_the_command_that_is_off_is_told_in_the_readers_language(
    words, french, english, monkeypatch
):
    monkeypatch.setenv("CLAIMS_LANG", "fr")
    said = told(*words, code=2)
    assert french in said
    assert english not in said
    monkeypatch.setenv("CLAIMS_LANG", "en")
    said = told(*words, code=2)
    assert english in said
    assert french not in said


def test_help_is_in_one_language_the_readers():
    french, english = told("totals", "--help"), told("totals", "--help", "--lang", "en")
    assert "Les totaux, par groupe, sous-groupe et chef" in french
    assert "Montrer cette aide." in french
    assert not any(word in french for word in ("Usage", "required", "default", "Totals", "Show"))
    assert "Totals by group, subgroup and head" in english
    assert not any(word in english for word in ("Emploi", "obligatoire", "Montrer", "totaux"))


@pytest.mark.parametrize("words", [("import", "whc-2021"), ("verify",)])
def test_a_file_that_is_not_there_is_told_by_name(words, folder, tmp_path):
    said = told(*words, tmp_path / "absent.jsonl", code=1)
    assert "« absent.jsonl » n’existe pas" in said


@pytest.mark.parametrize(
    ("line", "french"),
    [
        ("[]", "doit être un objet JSON"),
        ('{"key": ', "JSON valide, à partir du caractère 8"),
        ("", "Aucune ligne à importer"),
    ],
)
def test_a_line_that_is_no_claim_is_told_without_a_word_of_english(line, french, folder, tmp_path):
    file = tmp_path / "claims.jsonl"
    file.write_text(f"{line}\n", encoding="utf-8")
    said = told("import", "whc-2021", file, code=1)
    assert french in said
    assert not any(word in said for word in ("expected", "line", "EOF", "Input"))


def test_with_nothing_to_compute_again_no_sum_is_printed(folder):
    said = told("recount", "whc-2021", "--dry-run")
    assert said.strip() == "Aucune réclamation à recalculer."


def test_a_demonstration_says_that_no_message_left(folder):
    assert "chaque message est un fichier .eml; rien n’est parti" in told("mail")


def test_without_the_project_s_libraries_the_command_says_which_python_to_use(tmp_path):
    bare = subprocess.run([sys.executable, "-S", "-m", "claims", "matters"], cwd=HOME,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert bare.returncode == 1
    assert "Tapez « make run » une fois, puis « .venv/bin/python »" in bare.stderr
    assert "Traceback" not in bare.stderr


def test_a_second_account_at_one_address_is_refused_in_words(folder, monkeypatch):
    monkeypatch.setenv("CLAIMS_STAFF_PASSWORD", "une phrase assez longue")
    words = ("staff", "add", "anne@cabinet.example", "--role", "lawyer", "--name", "Anne Gagnon")
    told(*words)
    assert "Un compte existe déjà pour anne@cabinet.example" in told(*words, code=1)


def test_the_head_that_verify_prints_is_the_one_it_takes(number):
    head = told("journal", "verify").split()[-1]
    assert head in told("journal", "verify", "--head", head)


@pytest.fixture
def exhibited(folder):
    """A filed claim with one exhibit, and its number."""
    house = a_house(folder)
    filed = a_filed_claim(house, 1, exhibits=(an_exhibit(1),))
    house.store.close()
    return filed


def real(monkeypatch, key):
    """The same folder as a real registry, under that key of the vault."""
    monkeypatch.setenv("CLAIMS_MODE", "production")
    monkeypatch.setenv("CLAIMS_SECRET", "s" * 40)
    monkeypatch.setenv("CLAIMS_PUBLIC_URL", "https://registre.example")
    monkeypatch.setenv("CLAIMS_VAULT_KEY", key)


def test_R74_a_vault_is_checked_rotated_and_given_up_from_the_terminal(exhibited, monkeypatch):
    demo, new = DEMO_VAULT_KEY.hex(), told("vault", "new-key").strip()
    assert "Exhibits: 1; erased: 0" in told("vault", "check", "--lang", "en")
    assert "chiffrés : 0" in told("vault", "encrypt")
    real(monkeypatch, new)
    assert exhibited in told("vault", "check", code=1)
    assert "manque au serveur" in told("vault", "rotate", code=1)
    assert "--yes : Réclamations dont les pièces seraient perdues pour toujours : 1." in told(
        "vault", "abandon", code=1
    )
    real(monkeypatch, f"{new} {demo}")
    assert "de nouveau : 1" in told("vault", "rotate")
    real(monkeypatch, new)
    assert "Pièces : 1; effacées : 0" in told("vault", "check")
    real(monkeypatch, told("vault", "new-key").strip())
    assert exhibited in told("vault", "abandon", "--yes")
    assert "Pièces : 0; effacées : 1" in told("vault", "check")


def test_a_file_altered_in_clear_is_named_at_the_terminal(exhibited, folder):
    sha256 = an_exhibit(1).sha256
    path = folder / "var" / "vault" / sha256[:2] / sha256
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"autre chose")
    assert f"vault, {sha256} : Le fichier" in told("vault", "encrypt", code=1)


def test_what_a_command_writes_belongs_to_its_account_alone(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["claims", "--help"])
    before = os.umask(0o022)
    try:
        with pytest.raises(SystemExit) as left:
            runpy.run_module("claims", run_name="__main__")
    finally:
        mask = os.umask(before)
    assert (left.value.code, mask) == (0, 0o077)
    assert "totals" in capsys.readouterr().out


SCHOOLS = """stratum,members,sampled,mean,variance
E,4421,100,416.78,27576.880404
H,755,50,1320.70,450339.928571
M,1018,50,832.48,156307.275102
"""


def test_S1_strata_are_estimated_without_any_database(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMS_DATA_DIR", "/dev/null/nowhere")
    strata = tmp_path / "strata.csv"
    strata.write_text(SCHOOLS)
    found = json.loads(told("estimate", "--strata", strata, "--json"))
    assert (found["total"], found["standard_error"]) == (3687177.52, 114641.72)
    assert (found["total_cents"], found["strata"][0]["total_cents"]) == (3687177_52, 1842584_38)
    half = found["total"] * found["relative_margin"]
    assert found["high"] - found["total"] == pytest.approx(half, 1e-4)
    surer = json.loads(told("estimate", "--strata", strata, "--confidence", "0.99", "--json"))
    assert surer["high"] > found["high"]
    assert "Estimated total: 3,687,177.52" in told("estimate", "--strata", strata, "--lang", "en")


def test_warnings_of_an_estimate_are_sentences_for_programs_too(tmp_path):
    strata = tmp_path / "strata.csv"
    strata.write_text("stratum,members,sampled,mean,variance\nA,9,3,50,0\n")
    [warning] = json.loads(told("estimate", "--strata", strata, "--json", "--lang", "en"))[
        "warnings"
    ]
    assert warning.startswith("A: all the amounts examined are equal")


def test_strata_that_say_nothing_are_refused_by_the_place_and_the_reason(tmp_path):
    strata = tmp_path / "class.csv"
    strata.write_text(SCHOOLS.replace("4421,100", "50,100"))
    said = told("estimate", "--strata", strata, code=1)
    assert "class.csv, E : Il y a plus de réclamations examinées (100) que de membres (50)." in said
    assert "l’un ou l’autre" in told("estimate", code=2)
    both = told("estimate", "--strata", strata, "--basis", "audit", "--members", "E=3", code=2)
    assert "--basis, --members" in both
    strata.write_text("stratum,members,sampled,mean,variance\nA,10,5,5,0\n")
    assert "sont égaux; ceux qui ne l’ont pas été" in told("estimate", "--strata", strata)
    assert "0,5 à 0,999" in told("estimate", "--strata", strata, "--confidence", "sure", code=2)
    for typed in ("0,4", "0.4", "NaN"):
        said = told("estimate", "--strata", strata, "--confidence", typed, code=2)
        assert f"« {typed} »" in said
    strata.write_text("stratum,members,sampled,mean,variance\nA,x,5,5,0\n")
    said = told("estimate", "--strata", strata, "--confidence", "3", code=2)
    assert "« 3 »" in said
    assert "« x »" not in said  # the word of the command comes first


@pytest.mark.parametrize(
    ("command", "fr", "en"),
    [("estimate", "0,95", "0.95"), ("backtest", "0,8", "0.8"), ("lost-sales", "0,8", "0.8")],
)
def test_a_share_taken_unsaid_is_written_as_its_reader_writes_it(command, fr, en):
    french, english = (told(command, "--help", "--lang", lang) for lang in ("fr", "en"))
    assert f"; au départ : {fr}" in " ".join(french.split())
    assert f"; default: {en}" in " ".join(english.split())


def test_a_matter_is_estimated_once_somebody_counts_its_members(number):
    assert "A1 : On ne sait pas combien de membres" in told("estimate", "whc-2021", code=1)
    supposed = [f"--members={code}" for code in ("A1=1", "A2=0", "B1=0", "B2=0", "C1=0")]
    said = told("estimate", "whc-2021", *supposed, "--basis", "declared", "--json")
    first = told("estimate", "whc-2021", *supposed, "--basis", "declared").splitlines()[0]
    assert first.startswith("Ce qui est estimé : les montants déclarés. Réclamations examinées")
    english = told("estimate", "whc-2021", *supposed, "--lang", "en")
    assert english.startswith("What is estimated: the supported amounts. Claims examined")
    found = json.loads(said)
    assert (found["total"], found["low"], found["warnings"]) == (4770.0, 4770.0, [])
    assert found["members"]["A1"] == {
        "members": 1, "assumed": True, "opted_out": 0, "filed": 1, "examined": 1,
    }  # fmt: skip
    assert "A1=1200" in told("estimate", "whc-2021", "--members", "Z9=3", code=1)
    twice = ("--members", "A1=5", "--members", "A1=6")
    assert "A1 a plus d’un effectif" in told("estimate", "whc-2021", *twice, code=1)


def test_a_day_before_the_event_has_neither_interest_nor_a_total(number):
    known = json.loads(told("assess", "whc-2021", number, "--as-of", "2021-08-01", "--json"))
    assert known["as_of"] == "2021-08-01"
    assert {line["interest_cents"] for line in known["lines"]} == {0}
    early = "Aucun intérêt ne court encore le 1er août 2021 : le premier jour d’où il court est le"
    assert all(any(early in each for each in line["warnings"]) for line in known["lines"])
    asked = told("assess", "whc-2021", number, "--as-of", "2021-08-01", "--lang", "en")
    assert asked.count("No interest runs yet on August 1, 2021") == len(known["lines"]) == 2
    assert "to August 1, 2021" not in asked
    table = json.loads(told("totals", "whc-2021", "--as-of", "2021-08-01", "--json"))
    assert set(table["total"].values()) == {0}
    later = json.loads(told("totals", "whc-2021", "--json"))
    assert later["total"]["declared_cents"] > 0
