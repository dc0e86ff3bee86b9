"""Letters of counsel's handed out as they were issued, to their claimant and to counsel."""

from datetime import datetime

from claims.access import Actor
from claims.claim.canonical import Json
from claims.office.blinding import must_owe_no_reading, owed
from claims.office.conversing import filed_claim
from claims.office.handing import PDF, Handed
from claims.office.house import House
from claims.problems import NotFound
from claims.store.claims import ClaimRow
from claims.store.notices import KeptNotice


def hand_letter(house: House, actor: Actor, number: str, place: int, *, now: datetime) -> Handed:
    """One letter as a PDF, always the same bytes. Raises NotAllowed and NotFound."""
    row = filed_claim(house, actor, "read notice", number)
    kept = next((each for each in house.store.notices.of(number) if each.place == place), None)
    if kept is None:
        raise NotFound(f"claim {number} has no letter {place}")
    made = paper_of(house, row, kept)
    told: dict[str, Json] = {"place": place, "sha256": kept.sha256}
    house.store.journal.note("read notice", number, told, at=now, by=actor.name)
    return Handed(f"lettre-{number}-{place}.pdf", PDF, len(made), (made,))


def hand_consolidated(
    house: House, actor: Actor, matter: str, place: int, *, now: datetime
) -> Handed:
    """A letter that covered several claims, for counsel. Raises NotAllowed and NotFound."""
    actor.must_work_on("issue notice", matter)
    found = house.store.consolidated.find(matter, place)
    if found is None:
        raise NotFound(f"no consolidated letter {place} in {matter}")
    from claims.documents.letter import letter  # reportlab: 0.3 s no page should wait for

    kept, at = found
    if owed(house, actor, matter).intersection(kept.numbers):
        must_owe_no_reading(house, actor, matter)
    rows = [house.store.claims.find(number) for number in kept.numbers]
    fictional = any(row.fictional for row in rows if row)
    made = letter(matter, place, kept, house.matter(matter), at=at, fictional=fictional)
    told: dict[str, Json] = {"place": place, "numbers": list(kept.numbers)}
    house.store.journal.note("read notice", matter, told, at=now, by=actor.name)
    return Handed(f"lettre-groupee-{matter}-{place}.pdf", PDF, len(made), (made,))


def paper_of(house: House, row: ClaimRow, kept: KeptNotice) -> bytes:
    """The bytes of a letter on paper."""
    from claims.documents.letter import letter  # reportlab: 0.3 s no page should wait for

    return letter(
        kept.number, kept.place, kept.notice, house.matter(row.matter), at=kept.at,
        fictional=row.fictional,
    )  # fmt: skip
