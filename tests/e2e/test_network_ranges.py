"""A claim filed over the wire leaves the mark of the proxy's visitor, and of no forged header."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from claims.office.house import House, open_house
from claims.office.ranges import mark_of
from claims.settings import HOME, Settings
from claims.ui.forms import key_of
from tests.e2e.conftest import free_port, wait_until_ready
from tests.makers import WHC, a_form

HOST = "registre.example"
SECRET, KEY = "un secret d'essai qui compte plus de trente-deux signes", "A" * 43
VISITOR = "8.8.4.77"
KEPT = """
[networks]
kept = true
days = 30
authority = { fr = "décision des avocats du groupe", en = "decided by class counsel" }
verified = true
"""


@contextmanager
def production(folder: Path, proxy: str) -> Iterator[tuple[int, House]]:
    """A server for real use whose matter keeps marks, and the same files opened from here."""
    matters = folder / "matters"
    shutil.copytree(HOME / "data" / "matters", matters)
    written = (matters / WHC / "matter.toml").read_text(encoding="utf-8")
    (matters / WHC / "matter.toml").write_text(written + KEPT, encoding="utf-8")
    asked = {
        "mode": "production", "secret": SECRET, "vault_key": KEY, "public_url": f"https://{HOST}",
        "proxy": proxy, "data_dir": str(folder / "var"), "exports_dir": str(folder / "exports"),
        "matters_dir": str(matters),
    }  # fmt: skip
    port, log = free_port(), folder / "server.log"
    named = {f"CLAIMS_{name.upper()}": value for name, value in asked.items()}
    start = f"from claims.web.serve import serve; raise SystemExit(serve({port}))"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", start], cwd=HOME, env=os.environ | named, stdout=out, stderr=out
        )
    try:
        wait_until_ready(process, port, log)
        house = open_house(Settings(**asked))
        yield port, house
        house.store.close()
    finally:
        process.terminate()
        process.wait(20)


def ask(port: int, method: str, path: str, fields: dict[str, str] | None = None, cookie: str = ""):
    """One request, as a proxy passes it on; the cookies it set, and the page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Host": HOST, "X-Forwarded-For": VISITOR, "X-Forwarded-Proto": "https"}
    headers |= {"Cookie": cookie} if cookie else {}
    headers |= {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
    connection.request(method, path, urlencode(fields) if fields else None, headers)
    answer = connection.getresponse()
    set_ = [v.partition(";")[0] for k, v in answer.getheaders() if k.lower() == "set-cookie"]
    return set_, answer.read().decode()


def begun(port: int) -> tuple[str, str, str]:
    """The number of a new claim, its cookie, and the page whose button began it."""
    [cookie], page = ask(port, "GET", f"/commencer?dossier={WHC}")
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    cookies, shown = ask(port, "POST", "/commencer", hidden, cookie)
    number = shown.partition("<code>")[2].partition("</code>")[0]
    return number, next(c for c in cookies if c.startswith("__Host-claims=")), page


def files(port: int, token: str) -> None:
    """Open the page of the attestation on Streamlit's socket, sign and press its button."""
    with connect(
        f"ws://{HOST}/_stcore/stream", sock=socket.create_connection(("127.0.0.1", port)),
        subprotocols=["streamlit"], origin=f"https://{HOST}", max_size=None, max_queue=None,
        additional_headers={"Cookie": token, "X-Forwarded-For": VISITOR},
    ) as line:  # fmt: skip
        drawn = run(line, {})
        ids = {}
        for message in drawn:
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind in ("button", "text_input", "checkbox"):
                ids[kind, getattr(element, kind).id] = kind
        named = {key: found for key in (key_of("attestation.name"), key_of("attestation.agreed"),
                 "deposer") for _, found in ids if found.endswith(f"-{key}")}  # fmt: skip
        name, agreed, button = named.values()
        run(line, {name: "Anne Boréal", agreed: True})
        run(line, {name: "Anne Boréal", agreed: True, button: None})


def run(line, typed: dict[str, str | bool | None]) -> list[ForwardMsg]:
    """One run of the page with these widgets; None is a button pressed."""
    asked = BackMsg()
    asked.rerun_script.page_name = "signer"
    for widget, value in typed.items():
        state = asked.rerun_script.widget_states.widgets.add(id=widget)
        if value is None:
            state.trigger_value = True
        elif isinstance(value, bool):
            state.bool_value = value
        else:
            state.string_value = value
    line.send(asked.SerializeToString())
    told = []
    while not told or told[-1].WhichOneof("type") != "script_finished":
        message = ForwardMsg()
        message.ParseFromString(line.recv(timeout=30))
        told.append(message)
    return told


@pytest.mark.parametrize(("proxy", "trusted"), [("127.0.0.1", True), ("10.0.0.9", False)])
def test_R16_a_filing_is_marked_by_the_address_a_trusted_proxy_tells_and_no_other(
    tmp_path, proxy, trusted
):
    with production(tmp_path, proxy) as (port, house):
        number, token, page = begun(port)
        assert "pendant 30 jours une empreinte" in page
        form = a_form(registrant="no")
        seen = house.store.drafts.read(number).version
        now = datetime.now(UTC)
        house.store.drafts.save(number, form, seen=seen, at=now, by=number)
        files(port, token)
        assert house.store.claims.find(number).status == "submitted"
        marks = [mark.mark for mark in house.store.networks.marks(WHC)]
        assert marks == ([mark_of(house.settings.key(), WHC, VISITOR)] if trusted else [])
        dumped = b"".join(
            path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()
            and path.suffix not in (".toml",)
        )  # fmt: skip
        assert VISITOR.encode() not in dumped
