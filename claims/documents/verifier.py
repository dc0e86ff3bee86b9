"""The page that checks a bundle in a browser, offline: one file of HTML, made from its parts.

What it says of faults is what `verify.py` says. Its policy names the hash of its only script and of
its only style, and lets nothing else run, load or leave.
"""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from claims.documents import verify

PARTS = Path(__file__).resolve().parent / "verifier_page"
SCRIPTS = (
    "hashes.js", "files.js", "shape.js", "check.js", "stood.js", "lists.js", "words.js", "page.js",
)  # fmt: skip
UNCHECKED = {
    "by-hand": (
        "ce navigateur ne lit pas ce qui a été glissé; choisissez le dossier par le bouton",
        "this browser does not read what was dragged; choose the folder by the button",
    ),
}
"""What keeps the page from checking; `verify.py` can."""
AGREED = (
    "Fichiers, manifeste, journal, réclamations et pièces concordent. Les calculs ne sont pas "
    "refaits ici : verify.py les refait.",
    "Files, manifest, journal, claims and exhibits agree. Computations are not done again here: "
    "verify.py does them.",
)
FIRST = (
    "Les fichiers qui ne sont pas ceux de la liste sont tous nommés; sinon, la vérification "
    "s'arrête à la première chose qui ne concorde pas.",
    "Files that are not those listed are all named; otherwise the check stops at the first thing "
    "that does not agree.",
)
FACTS = {
    "files": ("Fichiers intacts", "Files intact"),
    "claims": ("Réclamations", "Claims"),
    "entries": ("Entrées du journal", "Entries of the journal"),
    "shown": ("Dont au dossier", "Of them in the bundle"),
    "vouched": ("Garanties par la tête donnée", "Vouched for by the head given"),
    "head": ("Tête du journal", "Head of the journal"),
    "root": ("Racine de Merkle", "Merkle root"),
    "manifest": ("SHA-256 du manifeste", "SHA-256 of the manifest"),
}
"""What is told of a bundle that agrees, in order."""


@cache
def page() -> bytes:
    """The page, always the same bytes."""
    style = _part("page.css")
    script = "".join(['"use strict";\n', *map(_part, SCRIPTS)])
    named = {"script": _hash(script), "style": _hash(style)}
    filled = {**named, "css": style, "words": _words(), "js": script}
    made = _part("page.html")
    for name, text in filled.items():
        made = made.replace(f"{{{name}}}", text, 1)
    return made.encode()


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _program() -> bytes:
    return Path(verify.__file__).read_bytes()


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _words() -> str:
    """What the page shares with `verify.py`, as JSON that cannot end its element."""
    told = {
        "faults": _curled(verify.FAULTS),
        "unchecked": UNCHECKED | _curled({code: verify.FAULTS[code] for code in verify.UNCHECKED}),
        "warnings": _curled(verify.WARNINGS),
        "facts": FACTS,
        "agreed": AGREED,
        "first": _curl(FIRST),
        "vouched": [text.replace(" (--head)", "") for text in _curl(verify.VOUCHED)],
        "notices": verify.NOTICES,
        "kept": verify.KEPT_BACK,
        "redacted": verify.REDACTED,
        "unsaid": verify.UNSAID,
        "longest": verify.LONGEST,
        "ending": verify.ENDING,
        "reserved": verify.RESERVED,
        "nobody": verify.NOBODY,
        "format": verify.FORMAT,
        "shape": verify.SHAPE,
        "ours": sorted(verify.OURS),
        "named": verify.NAMED,
        "kept_back": verify.KEPT,
        "scheduled": verify.SCHEDULED,
        "volume": verify.FIRST,
        "lost": verify.LOST,
        "rows": {"lines": verify.LINES, "steps": verify.STEPS},
        "lists": [verify.INDEX, verify.DAT, verify.OPT, verify.EDRM],
        "suffixes": verify.SUFFIXES,
        "indexed": verify.INDEXED,
        "read_of": verify.READ_OF,
        "loaded": verify.LOADED,
        "images": verify.IMAGES,
        "levels": verify.LEVELS,
        "scans": verify.SCANS,
        "run": verify.RUN,
        "logged": verify.LOGGED,
        "reasons": verify.REASONS,
        "patterns": verify.PATTERNS,
        "entire": verify.ENTIRE,
        "entries": [",".join(sorted(names)) for names in (verify.ENTRY, verify.HIDDEN)],
        "sites": verify.MOST_SITES,
        "left": sorted(verify.LEFT),
        "printed": verify.PRINTED,
        "texts": sorted(verify.TEXTS),
        "several": sorted(verify.SEVERAL),
        "sheet": verify.SHEET,
        "unread": verify.UNREAD,
        "copied": verify.COPIED,
        "copies": verify.COPIES,
        "acts": verify.ACTS.pattern,
        "hands": [verify.README, verify.PAGE],
        "program": {"name": verify.PROGRAM, "sha256": sha256(_program()).hexdigest()},
        "letters": verify.MOST_LETTERS,
        "litter": sorted(verify.LITTER),
        "long": verify.LONG,
        "many": verify.MANY,
        "imprints": [before.hex() for before in verify.IMPRINTS],
    }
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def _curled(texts: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {name: _curl(each) for name, each in texts.items()}


def _curl(texts: tuple[str, str]) -> tuple[str, str]:
    """With our apostrophe: the verifier itself prints on any terminal."""
    french, english = texts
    return french.replace("'", "’"), english.replace("'", "’")
