"""Counsel names exhibits: title, day of the document, level; what goes where, and what does not."""

import csv
import io
import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from claims.claim.entitled import LONGEST, Titled
from claims.claim.redaction import Level, Set
from claims.documents.verify import check
from claims.evidence.findings import find
from claims.evidence.look import Look
from claims.office import certifying, entitling
from claims.office.entitling import Naming, Wanted
from claims.office.exporting import export
from claims.office.house import House
from claims.office.numbers import labels_of
from claims.office.redacting import set_level
from claims.problems import Conflict, NotAllowed, Refused
from tests.documents.documents_makers import NAUGHTY
from tests.documents.reading_back import text_of
from tests.evidence.file_makers import a_pdf
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_house,
    an_exhibit,
)

pytestmark = pytest.mark.usefixtures("unread")

DRAWN = count(1)
TITLE = "Facture de Reconstruction Web inc., 12 septembre 2021"
SECRET = "Avis de Me Lavoie sur la prescription"
KEPT = "Relevé de la Caisse, août 2021"


def entropy(size: int) -> bytes:
    return next(DRAWN).to_bytes(size, "big")


def say(house: House, number: str, exhibit: str = "e1", title: str = TITLE, day: str = "",
        by=GAGNON, seen: int = 0, **more) -> int:  # fmt: skip
    naming = Naming(number, exhibit, title, day, seen, **more)
    return entitling.entitle(house, by, [naming], now=NOW, entropy=entropy)


def titled_claim(house: House) -> str:
    """An invoice published, notes for counsel alone, a statement confidential; all named."""
    found = a_filed_claim(house, exhibits=(
        an_exhibit(1, a_pdf(2)),
        an_exhibit(2, b"notes", name="notes.txt", media="text/plain", kind="other"),
        an_exhibit(3, b"jour;ventes\n1;2\n", name="v.csv", media="text/csv", kind="accounts"),
    ))  # fmt: skip
    say(house, found, "e1", day="12 septembre 2021", level=Level.PUBLIC)
    say(house, found, "e2", SECRET, "2021-09-01", level=Level.COUNSEL, reason="privilege")
    say(house, found, "e3", KEPT, level=Level.CONFIDENTIAL, reason="bank")
    return found


@pytest.fixture
def number(house: House) -> str:
    return titled_claim(house)


def made(house: House, given: Set = Set.CONFIDENTIAL, language="fr") -> Path:
    return export(house, GAGNON, WHC, "bundle", language, now=NOW, set=given,
                  entropy=entropy).path  # fmt: skip


def test_a_title_and_a_date_are_kept_with_who_and_when_and_the_last_word_stands(house, number):
    assert say(house, number, title="Facture n° 4512", seen=1, by=ROY) == 1
    titled = house.store.titles.of(number)["e1"]
    assert (titled.title, titled.day, titled.place) == ("Facture n° 4512", None, 2)
    assert (titled.by, titled.at) == (ROY.name, NOW)
    entries = [e for e in house.store.journal.entries(subject=number)
               if e.action == "title exhibit"]  # fmt: skip
    assert [json.loads(e.body)["id"] for e in entries] == ["e1", "e2", "e3", "e1"]
    assert not any("Facture" in e.body or "Lavoie" in e.body for e in entries)
    assert house.store.verify().fault is None


def test_the_same_word_twice_is_one_entry(house, number):
    before = house.store.journal.head()
    assert say(house, number, day="2021-09-12", seen=1, level=Level.PUBLIC) == 0
    assert house.store.journal.head() == before


def test_R44_who_did_not_read_the_title_given_meanwhile_changes_nothing(house, number):
    with pytest.raises(Conflict) as meanwhile:
        say(house, number, title="Devis", seen=0, by=ROY)
    assert meanwhile.value.by == GAGNON.name
    assert house.store.titles.of(number)["e1"].title == TITLE


