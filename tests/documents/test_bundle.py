"""The bundle is whole, its names are safe, and the same state gives the same bytes."""

import csv
import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.disclosed import WITHHELD, disclosed
from claims.claim.entitled import Titled
from claims.claim.model import Decision, Exhibit
from claims.documents import verify
from claims.documents.bundle import bundle
from claims.documents.contents import numbers_of
from claims.documents.index import FiledExhibit, Transfer, entries, guarded
from claims.documents.index_printed import printed_header
from claims.documents.numbering import Number, path_of
from claims.documents.scripts import named
from claims.documents.values import head_said
from claims.documents.verify import LONGEST, RESERVED, safe_name
from claims.evidence.copying import Copied
from claims.i18n.text import LANGUAGES, Language
from claims.problems import BrokenChain
from tests.documents.documents_makers import (
    AT,
    EVENTS,
    INVOICE,
    JOURNAL,
    NAUGHTY,
    PHOTO,
    a_bundle,
    a_claim,
    a_filed_claim,
    a_journal,
    an_exhibit,
    contents,
    the_matter,
    with_two_exhibits,
)
from tests.documents.reading_back import fonts_of, text_of, tool

BUNDLE = a_bundle()
HIDDEN = ["content", "hash", "previous", "seq"]


def member(name: str, made: bytes = BUNDLE) -> bytes:
    with ZipFile(BytesIO(made)) as archive:
        return archive.read(name)


def manifest(made: bytes = BUNDLE) -> dict[str, object]:
    told: dict[str, object] = json.loads(member("manifest.json", made))
    return told


def test_a_bundle_holds_documents_exhibits_losses_journal_and_verifier() -> None:
    with ZipFile(BytesIO(BUNDLE)) as archive:
        assert archive.namelist() == [
            "LISEZ-MOI_README.txt", "P-1_rapport.pdf", "P-2_chiffrier.xlsx",
            "reclamations/R-2K7Q-48-r1.json", "etapes.csv", "lignes.csv", "instantane.json",
            "journal.jsonl", "pieces/0003/facture.pdf", "pieces/0004/CON_e.jpg",
            "tableau_des_dommages.pdf", "index.pdf", "index.csv", "verify.py", "verifier.html",
            "manifest.json", "SHA256SUMS",
        ]  # fmt: skip
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_STORED}


def test_exhibits_leave_as_they_were_filed() -> None:
    assert member("pieces/0003/facture.pdf") == INVOICE
    assert member("pieces/0004/CON_e.jpg") == PHOTO


def test_R54_the_same_state_gives_the_same_bytes() -> None:
    assert a_bundle() == BUNDLE


@pytest.mark.parametrize(
    ("asked", "told"), [(("unzip", "-t"), "No errors detected"), (("7z", "t"), "Everything is Ok")]
)
def test_another_program_finds_the_archive_sound(
    asked: tuple[str, str], told: str, tmp_path: Path
) -> None:
    (tmp_path / "dossier.zip").write_bytes(BUNDLE)
    assert told in tool(*asked, tmp_path / "dossier.zip")


def test_R53_the_manifest_says_whose_each_exhibit_is_and_at_which_revision() -> None:
    first, second = manifest()["exhibits"]  # type: ignore[misc]
    assert first["number"] == "P-3"
    assert (first["claim"], first["revision"]) == ("R-2K7Q-48", 1)
    assert first["sha256"] == sha256(INVOICE).hexdigest()
    assert second["name"] == "=CON é.jpg"
    assert second["path"] == "pieces/0004/CON_e.jpg"
    assert manifest()["totals"] == {
        "declared_cents": 465000, "supported_cents": 406500, "admitted_cents": 0, "lines": 2,
    }  # fmt: skip


def test_a_copy_keeps_the_record_of_how_it_was_made() -> None:
    transfer = Transfer("claims", "0.1", AT, "me@counsel.example", sha256(PHOTO).hexdigest())
    copy = b"redacted"
    filed = (FiledExhibit("R-2K7Q-48", 1, an_exhibit(content=copy), [copy], transfer=transfer),)
    made = a_bundle(exhibits=filed, numbers=numbers_of("I-1", filed, {}))
    assert manifest(made)["exhibits"][0]["transfer"] == {  # type: ignore[index]
        "tool": "claims", "version": "0.1", "at": "2026-11-21T19:30:00Z",
        "operator": "me@counsel.example", "source": sha256(PHOTO).hexdigest(),
    }  # fmt: skip


