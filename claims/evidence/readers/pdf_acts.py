"""What acts in a PDF, told by the part it plays and never by its name alone.

A font, a form or a letter may be called /AA or /JS: in a table whose keys are names that its maker
chose, and in an array of names, nothing acts. What is reached in any other way, or by nothing at
all, is taken at its word. A dictionary that says it is an action acts wherever it stands.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

ACTIVE = {
    "/JavaScript": "pdf-script",
    "/JS": "pdf-script",
    "/Launch": "pdf-launch",
    "/EmbeddedFiles": "pdf-attachment",
    "/EF": "pdf-attachment",
    "/OpenAction": "pdf-opening-action",
    "/AA": "pdf-action",
    "/RichMedia": "pdf-media",
    "/Rendition": "pdf-media",
    "/Movie": "pdf-media",
    "/Sound": "pdf-media",
    "/3D": "pdf-media",
    "/XFA": "pdf-dynamic-form",
    "/SubmitForm": "pdf-sends-form",
    "/GoToR": "pdf-remote-file",
    "/GoToE": "pdf-remote-file",
    "/ImportData": "pdf-imports-data",
    "/URI": "pdf-link",
}
"""Key of a dictionary, or type of an action, a note or a medium → flag."""
QUIET = frozenset({
    "/GoTo", "/GoToDp", "/GoTo3DView", "/Hide", "/Named", "/ResetForm", "/SetOCGState", "/Thread",
    "/Trans",
})  # fmt: skip
"""Actions that stay inside the file and its reader."""
STILL = ("/AP", "/AS", "/F", "/Rect")
"""What of a note is seen on its page."""
TYPES = ("/S", "/Subtype", "/Type")
"""Where a dictionary says what it is."""
PLAIN, RESOURCES, STATES, CHOSEN = "", "resources", "states", "chosen"
"""The part of a dictionary: any; what a page draws with; the looks of a note; a table whose keys
are names that its maker chose."""
LEADS = {
    "/Resources": RESOURCES, "/DR": RESOURCES, "/AP": STATES, "/CharProcs": CHOSEN,
    "/ClassMap": CHOSEN, "/Colorants": CHOSEN, "/Dests": CHOSEN, "/DotGain": CHOSEN, "/HT": CHOSEN,
    "/RoleMap": CHOSEN, "/Solidities": CHOSEN,
}  # fmt: skip
"""Key of a dictionary → the part of what it leads to."""
TABLES = {
    RESOURCES: {"/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Properties", "/Shading",
                "/XObject"},
    STATES: {"/D", "/N", "/R"},
}  # fmt: skip
"""Part → the keys that lead from it to a table of chosen names."""
HOLDING = pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream
Part = tuple[pikepdf.Object, str]
"""An array, a dictionary or a stream, and the part it plays."""


def parts(pdf: pikepdf.Pdf) -> Iterator[Part]:
    """All of a file, each thing once for each part it plays. What is taken out of one before the
    next is asked for leads nowhere any more."""
    seen: set[tuple[tuple[int, int], str]] = set()
    reached: set[tuple[int, int]] = set()
    for start in (pdf.trailer, *pdf.objects):
        holds = isinstance(start, HOLDING) and start.objgen not in reached
        left = [(start, PLAIN)] if holds else []
        while left:
            thing, part = left.pop()
            if thing.is_indirect:
                if (thing.objgen, part) in seen:
                    continue
                seen.add((thing.objgen, part))
                reached.add(thing.objgen)
            yield thing, part
            left.extend(_inside(thing, part))


def _inside(thing: pikepdf.Object, part: str) -> Iterator[Part]:
    """What a thing leads to."""
    if isinstance(thing, pikepdf.Array):
        found: Any = ((each, PLAIN) for each in thing)
    else:
        keys = thing.keys()
        found = ((thing[key], _part(part, key)) for key in keys)
    for each, its_part in found:
        if isinstance(each, HOLDING):
            yield each, its_part if isinstance(each, pikepdf.Dictionary) else PLAIN


def _part(part: str, key: str) -> str:
    """The part of what a key leads to, from a dictionary that plays one."""
    if part == CHOSEN:
        return PLAIN
    return CHOSEN if key in TABLES.get(part, ()) else LEADS.get(key, PLAIN)


def acting(thing: pikepdf.Object, part: str) -> dict[str, str]:
    """Key → flag of every key by which a thing acts, or says that it does."""
    if isinstance(thing, pikepdf.Array):
        return {}
    found = {}
    for key in thing.keys():  # noqa: SIM118  a dictionary of pikepdf yields none when iterated
        if key in TYPES and isinstance(thing[key], pikepdf.Name):
            if flag := _said(thing, str(thing[key])):
                found[key] = flag
        elif key in ACTIVE and part != CHOSEN and not _is_plain_opening(thing, key):
            found[key] = ACTIVE[key]
    return found


def clean(thing: pikepdf.Object, part: str) -> None:
    """Take what acts out of a thing; of an action nothing is left, of a medium what it shows before
    anyone plays it."""
    found = acting(thing, part)
    whole = any(key in TYPES for key in found)
    left = STILL if whole and "/AP" in thing else ()
    for key in list(thing.keys()) if whole else found:
        if key not in left and key != "/Length":  # no stream is without one
            del thing[key]
    if left:
        thing.Type, thing.Subtype = pikepdf.Name.Annot, pikepdf.Name.Stamp


def _said(thing: pikepdf.Object, kind: str) -> str | None:
    """The flag of what a dictionary says it is; an action of a sort that nobody knows acts."""
    if kind == "/Action":
        return None if str(thing.get("/S")) in QUIET | ACTIVE.keys() else "pdf-action"
    return ACTIVE.get(kind)


def _is_plain_opening(thing: pikepdf.Object, key: str) -> bool:
    """Opening at a page and a zoom is no action; most writers ask for it."""
    return key == "/OpenAction" and isinstance(thing[key], pikepdf.Array)
