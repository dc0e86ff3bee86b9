"""A page made anew of what it draws, where that can be told surely; else it is to be drawn.

Plain is a page that sets letters of fonts, lines and areas of plain colours, and whole pictures,
and shows all of it. A form, a layer, a pattern, a mask, letters that are drawings, a place cut out
of more, an instruction not known here: each makes a page that is not plain.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from claims.evidence.readers.pdf_parts import DEFAULTS, DEVICES, Codes, Parts, is_wide
from claims.evidence.readers.pdf_picture import NotPlain
from claims.evidence.readers.pdf_strip import Sheet, inherited, sheet_of
from claims.evidence.readers.pdf_within import shows_all

Operands = list[Any]
Font = tuple[pikepdf.Object, bool]
"""A font of the copy, and whether its codes are of two bytes."""
NUMBERS = {
    "q": 0, "Q": 0, "cm": 6, "w": 1, "J": 1, "j": 1, "M": 1, "i": 1,
    "m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4,
    "S": 0, "s": 0, "f": 0, "F": 0, "f*": 0, "B": 0, "B*": 0, "b": 0, "b*": 0, "n": 0,
    "W": 0, "W*": 0, "BT": 0, "ET": 0, "Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Ts": 1,
    "Td": 2, "TD": 2, "Tm": 6, "T*": 0, "G": 1, "g": 1, "RG": 3, "rg": 3, "K": 4, "k": 4,
}  # fmt: skip
"""Instructions of numbers alone, and how many."""
COLOURS = frozenset({"SC", "SCN", "sc", "scn"})
UNSHOWN = frozenset({"BMC", "BDC", "EMC", "MP", "DP", "BX", "EX", "ri"})
"""Tags, words that stand for what is drawn, and how colours are meant: left behind."""
TEXTS = {"Tj": 1, "'": 1, '"': 3, "TJ": 1}
CLIPS = 4
"""From here on, a way to set letters makes a mask of them."""
TABLES = {"Tf": "/Font", "gs": "/ExtGState", "CS": "/ColorSpace", "cs": "/ColorSpace",
          "Do": "/XObject"}  # fmt: skip
"""Where each instruction looks its name up, and it alone."""


def plain_page(
    source: pikepdf.Pdf, number: int, seen: pypdfium2.PdfPage, parts: Parts
) -> pikepdf.Dictionary | None:
    """The page of the copy that draws what this one does; None when it is to be drawn.

    number: from 0; seen: the same page, as PDFium reads it.
    """
    source.get_warnings()  # of what was read before
    try:
        page = source.pages[number]
        sheet = sheet_of(page)
        if not _is_bare(page, sheet) or not shows_all(seen, sheet.shown):
            return None
        drawn = _Drawn(inherited(page.obj, "/Resources", None), parts)
        content = pikepdf.unparse_content_stream(list(drawn.kept(page)))
        told: dict[str, Any] = {
            "/Type": Name.Page, "/MediaBox": Array(sheet.shown), "/Rotate": sheet.turned,
            "/Resources": drawn.resources(), "/Contents": parts.stream(content),
        }  # fmt: skip
        if (unit := inherited(page.obj, "/UserUnit", None)) is not None:
            told["/UserUnit"] = float(unit)
        if (group := page.obj.get("/Group")) is not None:
            told["/Group"] = _group(group, parts)
    except Exception:  # noqa: BLE001  whatever a broken page raises, it may still be drawn
        return None
    if source.get_warnings():  # something of it had to be guessed
        return None
    drawn.note()
    return Dictionary(told)


def _is_bare(page: pikepdf.Page, sheet: Sheet) -> bool:
    """Whether nothing stands on a page but what it draws, a link shows nothing, and nothing of it
    lies outside of what is shown."""
    if sheet.shown != sheet.media:
        return False
    notes = inherited(page.obj, "/Annots", None)
    if notes is None:
        return True
    return isinstance(notes, Array) and all(
        isinstance(note, Dictionary) and note.get("/Subtype") == Name.Link for note in notes
    )


def _group(found: pikepdf.Object, parts: Parts) -> pikepdf.Object:
    """How the page as a whole is laid on white."""
    told: dict[str, Any] = {"/S": Name.Transparency}
    told |= {key: bool(found[key]) for key in ("/I", "/K") if key in found}
    if "/CS" in found:
        told["/CS"] = parts.colours(found.CS)
    return Dictionary(told)


class _Drawn:
    """What one page draws, and with what."""

    def __init__(self, known: Any, parts: Parts) -> None:
        self._known, self._parts = known, parts
        self._tables: dict[str, dict[str, tuple[Name, Any]]] = {}
        self._font: Font | None = None
        self._fonts: list[Font | None] = []
        self._shown: list[tuple[pikepdf.Object, Codes]] = []

    def kept(self, page: pikepdf.Page) -> Iterator[pikepdf.ContentStreamInstruction]:
        """Its instructions, under names of ours. Raises NotPlain."""
        for each in pikepdf.parse_content_stream(page):
            if not isinstance(each, pikepdf.ContentStreamInstruction):
                raise NotPlain  # a picture written among the instructions
            operands, operator = list(each.operands), str(each.operator)
            if operator in UNSHOWN:
                if Name.OC in operands[:1]:
                    raise NotPlain
                continue
            if operator == "Q" and not self._fonts:
                continue  # closes nothing: readers pass over it
            told = self._told(operator, operands)
            yield pikepdf.ContentStreamInstruction(told, each.operator)
        for _ in self._fonts:
            yield pikepdf.ContentStreamInstruction([], pikepdf.Operator("Q"))

    def _told(self, operator: str, operands: Operands) -> Operands:
        """The operands of an instruction, those and no others. Raises NotPlain."""
        if operator in TABLES:
            _must(len(operands) == 1 + (operator == "Tf") and _numbers(operands[1:]))
            return [self._named(operator, operands[0]), *operands[1:]]
        if operator in TEXTS:
            _must(len(operands) == TEXTS[operator] and _numbers(operands[:-1]))
            self._letters(operands[-1] if operator == "TJ" else operands[-1:])
            return operands
        _must(_is_known(operator, operands))
        if operator == "q":
            self._fonts.append(self._font)
        elif operator == "Q":
            self._font = self._fonts.pop()
        return operands

    def _named(self, operator: str, name: Name) -> Name:
        """The name in the copy of what an instruction names."""
        table = TABLES[operator]
        if table == "/ColorSpace" and str(name) in DEVICES:
            return name
        found = self._known[table][name]
        ours, made = self._add(table, str(name), found)
        if operator == "Tf":
            self._font = made, is_wide(found)
        return ours

    def _add(self, table: str, name: str, found: pikepdf.Object) -> tuple[Name, Any]:
        added = self._tables.setdefault(table, {})
        if name not in added:
            makers: dict[str, Callable[[pikepdf.Object], Any]] = {
                "/Font": self._parts.font, "/ExtGState": self._parts.state,
                "/ColorSpace": self._parts.colours, "/XObject": self._parts.picture,
            }  # fmt: skip
            ours = name if name in DEFAULTS else f"/{table[1]}{len(added)}"
            added[name] = Name(ours), makers[table](found)
        return added[name]

    def _letters(self, texts: Any) -> None:
        """Note the codes of letters shown. Raises NotPlain when no font says what they are."""
        if self._font is None:
            raise NotPlain
        font, wide = self._font
        codes: Codes = set()
        for text in texts:
            if isinstance(text, pikepdf.String):
                codes.update(_codes(bytes(text), wide))
            else:
                _must(_numbers([text]))
        self._shown.append((font, codes))

    def resources(self) -> pikepdf.Dictionary:
        """What it draws with, under those names."""
        spaces = self._known.get("/ColorSpace") if self._known is not None else None
        for name in DEFAULTS:
            if spaces is not None and name in spaces:
                self._add("/ColorSpace", name, spaces[name])
        return Dictionary({
            table: Dictionary({str(ours): made for ours, made in added.values()})
            for table, added in self._tables.items()
        })  # fmt: skip

    def note(self) -> None:
        """The page is kept: its letters may be told of."""
        for font, codes in self._shown:
            self._parts.note(font, codes)


def _is_known(operator: str, operands: Operands) -> bool:
    """Whether an instruction names and shows nothing, and is one that a page may keep."""
    if operator == "d":
        return len(operands) == 2 and _numbers([*operands[0], operands[1]])
    if operator == "Tr":
        return len(operands) == 1 and 0 <= operands[0] < CLIPS
    if operator in COLOURS:
        return _numbers(operands)
    return len(operands) == NUMBERS.get(operator, -1) and _numbers(operands)


def _codes(text: bytes, wide: bool) -> Codes:
    if not wide:
        return set(text)
    _must(len(text) % 2 == 0)
    return {int.from_bytes(text[at : at + 2]) for at in range(0, len(text), 2)}


def _numbers(operands: Any) -> bool:
    return all(isinstance(each, int | float | Decimal) for each in operands)


def _must(holds: bool) -> None:
    if not holds:
        raise NotPlain