def test_the_journal_shows_what_was_filed_and_hides_who_read_and_who_else_filed() -> None:
    entries = [json.loads(line) for line in member("journal.jsonl").splitlines()]
    assert [e.get("action", list(e)) for e in entries] == [
        "start claim", HIDDEN, HIDDEN, "add exhibit", "file claim", HIDDEN, "take snapshot",
    ]  # fmt: skip
    assert b"me@counsel.example" not in BUNDLE
    assert b"R-OTHER" not in BUNDLE
    taken_back = a_journal(*EVENTS, add=json.dumps({"id": "e9"}))
    assert b"add exhibit" not in member("journal.jsonl", a_bundle(journal=taken_back))


def test_the_index_lists_number_title_date_and_pages(tmp_path: Path) -> None:
    text = text_of(member("index.pdf"), tmp_path)
    assert "P-1 Rapport sommaire" in text
    title = "P-3 Facture — Studio Boréal inc. · boutique-boreale.ca"
    filed = "facture.pdf · Déposée le 2026-11-21 · Confidentielle"
    assert f"{title} — 2 R-2K7Q-48 · 1 {filed}" in text
    assert "Instantané I-1 · journal 7" in text
    sealed = [INVOICE, *(member(name) for name in ("P-1_rapport.pdf", "P-2_chiffrier.xlsx"))]
    assert all(sha256(content).hexdigest() in text for content in sealed)
    assert set(fonts_of(member("index.pdf"), tmp_path).values()) == {"yes"}


def test_an_exhibit_brought_in_the_evening_bears_the_day_of_its_receipt() -> None:
    evening = datetime(2026, 11, 22, 2, 27, tzinfo=UTC)  # 21 h 27 the day before, in Montréal
    filed = FiledExhibit("R-2K7Q-48", 1, an_exhibit(added=evening), [INVOICE])
    claims = {filed.claim: a_claim()}
    (entry,) = entries([filed], claims, numbers_of("I-1", [filed], {}), the_matter(), "fr")
    assert entry.day == "2026-11-21"


def test_R36_the_bundle_says_what_the_scanner_said_of_each_file(tmp_path: Path) -> None:
    exhibits = (an_exhibit(1, flags=("pdf-script",)), an_exhibit(2, "b.pdf"))
    filed = tuple(
        FiledExhibit("R-2K7Q-48", 1, exhibit, [INVOICE], scan=scan)
        for exhibit, scan in zip(exhibits, ("clean", "none"), strict=True)
    )
    made = a_bundle(exhibits=filed, numbers=numbers_of("I-1", filed, {}))
    assert [told["scan"] for told in manifest(made)["exhibits"]] == ["clean", "none"]  # type: ignore[attr-defined]
    text = text_of(member("index.pdf", made), tmp_path)
    for told in ("Analysé par un antivirus", "Ce PDF contient un script.", "Non analysé par"):
        assert told in text
    rows = csv.DictReader(StringIO(member("index.csv", made).decode("utf-8-sig")), delimiter=";")
    said = [row["Antivirus"].replace("\u00a0", " ") for row in rows]
    assert said[2:] == ["Analysé par un antivirus : sain", "Non analysé par un antivirus"]


def test_R23_the_csv_index_holds_nothing_a_spreadsheet_would_run() -> None:
    text = member("index.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [row["Titre"] for row in rows] == [
        "Rapport sommaire", "Chiffrier",
        "Facture — Studio Boréal inc. · boutique-boreale.ca",
        "Capture d’écran ou photo — Studio Boréal inc. · boutique-boreale.ca",
    ]  # fmt: skip
    assert [row["Fichier"] for row in rows] == ["", "", "facture.pdf", "'=CON é.jpg"]


def test_the_csv_index_names_our_own_documents_with_their_hashes() -> None:
    rows = csv.DictReader(StringIO(member("index.csv").decode("utf-8-sig")), delimiter=";")
    for row in list(rows)[:2]:
        assert row["SHA-256"] == sha256(member(row["Chemin"])).hexdigest()
        assert int(row["Octets"]) == len(member(row["Chemin"]))


