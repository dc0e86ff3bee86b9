"""What the house says that has no English yet: `python -m claims.i18n.missing [room]`.

Reads the source as a tree, never by running it, and prints entries ready to be completed at the
end of the room's file. The tests read the same list and want it empty.
"""

import ast
import gc
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from claims.i18n.catalogue import HOME, LOCALES, read_room, rooms
from claims.i18n.text import LANGUAGES, Language

SOURCE = HOME.parent
TOLD = HOME / "told"
SAYING = {"say": 1, "N_": 1, "say_n": 2}


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of the source; `many` is empty when it has no plural. file: where it stands;
    place: the same, or the code of its problem."""

    one: str
    many: str
    file: str
    place: str

    @property
    def id(self) -> str | tuple[str, str]:
        """As Babel keys it."""
        return (self.one, self.many) if self.many else self.one


@dataclass(frozen=True, slots=True)
class RaisedProblem:
    """One `Problem(where, "code", {…})` of the source; names is None when not written out."""

    code: str
    names: frozenset[str] | None
    place: str


def room_of(file: str) -> str:
    """The catalogue where most sentences of a source file stand.

    Of a new file: where most stand of the files named alike, or of its folder, or of the house.
    """
    path, known = Path(file), _standing()
    alike = str(path.with_name(path.stem.partition("_")[0]))
    for start in (file, alike, *("" if up == Path() else f"{up}/" for up in path.parents)):
        found = Counter(known[m.id] for m in every() if m.file.startswith(start) and m.id in known)
        if found:
            return max(sorted(found), key=found.__getitem__)
    return "lower"


@cache
def _standing() -> Mapping[object, str]:
    """Each sentence with the catalogue it stands in."""
    return {m.id: path.stem for path in rooms("en") for m in read_room(path, "en") if m.id}


@cache
def calls() -> tuple[tuple[Path, ast.Call], ...]:
    """Every call of the source, with its file."""
    return tuple(
        (path, node)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    )


def called(call: ast.Call) -> str:
    """The name a call goes by, without its module."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def literal(node: ast.expr) -> str | None:
    """The text of a string written out, else None."""
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None


def said() -> Iterator[Message]:
    """Sentences written in say, say_n and N_."""
    for path, call in calls():
        wanted = SAYING.get(called(call), 0)
        texts = [literal(argument) for argument in call.args[:wanted]]
        if texts and None not in texts:
            one, many = [str(text) for text in (*texts, "")][:2]
            place = str(path.relative_to(SOURCE))
            yield Message(one, many, place, place)


def problems() -> Iterator[RaisedProblem]:
    """Problems raised with a code written out."""
    for path, call in calls():
        if called(call) != "Problem" or len(call.args) < 2 or not (code := literal(call.args[1])):
            continue
        names = _names(call.args[2] if len(call.args) > 2 else ast.Dict([], []))
        place = f"{path.relative_to(SOURCE)}:{call.lineno}"
        yield RaisedProblem(code, names, place)


def _names(values: ast.expr) -> frozenset[str] | None:
    if not isinstance(values, ast.Dict):
        return None
    names = [literal(key) if key else None for key in values.keys]
    return None if None in names else frozenset(str(name) for name in names)


def told() -> Iterator[Message]:
    """The sentences of problems, in the tables of `told/`."""
    for path in sorted(TOLD.glob("*.py")):
        tables = (
            n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Dict)
        )
        for key, value in (
            pair for table in tables for pair in zip(table.keys, table.values, strict=True)
        ):
            code, text = literal(key) if key else None, literal(value)
            if code and text:
                yield Message(text, "", str(path.relative_to(SOURCE)), f"problem {code}")


@cache
def every() -> tuple[Message, ...]:
    """Everything the house says, wherever it says it."""
    return (*told(), *said())


def messages() -> dict[str | tuple[str, str], Message]:
    """Everything the house says, once each."""
    return {message.id: message for message in every()}


def missing(language: Language) -> list[Message]:
    """Sentences without an entry in that language; in French only plurals need one."""
    known = {m.id: m for path in rooms(language) for m in read_room(path, language) if m.id}
    done = {key for key, m in known.items() if m.string and "" not in list(m.string)}
    wanted = (m for m in messages().values() if language == "en" or m.many)
    return sorted((m for m in wanted if m.id not in done), key=lambda m: (m.file, m.place))


def stub(message: Message, language: Language) -> str:
    """The entry to complete; French plurals are complete already."""
    catalogue = Catalog(locale=LOCALES[language])
    strings = (message.one, message.many) if language == "fr" else ""
    catalogue.add(message.id, strings, auto_comments=[message.place])
    text = BytesIO()
    write_po(text, catalogue, omit_header=True, width=100)
    return text.getvalue().decode().rstrip("\n")


def main(room: str = "") -> int:
    """Print what is missing, by file; 1 when something is."""
    found = False
    for language in LANGUAGES:
        for message in missing(language):
            if room in ("", its := room_of(message.file)):
                print(f"# {LOCALES[language]}/{its}.po\n{stub(message, language)}\n")
                found = True
    return int(found)


if __name__ == "__main__":
    gc.disable()  # the trees of the source are kept: going through them again takes half the time
    sys.exit(main(*sys.argv[1:2]))
