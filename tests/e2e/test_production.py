"""Starting for real: nothing without its secrets, and stricter cookies once it starts."""

import json
import os
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from claims.web.serve import serve
from tests.e2e.conftest import free_port, wait_until_ready

HOME = Path(__file__).resolve().parents[2]
SECRET = "un secret d'essai qui compte plus de trente-deux signes"
HOST = "registre.example"
KEY = "A" * 43
REAL = {
    "CLAIMS_SECRET": SECRET, "CLAIMS_PUBLIC_URL": f"https://{HOST}", "CLAIMS_VAULT_KEY": KEY,
}  # fmt: skip


def launched(folder: Path, **more: str) -> subprocess.Popen[bytes]:
    port = more.pop("port", "0")
    wanted = {
        "CLAIMS_MODE": "production", "CLAIMS_DATA_DIR": str(folder / "var"),
        "CLAIMS_EXPORTS_DIR": str(folder / "exports"), **more,
    }  # fmt: skip
    start = f"from claims.web.serve import serve; raise SystemExit(serve({port}))"
    with (folder / "log").open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-c", start], cwd=HOME, env=os.environ | wanted, stdout=out, stderr=out
        )


def starts(capfd, monkeypatch, folder: Path, **more: str) -> tuple[int, list[str]]:
    """`serve` called in this process, as its own would: its status, and what it says of it."""
    wanted = {"CLAIMS_DATA_DIR": str(folder / "var"), "CLAIMS_EXPORTS_DIR": str(folder / "exports")}
    for name, value in (wanted | {"CLAIMS_MODE": "production"} | more).items():
        monkeypatch.setenv(name, value)
    before = os.umask(0o077)
    try:
        status = serve(0)
    finally:
        os.umask(before)
    said = capfd.readouterr()
    return status, (said.out + said.err).splitlines()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (REAL | {"CLAIMS_SECRET": "court"}, ["CLAIMS_SECRET"]),
        (REAL | {"CLAIMS_PUBLIC_URL": f"http://{HOST}"}, ["CLAIMS_PUBLIC_URL"]),
        (REAL | {"CLAIMS_VAULT_KEY": "A" * 20}, ["CLAIMS_VAULT_KEY"]),
    ],
)
def test_production_does_not_start_with_a_secret_that_will_not_do_and_names_it(
    capfd, monkeypatch, tmp_path, given, named
):
    status, lines = starts(capfd, monkeypatch, tmp_path, **given)
    assert status == 1
    assert [line.partition(":")[0].strip() for line in lines] == named
    assert not (tmp_path / "var").exists()


def test_production_does_not_start_without_its_secrets_and_names_them(tmp_path):
    process = launched(tmp_path)
    assert process.wait(60) == 1
    lines = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0].strip() for line in lines] == list(REAL)
    assert not (tmp_path / "var").exists()


def test_an_asgi_server_is_refused_as_well(tmp_path):
    wanted = {"CLAIMS_MODE": "production", "CLAIMS_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", "import claims_app"], cwd=HOME, env=os.environ | wanted,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "CLAIMS_SECRET\u00a0: Le réglage" in done.stderr
    assert "CLAIMS_SECRET: The setting" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_option_that_differs_keeps_production_shut(tmp_path):
    wanted = REAL | {"CLAIMS_MODE": "production", "PYTHONPATH": str(HOME)}
    done = subprocess.run(
        [sys.executable, "-c", "import claims_app"], cwd=tmp_path, env=os.environ | wanted,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "server.maxUploadSize" in done.stderr


def test_production_marks_its_cookies_and_shows_no_way_of_the_demonstration(tmp_path):
    port = free_port()
    process = launched(tmp_path, port=str(port), **REAL)
    try:
        wait_until_ready(process, port, tmp_path / "log")
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/connexion/equipe", headers={"Host": HOST})
        answer = connection.getresponse()
        body = answer.read().decode()
        assert answer.status == 200
        assert "Secure" in answer.headers["set-cookie"]
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert "demo" not in body.casefold()
        assert "DÉMO" not in body
        connection.request("GET", "/accueil", headers={"Host": f"127.0.0.1:{port}"})
        assert connection.getresponse().status == 421
        promises_no_mail(port)
    finally:
        process.terminate()
        process.wait(20)


def promises_no_mail(port: int) -> None:
    """Without a server for them, no page speaks of e-mails, and the probe says that none leaves."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    for path, status in (("/connexion/lien", 404), ("/commencer", 200), ("/connexion", 200)):
        connection.request("GET", path, headers={"Host": HOST})
        answer = connection.getresponse()
        body = answer.read().decode()
        assert answer.status == status
        assert "/connexion/lien" not in body
        assert 'name="email"' not in body
    connection.request("GET", "/readyz")
    assert json.loads(connection.getresponse().read())["mail"] == "not sent"


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"CLAIMS_MODE": "prod"}, "CLAIMS_MODE"),
        ({"CLAIMS_MODE": "demo", "CLAIMS_SECRET": SECRET}, "CLAIMS_SECRET"),
        ({"CLAIMS_MODE": "demo", "CLAIMS_DATABASE_URL": "rien"}, "CLAIMS_DATABASE_URL"),
        ({"CLAIMS_MODE": "demo", "CLAIMS_DATA_DIR": "/dev/null/x"}, "CLAIMS_DATA_DIR"),
    ],
)
def test_a_start_refused_is_one_sentence_and_no_address_is_announced(
    capfd, monkeypatch, tmp_path, given, place
):
    status, (line,) = starts(capfd, monkeypatch, tmp_path, **given)
    assert status == 1
    assert line.startswith(f"{place}\u00a0: ")


def test_streamlit_run_refuses_in_both_languages_and_without_a_trace(tmp_path):
    wanted = {"CLAIMS_MODE": "demo", "CLAIMS_DATA_DIR": "/dev/null/x"}
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "claims_app.py", "--server.port",
         str(free_port())], cwd=HOME, env=os.environ | wanted,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "Le dossier /dev/null/x" in done.stderr
    assert "The folder /dev/null/x" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_in_production_a_socket_comes_from_the_public_address_only(tmp_path):
    port = free_port()
    process = launched(tmp_path, port=str(port), **REAL)
    try:
        wait_until_ready(process, port, tmp_path / "log")
        for origin in ("https://registre.example:8443", "http://registre.example", "null", None):
            with pytest.raises(InvalidStatus) as refusal:
                socket_from(port, origin)
            assert refusal.value.response.status_code == 403
        with socket_from(port, f"https://{HOST}"):
            pass
    finally:
        process.terminate()
        process.wait(20)


def socket_from(port: int, origin: str | None):
    return connect(
        f"ws://{HOST}/_stcore/stream", sock=socket.create_connection(("127.0.0.1", port)),
        subprotocols=["streamlit"], origin=origin, open_timeout=5,
    )  # fmt: skip