def test_a_long_index_stays_within_its_pages_and_repeats_its_header(tmp_path: Path) -> None:
    filed = tuple(
        FiledExhibit("R-2K7Q-48", 1, an_exhibit(n, f"facture {n}.pdf"), [INVOICE])
        for n in range(1, 121)
    )
    made = a_bundle(exhibits=filed, numbers=numbers_of("I-1", filed, {}))
    (tmp_path / "index.pdf").write_bytes(member("index.pdf", made))
    boxes = tool("pdftotext", "-bbox", tmp_path / "index.pdf", "-")
    assert boxes.count("<page ") == boxes.count(">Titre<") == 8
    assert boxes.count(">P-122<") == 1
    ends = [float(y) for y in re.findall(r'yMax="([\d.]+)">P-\d+<', boxes)]
    assert len(ends) == 122
    assert min(ends) > 50
    assert max(ends) < 792 - 50


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_number_revision_title_kind_or_header_of_the_index_is_cut(
    language: Language, tmp_path: Path
) -> None:
    """W and M are the widest letters a number may hold."""
    title = "un titre qui n’en finit pas " * 4
    filed = [
        FiledExhibit("R-MWMW-WMWM-W", 12, an_exhibit(n, f"{title}{n}.pdf", kind=kind), [INVOICE],
                     pages=1234, titled=Titled(title * 2 if n % 2 else "", date(2021, 9, 12)))
        for n, kind in enumerate(the_matter().exhibit_kinds)
    ]  # fmt: skip
    numbers = {key: Number(98_000 + n.main) for key, n in numbers_of("I-1", filed, {}).items()}
    claims = [a_filed_claim(), a_filed_claim(a_claim("R-MWMW-WMWM-W"))]
    given = contents(
        claims=claims, exhibits=filed, numbers=numbers, report_pages=12, workbook_sheets=11
    )
    made = b"".join(bundle(given, journal_head=JOURNAL[-1], at=AT, language=language))
    text = text_of(member("index.pdf", made), tmp_path)
    assert text.count("2021-09-12 1,234 R-MWMW-WMWM-W · 12" if language == "en" else
                      "2021-09-12 1 234 R-MWMW-WMWM-W · 12") == len(filed)  # fmt: skip
    for number in numbers.values():
        assert f"{number.label} " in text
    assert "…" not in text.replace(head_said(JOURNAL[-1]), "")
    assert " ".join(printed_header(language)) in text


CODES = "dans index.csv, sous le même numéro"


@pytest.mark.parametrize(("title", "said"), [("إيصال الدفع", 1), ("Reçu [U+0645]", 0), ("", 0)])
def test_the_index_says_once_where_a_title_in_another_script_is_read(
    title: str, said: int, tmp_path: Path
) -> None:
    filed = [
        FiledExhibit("R-2K7Q-48", 1, an_exhibit(n), [INVOICE], titled=Titled(title, None))
        for n in (1, 2)
    ]
    made = b"".join(bundle(
        contents(exhibits=filed, numbers=numbers_of("I-1", filed, {})), journal_head=JOURNAL[-1],
        at=AT, language="fr",
    ))  # fmt: skip
    assert text_of(member("index.pdf", made), tmp_path).count(CODES) == said
    assert title in member("index.csv", made).decode()


@pytest.mark.parametrize(("title", "printed"), [
    ("عقد الإيجار، ٢٠٢١", "[écriture arabe]"),
    ("中文合同 2021", "[écriture chinoise] 2021"),
    ("契約カナ", "[écriture japonaise]"),
    ("ᐃᓄᒃᑎᑐᑦ", "[écriture syllabique]"),
    ("Facture 🙂🎉 d’août", "Facture [symbole] d’août"),
    ("\U00016a0f\U0001e900", "[autre écriture]"),
    ("a\u202eb", "a[U+202E]b"),
    ("خ 12 [écriture arabe] م", "[écriture arabe] 12 [écriture arabe]"),
    ("Reçu [U+0645]", "Reçu [U+0645]"),
])  # fmt: skip
def test_the_printed_index_names_the_script_of_what_its_font_lacks(title: str, printed: str):
    assert named(title, "fr") == printed


