"""What the house says that has no English yet: `python -m claims.i18n.missing [room]`.

Reads the source as a tree, never by running it, and prints entries ready to be completed at the
end of the room's file. The tests read the same list and want it empty.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from claims.i18n.catalogue import HOME, LOCALES, read_room, rooms
from claims.i18n.sentences import SENTENCES
from claims.i18n.text import LANGUAGES, Language

SOURCE = HOME.parent
SAYING = {"say": 1, "N_": 1, "say_n": 2}
ROOMS = {
    "i18n": "lower",
    "claim": "claim",
    "matter": "matter",
    "damages": "damages",
    "totals": "totals",
    "evidence": "documents",
    "documents": "documents",
    "store": "office",
    "office": "office",
    "web": "web",
    "demo": "cli",
    "cli": "cli",
}


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence of the source; `many` is empty when it has no plural."""

    one: str
    many: str
    room: str
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
    room: str
    place: str


def room_of(path: Path) -> str:
    """The room whose catalogue holds the sentences of a source file."""
    parts = path.relative_to(SOURCE).parts
    if parts[0] == "ui":
        staff = ("representative", "lawyer", "administrator", "staff")
        return "staff" if path.name.startswith(staff) else "claimant"
    return ROOMS.get(parts[0], "lower")


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
            yield Message(one, many, room_of(path), str(path.relative_to(SOURCE)))


def problems() -> Iterator[RaisedProblem]:
    """Problems raised with a code written out."""
    for path, call in calls():
        if called(call) != "Problem" or len(call.args) < 2 or not (code := literal(call.args[1])):
            continue
        names = _names(call.args[2] if len(call.args) > 2 else ast.Dict([], []))
        place = f"{path.relative_to(SOURCE)}:{call.lineno}"
        yield RaisedProblem(code, names, room_of(path), place)


def _names(values: ast.expr) -> frozenset[str] | None:
    if not isinstance(values, ast.Dict):
        return None
    names = [literal(key) if key else None for key in values.keys]
    return None if None in names else frozenset(str(name) for name in names)


def messages() -> dict[str | tuple[str, str], Message]:
    """Everything the house says, once each."""
    room = {problem.code: problem.room for problem in problems()}
    table = (Message(s, "", room.get(c, "lower"), f"problem {c}") for c, s in SENTENCES.items())
    return {message.id: message for message in (*table, *said())}


def missing(language: Language) -> list[Message]:
    """Sentences without an entry in that language; in French only plurals need one."""
    known = {m.id: m for path in rooms(language) for m in read_room(path, language) if m.id}
    done = {key for key, m in known.items() if m.string and "" not in list(m.string)}
    wanted = (m for m in messages().values() if language == "en" or m.many)
    return sorted((m for m in wanted if m.id not in done), key=lambda m: (m.room, m.place))


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
            if room in ("", message.room):
                print(f"# {LOCALES[language]}/{message.room}.po\n{stub(message, language)}\n")
                found = True
    return int(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
