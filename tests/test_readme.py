"""What the README says to type works as written, in the order it says it."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
README = (HOME / "README.md").read_text(encoding="utf-8")
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.S))
LINES = [line.split("#")[0].strip() for line in SHELL.splitlines() if line.split("#")[0].strip()]


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", (HOME / "Makefile").read_text(), re.M))
    asked = {line.split()[1] for line in LINES if line.startswith("make ")}
    assert asked
    assert asked <= targets


def test_every_file_the_readme_names_is_there():
    for path in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (HOME / path).exists(), path


def test_the_commands_of_the_readme_run_in_order(tmp_path):
    commands = [line for line in LINES if line.startswith("python -m claims ")]
    assert len(commands) >= 8
    env = os.environ | {
        "CLAIMS_DATA_DIR": str(tmp_path / "var"),
        "CLAIMS_EXPORTS_DIR": str(tmp_path / "exports"),
    }
    for command in commands:
        words = shlex.split(command.replace("--out exports", f"--out {tmp_path / 'out'}"))
        ran = subprocess.run(
            [sys.executable, *words[1:]], cwd=HOME, env=env, capture_output=True, text=True
        )
        assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"
        assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("name", re.findall(r"`(CLAIMS_[A-Z_]+)`", README))
def test_every_variable_of_the_readme_is_a_setting(name):
    from claims.settings import Settings

    assert name.removeprefix("CLAIMS_").lower() in Settings.model_fields