def test_our_own_documents_have_no_date_that_counsel_told_in_either_index(tmp_path: Path) -> None:
    made = b"".join(bundle(contents(), journal_head=JOURNAL[-1], at=AT, language="fr"))
    ours = [row for row in csv.DictReader(
        StringIO(member("index.csv", made).decode("utf-8-sig")), delimiter=";"
    ) if row["Nature"] == "Document"]  # fmt: skip
    assert [(row["Numéro"], row["Date du document"]) for row in ours] == [("P-1", ""), ("P-2", "")]
    text = text_of(member("index.pdf", made), tmp_path)
    day = ours[0]["Date du dépôt"]
    for row in ours:
        assert f"{row['Numéro']} {row['Titre']} — {row['Pages']}" in text
    assert f"{day} 1" not in text


@given(st.text(max_size=40))
def test_R23_a_guarded_text_is_given_back_by_taking_one_apostrophe_away(text: str) -> None:
    shown = guarded(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert shown.removeprefix("'") == text


def test_numbers_already_given_stay_and_none_is_given_again() -> None:
    filed = contents().exhibits
    first = numbers_of("I-1", filed, {})
    assert sorted(first.values()) == [Number(n) for n in (1, 2, 3, 4)]
    more = (*filed, FiledExhibit("R-9", 1, an_exhibit(9), [INVOICE]))
    second = numbers_of("s2", more, first)
    assert {key: second[key] for key in first} == first
    assert second["report:s2"] == Number(5)
    assert second["exhibit:R-9:e9"] == Number(7)
    assert len(set(second.values())) == len(second)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("facture.pdf", "facture.pdf"),
        ("Reçu n° 12 (août).PDF", "Recu_n_12_aout.PDF"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("中文.pdf", "piece.pdf"),
        ("...", "piece"),
        ("a" * 300 + ".jpeg", "a" * 47 + "_" + "a" * 20 + ".jpeg"),
    ],
)
def test_R34_a_name_is_made_safe_for_every_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300) | st.sampled_from(NAUGHTY))
def test_R34_no_name_is_dangerous_anywhere(name: str) -> None:
    safe = safe_name(name)
    assert verify.SAFE.fullmatch(path_of(Number(3), name))
    assert 1 <= len(safe) <= LONGEST
    assert safe[-1] not in ". "
    assert safe.split(".")[0].lower() not in RESERVED


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_R34_a_copy_never_takes_the_name_of_its_original(name: str, language: Language) -> None:
    """A name too long is cut in the middle, where neither differs."""
    copy = Copied(b"", "pdf", "pikepdf").name(name, language)
    assert path_of(Number(3), copy).lower() != path_of(Number(3), name).lower()


def test_an_exhibit_altered_in_the_vault_never_leaves() -> None:
    filed = (FiledExhibit("R-2K7Q-48", 1, an_exhibit(), [b"something else, of another length"]),)
    with pytest.raises(BrokenChain, match="pieces/0003/facture"):
        a_bundle(exhibits=filed, numbers=numbers_of("I-1", filed, {}))


