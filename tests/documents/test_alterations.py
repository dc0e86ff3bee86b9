"""Whatever chance does to a bundle is named, and a bundle nobody touched is never accused.

Forty alterations in `make test`, a thousand in `make test-full`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pikepdf
import pytest

from claims.documents import verify
from claims.documents.contents import numbers_of
from claims.documents.index import FiledExhibit
from claims.documents.verify import BundleError
from tests.depth import FULL
from tests.documents.documents_makers import (
    EVENTS,
    a_bundle,
    a_claim,
    a_filed_claim,
    a_filing,
    a_journal,
    an_exhibit,
)
from tests.documents.forging import zip_of
from tests.documents.test_numbered_pages import a_numbered_bundle

ALTERED, CLEAN = (1000, 100) if FULL else (40, 4)
SUMS, MANIFEST = "SHA256SUMS", "manifest.json"
Files = dict[str, bytes]


def files_of(bundle: bytes) -> Files:
    with ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WHOLE, EARLIER = files_of(a_numbered_bundle()), files_of(a_bundle())
PAGED = next(name for name in WHOLE if name.startswith("pages/"))


def turned(pdf: bytes) -> bytes:
    """The same pages in the other order."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.pages.reverse()
        opened.save(out)
    return out.getvalue()


TURNED = turned(WHOLE[PAGED])


@dataclass
class Altered:
    """The members of a bundle after chance passed, and the files it touched."""

    members: list[tuple[str, bytes]]
    touched: set[str]


def a_name(files: Files, draw: Random) -> str:
    return draw.choice(sorted(files))


def byte(files: Files, draw: Random) -> Altered:
    name = a_name(files, draw)
    content = bytearray(files[name])
    content[draw.randrange(len(content))] ^= draw.randint(1, 255)
    return Altered(list({**files, name: bytes(content)}.items()), {name})


def pages_swapped(files: Files, draw: Random) -> Altered:
    return Altered(list({**files, PAGED: TURNED}.items()), {PAGED})


def swapped(files: Files, draw: Random) -> Altered:
    one, two = draw.sample(sorted(files), 2)
    return Altered(list({**files, one: files[two], two: files[one]}.items()), {one, two})


def renamed(files: Files, draw: Random) -> Altered:
    old = a_name(files, draw)
    new = draw.choice((f"{old}.pdf", old[:-1], old.upper(), f"pieces/{old}", f"../{old}"))
    new = new if new != old else f"{old}x"
    return Altered([(new if name == old else name, files[name]) for name in files], {old, new})


def dropped(files: Files, draw: Random) -> Altered:
    out = a_name(files, draw)
    return Altered([(name, files[name]) for name in files if name != out], {out})


def duplicated(files: Files, draw: Random) -> Altered:
    name = a_name(files, draw)
    again = draw.choice((name, name.swapcase(), f"{name}.2", f"pages/{draw.randint(0, 9)}.pdf"))
    return Altered([*files.items(), (again, files[name])], {again})


def stale(files: Files, draw: Random) -> Altered:
    """The manifest of an earlier bundle, alone or with sums that agree with it."""
    again = {**files, MANIFEST: EARLIER[MANIFEST]}
    if draw.random() < 0.5:
        return Altered(list(again.items()), {MANIFEST})
    lines = (f"{sha256(again[name]).hexdigest()}  {name}\n" for name in sorted(again))
    again[SUMS] = "".join(line for line in lines if not line.endswith(f"  {SUMS}\n")).encode()
    return Altered(list(again.items()), set(files))


def written(altered: Altered, path: Path) -> Path:
    """As a ZIP that only stores."""
    path.write_bytes(zip_of(altered.members))
    return path


WAYS: tuple[Callable[[Files, Random], Altered], ...] = (
    byte, pages_swapped, swapped, renamed, dropped, duplicated, stale
)  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_R52_whatever_chance_does_to_a_bundle_is_named(
    way: Callable[[Files, Random], Altered], tmp_path: Path
) -> None:
    """Each file altered, lost or added, and no other; anywhere, when it is the list of sums itself
    that was, or when a name hides another."""
    path = tmp_path / "b.zip"
    for seed in range(WAYS.index(way), ALTERED, len(WAYS)):
        altered = way(WHOLE, Random(seed))
        with pytest.raises(BundleError) as refused:
            verify.check(str(written(altered, path)))
        found = [(refused.value.where, refused.value.code), *refused.value.also]
        named = {where.strip("'").split(", ")[0] for where, _ in found}
        if SUMS in altered.touched:
            continue
        assert named <= altered.touched, (seed, found)
        if found[0][1] in ("hash", "missing", "extra"):
            assert named == altered.touched, (seed, found)


@pytest.mark.parametrize("seed", range(CLEAN))
def test_a_bundle_nobody_touched_is_never_accused(seed: int, tmp_path: Path) -> None:
    draw, number = Random(seed), "R-2K7Q-48"
    files = [draw.randbytes(draw.randint(1, 9999)) for _ in range(draw.randint(0, 5))]
    exhibits = [an_exhibit(n, f"pièce {n}.pdf", file) for n, file in enumerate(files)]
    claim = a_claim(exhibits=tuple(exhibits))
    filed = [
        FiledExhibit(number, 1, exhibit, [file])
        for exhibit, file in zip(exhibits, files, strict=True)
    ]
    made = a_bundle(
        draw.choice(("fr", "en")), claims=[a_filed_claim(claim)], exhibits=filed,
        numbers=numbers_of("I-1", filed, {}, draw.choice(("file", "claim"))),
        journal=a_journal(*EVENTS, file=a_filing(claim)),
    )  # fmt: skip
    (tmp_path / "b.zip").write_bytes(made)
    assert verify.check(str(tmp_path / "b.zip"))["lines"] == 2
