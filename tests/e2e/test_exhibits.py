"""Exhibits in a real browser: seen small, read, and shown only to those who may."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from claims.access import Role
from claims.office import claimant
from claims.office.entrance import actor_from
from tests.e2e.looks import sideways, violations
from tests.e2e.visits import ClaimantVisit
from tests.evidence.file_makers import a_pdf, a_picture
from tests.makers import a_claimant

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "files"
LOADED = "image => image.complete && image.naturalWidth > 100"


def brought(served, begun, name: str, content: bytes) -> str:
    """The address of an exhibit of a new claim."""
    now = datetime.now(UTC)
    exhibit = claimant.add_exhibit(
        served.house, actor_from(served.house, begun.token, now=now), name=name, content=content,
        kind="invoice", losses=(), draw=secrets.token_bytes, now=now,
    )  # fmt: skip
    return f"/piece/{begun.number}/{exhibit.id}"


def test_R03_a_preview_is_a_picture_of_ours_for_its_claimant_alone(served):
    mine, other = served.claimant(), served.claimant()
    place = brought(served, mine, "facture.pdf", a_pdf()) + "/apercu.png"
    status, headers, body = served.ask("GET", place, Cookie=f"claims={mine.token}")
    assert (status, headers["content-type"], body[:4]) == (200, "image/png", b"\x89PNG")
    assert headers["content-security-policy"].startswith("sandbox; ")
    assert headers["cache-control"] == "no-store"
    assert served.ask("GET", place)[0] == 401
    for token in (other.token, served.staff(Role.LAWYER), served.staff(Role.REPRESENTATIVE)):
        assert served.ask("GET", place, Cookie=f"claims={token}")[0] == 404


def test_R31_the_bytes_of_a_file_are_never_shown_in_a_page(served):
    mine = served.claimant()
    place = brought(served, mine, "photo.png", a_picture("PNG"))
    status, headers, _ = served.ask("GET", place, Cookie=f"claims={mine.token}")
    assert (status, headers["content-type"]) == (200, "application/octet-stream")
    assert headers["content-disposition"].startswith("attachment; ")
    text = brought(served, mine, "note.txt", b"<script>alert(1)</script>") + "/apercu.png"
    status, headers, body = served.ask("GET", text, Cookie=f"claims={mine.token}")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert b"script" not in body


@pytest.mark.parametrize(
    ("language", "width", "dark"),
    [("fr", 1280, False), pytest.param("en", 390, True, marks=pytest.mark.full)],
)
def test_what_a_file_seems_to_show_stands_under_it_at_once(windows, served, language, width, dark):
    page = windows.window(language=language, width=width, dark=dark)
    visit = ClaimantVisit(page, served.url).starts().goes_to("pieces")
    said = {"fr": "Contient des montants, dont", "en": "Contains amounts, “2 759,40"}
    page.locator("input[type=file]").set_input_files(SAMPLES / "facture-reconstruction.pdf")
    card = page.locator("[class*=st-key-piece-]")
    expect(card).to_contain_text(said[language], timeout=20_000)
    page.wait_for_function(LOADED, arg=card.locator("img").element_handle())
    assert violations(visit.settles().page) == []
    assert sideways(page) == []


def test_a_photo_is_said_to_be_read_and_then_what_it_shows(windows, served):
    page = windows.window()
    ClaimantVisit(page, served.url).starts().goes_to("pieces")
    page.locator("input[type=file]").set_input_files(SAMPLES / "screenshot.png")
    card = page.locator("[class*=st-key-piece-]")
    read, missing = "Lu par reconnaissance optique", "lecture optique non disponible"
    expect(card.get_by_text(read).or_(card.get_by_text(missing))).to_be_visible(timeout=40_000)


def notes(folder: Path, number: int) -> list[Path]:
    """So many small texts, each unlike the others."""
    for n in range(number):
        (folder / f"note-{n:02}.txt").write_text(f"note {n}")
    return sorted(folder.glob("note-*.txt"))


@pytest.mark.full
def test_R30_files_past_the_room_are_named_and_stay_named_until_the_next_deposit(
    windows, served, tmp_path
):
    visit = ClaimantVisit(windows.window(), served.url).starts().goes_to("pieces")
    chooser, files = visit.page.locator("input[type=file]"), notes(tmp_path, 55)
    chooser.set_input_files(files[:53])
    box = visit.by_key("nouvelle-piece")
    expect(box).to_contain_text("3 fichiers n’ont pas été reçus, faute de place", timeout=90_000)
    assert len(served.house.store.exhibits.of(visit.number)) == 50
    left = {f.name for f in files[:53]} - {
        e.name for e in served.house.store.exhibits.of(visit.number)
    }
    assert all(name in box.inner_text() for name in left)
    chooser.set_input_files(files[53:])
    expect(box).to_contain_text("2 fichiers n’ont pas été reçus, faute de place", timeout=20_000)
    expect(box).not_to_contain_text("3 fichiers n’ont pas été reçus")


@pytest.mark.full
def test_R30_what_is_taken_back_leaves_its_room_to_what_comes_next(windows, served, tmp_path):
    visit = ClaimantVisit(windows.window(), served.url).starts()
    actor = a_claimant(visit.number)
    for _ in range(2):
        visit.goes_to("pieces").page.locator("input[type=file]").set_input_files(
            notes(tmp_path, 30)
        )
        visit.by_key("rapprochement-confirmer").wait_for(timeout=90_000)
        visit.settles()
        brought = served.house.store.exhibits.of(visit.number)
        assert len(brought) == 30
        for exhibit in brought:
            claimant.remove_exhibit(served.house, actor, exhibit.id, now=datetime.now(UTC))


def test_what_the_browser_itself_refuses_is_said_in_the_reader_s_words(windows, served, tmp_path):
    (tmp_path / "outil.exe").write_bytes(b"MZ")
    with (tmp_path / "gros.pdf").open("wb") as file:
        file.truncate(27 * 1024 * 1024)
    (tmp_path / "note.txt").write_text("une note")
    visit = ClaimantVisit(windows.window(language="en"), served.url).starts().goes_to("pieces")
    chooser, box = visit.page.locator("input[type=file]"), visit.by_key("nouvelle-piece")
    chooser.set_input_files([tmp_path / "outil.exe", tmp_path / "gros.pdf", tmp_path / "note.txt"])
    expect(visit.page.locator("[class*=st-key-piece-]")).to_have_count(1, timeout=20_000)
    visit.settles()
    expect(box).to_contain_text("“outil.exe” was not taken: this box takes CSV, DOCX")
    expect(box).to_contain_text("“gros.pdf” is 27 MB; the limit is 25 MB.")
    (tmp_path / "autre.txt").write_text("une autre note")
    chooser.set_input_files(tmp_path / "autre.txt")
    expect(visit.page.locator("[class*=st-key-piece-]")).to_have_count(2, timeout=20_000)
    expect(box).not_to_contain_text("outil.exe")


DEAF = """
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", (event) => {
      const told = new TextDecoder("latin1").decode(event.data);
      if (!window.deaf || !told.includes("/_stcore/upload_file/")) return;
      window.deaf = false;
      event.stopImmediatePropagation();
    });
  }
};
"""
"""Loses, once `deaf` is set, the next answer that tells where to send files, as a rerun may."""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Rien n’est parti\u00a0: {}"),
        pytest.param("en", "Nothing was sent: {}", marks=pytest.mark.full),
    ],
)
def test_files_that_never_left_are_told_with_what_to_do(windows, served, tmp_path, language, said):
    name = "reçu $& $$.txt"
    (tmp_path / name).write_text("un reçu")
    page = windows.window(language=language)
    windows.spoil(page)
    page.add_init_script(DEAF)
    visit = ClaimantVisit(page, served.url, tongue=language).starts().goes_to("pieces")
    chooser, box = page.locator("input[type=file]"), visit.by_key("nouvelle-piece")
    page.evaluate("window.deaf = true")
    chooser.set_input_files(tmp_path / name)
    expect(box.get_by_role("alert")).to_contain_text(said.format(name), timeout=20_000)
    (tmp_path / "autre.txt").write_text("un autre reçu")  # the same again would be no change here
    chooser.set_input_files([tmp_path / name, tmp_path / "autre.txt"])
    expect(page.locator("[class*=st-key-piece-]")).to_have_count(2, timeout=20_000)
    expect(box.get_by_role("alert")).to_have_count(0)
