"""The members counsel knows of, by name and source: workbook and CSV, and never a draft."""

import csv
import io

import pytest
from openpyxl import load_workbook

from claims.claim.states import Status
from claims.documents.members import members_csv
from claims.i18n.text import LANGUAGES
from claims.office import lawyer, members
from claims.office.handing import hand_export
from claims.problems import NotAllowed
from tests.documents.reading_back import recomputed
from tests.makers import GAGNON, NOW, OXIA, WHC, a_filed_claim, a_form, a_house, a_number

TITLES = {"fr": "Situation", "en": "Standing"}


@pytest.fixture
def house(tmp_path):
    """One agency that names an owner, one who opted out, one draft."""
    house = a_house(tmp_path / "house")
    site = a_form()["services"][0] | {"owner": "=1+1", "owner_email": "zoe@exemple.ca",
                                      "authority": "mandate"}  # fmt: skip
    a_filed_claim(house, 1, services=[site])
    left = a_filed_claim(house, 2, domain="b.ca", name="Ferme Bel inc.")
    lawyer.move(house, GAGNON, left, Status.OPTED_OUT, reason="r", now=NOW,
                seen=house.store.claims.find(left).version, entropy=bytes)  # fmt: skip
    house.store.claims.start(a_number(3), WHC, language="fr", form=a_form(name="Secret"),
                             code_hash="", key="k3", at=NOW, by=a_number(3))  # fmt: skip
    return house


def entropy(size: int) -> bytes:
    return bytes(size)


def test_everyone_filed_left_or_named_is_listed_with_their_source(house):
    known = members.known(house, GAGNON, WHC, "fr")
    assert [(m.name, m.standing, m.source.replace("\u00a0", " ")) for m in known.members] == [
        ("=1+1", "named", f"Propriétaire nommé par Studio Boréal inc., {a_number(1)}"),
        ("Ferme Bel inc.", "opted_out", "Déposé et attesté par la personne"),
        ("Studio Boréal inc.", "filed", "Déposé et attesté par la personne"),
    ]
    assert known.begun == 1, "a draft is its author's alone: counted, never named"


def test_in_csv_nothing_typed_is_ever_run(house):
    known = members.known(house, GAGNON, WHC, "en")
    text = b"".join(members_csv(known, "en")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Name"] for row in rows] == ["'=1+1", "Ferme Bel inc.", "Studio Boréal inc."]
    assert rows[0]["E-mail"] == "zoe@exemple.ca"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_counts_its_own_list_again_without_a_gap(house, tmp_path, language):
    made = members.export_members(house, GAGNON, WHC, "xlsx", language, now=NOW, entropy=entropy)
    book = load_workbook(recomputed(made.path.read_bytes(), tmp_path), data_only=True)
    counted = [[c.value for c in row[:4]] for row in book.worksheets[0]["A8:D12"]]
    assert [row[1:] for row in counted] == [[1, 1, 0], [1, 1, 0], [0, 0, 0], [1, 1, 0], [3, 3, 0]]
    assert book.worksheets[1]["A2"].value == "=1+1"
    assert TITLES[language] in [cell.value for cell in book.worksheets[1][1]]


@pytest.mark.parametrize(("language", "told"), [("fr", "Liste produite par"), ("en", "List made")])
def test_R71_every_printed_page_says_who_had_it_made_when_and_at_which_head(house, language, told):
    made = members.export_members(house, GAGNON, WHC, "xlsx", language, now=NOW, entropy=entropy)
    book = load_workbook(made.path)
    head = house.store.journal.at(made.export.journal_seq)
    for sheet in book.worksheets:
        foot = sheet.oddFooter.left.text
        assert told in foot
        assert GAGNON.name in foot
        assert f"{head.seq} · {head.hash[:16]}…" in foot
        assert "2026" in foot
    assert GAGNON.name in book.worksheets[0]["A3"].value


def test_only_counsel_have_it_and_it_is_logged(house):
    made = members.export_members(house, GAGNON, WHC, "csv", "fr", now=NOW, entropy=entropy)
    handed = hand_export(house, GAGNON, made.export.id, made.export.name, now=NOW)
    assert handed.media == "text/csv"
    with pytest.raises(NotAllowed):
        hand_export(house, OXIA, made.export.id, made.export.name, now=NOW)
    with pytest.raises(NotAllowed):
        members.export_members(house, OXIA, WHC, "csv", "fr", now=NOW, entropy=entropy)
