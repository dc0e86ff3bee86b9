"""Starting for real: nothing without its secrets, and stricter cookies once it starts."""

import os
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.e2e.conftest import free_port, wait_until_ready

HOME = Path(__file__).resolve().parents[2]
SECRET = "un secret d'essai qui compte plus de trente-deux signes"
HOST = "registre.example"


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


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "CLAIMS_SECRET, CLAIMS_PUBLIC_URL"),
        ({"CLAIMS_SECRET": "court", "CLAIMS_PUBLIC_URL": f"https://{HOST}"}, "CLAIMS_SECRET"),
        ({"CLAIMS_SECRET": SECRET, "CLAIMS_PUBLIC_URL": f"http://{HOST}"}, "CLAIMS_PUBLIC_URL"),
    ],
)
def test_production_does_not_start_without_its_secrets_and_names_them(tmp_path, given, named):
    process = launched(tmp_path, **given)
    assert process.wait(60) == 1
    assert named in (tmp_path / "log").read_text(encoding="utf-8")
    assert not (tmp_path / "var").exists()


def test_an_asgi_server_is_refused_as_well(tmp_path):
    wanted = {"CLAIMS_MODE": "production", "CLAIMS_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", "import claims_app"], cwd=HOME, env=os.environ | wanted,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "CLAIMS_SECRET" in done.stderr


def test_an_option_that_differs_keeps_production_shut(tmp_path):
    wanted = {"CLAIMS_MODE": "production", "CLAIMS_SECRET": SECRET,
              "CLAIMS_PUBLIC_URL": f"https://{HOST}", "PYTHONPATH": str(HOME)}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", "import claims_app"], cwd=tmp_path, env=os.environ | wanted,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "server.maxUploadSize" in done.stderr


def test_production_marks_its_cookies_and_shows_no_way_of_the_demonstration(tmp_path):
    port = free_port()
    process = launched(
        tmp_path, port=str(port), CLAIMS_SECRET=SECRET, CLAIMS_PUBLIC_URL=f"https://{HOST}"
    )
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
    finally:
        process.terminate()
        process.wait(20)
