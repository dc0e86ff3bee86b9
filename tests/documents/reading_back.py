"""Our documents read back by programs that share no code with us."""

import atexit
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest


def tool(name: str, *arguments: object, cwd: Path | None = None) -> str:
    """What a program printed; without the program a loud skip, or a failure where CI is true."""
    if shutil.which(name) is None:
        told = f"{name} is not installed; tests/tools.sh installs it"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    run = subprocess.run(
        [name, *map(str, arguments)], capture_output=True, timeout=240, cwd=cwd
    )  # fmt: skip
    assert run.returncode == 0, run.stderr.decode() + run.stdout.decode("utf-8", "replace")
    return run.stdout.decode("utf-8", "replace")


def text_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF as pdftotext reads it, white space folded."""
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    return " ".join(tool("pdftotext", "-layout", "-enc", "UTF-8", path, "-").split())


def fonts_of(pdf: bytes, folder: Path) -> dict[str, str]:
    """Font → "yes" when it is embedded."""
    path = folder / "fonts.pdf"
    path.write_bytes(pdf)
    rows = tool("pdffonts", path).splitlines()[2:]
    return {row.split()[0].partition("+")[2]: row.split()[-5] for row in rows}


def checked(pdf: bytes, folder: Path) -> str:
    """What qpdf says of a PDF; it fails on any damage."""
    path = folder / "check.pdf"
    path.write_bytes(pdf)
    return tool("qpdf", "--check", path)


def opened_up(pdf: bytes, folder: Path) -> bytes:
    """The PDF with its streams and object streams written out, to search it whole."""
    path, out = folder / "packed.pdf", folder / "open.pdf"
    path.write_bytes(pdf)
    tool("qpdf", "--qdf", "--object-streams=disable", path, out)
    return out.read_bytes()


def by_office(source: Path, kind: str, out: Path) -> None:
    """Let LibreOffice save a file in another format into a folder."""
    tool(
        "soffice", f"-env:UserInstallation={_profile().as_uri()}", "--headless",
        "--convert-to", kind, "--outdir", out, source,
    )  # fmt: skip


@cache
def _profile() -> Path:
    """LibreOffice's own folder, one a process: a new one costs it a quarter of a second."""
    folder = Path(mkdtemp(prefix="claims-office-"))
    atexit.register(shutil.rmtree, folder)
    return folder


def recomputed(workbook: bytes, folder: Path) -> Path:
    """The workbook as LibreOffice computes and saves it anew."""
    return converted(workbook, "xlsx:Calc MS Excel 2007 XML", folder)


def converted(workbook: bytes, kind: str, folder: Path) -> Path:
    """The workbook as LibreOffice saves it in another format."""
    path = folder / "made.xlsx"
    path.write_bytes(workbook)
    by_office(path, kind, folder / "out")
    return folder / "out" / f"made.{kind.partition(':')[0]}"
