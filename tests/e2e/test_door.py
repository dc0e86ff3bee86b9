"""The door over real HTTP: who and what comes in, and what every answer carries."""

import json
import re
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from claims.access import Role
from claims.claim.states import Status
from claims.office.noticed import notice_seen

NO_HEADERS: Mapping[str, str] = {}
SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}


def some_upload() -> str:
    return "/_stcore/upload_file/11111111-1111-1111-1111-111111111111/22222222"


def multipart(content: bytes) -> tuple[bytes, str]:
    edge = "frontiere"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'
    return (
        head.encode() + content + f"\r\n--{edge}--\r\n".encode(),
        f"multipart/form-data; boundary={edge}",
    )


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/accueil", 200),
        ("GET", "/dossier", 303),
        ("GET", "/tableau", 303),
        ("GET", "/connexion", 200),
        ("GET", "/n-existe-pas", 404),
        ("GET", "/accueil/n-existe-pas", 404),
        ("GET", "/static/n-existe-pas.js", 404),
        ("GET", "/media/n-existe-pas.png", 404),
        ("GET", "/_stcore/health", 200),
        ("GET", "/_stcore/metrics", 404),
        ("GET", "/_stcore/script-health-check", 404),
        ("GET", "/_stcore/agent/openapi.json", 404),
        ("POST", "/_stcore/agent/interact", 404),
        ("POST", "/_stcore/agent/mcp", 404),
        ("GET", "/component/x/index.html", 404),
        ("GET", "/app/static/x", 404),
        ("PUT", some_upload(), 401),
        ("DELETE", some_upload(), 401),
        ("GET", "/piece/R-4H1V-260R-N/e1", 401),
        ("GET", "/piece/R-4H1V-260R-N/e1/apercu.png", 401),
        ("GET", "/piece/R-4H1V-260R-N/e1/page/1/0.png", 401),
        ("GET", "/piece/R-4H1V-260R-N/e1/page/1/0/grande.png", 401),
        ("GET", "/recu/R-4H1V-260R-N.pdf", 401),
        ("GET", "/contrat/R-4H1V-260R-N/s1/mandat.pdf", 401),
        ("GET", "/proprietaire", 200),
        ("GET", "/exports/x/y.xlsx", 401),
        ("POST", "/accueil", 405),
        ("POST", "/langue/fr", 405),
        ("GET", "/langue/en?vers=//[", 303),
        ("GET", "/connexion?vers=//%5B", 200),
    ],
)
def test_R15_every_answer_carries_the_security_headers(served, method, path, status):
    found, headers, _ = served.ask(method, path)
    if path != "/static/n-existe-pas.js":  # Streamlit answers its page there; a 404 would be better
        assert found == status
    policy = headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert "unsafe-eval" not in scripts.replace("'wasm-unsafe-eval'", "")
    assert "frame-ancestors 'none'" in policy
    assert headers.items() >= SECURITY.items()
    assert headers["cache-control"] == "no-store" or "immutable" in headers["cache-control"]


