"""The resources a page draws with, and none of those it only shares with other pages.

Makers of PDF often give all pages one table of fonts and pictures: a page copied with it would
carry along what the other pages show.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from claims.evidence.readers.pdf_strip import inherited

UNNAMED = frozenset({"/ColorSpace", "/ProcSet", "/Shading"})
"""Tables kept whole: they hold neither words nor pictures."""
Instructions = list[Any]


def parsed(thing: pikepdf.Page | pikepdf.Object) -> Instructions:
    """What a page or a form draws. Raises pikepdf.PdfParsingError."""
    return list(pikepdf.parse_content_stream(thing))


def only_used(page: pikepdf.Page) -> pikepdf.Dictionary:
    """The resources that a page, and the forms it draws, name."""
    return _pruned(inherited(page.obj, "/Resources", None), parsed(page), set())


def _pruned(
    known: pikepdf.Object | None, drawn: Instructions, seen: set[tuple[int, int]]
) -> pikepdf.Dictionary:
    left = pikepdf.Dictionary()
    if not isinstance(known, pikepdf.Dictionary):
        return left
    names = set(_names(drawn))
    names |= _inner_names(known, names)
    for table in known.keys():  # noqa: SIM118  a dictionary of pikepdf yields none when iterated
        kept = known[table]
        if table not in UNNAMED and isinstance(kept, pikepdf.Dictionary):
            kept = pikepdf.Dictionary({name: kept[name] for name in kept.keys() if name in names})  # noqa: SIM118
        left[table] = kept
    for form in _forms(left):
        if form.objgen not in seen and "/Resources" in form:
            seen.add(form.objgen)
            form.Resources = _pruned(form.Resources, parsed(form), seen)
    return left


def _inner_names(known: pikepdf.Dictionary, names: set[str]) -> set[str]:
    """Names that forms without resources of their own look up in those of their page."""
    found: set[str] = set()
    for form in _forms(known, names):
        if "/Resources" not in form:
            found |= set(_names(parsed(form)))
    return found


def _forms(known: pikepdf.Dictionary, names: set[str] | None = None) -> Iterator[pikepdf.Object]:
    """What of some resources draws by itself: forms, patterns, and masks."""
    for table, is_form in (("/XObject", _is_form), ("/Pattern", _is_tile), ("/ExtGState", None)):
        found = known.get(table)
        if not isinstance(found, pikepdf.Dictionary):
            continue
        for name in found.keys():  # noqa: SIM118
            if names is not None and name not in names:
                continue
            thing = found[name] if is_form else _mask(found[name])
            if isinstance(thing, pikepdf.Stream) and (is_form is None or is_form(thing)):
                yield thing


def _is_form(thing: pikepdf.Object) -> bool:
    return bool(thing.get("/Subtype") == pikepdf.Name.Form)


def _is_tile(thing: pikepdf.Object) -> bool:
    return thing.get("/PatternType") == 1


def _mask(state: pikepdf.Object) -> pikepdf.Object | None:
    mask = state.get("/SMask") if isinstance(state, pikepdf.Dictionary) else None
    return mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None


def _names(drawn: Instructions) -> Iterator[str]:
    for each in drawn:
        if isinstance(each, pikepdf.ContentStreamInstruction):
            yield from (str(name) for name in each.operands if isinstance(name, pikepdf.Name))
