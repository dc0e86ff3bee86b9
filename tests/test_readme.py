"""What the README says to type works as written, in the order it says it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claims.cli import app

HOME = Path(__file__).resolve().parent.parent
README = (HOME / "README.md").read_text(encoding="utf-8")
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.S))
TAPE = re.search(r"```\n(.*?)```", README, re.S)[1]
"""What one command prints, as the README shows it."""
LINES = [line.split("#")[0].strip() for line in SHELL.splitlines() if line.split("#")[0].strip()]


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (HOME / "Makefile").read_text(), re.M))
    asked = {line.split()[1] for line in LINES if line.startswith("make ")}
    assert asked
    assert asked <= targets


def test_every_file_the_readme_names_is_there():
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (HOME / path).exists(), path


def test_the_commands_of_the_readme_run_in_order(tmp_path, monkeypatch):
    """The first in a process of its own, as it is typed; the others import nothing again."""
    commands = [line for line in LINES if line.startswith("python -m claims ")]
    assert len(commands) >= 8
    monkeypatch.setenv("CLAIMS_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("CLAIMS_EXPORTS_DIR", str(tmp_path / "exports"))
    monkeypatch.chdir(HOME)
    for place, command in enumerate(commands):
        words = shlex.split(command.replace("--out exports", f"--out {tmp_path / 'out'}"))
        code, told = in_process(words[3:]) if place else alone(words[1:])
        assert code == 0, f"{command}\n{told}"
        assert "Traceback" not in told
        if "--explain" in words:
            assert TAPE in told.replace("\u00a0", " ")


def alone(words: list[str]) -> tuple[int, str]:
    ran = subprocess.run([sys.executable, *words], capture_output=True, text=True)
    return ran.returncode, ran.stdout + ran.stderr


def in_process(words: list[str]) -> tuple[int, str]:
    ran = CliRunner().invoke(app, words)
    return ran.exit_code, f"{ran.output}{ran.exception or ''}"


@pytest.mark.parametrize("name", re.findall(r"`(CLAIMS_[A-Z_]+)`", README))
def test_every_variable_of_the_readme_is_a_setting(name):
    from claims.settings import Settings

    assert name.removeprefix("CLAIMS_").lower() in Settings.model_fields
