"""The owner of a site, on a phone, without an account: the link, what is claimed, one answer."""

import re
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from claims.access import Role
from claims.office import inviting
from claims.office.secrecy import new_token
from tests.e2e.conftest import settled
from tests.e2e.looks import violations
from tests.makers import a_claimant, a_filed_claim

SITE = {
    "id": "s1", "domain": "auberge-du-fjord.ca", "type": "showcase", "subgroup": "A1",
    "answers": {"hosted": "yes", "role": "designs", "use": "showcase", "outcome": "lost"},
    "owner": "Auberge du Fjord", "owner_email": "accueil@auberge-du-fjord.example",
    "authority": "declares",
}  # fmt: skip


@pytest.fixture(scope="session")
def number(served) -> str:
    return a_filed_claim(served.house, 4711, services=[SITE])


def key_sent(served, number: str, days: int = 0) -> str:
    """Invite the owner; the key of their link, which only their letter carries."""
    drawn, now = secrets.token_bytes(32), datetime.now(UTC) + timedelta(days=days)
    inviting.invite(
        served.house, a_claimant(number), number, "s1", now=now, entropy=lambda _: drawn
    )
    return new_token(lambda _: drawn)


def test_R07_an_invited_owner_reads_and_contests_once_and_leaves_no_key_behind(
    served, windows, number
):
    key = key_sent(served, number)
    page = windows.window(width=390)
    page.goto(f"{served.url}/proprietaire#{key}")
    assert page.url == f"{served.url}/proprietaire"
    assert violations(page) == []

    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("A site that may be yours")
    page.get_by_role("link", name="Français").click()
    page.locator("button[type=submit]").click()
    expect(page.locator("h1")).to_contain_text("auberge-du-fjord.ca")
    said = page.locator("main").inner_text().replace("\u00a0", " ")
    assert "Studio Boréal inc." in said
    assert "Reconstruction du site" in said
    assert not re.search(r"\d \$|\$\d", said)
    assert number not in page.content()
    assert violations(page) == []

    page.locator("input[value=contests]").check()
    page.locator("button[name=send]").click()
    expect(page.locator("#words-fault")).to_have_text(
        "Dites en quelques mots pourquoi vous contestez."
    )
    assert violations(page) == []
    page.locator("#words").fill("<b>Je réclame</b> moi-même.")
    page.locator("button[name=send]").click()
    expect(page.locator("h1")).to_have_text("Votre réponse est enregistrée")
    assert [c["name"] for c in page.context.cookies() if c["name"] == "claims"] == []

    page.goto("about:blank")
    page.goto(f"{served.url}/proprietaire#{key}")
    page.locator("button[type=submit]").click()
    expect(page.locator("#key-fault")).to_contain_text("elle a déjà servi")
    assert key not in served.says()

    counsel = windows.window(token=served.staff(Role.LAWYER))
    counsel.goto(f"{served.url}/reclamation?numero={number}")
    section = settled(counsel).locator(".st-key-ownership")
    expect(section.get_by_role("alert")).to_contain_text("auberge-du-fjord.ca")
    assert violations(counsel) == []


def test_without_script_the_key_is_typed_and_a_guess_is_refused_kindly(served, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}/proprietaire")
    page.locator("#key").fill("deviné")
    page.locator("button[type=submit]").click()
    expect(page.locator("#key-fault")).to_contain_text("Cette invitation n’est pas reconnue")
    context.close()


def test_a_form_sent_from_elsewhere_answers_nothing(served, number):
    key = key_sent(served, number, days=1)
    body = f"key={key}&answer=confirms&send=yes"
    status, _, page = served.ask(
        "POST", "/proprietaire", body, content_type="application/x-www-form-urlencoded",
        origin="https://ailleurs.example",
    )  # fmt: skip
    assert status == 422
    assert "enregistrée" not in page.decode()
    answers = [e.words for e in served.house.store.ownership.inquiry(number, SITE["domain"]).events]
    assert len([words for words in answers if words]) <= 1


@pytest.mark.full  # each run, the page of a filed claim is looked at in test_states
def test_the_page_of_ownership_is_accessible_on_a_phone(served, windows, number):
    begun = served.claimant()
    page = windows.window(width=390, token=begun.token)
    page.goto(f"{served.url}/propriete")
    assert violations(settled(page)) == []