def test_a_file_whose_name_carries_its_hash_may_be_kept(served):
    _, _, body = served.ask("GET", "/accueil")
    start = body.index(b"/ressources/shell.")
    address = body[start : body.index(b'"', start)].decode()
    status, headers, script = served.ask("GET", address)
    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert b"MutationObserver" in script
    plain = served.ask("GET", "/ressources/shell.js")
    assert plain[2] == script
    assert plain[1]["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "localhost.evil.example"])
def test_another_host_name_is_refused(served, host):
    assert served.ask("GET", "/accueil", Host=host)[0] == 421
    with pytest.raises((InvalidStatus, Exception)):
        connect(
            f"ws://127.0.0.1:{served.port}/_stcore/stream", additional_headers={"Host": host},
            open_timeout=5,
        ).close()  # fmt: skip


def test_a_socket_from_another_site_is_refused(served):
    with pytest.raises(InvalidStatus) as refusal:
        connect(
            f"ws://127.0.0.1:{served.port}/_stcore/stream", subprotocols=["streamlit"],
            origin="https://evil.example", open_timeout=5,
        )  # fmt: skip
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/", "/_stcore/autre", "/accueil"])
def test_no_other_address_takes_a_socket(served, path):
    with pytest.raises(InvalidStatus):
        connect(f"ws://127.0.0.1:{served.port}{path}", open_timeout=5)


def test_probes_tell_the_truth_in_their_body(served):
    assert json.loads(served.ask("GET", "/healthz")[2]) == {"status": "alive"}
    status, _, body = served.ask("GET", "/readyz")
    assert status == 200
    assert json.loads(body) == {
        "status": "ready", "checks": {"database": "ok", "vault": "ok", "matters": "ok"},
        "mail": "sent",
    }  # fmt: skip


def test_a_language_chosen_is_kept_and_leads_back(served):
    status, headers, _ = served.ask("GET", "/langue/en?vers=/aide")
    assert (status, headers["location"]) == (303, "/aide")
    assert "claims_lang=en" in headers["set-cookie"]
    assert served.ask("GET", "/langue/en?vers=//evil.example")[1]["location"] == "/"
    assert served.ask("GET", "/langue/de")[0] == 404
    page = served.ask("GET", "/accueil", Cookie="claims_lang=en")[2]
    assert b'lang="en-CA"' in page
    assert b'lang="fr-CA"' in served.ask("GET", "/accueil", Cookie="claims_lang=xx")[2]


def test_the_home_address_leads_each_person_to_their_own(served):
    claimant = served.claimant()
    lawyer, representative = served.staff(Role.LAWYER), served.staff(Role.REPRESENTATIVE)
    homes = {
        "": "/accueil",
        claimant.token: "/dossier",
        lawyer: "/tableau",
        representative: "/totaux",
    }
    for token, home in homes.items():
        assert served.ask("GET", "/", Cookie=f"claims={token}")[1]["location"] == home


def test_a_form_that_cannot_be_read_and_an_odd_origin_are_told_kindly(served):
    kind = {"Content_Type": "multipart/form-data; boundary=x", "Cookie": "claims_lang=en"}
    status, _, body = served.ask("POST", "/connexion", b"not a form", **kind)
    assert status == 422
    assert b'lang="en-CA"' in body
    cookie, fields = forms(served, "/commencer?dossier=whc-2021", matter="whc-2021")
    assert send(served, "/commencer", fields, Cookie=cookie, Origin="http://[")[0] == 422
    assert "n’est pas permise".encode() in served.ask("POST", "/langue/fr")[2]


def test_R30_nobody_uploads_and_no_one_uploads_to_another_session(served):
    body, kind = multipart(b"bonjour")
    assert served.ask("PUT", some_upload(), body, Content_Type=kind)[0] == 401
    claimant = served.claimant()
    cookie = f"claims={claimant.token}"
    assert served.ask("PUT", some_upload(), body, Content_Type=kind, Cookie=cookie)[0] == 403


def test_R30_a_body_said_to_be_huge_is_cut_at_once(served):
    connection = HTTPConnection(served.host, served.port, timeout=5)
    began = time.monotonic()
    connection.putrequest("POST", "/connexion")
    connection.putheader("Content-Length", str(2 * 1024**3))
    connection.endheaders()
    assert connection.getresponse().status == 413
    assert time.monotonic() - began < 1
    connection.close()


def test_R30_an_endless_body_is_cut(served):
    connection = HTTPConnection(served.host, served.port, timeout=5)
    connection.putrequest("POST", "/connexion")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.endheaders()
    chunk = b"a" * 16384
    began, sent = time.monotonic(), 0
    try:
        while time.monotonic() - began < 5 and sent < 50 * 1024 * 1024:
            connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            sent += len(chunk)
    except OSError:
        pass
    assert sent < 40 * 1024 * 1024
    assert time.monotonic() - began < 5
    connection.close()


def forms(served, path: str, headers: Mapping[str, str] = NO_HEADERS, **fields: str):
    """Fetch a form as a browser does; what to send back, and with which cookie."""
    _, answered, body = served.ask("GET", path, **headers)
    cookie = answered["set-cookie"].partition(";")[0]
    text = body.decode()
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', text))
    return cookie, hidden | fields


def send(served, path: str, fields: dict[str, str], **headers: str):
    from urllib.parse import urlencode

    kind = {"Content_Type": "application/x-www-form-urlencoded"}
    return served.ask("POST", path, urlencode(fields), **kind, **headers)


def test_a_claim_begins_by_a_form_of_ours_and_only_by_it(served):
    cookie, fields = forms(served, "/commencer?dossier=whc-2021", matter="whc-2021")
    for forged in ("", "0." + "0" * 64, "é.é", "x"):
        bad = dict(fields, form=forged)
        assert send(served, "/commencer", bad, Cookie=cookie)[0] == 422
    assert send(served, "/commencer", fields)[0] == 422
    assert send(served, "/commencer", fields, Cookie="claims_form=" + "a" * 43)[0] == 422
    for alien in ({"Sec_Fetch_Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert send(served, "/commencer", fields, Cookie=cookie, **alien)[0] == 422
    status, headers, body = send(served, "/commencer", fields, Cookie=cookie)
    assert status == 200
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=lax" in headers["set-cookie"]
    again = send(served, "/commencer", fields, Cookie=cookie)[2]
    assert shown(again) == shown(body)
    for chosen in ("a" * 43, "0." + "a" * 22 + "." + "0" * 64, "", "é.é.é"):
        chosen_by_caller = dict(fields, key=chosen)
        assert send(served, "/commencer", chosen_by_caller, Cookie=cookie)[0] == 422
    other, theirs = forms(served, "/commencer?dossier=whc-2021", matter="whc-2021")
    stolen = dict(theirs, key=fields["key"])
    assert send(served, "/commencer", stolen, Cookie=other)[0] == 422


def test_the_privacy_notice_shown_is_recorded_and_a_former_one_is_shown_anew(served):
    page = "/commencer?dossier=whc-2021"
    cookie, fields = forms(served, page, matter="whc-2021")
    former = dict(fields, **{"notice-whc-2021": "fr 1999-01-01"})
    for unseen in (former, {k: v for k, v in fields.items() if not k.startswith("notice")}):
        status, _, body = send(served, "/commencer", unseen, Cookie=cookie)
        assert status == 422
        assert "L’avis de confidentialité a changé" in body.decode()
    english, theirs = forms(served, page, {"Cookie": "claims_lang=en"}, matter="whc-2021")
    for sent, kept, language in ((fields, cookie, "fr"), (theirs, english, "en")):
        number = shown(send(served, "/commencer", sent, Cookie=kept)[2])[0]
        seen = notice_seen(served.house, number)
        version = served.house.matter("whc-2021").privacy.version
        assert (seen.version, seen.language) == (version, language)


def test_a_claim_that_went_on_does_not_show_its_code_again(served):
    cookie, fields = forms(served, "/commencer?dossier=whc-2021", matter="whc-2021")
    number, code = shown(send(served, "/commencer", fields, Cookie=cookie)[2])[:2]
    house, now = served.house, datetime.now(UTC)
    row = house.store.claims.find(number)
    house.store.claims.move(number, Status.WITHDRAWN, reason="essai", seen=row.version, at=now,
                            by=number)  # fmt: skip
    status, _, body = send(served, "/commencer", fields, Cookie=cookie)
    assert status == 422
    assert code.encode() not in body


def shown(body: bytes) -> list[str]:
    return [part.partition("</code>")[0] for part in body.decode().split("<code>")[1:]]


def test_R05_the_form_refuses_an_unknown_number_and_a_wrong_code_alike(served):
    claimant = served.claimant()
    answers = []
    for number in (claimant.number, "R-4H1V-260R-N"):
        cookie, fields = forms(served, "/connexion", number=number, code="0" * 24)
        began = time.monotonic()
        status, _, body = send(served, "/connexion", fields, Cookie=cookie)
        assert time.monotonic() - began >= 0.34
        text = body.decode().replace(number, "…").replace(fields["form"][:8], "")
        answers.append((status, text.partition("<ul>")[2].partition("</ul>")[0]))
    assert answers[0] == answers[1]
    assert answers[0][0] == 422


def test_R07_no_secret_stands_in_an_address_or_in_what_the_server_writes(served):
    claimant = served.claimant()
    cookie, fields = forms(served, "/connexion", number=claimant.number, code=claimant.code)
    status, headers, _ = send(served, "/connexion", fields, Cookie=cookie)
    assert (status, headers["location"]) == (303, "/dossier")
    token = headers["set-cookie"].partition("claims=")[2].partition(";")[0]
    written = served.says()
    assert claimant.code not in written
    assert token not in written


def test_R03_files_answer_nobody_and_nobody_else(served):
    mine, other = served.claimant(), served.claimant()
    assert served.ask("GET", f"/recu/{mine.number}.pdf", Cookie=f"claims={mine.token}")[0] == 404
    for path in (f"/recu/{mine.number}.pdf", f"/piece/{mine.number}/{secrets.token_hex(8)}"):
        assert served.ask("GET", path)[0] == 401
        assert served.ask("GET", path, Cookie=f"claims={other.token}")[0] == 404
    export = "/exports/" + secrets.token_hex(8) + "/classeur.xlsx"
    for token in (mine.token, served.staff(Role.REPRESENTATIVE)):
        assert served.ask("GET", export, Cookie=f"claims={token}")[0] == 404


def test_a_fault_of_ours_is_told_kindly_and_hides_its_trace(served):
    status, headers, body = served.ask("GET", "/langue/fr?vers=" + "%00")
    assert status in (303, 500)
    assert b"Traceback" not in body
    assert "content-security-policy" in headers


def test_every_option_the_registry_relies_on_is_in_its_configuration():
    import tomllib

    from claims.ui.options import SAFE

    path = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, value in SAFE.items():
        section, _, option = name.partition(".")
        assert told[section][option] == value, name
