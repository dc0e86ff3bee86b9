"""A letter of counsel's written out: what fills its template, its words, its e-mail."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from claims.claim.deficiency import Consolidated, Lack, Notice, by_site
from claims.claim.identifiers import domain_said
from claims.claim.states import LABELS, Status
from claims.evidence.curing import CURE, Delay, confirmed, last_minute, post_days
from claims.evidence.juridical import local_date
from claims.i18n.catalogue import say
from claims.i18n.formats import day, moment_there, money
from claims.i18n.letters import WIDTH, Written
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.letters import LetterKind, wording_of
from claims.matter.model import Matter
from claims.office.house import House
from claims.store.claims import ClaimRow
from claims.store.contests import Contest


@dataclass(frozen=True, slots=True)
class LineDecided:
    """One loss as a letter tells it, in cents. before: what was admitted when it was contested,
    None where nothing was; sentence: counsel's, to the claimant."""

    head: str
    site: str
    start: date
    end: date
    declared: int
    outcome: str
    admitted: int
    reason: str
    before: int | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells. told_at: when it was first asked, now for the first letter; revision: of
    the claim whose decisions `lines` are; contest: the one that it answers."""

    sentence: str
    last_day: date
    by_post: bool
    told_at: datetime
    delay: Delay = CURE
    lacks: tuple[Lack, ...] = ()
    lines: tuple[LineDecided, ...] = ()
    revision: int = 0
    contest: Contest | None = None


def written(
    house: House, row: ClaimRow, kind: LetterKind, language: Language, told: Told, *, now: datetime
) -> Notice:
    """The letter in the matter's own wording, with the version of its template."""
    wording = wording_of(house.wordings, row.matter, kind, language)
    matter = house.matter(row.matter)
    subject, text = wording.write(
        {**_common(house, row, language, told, now), **_of_claim(row, matter, language, told)}
    )
    return Notice(
        kind=kind, language=language, template=wording.version, last_day=told.last_day,
        by_post=told.by_post, sentence=told.sentence, lacks=told.lacks, revision=told.revision,
        about=told.contest.place if told.contest else 0, subject=subject, text=text,
    )  # fmt: skip


def written_together(
    house: House,
    kind: LetterKind,
    language: Language,
    each: Sequence[tuple[ClaimRow, Told]],
    *,
    now: datetime,
) -> Consolidated:
    """One letter about several claims of one contact, each with its own time limit."""
    row, told = each[0]
    matter, wording = (
        house.matter(row.matter),
        wording_of(house.wordings, row.matter, kind, language),
    )
    claims = [_of_claim(row, matter, language, told) for row, told in each]
    common = _common(house, row, language, told, now)
    subject, text = wording.write({**common, **claims[0], "claims": claims, "many": len(claims)})
    return Consolidated(
        kind=kind, language=language, template=wording.version, by_post=told.by_post,
        numbers=tuple(row.number for row, _ in each), subject=subject, text=text,
    )  # fmt: skip


def _common(
    house: House, row: ClaimRow, language: Language, told: Told, now: datetime
) -> dict[str, Any]:
    """What all of a letter is filled with, however many claims it is about."""
    matter = house.matter(row.matter)
    words = filing(matter, language)
    contest = told.contest
    return {
        "matter": matter.title.in_(language),
        "provider": matter.provider.in_(language),
        "filing": words["filing"],
        "filings": words["filings"].lower(),
        "the_filing": words["the_filing"],
        "numbered": words["numbered"],
        "today": day(local_date(now, matter.timezone), language),
        "told_on": day(local_date(told.told_at, matter.timezone), language),
        "confirmed": confirmed(matter, told.delay),
        "by_post": told.by_post,
        "post_days": post_days(matter, told.delay),
        "registry": house.settings.address(),
        "sentence": told.sentence,
        "contested_on": day(local_date(contest.at, matter.timezone), language) if contest else "",
        "late": contest.told.late if contest else False,
    }


def _of_claim(row: ClaimRow, matter: Matter, language: Language, told: Told) -> dict[str, Any]:
    """What tells one claim, and its own time limit."""
    currency, lines = matter.currency, told.lines
    until = last_minute(told.last_day, matter.timezone)
    return {
        "number": row.number,
        "claimant": row.claimant_name,
        "last_day": day(told.last_day, language),
        "until": moment_there(until, matter.timezone, language),
        "declared": money(sum(line.declared for line in lines), currency, language),
        "admitted": money(sum(line.admitted for line in lines), currency, language),
        "whole": all(line.outcome == "accepted" for line in lines),
        "maintained": all(line.before in (None, line.admitted) for line in lines),
        "sites": [*_lacking(told.lacks, language), *_decided(lines, matter, language)],
    }


def _lacking(lacks: Iterable[Lack], language: Language) -> list[dict[str, Any]]:
    return [
        {"name": domain_said(site) if site else "", "lines": [], "lacks": [
            {"what": lack.what.in_(language),
             "instead": lack.instead.in_(language) if lack.instead else ""}
            for lack in lacks
        ]}
        for site, lacks in by_site(lacks)
    ]  # fmt: skip


def _decided(
    lines: Sequence[LineDecided], matter: Matter, language: Language
) -> list[dict[str, Any]]:
    """Each loss under its site, what is about nobody's site last."""
    sites = sorted({line.site for line in lines}, key=lambda site: (not site, site))
    return [
        {"name": domain_said(site) if site else "", "lacks": [],
         "lines": [_line(line, matter, language) for line in lines if line.site == site]}
        for site in sites
    ]  # fmt: skip


def _line(line: LineDecided, matter: Matter, language: Language) -> Mapping[str, str]:
    changed = line.before not in (None, line.admitted)
    return {
        "what": f"{matter.heads[line.head].label.in_(language)}, {_period(line, language)}",
        "declared": money(line.declared, matter.currency, language),
        "outcome": say(LABELS[Status(line.outcome)], language),
        "admitted": money(line.admitted, matter.currency, language),
        "before": money(line.before or 0, matter.currency, language) if changed else "",
        "reason": matter.reasons[line.reason].in_(language)
        if line.reason in matter.reasons
        else "",
        "sentence": line.sentence,
    }


def _period(line: LineDecided, language: Language) -> str:
    start, end = day(line.start, language), day(line.end, language)
    if line.start == line.end:
        return start
    return say("du {start} au {end}", language, start=start, end=end)


def as_mail(letter: Notice | Consolidated) -> Written:
    """The same words, set at the width of an e-mail in plain text."""
    lines = [
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False,
                      subsequent_indent="  " if line.startswith("- ") else "")
        for line in letter.text.split("\n")
    ]  # fmt: skip
    return Written(letter.subject, "\n".join(lines))
