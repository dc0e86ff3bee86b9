"""The schedule of damages: every loss under its total, each amount leading to its page."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from claims.claim.model import Decision
from claims.documents.leading import Place
from claims.documents.schedule import Proved, schedule_pdf
from claims.i18n.formats import money
from claims.i18n.text import Language, Text
from tests.documents.documents_makers import AT, HEAD, assessments_of, many_lines, the_matter
from tests.documents.reading_back import checked, text_of

LINES = many_lines(60)
TITLE = "Facture de Reconstruction Web inc."
COUNTED = {(one.number, line.loss): line for one in assessments_of(LINES) for line in one.lines}
LEADS = {
    "P-3": Place("pieces/WHC-000001.pdf", told="Ouvrir la pièce P-3"),
    "WHC-000001": Place("pieces/WHC-000001.pdf", told="Ouvrir la page WHC-000001"),
    "WHC-000004": Place("pieces/WHC-000001.pdf", 3, told="Ouvrir la page WHC-000004"),
}


def printed(language: Language = "fr", title: str = TITLE) -> bytes:
    losses = [
        Proved(line, 2, COUNTED[line.number, line.loss],
               [("P-3", "WHC-000001 - WHC-000004", title)] if line.grade == "A" else [])
        for line in LINES
    ]  # fmt: skip
    return schedule_pdf(the_matter(), losses, LEADS, snapshot="I-1", journal_head=HEAD, at=AT,
                        language=language, fictional=True)  # fmt: skip


def of_one(loss: Proved, language: Language = "fr") -> bytes:
    return schedule_pdf(the_matter(), [loss], {}, snapshot="I-1", journal_head=HEAD, at=AT,
                        language=language, fictional=True)  # fmt: skip


def test_each_subgroup_says_its_losses_and_its_total_and_all_make_the_whole(tmp_path: Path) -> None:
    text = text_of(printed(), tmp_path)
    for code in {line.subgroup for line in LINES}:
        of_it = [line for line in LINES if line.subgroup == code]
        said = money(sum(line.declared for line in of_it), "CAD", "fr").replace("\u00a0", " ")
        assert f"{len(of_it)} pertes : {said} déclarés" in text.replace("\u00a0", " ")
    whole = money(sum(line.supported for line in LINES), "CAD", "fr").replace("\u00a0", " ")
    assert whole in text.replace("\u00a0", " ")


def test_each_month_and_each_grade_says_its_losses_and_its_total(tmp_path: Path) -> None:
    text = " ".join(text_of(printed(), tmp_path).replace("\u00a0", " ").split())
    _, _, parts = text.rpartition("Par mois du début de la perte")
    months, _, grades = parts.partition("Par catégorie de preuve")
    for part, keys in ((months, {line.month for line in LINES}), (grades, set("ABCD"))):
        for key in keys:
            of_it = [line for line in LINES if key in (line.month, line.grade)]
            said = money(sum(line.declared for line in of_it), "CAD", "fr").replace("\u00a0", " ")
            many = f"{len(of_it)} perte{'s' if len(of_it) > 1 else ''}"
            assert not of_it or f"{many} : {said} déclarés" in part, key
        assert part.count(" · 2 ") == len(LINES)


@pytest.mark.parametrize(("language", "word"), [("fr", "sur la parole"), ("en", "claimant’s word")])
def test_under_each_loss_stand_its_steps_and_its_exhibits(
    language: Language, word: str, tmp_path: Path
) -> None:
    made = printed(language)
    checked(made, tmp_path)
    text = text_of(made, tmp_path).replace("\u00a0", " ")
    proved = sum(line.grade == "A" for line in LINES)
    assert text.count(f"P-3 (WHC-000001 - WHC-000004) — {TITLE}") == proved
    assert text.count(word) == len(LINES) - proved
    colon = " : " if language == "fr" else ": "
    assert text.count(f"Sommes facturées{colon}") == len(LINES)


def test_a_title_in_another_script_is_told_by_that_script_as_in_the_index(tmp_path: Path) -> None:
    text = text_of(printed("en", "إيصال الدفع 2021"), tmp_path)
    assert "— [Arabic script] 2021" in text
    assert "[U+" not in text


def test_a_number_opens_the_page_it_names() -> None:
    with pikepdf.open(BytesIO(printed())) as pdf:
        led = [
            (str(one.Contents), str(one.A.F), int(one.A.D[0]))
            for page in pdf.pages
            for one in page.get("/Annots", [])
            if "/F" in one.A
        ]
    proved = sum(line.grade == "A" for line in LINES)
    assert len(led) == 5 * proved  # its number again by month and by grade
    assert set(led) == {
        ("Ouvrir la pièce P-3", "pieces/WHC-000001.pdf", 0),
        ("Ouvrir la page WHC-000001", "pieces/WHC-000001.pdf", 0),
        ("Ouvrir la page WHC-000004", "pieces/WHC-000001.pdf", 3),
    }


def test_what_stands_under_a_loss_goes_on_over_the_page_under_its_name(tmp_path: Path) -> None:
    line = LINES[0]
    exhibits = [(f"P-{n}", "", "") for n in range(3, 103)]
    made = of_one(Proved(line, 2, COUNTED[line.number, line.loss], exhibits))
    _, *parts = text_of(made, tmp_path).split(f"{line.number} · {line.loss} (suite)")
    assert len(parts) > 2
    assert "P-102" in parts[-1]


def test_thirty_exhibits_of_titles_in_capitals_go_on_over_the_page_line_by_line(
    tmp_path: Path,
) -> None:
    exhibits = [(f"P-{n}", "", "Œ" * 200) for n in range(3, 33)]
    made = of_one(Proved(LINES[0], 2, COUNTED[LINES[0].number, LINES[0].loss], exhibits))
    checked(made, tmp_path)
    text = text_of(made, tmp_path)
    assert text.count(f"{LINES[0].number} · {LINES[0].loss} (suite)") > 2
    assert all(f"P-{n} — " in text for n in range(3, 33))
    assert text.count("Œ") == 30 * 200


def test_a_long_sentence_of_counsel_after_long_steps_is_told_whole(tmp_path: Path) -> None:
    line = LINES[0]
    counted = COUNTED[line.number, line.loss]
    step = counted.steps[0]._replace(label=Text(fr="Œ" * 200, en="Œ" * 200))
    word = Decision(loss=line.loss, outcome="refused", admitted_cents=0, reason="proof_missing",
                    note="", sentence="Æ" * 500, by="me", at=AT)  # fmt: skip
    made = of_one(Proved(line, 2, replace(counted, steps=(step,) * 20), [], word))
    text = text_of(made, tmp_path)
    assert (text.count("Œ"), text.count("Æ")) == (20 * 200, 500)


def test_a_loss_says_why_it_was_decided_so_and_counsel_s_sentence_but_no_note(
    tmp_path: Path,
) -> None:
    line = LINES[0]
    word = Decision(
        loss=line.loss,
        outcome="refused",
        admitted_cents=0,
        reason="proof_missing",
        note="entre nous",
        sentence="La facture\n\nmanque.",
        by="me",
        at=AT,
    )
    made = of_one(Proved(line, 2, COUNTED[line.number, line.loss], [], word), "en")
    text = text_of(made, tmp_path).replace("\u00a0", " ")
    reason = the_matter().reasons["proof_missing"].en
    assert f"Reason for the decision: {reason}" in text
    assert "Explanation to the claimant: La facture manque." in text
    assert "entre nous" not in text
