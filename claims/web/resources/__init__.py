"""Our own script, style, icon and fonts, each under an address that carries its hash.

An address changes with its content, so browsers may keep what they have for a year. The fonts are
the ones Streamlit ships: own pages and its pages look alike, and nothing comes from elsewhere.
"""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
FONTS = {"@sans@": "SourceSansVF-Upright", "@serif@": "SourceSerifVariable-Roman"}
PREFIX = "/ressources"


@cache
def content_of(name: str) -> bytes:
    """The bytes of one resource; raises KeyError for a name that is not one of ours."""
    path = HERE / name
    if path.name != name or path.suffix not in MEDIA or not path.is_file():
        raise KeyError(name)
    raw = path.read_bytes()
    return _with_fonts(raw) if path.suffix == ".css" else raw


@cache
def address_of(name: str) -> str:
    """Where a resource is served: `/ressources/style.3f2a….css`."""
    stem, _, ending = name.partition(".")
    return f"{PREFIX}/{stem}.{_hash(name)}.{ending}"


def named_in(address: str) -> tuple[str, bool]:
    """The resource an address asks for, and whether it carries the hash of its present content."""
    parts = address.split(".")
    if len(parts) != 3:
        return address, False
    name = f"{parts[0]}.{parts[2]}"
    return name, address_of(name) == f"{PREFIX}/{address}"


def _hash(name: str) -> str:
    return hashlib.sha256(content_of(name)).hexdigest()[:16]


def _with_fonts(raw: bytes) -> bytes:
    """Put the addresses of the installed fonts, whose names change with every Streamlit."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin or "").parent / "static/static/media" if spec else HERE
    for mark, stem in FONTS.items():
        found = sorted(path.name for path in folder.glob(f"{stem}*.woff2"))
        raw = raw.replace(mark.encode(), f"/static/media/{found[0] if found else ''}".encode())
    return raw
