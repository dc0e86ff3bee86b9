"""The receipt of a request to be excluded says what it does not do, and proves when it was made."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.documents.exclusion import exclusion_receipt
from claims.i18n.text import Language
from claims.matter.reading import read_matter
from tests.documents.documents_makers import AT, HEAD, HERE, NAUGHTY, the_matter
from tests.documents.reading_back import checked, fonts_of, opened_up, text_of


def printed(language: Language = "fr", name: str = "Studio Boréal inc.", **more: Any) -> bytes:
    given: dict[str, Any] = {
        "at": AT, "by_counsel": False, "journal_head": HEAD, "language": language,
    }  # fmt: skip
    matter = more.pop("matter", the_matter())
    return exclusion_receipt("R-2K7Q-48", name, matter, **given | more)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ("Reçu d’une demande d’exclusion consignée au registre R-2K7Q-48",
                "le réclamant lui-même", "C.p.c. 576 et 580", "ne vous exclut pas à elle seule",
                "aviser le greffe", "aucun groupe n’est encore autorisé")),
        ("en", ("Receipt of a request to opt out, recorded in the registry R-2K7Q-48",
                "the claimant, who entered their number", "C.C.P. 576 and 580",
                "does not exclude you by itself", "no class is authorized yet")),
    ],
)  # fmt: skip
def test_it_names_who_asked_what_excludes_and_the_head_of_the_journal(language, said, tmp_path):
    text = " ".join(text_of(printed(language), tmp_path).split())
    for words in (*said, HEAD.hash, "Studio Boréal inc."):
        assert words in text, words


def test_one_recorded_by_counsel_says_so(tmp_path: Path):
    assert "d’après un écrit reçu" in text_of(printed(by_counsel=True), tmp_path)


def test_once_the_court_set_the_delay_it_gives_the_last_day_to_notify_the_court_office(
    tmp_path: Path,
):
    matter = the_matter()
    set_ = matter.deadlines["opt_out"].model_copy(update={"on": date(2027, 3, 1)})
    matter = matter.model_copy(update={"deadlines": {"opt_out": set_}})
    text = " ".join(text_of(printed(matter=matter), tmp_path).split())
    assert "1er mars 2027" in text
    assert "aucun groupe" not in text


def test_a_matter_that_knows_no_opting_out_cites_no_article_of_quebec(tmp_path: Path):
    telus = read_matter(HERE / "data" / "matters" / "telus-2019" / "matter.toml")
    text = text_of(printed(matter=telus), tmp_path)
    assert "C.p.c." not in text
    assert "greffe" not in text


def test_R54_the_same_exclusion_gives_the_same_bytes():
    assert printed() == printed()


def test_R24_it_is_sound_whatever_the_name(tmp_path: Path):
    pdf = printed(name=" ".join(NAUGHTY[:6]))
    assert "No syntax or stream encoding errors" in checked(pdf, tmp_path)
    assert set(fonts_of(pdf, tmp_path).values()) == {"yes"}
    assert b"/URI" not in opened_up(pdf, tmp_path)
