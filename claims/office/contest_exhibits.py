"""What the bundle of a contest gives of each exhibit ever filed: as a bundle of the confidential
set does, and the redacted copy wherever counsel made one.

Whoever decides anew reads what nobody withheld. The same bytes may stand twice, taken back and
brought again: what is withheld of them once is withheld under either name.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from claims.claim.redaction import Set
from claims.documents.contest_bundle import InPlace
from claims.documents.my_data import HeldExhibit
from claims.evidence.look import Look
from claims.i18n.text import Language
from claims.office.handing import ever_filed
from claims.office.handing_own import exhibits_of, why_not
from claims.office.house import House
from claims.office.in_place import (
    KEPT_BACK,
    QUARANTINED,
    Stands,
    as_copied,
    kept_from,
    notice,
    stands_for,
)
from claims.office.keeping import chunks_of
from claims.store.redactions import Withheld

Found = tuple[Stands, Withheld]
ORDER = tuple(Stands)


def given_of(
    house: House, number: str, language: Language
) -> Iterator[tuple[HeldExhibit, InPlace | None]]:
    """Each exhibit as it is given, and what stands in the place of its file where it is not."""
    filed, held = ever_filed(house, number), house.store.redactions.of(number)
    every, found = tuple(exhibits_of(house, number)), defaultdict[str, list[Found]](list)
    for each in every:
        kept = held.get(each.exhibit.id, Withheld())
        stands = stands_for(kept, each.look, Set.CONFIDENTIAL, copies=True)
        found[each.exhibit.sha256].append((stands, kept))
    for each in every:
        if each.exhibit.id in filed:
            yield _given(house, number, each, _least(found[each.exhibit.sha256]), language)


def _least(found: Sequence[Found]) -> Found:
    """Of what stands for the same bytes, what gives least; of several copies, the last made."""
    least = min((stands for stands, _ in found), key=ORDER.index)
    every = [kept for stands, kept in found if stands is least]
    return least, max(every, key=lambda kept: kept.copy.journal_seq if kept.copy else 0)


def _given(
    house: House, number: str, each: HeldExhibit, found: Found, language: Language
) -> tuple[HeldExhibit, InPlace | None]:
    """Nothing that was read in the file goes with what stands for it."""
    stands, kept = found
    exhibit, copy = each.exhibit, kept.copy
    if stands is Stands.FILE:
        return each, None
    look = Look(scan=each.look.scan)
    told = InPlace(exhibit.sha256, stands, kept_from(kept, stands))
    if stands is Stands.COPY and copy:
        why = why_not(house, number, copy.sha256)
        opens = None if why else partial(chunks_of, house, number, copy.sha256)
        given = HeldExhibit(as_copied(exhibit, copy), each.removed, opens, why,
                            replace(look, pages=copy.pages))  # fmt: skip
        return given, told
    named, words = notice(exhibit, QUARANTINED if stands is Stands.QUARANTINE else KEPT_BACK,
                          language)  # fmt: skip
    return HeldExhibit(named, each.removed, lambda: [words], "", look), told
