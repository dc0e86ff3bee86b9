"""Exhibits that a bundle gives and that counsel withheld after it was made.

A bundle stands as its snapshot holds it; what goes to the other side does not come back. So one
that gives what nobody would give today goes out no more, let out or not: another is made.
"""

import json
from collections.abc import Mapping
from typing import Any
from zipfile import ZipFile

from claims.claim.redaction import Set
from claims.documents.verify import MANIFEST, NO_KEY
from claims.office.house import House
from claims.problems import Problem, Refused
from claims.store.exports import Export
from claims.store.redactions import Withheld

SAID = frozenset({"class exhibit", "redact exhibit", "quarantine exhibit"})
"""What may keep back an exhibit that was given."""
NAMED = 6
"""Exhibits named in a refusal, at most."""


def must_give_no_more_than_today(house: House, *files: Export) -> None:
    """Raises Refused, with the numbers of the exhibits, where files are of a bundle that gives more
    than one made now would."""
    if numbers := [number for each in files for number in given_too_much(house, each)]:
        told = ", ".join(numbers[:NAMED]) + ("…" if len(numbers) > NAMED else "")
        raise Refused([Problem("", "bundle-overtaken", {"numbers": told})])


def given_too_much(house: House, export: Export) -> tuple[str, ...]:
    """Numbers (P-3) of the exhibits of a bundle that were withheld, redacted anew or put in
    quarantine since; none of another document, or of a file that is gone."""
    path = house.settings.exports_dir / export.id / export.name
    if export.kind != "bundle" or path.suffix != ".zip":
        return ()
    journal = house.store.journal
    until = journal.head().seq
    since = {
        (subject, json.loads(body)["id"])
        for _, subject, body, *_ in journal.said(SAID, until, after=export.journal_seq)
    }
    if not since or not path.is_file():
        return ()
    with ZipFile(path) as archive:
        told = json.loads(archive.read(MANIFEST))
    held = house.store.redactions.every(until)
    return tuple(
        str(each["number"]) for each in told["exhibits"]
        if (key := (each["claim"], each["id"])) in since
        and _is_too_much(house, each, Set(told["set"]), held.get(key, Withheld()))
    )  # fmt: skip


def _is_too_much(house: House, given: Mapping[str, Any], of: Set, held: Withheld) -> bool:
    """Whether an exhibit, as the manifest says it is given, would not be today."""
    notice = "withheld" in given or given["path"] == NO_KEY
    if notice or (given["transfer"] and given["transfer"]["tool"] == "quarantine"):
        return False
    if held.leaves_a_notice(of) or house.store.looks.find(given["id"]).quarantined:
        return True
    version = given.get("redaction", {}).get("version", 0)
    return of is Set.REDACTED and held.copy is not None and version != held.copy.version
