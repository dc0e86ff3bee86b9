"""A letter of counsel's written out: what fills its template, its words, its e-mail."""

import textwrap
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from claims.claim.deficiency import Lack, Notice, by_site
from claims.claim.identifiers import domain_said
from claims.evidence.curing import confirmed, post_days
from claims.evidence.juridical import local_date
from claims.i18n.formats import day
from claims.i18n.letters import WIDTH, Written
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.letters import LetterKind, wording_of
from claims.office.house import House
from claims.store.claims import ClaimRow


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells. told_at: when it was first asked, now for the first letter."""

    lacks: tuple[Lack, ...]
    sentence: str
    last_day: date
    by_post: bool
    told_at: datetime


def written(
    house: House, row: ClaimRow, kind: LetterKind, language: Language, told: Told, *, now: datetime
) -> Notice:
    """The letter in the matter's own wording, with the version of its template."""
    wording = wording_of(house.wordings, row.matter, kind, language)
    subject, text = wording.write(_values(house, row, language, told, now))
    return Notice(
        kind=kind, language=language, template=wording.version, last_day=told.last_day,
        by_post=told.by_post, sentence=told.sentence, lacks=told.lacks, subject=subject, text=text,
    )  # fmt: skip


def _values(
    house: House, row: ClaimRow, language: Language, told: Told, now: datetime
) -> dict[str, Any]:
    matter = house.matter(row.matter)
    words = filing(matter, language)
    return {
        "number": row.number,
        "claimant": row.claimant_name,
        "matter": matter.title.in_(language),
        "provider": matter.provider.in_(language),
        "filing": words["filing"],
        "the_filing": words["the_filing"],
        "numbered": words["numbered"],
        "today": day(local_date(now, matter.timezone), language),
        "told_on": day(local_date(told.told_at, matter.timezone), language),
        "last_day": day(told.last_day, language),
        "confirmed": confirmed(matter),
        "by_post": told.by_post,
        "post_days": post_days(matter),
        "registry": house.settings.address(),
        "sentence": told.sentence,
        "sites": [
            {"name": domain_said(site) if site else "", "lacks": [
                {"what": lack.what.in_(language),
                 "instead": lack.instead.in_(language) if lack.instead else ""}
                for lack in lacks
            ]}
            for site, lacks in by_site(told.lacks)
        ],
    }  # fmt: skip


def as_mail(notice: Notice) -> Written:
    """The same words, set at the width of an e-mail in plain text."""
    lines = [
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False,
                      subsequent_indent="  " if line.startswith("- ") else "")
        for line in notice.text.split("\n")
    ]  # fmt: skip
    return Written(notice.subject, "\n".join(lines))
