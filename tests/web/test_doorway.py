"""Forms at the door: what comes back of one left open too long, and what no page may lose."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response

from claims.access import Role
from claims.claim.states import Status
from claims.office import entrance, inviting
from claims.office import house as houses
from claims.office.demo_staff import LOG_INS, enrol_demo_staff
from claims.office.house import House
from claims.office.secrecy import new_token
from claims.web import begin, confirming, leaving, owner, sign_in
from claims.web.forms import LASTS, intention_for, token_for
from claims.web.plain import CODE_GONE
from claims.web.serve import address_at
from tests.makers import WHC, a_claimant, a_filed_claim, a_house
from tests.office.test_inviting import OWNED
from tests.web.test_entrance import enrolled, staff_enters

NOW = datetime.now(UTC)
TOO_LONG = timedelta(seconds=LASTS + 60)
STALE = "est restée ouverte trop longtemps"
Route = Callable[[Request], Awaitable[Response]]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(houses, "_open", [])
    made = a_house(tmp_path)
    houses.move_into(made)
    return made


def request(path: str, typed: Mapping[str, str], cookies: Mapping[str, str]) -> Request:
    """A form sent by the browser that was shown it."""
    body = urlencode(typed).encode()

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    held = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers = [
        (b"content-type", b"application/x-www-form-urlencoded"),
        (b"cookie", held.encode()),
    ]
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"",
             "headers": headers, "client": ("127.0.0.1", 1)}  # fmt: skip
    return Request(scope, receive)


def sent(
    house: House, route: Route, path: str, typed: Mapping[str, str], *,
    shown: datetime = NOW, session: str = "",
) -> tuple[int, str]:  # fmt: skip
    """What a form shown at some moment is answered now."""
    cookies = {"claims_form": "n" * 43} | ({"claims": session} if session else {})
    token = token_for(request(path, {}, cookies), house.settings, shown)
    answer = asyncio.run(route(request(path, {"form": token, **typed}, cookies)))
    return answer.status_code, bytes(answer.body).decode().replace("\u00a0", " ")


def key_of(house: House, drawn: datetime = NOW) -> str:
    cookies = {"claims_form": "n" * 43}
    return intention_for(request("/commencer", {}, cookies), house.settings, drawn)


def beginning(house: House, key: str) -> dict[str, str]:
    version = house.matters[WHC].privacy.version
    return {"matter": WHC, f"notice-{WHC}": f"fr {version}", "key": key}


def test_the_page_of_the_secret_code_offers_no_link_that_would_lose_it(house):
    status, page = sent(house, begin.begin, "/commencer", beginning(house, key_of(house)))
    assert status == 200
    assert "claim-code" in page
    assert "hreflang" not in page


def test_a_page_left_open_says_so_and_does_not_ask_to_choose_a_matter(house):
    typed = beginning(house, key_of(house))
    status, page = sent(house, begin.begin, "/commencer", typed, shown=NOW - TOO_LONG)
    assert status == 422
    assert STALE in page
    assert "Répondez à" not in page


def test_a_matter_not_chosen_or_closed_says_which(house):
    _, page = sent(house, begin.begin, "/commencer", {"key": key_of(house)})
    assert f'<a href="#matter-{WHC}">Répondez à « Pour quel événement? », puis' in page
    house.matters[WHC] = house.matters[WHC].model_copy(update={"stage": "closed"})
    _, page = sent(house, begin.begin, "/commencer", beginning(house, key_of(house)))
    assert "Ce registre est fermé" in page
    assert "Répondez à" not in page


def test_each_matter_says_its_stage_before_one_is_chosen(house):
    _, page = sent(house, begin.begin, "/commencer", {"key": key_of(house)})
    for matter in house.matters.values():
        stage = re.search(rf'<p class="hint" id="stage-{matter.id}">(.*?)</p>', page)
        assert stage
        assert stage[1]


def test_a_privacy_notice_is_marked_as_proposed_until_counsel_confirms_it(house):
    proposed = "Avis proposé, à confirmer par les avocats du groupe."
    _, page = sent(house, begin.begin, "/commencer", {"key": key_of(house)})
    assert page.count(proposed) == len(house.matters)
    matter = house.matters[WHC]
    confirmed = matter.privacy.model_copy(update={"verified": True})
    house.matters[WHC] = matter.model_copy(update={"privacy": confirmed})
    _, page = sent(house, begin.begin, "/commencer", {"key": key_of(house)})
    assert page.count(proposed) == len(house.matters) - 1


def test_a_code_that_can_no_longer_be_shown_says_so_and_not_to_open_a_file_that_is_open(house):
    key = key_of(house)
    begun, _ = sent(house, begin.begin, "/commencer", beginning(house, key))
    assert begun == 200
    assert sent(house, begin.keys, begin.KEYS, {"key": key_of(house)})[0] == 410
    late = {"key": key_of(house, NOW - timedelta(minutes=16))}
    for shown, typed in ((NOW, late), (NOW - TOO_LONG, {"key": key})):
        status, page = sent(house, begin.keys, begin.KEYS, typed, shown=shown)
        assert status == 410
        assert CODE_GONE[0].replace("\u00a0", " ") in page


def test_the_demonstration_is_entered_by_a_button_and_production_by_none(house):
    enrol_demo_staff(house, now=NOW, entropy=secrets.token_bytes)
    status, _ = sent(house, sign_in.staff, "/connexion/equipe", {"demo": LOG_INS[0].email})
    assert status == 303
    real = replace(
        house,
        settings=house.settings.model_copy(
            update={"mode": "production", "secret": SecretStr("s" * 32)}
        ),
    )
    houses.move_into(real)
    status, page = sent(real, sign_in.staff, "/connexion/equipe", {"demo": LOG_INS[0].email})
    assert (status, "Inscrivez votre courriel" in page, LOG_INS[0].email in page) == (
        422, True, False
    )  # fmt: skip


def test_a_page_for_leaving_left_open_says_so_and_leaves_the_session_open(house):
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=secrets.token_bytes)
    late = NOW - TOO_LONG
    status, page = sent(house, leaving.leave, "/deconnexion", {}, shown=late, session=begun.token)
    assert (status, STALE in page) == (422, True)
    assert "votre numéro et votre code" in page
    assert entrance.actor_from(house, begun.token, now=NOW).role is Role.CLAIMANT


def test_staff_who_leave_are_not_told_of_a_number_and_a_code(house):
    enrolled(house, secrets.token_bytes)
    token = staff_enters(house, secrets.token_bytes, now=NOW)
    late = NOW - TOO_LONG
    _, page = sent(house, leaving.leave, "/deconnexion", {}, shown=late, session=token)
    assert "l’accès de l’équipe" in page
    assert "votre numéro et votre code" not in page


@pytest.fixture
def invitation(house: House) -> str:
    """The key of a link to an owner."""
    number, drawn = a_filed_claim(house, services=[OWNED]), secrets.token_bytes(32)
    inviting.invite(house, a_claimant(number), number, "s1", now=NOW, entropy=lambda _: drawn)
    return new_token(lambda _: drawn)


def answering(key: str, words: str) -> dict[str, str]:
    return {"key": key, "answer": "contests", "words": words, "send": "yes"}


def words_kept(house: House) -> list[str]:
    [row] = [r for r in map(house.store.claims.find, _numbers(house)) if r]
    assert row.status is Status.SUBMITTED
    return [e.words for e in house.store.ownership.inquiry(row.number, OWNED["domain"]).events]


def _numbers(house: House) -> set[str]:
    return {e.subject for e in house.store.journal.entries() if e.action == "file claim"}


def test_an_owner_s_words_are_kept_whole_line_breaks_included(house, invitation):
    words = "Une ligne.\r\n" + "Le site est à nous depuis 2015. " * 20
    status, page = sent(house, owner.owner, "/proprietaire", answering(invitation, words))
    assert (status, "Votre réponse est enregistrée" in page) == (200, True)
    assert "hreflang" not in page
    assert words_kept(house)[-1] == words.replace("\r\n", "\n").strip()


def test_words_too_long_are_told_and_stand_in_the_page(house, invitation):
    status, page = sent(house, owner.owner, "/proprietaire", answering(invitation, "mot " * 400))
    assert status == 422
    assert 'id="words-fault"' in page
    assert "mot mot mot" in page
    assert words_kept(house) == [""]


def test_an_answer_sent_from_a_page_left_open_stands_in_the_page_again(house, invitation):
    typed = answering(invitation, "Ce site est à nous.")
    status, page = sent(house, owner.owner, "/proprietaire", typed, shown=NOW - TOO_LONG)
    assert (status, STALE in page) == (422, True)
    assert "Ce site est à nous.</textarea>" in page
    assert 'value="contests" checked' in page
    assert words_kept(house) == [""]


def test_an_answer_whose_key_is_refused_waits_beside_the_key(house, invitation):
    status, page = sent(house, owner.owner, "/proprietaire", answering("autre", "À nous."))
    assert status == 422
    assert "À nous.</textarea>" in page
    assert '<input type="hidden" name="answer" value="contests">' in page


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8501"), ("0.0.0.0", "http://localhost:8501"),
     ("::1", "http://[::1]:8501"), ("::", "http://localhost:8501")],
)  # fmt: skip
def test_the_address_told_and_written_in_letters_is_one_a_browser_can_follow(host, address):
    assert address_at(host, 8501) == address


def staff_proved(house: House, minutes: int) -> str:
    """The session of a lawyer of the demonstration who signed in so many minutes ago."""
    then = NOW - timedelta(minutes=minutes)
    enrol_demo_staff(house, now=then, entropy=secrets.token_bytes)
    who = LOG_INS[0]
    token = entrance.log_in_staff(
        house, who.email, who.password, who.code(then), now=then, entropy=secrets.token_bytes
    )
    house.store.sessions.touch(entrance._kept(house, token), at=NOW)
    return token


def test_R70_a_document_asked_for_on_an_old_proof_comes_once_a_code_is_given(house):
    house = replace(house, settings=house.settings.model_copy(update={"mode": "demo"}))
    houses.move_into(house)
    session = staff_proved(house, 12)
    wanted = "/exports/abc/whc-2021-rapport.pdf"
    shown = f"votre code est maintenant {LOG_INS[0].code(datetime.now(UTC))}"
    status, page = sent(house, confirming.confirm, "/confirmer", {"to": wanted}, session=session)
    assert (status, f'value="{wanted}"' in page, shown in page) == (422, True, True)
    assert "Inscrivez le code à six chiffres" in page
    typed = {"to": wanted, "code": "000000"}
    status, page = sent(house, confirming.confirm, "/confirmer", typed, session=session)
    assert (status, "Ce code ne convient pas" in page) == (422, True)
    assert entrance.actor_from(house, session, now=NOW).proved_at == NOW - timedelta(minutes=12)
    typed |= {"code": LOG_INS[0].code(datetime.now(UTC))}
    status, page = sent(house, confirming.confirm, "/confirmer", typed, session=session)
    assert (status, f'href="{wanted}"' in page) == (200, True)
    assert entrance.actor_from(house, session, now=NOW).proved_at >= NOW


def test_R70_only_staff_confirm_who_they_are(house):
    status, _ = sent(house, confirming.confirm, "/confirmer", {"code": "000000"})
    assert status == 303
