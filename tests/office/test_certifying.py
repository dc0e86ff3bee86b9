"""A certificate says what the registry knows of a file, read again as it is made, on one page."""

from hashlib import sha256
from io import BytesIO
from itertools import count
from json import loads
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from claims.claim.redaction import Box, Level, Set
from claims.documents.numbered_copy import SHEET
from claims.documents.verify import check
from claims.evidence.look import Look
from claims.evidence.redacting import READ_AGAIN, method
from claims.office import redacting
from claims.office.certifying import hand_certificate
from claims.office.exporting import export
from claims.office.house import House
from claims.problems import BrokenChain, NotAllowed, NotFound
from claims.store.redactions import Redaction
from tests.documents.reading_back import fonts_of, text_of
from tests.hostile.files import every_action
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    WHC,
    a_claimant,
    a_filed_claim,
    an_exhibit,
)
from tests.office.test_redacting import CONTENT

pytestmark = pytest.mark.usefixtures("unread")

DRAWN = count(1)
DIGEST = sha256(CONTENT).hexdigest()
UPPER = Box(1, 0, 0, 3000, 10_000, reason="privilege")


@pytest.fixture
def number(house: House) -> str:
    found = a_filed_claim(house, exhibits=(an_exhibit(1, CONTENT, name="é" * 90 + ".pdf"),))
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    return found


def certified(house: House, number: str, folder: Path, language="fr") -> tuple[str, int, bytes]:
    """Its text, its pages, its bytes."""
    handed = hand_certificate(house, GAGNON, number, "e1", language, now=NOW)
    content = b"".join(handed.chunks)
    with pikepdf.open(BytesIO(content)) as opened:
        pages = len(opened.pages)
    return text_of(content, folder), pages, content


def test_it_names_the_file_its_hash_its_entries_and_the_head_of_the_journal(house, number,
                                                                           tmp_path):  # fmt: skip
    head = house.store.journal.head()
    added = next(e for e in house.store.journal.entries(subject=number)
                 if e.action == "add exhibit")  # fmt: skip
    told, pages, content = certified(house, number, tmp_path)
    assert pages == 1
    assert set(fonts_of(content, tmp_path).values()) == {"yes"}
    for known in (DIGEST, head.hash, added.hash, "C-1.1", number, "Non analysé par un antivirus",
                  "déposée par le réclamant"):  # fmt: skip
        assert known in told
    entry = house.store.journal.entries(subject=number)[-1]
    assert (entry.action, entry.actor) == ("certify exhibit", GAGNON.name)
    assert sha256(content).hexdigest() in entry.body


def test_it_tells_each_copy_with_its_hash_as_bundles_hold_it(house, number, tmp_path):
    copy = redacting.redact(house, GAGNON, number, "e1", [UPPER], seen=0, now=NOW)
    made = export(house, GAGNON, WHC, "bundle", "fr", now=NOW,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip
    with ZipFile(made.path) as bundle:
        (name,) = [n for n in bundle.namelist() if n.startswith("pages/")]
        numbered = sha256(bundle.read(name)).hexdigest()
    told, _, _ = certified(house, number, tmp_path, "en")
    assert copy.sha256 in told
    assert numbered in told
    assert "P-3" in told


def test_what_acts_in_an_exhibit_is_told_to_be_out_of_the_copies_that_bundles_give(house, tmp_path):
    acts = an_exhibit(1, every_action(), flags=("pdf-script",))
    number = a_filed_claim(house, exhibits=(acts,))
    house.store.looks.keep("e1", Look(pages=1), at=NOW, by="system")
    made = export(house, GAGNON, WHC, "bundle", "fr", now=NOW,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip
    with ZipFile(made.path) as bundle:
        given = {n: sha256(bundle.read(n)).hexdigest() for n in bundle.namelist()}
    told, pages, _ = certified(house, number, tmp_path)
    assert pages == 1
    copies = [d for n, d in given.items() if n.startswith("pages/") or n.endswith(".copie.pdf")]
    assert len(copies) == 2
    assert all(digest in told for digest in copies)


def test_no_copy_is_certified_of_an_exhibit_that_bundles_give_a_notice_for(house, number, tmp_path):
    redacting.set_level(house, GAGNON, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    export(house, GAGNON, WHC, "bundle", "fr", now=NOW,
           entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip
    told, _, _ = certified(house, number, tmp_path, "en")
    assert "with each bundle" not in told


@pytest.mark.parametrize("counted", [0, 1, 3])
def test_pages_counted_wrong_have_a_sheet_and_not_one_number_over_and_over(
    house, tmp_path, counted
):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, CONTENT, name="a.pdf"),))
    house.store.looks.keep("e1", Look(pages=counted), at=NOW, by="system")
    made = export(house, GAGNON, WHC, "bundle", "fr", now=NOW,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip
    with ZipFile(made.path) as bundle:
        [told] = loads(bundle.read("manifest.json"))["exhibits"]
        page = bundle.read(told["numbered"]["path"])
    assert told["numbered"]["transfer"]["tool"] == SHEET
    with pikepdf.open(BytesIO(page)) as opened:
        assert len(opened.pages) == 1
    assert check(str(made.path))["entries"]
    assert "with each bundle" not in certified(house, number, tmp_path, "en")[0]


def test_the_numbered_pages_of_each_set_are_certified(house, number, tmp_path):
    redacting.redact(house, GAGNON, number, "e1", [UPPER], seen=0, now=NOW)
    hashes = []
    for given in Set:
        made = export(house, GAGNON, WHC, "bundle", "fr", now=NOW, set=given,
                      entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip
        with ZipFile(made.path) as bundle:
            (name,) = [n for n in bundle.namelist() if n.startswith("pages/")]
            hashes.append(sha256(bundle.read(name)).hexdigest())
    told, pages, _ = certified(house, number, tmp_path, "en")
    assert pages == 1
    assert len({*hashes}) == len(Set)
    assert all(digest in told for digest in hashes)
    assert "with each confidential set" in told
    assert "with each redacted set" in told


def test_however_much_was_done_it_stays_on_a_page_and_counts_the_rest(house, number, tmp_path):
    for seen in range(5):
        copy = Redaction("e1", DIGEST, f"{seen}" * 64, 9, 2, (1,), method() + READ_AGAIN, (UPPER,))
        house.store.redactions.add(number, copy, seen=seen, at=NOW, by=GAGNON.name)
        level = (Level.PUBLIC, Level.COUNSEL)[seen % 2]
        redacting.set_level(house, GAGNON, number, "e1", level, "privilege", now=NOW)
    for language in ("fr", "en"):
        told, pages, _ = certified(house, number, tmp_path, language)
        assert pages == 1
        assert ("de plus, au journal" if language == "fr" else "more, in the journal") in told


def test_a_file_that_is_no_longer_the_one_received_is_not_certified(house, number, monkeypatch):
    def altered(*_args: object, **_more: object):
        raise BrokenChain("the file kept is not the file that was filed")

    monkeypatch.setattr("claims.office.certifying.chunks_of", altered)
    with pytest.raises(BrokenChain):
        hand_certificate(house, GAGNON, number, "e1", "fr", now=NOW)


@pytest.mark.parametrize("actor", [ELSEWHERE, OXIA, a_claimant("K-1")], ids=lambda a: a.role)
def test_counsel_of_the_matter_alone_has_a_certificate(house, number, actor):
    with pytest.raises((NotAllowed, NotFound)):
        hand_certificate(house, actor, number, "e1", "fr", now=NOW)