def test_R44_who_did_not_read_the_level_given_meanwhile_changes_nothing(house, number):
    set_level(house, ROY, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    with pytest.raises(Conflict) as meanwhile:
        say(house, number, seen=1, level=Level.PUBLIC, held=(Level.CONFIDENTIAL, ""))
    assert meanwhile.value.by == ROY.name
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL
    say(house, number, seen=1, level=Level.PUBLIC, held=(Level.COUNSEL, "privilege"))
    assert house.store.redactions.of(number)["e1"].level is Level.PUBLIC


@pytest.mark.parametrize(
    ("title", "day", "where", "code"),
    [
        (TITLE, "2026-11-22", "0.day", "exhibit-day-future"),
        (TITLE, "31 février 2021", "0.day", "day-unreadable"),
        (TITLE, "05/06/2021", "0.day", "day-ambiguous"),
        ("F" * (LONGEST + 1), "", "0.title", "text-too-long"),
        ("Facture\u202efdp", "", "0.title", "text-character"),
    ],
)
def test_a_day_that_cannot_be_and_a_text_that_deceives_are_refused(
    house, number, title, day, where, code
):
    with pytest.raises(Refused) as refusal:
        say(house, number, title=title, day=day, seen=1)
    assert [(p.where, p.code) for p in refusal.value.problems] == [(where, code)]
    assert house.store.titles.of(number)["e1"].title == TITLE


def test_of_many_one_fault_keeps_all_and_all_faults_are_told(house, number):
    namings = [Naming(number, "e1", "Devis", "", 1), Naming(number, "e2", "x", "2030-01-01", 1),
               Naming(number, "e3", "y", "hier", 1)]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        entitling.entitle(house, GAGNON, namings, now=NOW, entropy=entropy)
    assert [p.where for p in refusal.value.problems] == ["1.day", "2.day"]
    with pytest.raises(Refused) as refusal:
        entitling.entitle(house, GAGNON, [namings[0], Naming(number, "e3", KEPT, "", 1,
                          Level.COUNSEL)], now=NOW, entropy=entropy)  # fmt: skip
    assert [p.where for p in refusal.value.problems] == ["1.reason"]
    assert house.store.titles.of(number)["e1"].title == TITLE


@pytest.mark.parametrize("someone", [OXIA, ELSEWHERE, "claimant"])
def test_only_counsel_of_the_matter_names_exhibits(house, number, someone):
    actor = a_claimant(number) if someone == "claimant" else someone
    with pytest.raises(NotAllowed):
        say(house, number, title="x", seen=1, by=actor)
    with pytest.raises(NotAllowed):
        entitling.listed(house, actor, WHC, Wanted(), "fr", now=NOW)
    with pytest.raises(NotAllowed):
        entitling.named(house, actor, number, "fr", now=NOW)


def test_exhibits_of_several_claims_are_named_from_one_reading_of_the_journal(
    house, number, monkeypatch
):
    other = a_filed_claim(house, 2, exhibits=(an_exhibit(9, b"z"),))
    read, journal = [], type(house.store.journal)
    following = journal.following
    monkeypatch.setattr(
        journal, "following", lambda *args, **more: read.append(more) or following(*args, **more)
    )
    claims = [number, "R-0000-0000-0", other]
    found = entitling.named_of_several(house, GAGNON, claims, "fr", now=NOW)
    assert len(read) == 1
    assert list(found) == [number, other], "one that is not there is left out"
    for each in found:
        assert found[each] == entitling.named(house, GAGNON, each, "fr", now=NOW)
    with pytest.raises(NotAllowed):
        entitling.named_of_several(house, OXIA, claims, "fr", now=NOW)


def test_a_title_is_proposed_from_what_was_read_and_stands_nowhere_before_it_is_taken(house):
    number = a_filed_claim(house, exhibits=(
        an_exhibit(1, a_pdf(1)), an_exhibit(2, b"x", name="accueil.png", kind="screenshot",
                                            losses=()),
        an_exhibit(3, b"y", name="facture_77-21_2021-09-30.pdf"),
    ))  # fmt: skip
    words = find(["Facture n° 4512\nLe 12 septembre 2021, avant le 3 octobre 2031\nTotal"], ())
    house.store.looks.keep("e1", Look(1, reading="text", findings=words), at=NOW, by="system")
    french = entitling.named(house, GAGNON, number, "fr", now=NOW)
    assert french["e1"].proposed == Titled(
        "Facture n°\u00a04512, boutique-boreale.ca, 12 septembre 2021", date(2021, 9, 12)
    )
    assert french["e2"].proposed == Titled("Capture d’écran ou photo, accueil.png")
    assert french["e3"].proposed.day == date(2021, 9, 30)
    english = entitling.named(house, GAGNON, number, "en", now=NOW)
    assert english["e1"].proposed.title == (
        "Invoice No. 4512, boutique-boreale.ca, September 12, 2021"
    )
    assert house.store.titles.of(number) == {}


def test_an_exhibit_found_infected_is_neither_listed_nor_counted(house, number):
    house.store.looks.keep("e2", Look(scan="infected"), at=NOW, by="system")
    found = entitling.listed(house, GAGNON, WHC, Wanted(), "fr", now=NOW)
    assert ([each.exhibit.id for each in found.rows], found.total) == (["e1", "e3"], 2)


def test_the_list_tells_numbers_and_finds_by_words_or_by_what_lacks_a_title(house, number):
    other = a_filed_claim(house, 2, exhibits=(an_exhibit(9, b"z", name="devis.txt"),))
    made(house)
    found = entitling.listed(house, GAGNON, WHC, Wanted(), "fr", now=NOW)
    assert [each.label for each in found.rows] == ["P-3", "P-4", "P-5", "P-6"]
    assert (found.total, found.untitled) == (4, 1)
    ids = [
        [each.exhibit.id for each in entitling.listed(house, GAGNON, WHC, w, "fr", now=NOW).rows]
        for w in (Wanted("lavoie"), Wanted(untitled=True), Wanted(other), Wanted("rien de tel"))
    ]
    assert ids == [["e2"], ["e9"], ["e9"], []]


@pytest.mark.parametrize(
    ("language", "level", "dated"),
    [("fr", "Publique", "Date du document"), ("en", "Public", "Date of the document")],
)
def test_a_bundle_says_title_date_and_level_wherever_it_names_the_exhibit(
    house, number, tmp_path, language, level, dated
):
    path = made(house, Set.CONFIDENTIAL, language)
    check(str(path))
    with ZipFile(path) as bundle:
        told = json.loads(bundle.read("manifest.json"))["exhibits"][0]
        index = " ".join(text_of(bundle.read("index.pdf"), tmp_path).split())
        schedule = next(name for name in bundle.namelist() if name.startswith(("tabl", "sched")))
        damages = " ".join(text_of(bundle.read(schedule), tmp_path).split())
        comma = ";" if language == "fr" else ","
        listed = bundle.read("index.csv").decode("utf-8-sig")
        (row, *_) = csv.DictReader(
            io.StringIO(listed.split("\r\n", 3)[0] + "\r\n" + listed.split("\r\n", 3)[3]),
            delimiter=comma,
        )
        edrm = list(csv.DictReader(io.StringIO(bundle.read("pages.csv").decode("utf-8-sig"))))
        dat = bundle.read("pages.dat").decode("utf-8-sig").split("\r\n")
    assert told["level"] == "public"
    assert (told["titled"]["title"], told["titled"]["day"]) == (TITLE, "2021-09-12")
    assert TITLE in index
    assert f"P-3 {TITLE} 2021-09-12" in index
    assert f"P-3 (WHC-000001) — {TITLE}" in damages
    assert (row[dated], list(row.values())[1], level in row.values()) == ("2021-09-12", TITLE, True)
    assert (edrm[0]["Title"], edrm[0]["DocDate"], edrm[0]["Confidentiality"]) == (
        TITLE, "20210912", level,
    )  # fmt: skip
    assert dat[1].split("\x14")[-4:-2] == ["þ20210912þ", f"þ{level}þ"]
    slip = next(row for row in edrm if row["ExhibitNumber"] == "P-5")
    with ZipFile(path) as bundle:
        page = text_of(bundle.read(slip["PdfFile"].replace("\\", "/")[2:]), tmp_path)
    assert KEPT in page


@pytest.mark.parametrize(
    ("given", "kept_back", "told"),
    [(Set.CONFIDENTIAL, [SECRET], [TITLE, KEPT]), (Set.REDACTED, [SECRET, KEPT], [TITLE])],
)
def test_a_title_stays_behind_with_what_a_notice_keeps_back(
    house, number, tmp_path, given, kept_back, told
):
    path = made(house, given)
    check(str(path))
    with ZipFile(path) as bundle:
        every = " ".join(
            " ".join(text_of(content, tmp_path).split()) if name.endswith(".pdf")
            else content.decode("utf-8", "replace")
            for name in bundle.namelist() if not name.endswith((".xlsx", ".html"))
            for content in [bundle.read(name)]
        )  # fmt: skip
    for words in kept_back:
        assert words not in every
        assert words.split()[-1] not in every.split("\n")
    for words in told:
        assert words in every


def named_in(book: bytes, sheet: str = "Pièces") -> list[tuple[Any, ...]]:
    """Title, day and level of each exhibit in a workbook."""
    header, *rows = load_workbook(io.BytesIO(book))[sheet].iter_rows(values_only=True)
    wanted = [header.index(name) for name in (
        ("Title", "Date of the document", "Confidentiality") if sheet == "Exhibits" else
        ("Titre", "Date du document", "Niveau de confidentialité"))]  # fmt: skip
    return [
        (row[title], row[day] and row[day].date(), row[level])
        for title, day, level in [wanted]
        for row in rows
    ]


@pytest.mark.parametrize(
    ("given", "titles"),
    [(Set.CONFIDENTIAL, [TITLE, None, KEPT]), (Set.REDACTED, [TITLE, None, None])],
)
def test_the_workbook_says_title_date_and_level_but_no_title_that_a_notice_keeps_back(
    house, number, given, titles
):
    with ZipFile(made(house, given)) as bundle:
        book = next(name for name in bundle.namelist() if name.endswith(".xlsx"))
        found = named_in(bundle.read(book))
    assert [title for title, _, _ in found] == titles
    assert found[0][1:] == (date(2021, 9, 12), "Publique")
    own = export(house, GAGNON, WHC, "workbook", "en", now=NOW, entropy=entropy).path
    assert named_in(own.read_bytes(), "Exhibits") == [
        (TITLE, date(2021, 9, 12), "Public"),
        (SECRET, date(2021, 9, 1), "Class counsel only"),
        (KEPT, None, "Confidential"),
    ]


def test_a_claimant_reads_the_numbers_of_their_own_exhibits_and_of_no_other(house, number):
    other = a_filed_claim(house, 2, exhibits=(an_exhibit(9, b"z", name="devis.txt"),))
    assert labels_of(house, a_claimant(number), number) == {}
    made(house)
    assert labels_of(house, a_claimant(number), number) == {"e1": "P-3", "e2": "P-4", "e3": "P-5"}
    named = entitling.named(house, GAGNON, number, "fr", now=NOW)
    assert {each.exhibit.id: each.label for each in named.values()} == labels_of(
        house, GAGNON, number
    )
    with pytest.raises(NotAllowed):
        labels_of(house, a_claimant(number), other)


def test_a_title_changed_after_the_number_changes_no_number_and_no_bundle_made(house, number):
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    first = made(house)
    before = sha256(first.read_bytes()).hexdigest()
    say(house, number, title="Devis, 3 mai 2021", day="2021-05-03", seen=1)
    second = made(house)
    told = [json.loads(ZipFile(each).read("manifest.json"))["exhibits"][0]
            for each in (first, second)]  # fmt: skip
    assert [each["number"] for each in told] == ["P-3", "P-3"]
    assert [each["titled"]["title"] for each in told] == [TITLE, "Devis, 3 mai 2021"]
    assert [each["numbered"]["sha256"] for each in told][:1] * 2 == [
        each["numbered"]["sha256"] for each in told
    ]
    assert sha256(first.read_bytes()).hexdigest() == before
    check(str(first))


def test_a_certificate_tells_the_title_the_date_and_the_level_on_its_one_page(
    house, number, tmp_path
):
    handed = certifying.hand_certificate(house, GAGNON, number, "e1", "fr", now=NOW)
    text = " ".join(text_of(b"".join(handed.chunks), tmp_path).split())
    assert TITLE in text
    assert f"{TITLE} · 2021-09-12" in text
    assert "Non analysé par un antivirus · Publique" in text
    assert "Page 1 sur 1" in text


def test_titles_of_any_script_are_printed_whole_and_obeyed_by_nothing(house, tmp_path):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, a_pdf(1)),))
    for title in NAUGHTY:
        seen = house.store.titles.of(number).get("e1", Titled()).place
        with suppress(Refused):  # a text that deceives an eye, or is too long
            say(house, number, title=title, seen=seen)
    say(house, number, title="=1+1 «中文 العربية» " + "W" * 180,
        seen=house.store.titles.of(number)["e1"].place)  # fmt: skip
    path = made(house)
    check(str(path))
    with ZipFile(path) as bundle:
        assert "'=1+1" in bundle.read("index.csv").decode("utf-8-sig")
        assert text_of(bundle.read("index.pdf"), tmp_path).count("W") >= 180


def test_the_state_of_a_day_keeps_its_titles(tmp_path):
    house = a_house(tmp_path)
    number = titled_claim(house)
    head = house.store.journal.head()
    say(house, number, title="Devis", seen=1)
    then = house.store.titles.every(WHC, head.seq)[number, "e1"]
    assert replace(then, salt="", at=None, by="") == Titled(TITLE, date(2021, 9, 12), 1)
    assert house.store.titles.every(WHC)[number, "e1"].title == "Devis"
