"""The leaves of a form, each held to its letters and its length before anything reads it.

What is read of a text may be less than the text: an address keeps only its host, a history its
figures. What was typed is kept whole all the same, so it is the whole that is looked at.
"""

from collections.abc import Iterator, Mapping

from claims.claim.findings import LINE, NAME, PARAGRAPH, SOURCE
from claims.claim.form import ClaimForm
from claims.claim.identifiers import LONGEST_TYPED
from claims.claim.sheet import LISTED
from claims.i18n.amounts import LOST, read_text
from claims.matter.model import Matter
from claims.problems import Problem

LONGEST_LIST = 200_000
"""Characters of a list of its own: five thousand days of sales and more."""
LONGEST: Mapping[str, int] = {
    "key": NAME, "name": NAME, "owner": NAME, "source": SOURCE, "note": PARAGRAPH,
    "domain": LONGEST_TYPED,
}  # fmt: skip
"""Field of a part → characters it holds; any other holds a line."""
ON_LINES = frozenset({"address", "note"})
ASKED = frozenset({"answers", "inputs"})
"""Parts whose leaves are named by the matter."""


def lists_of(matter: Matter) -> frozenset[str]:
    """Names of the inputs that are lists of their own, on as many lines as they need."""
    return frozenset(
        name
        for head in matter.heads.values()
        for name, asked in head.inputs.items()
        if asked.unit in LISTED
    )


def faults_of(form: ClaimForm, matter: Matter) -> dict[str, Problem]:
    """Place → what is wrong with the text itself, for every leaf that cannot be kept.

    An id is left to its own rule, which is stricter.
    """
    lists, faults = lists_of(matter), {}
    for path, typed in _leaves(form.model_dump(exclude={"exhibits"}), ()):
        *_, holder, name = ("", *path)
        inside = holder in ASKED
        listed = inside and name in lists
        lines = listed or (name in ON_LINES and not inside)
        longest = LONGEST_LIST if listed else LINE if inside else LONGEST.get(name, LINE)
        plain = typed.isprintable() and LOST not in typed and len(typed) <= longest
        if plain or (name == "id" and not inside):
            continue
        where = ".".join(path)
        read = read_text(typed, where, longest=longest, lines=lines)
        if isinstance(read, Problem):
            faults[where] = read
    return faults


def _leaves(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(place)))
