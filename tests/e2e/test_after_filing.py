"""From filing to leaving, in a real browser: asked, answered, corrected, contested, taken, left."""

import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from claims.access import Role
from claims.claim.states import Status
from claims.office import claimant as office
from claims.office import conversing
from tests.e2e import folders
from tests.e2e.looks import sideways, violations
from tests.e2e.visits import ClaimantVisit, LawyerVisit
from tests.makers import FORM, a_claimant, a_form

INVOICE = b"Facture de reconstruction\n2021-09-20\nTotal 1 149,75 $, pay\xc3\xa9e le 2021-09-22\n"


def filed(served, windows) -> ClaimantVisit:
    """A claim with one loss and no exhibit."""
    losses = [FORM["losses"][0] | {"inputs": {"hours": "42", "invoices": "1149,75"}}]
    begun = folders.written(served, domain="atelier-du-nord.ca", losses=losses)
    who, now = a_claimant(begun.number), datetime.now(UTC)
    seen = office.my_draft(served.house, who, now=now).version
    office.submit(served.house, who, name="Anne Boréal", agreed=True, seen=seen, language="fr",
                  now=now)  # fmt: skip
    window = windows.window(width=390, token=begun.token)
    return ClaimantVisit(window, served.url, begun.number, losses=["l1"])


def says(claimant: ClaimantVisit, text: str):
    expect(claimant.page.get_by_text(text).first).to_be_visible()


def test_a_claimant_asked_by_counsel_answers_corrects_contests_takes_their_data_and_opts_out(
    served, windows, tmp_path: Path
):
    claimant = filed(served, windows)
    number = claimant.number
    counsel = LawyerVisit(windows.window(token=served.staff(Role.LAWYER)), served.url)

    # counsel asks; the claimant reads, and answers
    counsel.opens(number)
    counsel.page.get_by_text("Messages", exact=True).last.click()
    counsel.settles().types(f"claim.message.{number}", "Avez-vous la facture?").presses("envoyer")
    claimant.goes_to("suivi")
    says(claimant, "Vous avez 1 nouveau message.")
    claimant.goes_to("messages")
    says(claimant, "Avez-vous la facture?")
    box = claimant.by_key("champ-message").locator("textarea")
    box.fill("Oui, je l’ajoute.")
    claimant.presses("envoyer")
    says(claimant, "Oui, je l’ajoute.")

    # the exhibit is added by a correction, with old and new values before filing
    claimant.goes_to("suivi").presses("ajouter-piece")
    claimant.page.wait_for_url("**/pieces")
    invoice = tmp_path / "facture.txt"
    invoice.write_bytes(INVOICE)
    claimant.brings(invoice, "Facture", "Reconstruction du site — atelier-du-nord.ca")
    loss = claimant.losses[0]
    claimant.goes_to("pertes").presses(f"modifier-{loss}").types(
        f"losses.{loss}.inputs.hours", "52"
    )
    claimant.goes_to("verifier")
    told = claimant.by_key("changements").inner_text()
    for said in ("Ajout d’une pièce", "42", "52", "facture.txt", "Facture"):
        assert said in told, said
    claimant.signs()
    [first, second] = served.house.store.claims.revisions(number)
    assert (first.reason, second.reason) == ("first filing", "more exhibits")

    # counsel sees the same changes, and refuses the line all the same
    counsel.opens(number)
    counsel.page.get_by_text("1 correction déposée").click()
    counsel.settles().decides(number, loss, "Refuser", "Preuve manquante ou insuffisante")
    assert served.house.store.claims.find(number).status is Status.REFUSED

    # the claimant contests, and the claim goes back to review
    claimant.goes_to("suivi")
    claimant.page.get_by_text("Contester la décision", exact=True).click()
    claimant.by_key("motif-contest").locator("textarea").fill("La facture est au dossier.")
    claimant.by_key("motif-contest").locator("textarea").blur()
    claimant.settles().presses("demander-contest")
    says(claimant, "Votre contestation est envoyée.")
    assert served.house.store.claims.find(number).status is Status.SUBMITTED

    # the data taken away checks with standard tools, and holds the exhibit as it was received
    claimant.goes_to("mes-donnees")
    with claimant.page.expect_download() as download:
        claimant.by_key("mes-donnees").locator("a").first.click()
    folder = tmp_path / "data"
    with ZipFile(download.value.path()) as archive:
        archive.extractall(folder)
    subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, check=True, capture_output=True)
    kept = (folder / "pieces" / "0001" / "facture.txt").read_bytes()
    assert hashlib.sha256(kept).digest() == hashlib.sha256(INVOICE).digest()

    # and they leave the group, with a receipt
    claimant.goes_to("exclusion")
    claimant.by_key("champ-exclusion").locator("input").fill(number)
    claimant.presses("exclure")
    with claimant.page.expect_download() as receipt:
        claimant.by_key("recu-exclusion").locator("a").first.click()
    assert Path(receipt.value.path()).read_bytes().startswith(b"%PDF")
    assert served.house.store.claims.find(number).status is Status.OPTED_OUT
    assert served.house.store.verify().fault is None


def test_R03_the_papers_of_a_claim_answer_nobody_and_nobody_else(served):
    mine, theirs = served.claimant(), served.claimant()
    for path in ("/exclusion/{}.pdf", "/declaration/{}.pdf", "/mes-donnees/{}.zip"):
        address = path.format(theirs.number)
        assert served.ask("GET", address)[0] == 401
        assert served.ask("GET", address, Cookie=f"claims={mine.token}")[0] == 404
        staff = f"claims={served.staff(Role.REPRESENTATIVE)}"
        assert served.ask("GET", address, Cookie=staff)[0] == 404
    status, headers, body = served.ask(
        "GET", f"/mes-donnees/{theirs.number}.zip", Cookie=f"claims={theirs.token}"
    )
    assert (status, headers["content-type"]) == (200, "application/zip")
    assert body.startswith(b"PK")


PAGES = ("suivi", "messages", "mes-donnees", "exclusion", "confirmation", "verifier")


def being_corrected(served) -> tuple[str, str]:
    """Number and token of a claim filed, written about, and being corrected."""
    begun, now = served.claimant(), datetime.now(UTC)
    house, who = served.house, a_claimant(begun.number)
    draft = house.store.drafts.read(begun.number)
    form = a_form(registrant="no")
    house.store.drafts.save(begun.number, form, seen=draft.version, at=now, by=begun.number)
    folder = office.my_draft(house, who, now=now)
    office.submit(house, who, name="Anne Boréal", agreed=True, seen=folder.version, language="fr",
                  now=now)  # fmt: skip
    conversing.write(house, who, begun.number, "Bonjour, " + "a" * 300, seen=0, now=now)
    office.amend(house, who, reason="Heures oubliées", now=now)
    office.save_field(house, who, "losses.l1.inputs.hours", "42", "52", now=now)
    return begun.number, begun.token


@pytest.mark.parametrize(
    ("width", "dark"), [pytest.param(1280, False, marks=pytest.mark.full), (390, True)]
)
def test_no_page_after_filing_has_a_serious_accessibility_fault_nor_runs_off_the_screen(
    served, windows, width, dark
):
    _, token = being_corrected(served)
    visit = ClaimantVisit(windows.window(width=width, dark=dark, token=token), served.url)
    found = {}
    for path in PAGES:
        page = visit.goes_to(path).page
        found[path] = [*violations(page), *sideways(page)]
    assert {path: faults for path, faults in found.items() if faults} == {}