def test_memory_does_not_grow_with_the_exhibits() -> None:
    """Sixty-four megabytes pass, in blocks of a quarter of one; at most four are held."""
    block, count = bytes(1 << 18), 256
    digest = sha256()
    for _ in range(count):
        digest.update(block)
    large = Exhibit(
        **an_exhibit().model_dump() | {"sha256": digest.hexdigest(), "size": count << 18}
    )

    def blocks() -> Iterator[bytes]:
        yield from (block for _ in range(count))

    filed = (FiledExhibit("R-2K7Q-48", 1, large, blocks()),)
    numbers = numbers_of("I-1", filed, {})
    given = contents(exhibits=filed, numbers=numbers)
    tracemalloc.start()
    size = sum(map(len, bundle(given, journal_head=JOURNAL[-1], at=AT, language="fr")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > count << 18
    assert peak < 4 << 20


def claims_of(made: bytes = BUNDLE) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = manifest(made)["claims"]  # type: ignore[assignment]
    return told


def test_each_claim_is_in_the_bundle_as_the_journal_sealed_it() -> None:
    (told,) = claims_of()
    given = member(told["path"])
    assert told["path"] == "reclamations/R-2K7Q-48-r1.json"
    sealed = json.loads(JOURNAL[4].body)
    assert sha256(given).hexdigest() == told["disclosed"] == sealed["disclosed"]
    assert told["sha256"] == sealed["sha256"]
    body = json.loads(given)
    assert body["losses"][0]["inputs"]["hours"] == {
        "typed": "42", "quantity": "42", "cents": None, "day": None, "history": [],
    }  # fmt: skip


def test_what_only_serves_to_reach_people_and_what_counsel_wrote_for_itself_stay_here() -> None:
    decision = Decision(loss="l1", outcome="reduced", admitted_cents=400000, note="entre nous",
                        reason="amount_unproved", by="me@counsel.example", at=AT,
                        salt="5e1" * 20)  # fmt: skip
    claim = with_two_exhibits().model_copy(update={"decisions": (decision,)})
    given = disclosed(claim)
    for told in ("entre nous", "5e15e1", "me@counsel.example", "bonjour@studio-boreal.example"):
        assert told not in given
    body = json.loads(given)
    assert body["contact"] == {"place": "QC"}
    assert body["decisions"] == [
        {"loss": "l1", "outcome": "reduced", "admitted_cents": 400000,
         "reason": "amount_unproved", "at": "2026-11-21T19:30:00Z"}
    ]  # fmt: skip
    assert manifest()["withheld"] == list(WITHHELD)


def test_a_loss_names_its_exhibits_its_reason_and_whether_its_steps_lead_to_it() -> None:
    first, second = csv.DictReader(StringIO(member("lignes.csv").decode()))
    assert (first["exhibits"], second["exhibits"]) == ("P-3 P-4", "")
    assert (first["reason"], first["traced"], second["traced"]) == ("", "1", "1")
    rate = list(csv.DictReader(StringIO(member("etapes.csv").decode())))[1]
    assert (rate["verb"], rate["operand"], rate["unit"]) == ("times", "85", "money")
    assert (rate["running"], rate["verified"]) == ("3570", "0")


def test_a_loss_says_counsel_s_sentence_to_the_claimant_and_never_their_note() -> None:
    decision = Decision(loss="l1", outcome="reduced", admitted_cents=400000, note="entre nous",
                        sentence="=Il manque une facture.", reason="amount_unproved",
                        by="me@counsel.example", at=AT)  # fmt: skip
    claim = with_two_exhibits().model_copy(update={"decisions": (decision,)})
    told = member("lignes.csv", a_bundle(claims=[a_filed_claim(claim)])).decode()
    first, second = csv.DictReader(StringIO(told))
    assert (first["reason"], first["sentence"]) == ("amount_unproved", "'=Il manque une facture.")
    assert second["sentence"] == ""
    assert "entre nous" not in told


def test_a_bundle_in_english_names_its_files_in_english() -> None:
    made = a_bundle("en", report_pages=4, workbook_sheets=11)
    with ZipFile(BytesIO(made)) as archive:
        assert archive.namelist() == [
            "LISEZ-MOI_README.txt", "P-1_report.pdf", "P-2_workbook.xlsx",
            "claims/R-2K7Q-48-r1.json", "steps.csv", "lines.csv", "snapshot.json", "journal.jsonl",
            "exhibits/0003/facture.pdf", "exhibits/0004/CON_e.jpg", "schedule_of_damages.pdf",
            "index.pdf", "index.csv",
            "verify.py", "verifier.html", "manifest.json", "SHA256SUMS",
        ]  # fmt: skip


def test_the_index_says_how_long_our_own_documents_are(tmp_path: Path) -> None:
    made = a_bundle(report_pages=4, workbook_sheets=11)
    text = text_of(member("index.pdf", made), tmp_path)
    assert "P-1 Rapport sommaire — 4" in text
    assert "P-2 Chiffrier — 11 feuilles" in text
    rows = csv.DictReader(StringIO(member("index.csv", made).decode("utf-8-sig")), delimiter=";")
    assert [row["Pages"] for row in rows][:2] == ["4", "11 feuilles"]
