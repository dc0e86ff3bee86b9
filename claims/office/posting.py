"""Writing e-mails into the outbox, in the transaction of the change they tell of.

What has happened and what is told of it are kept together or not at all; the key of the event makes
sure that it is told once. Sending is another matter (`claims.office.mailing`): no server that is
slow or down ever holds up a claimant.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from claims.access import Role
from claims.claim.identifiers import read_email
from claims.i18n.letters import Written, write, write_to_staff
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.office.house import House
from claims.office.secrecy import fingerprint, sealed_letter
from claims.problems import Problem
from claims.store.claims import ClaimRow
from claims.store.outbox import Letter

Values = Mapping[str, str]
NOTHING: Values = {}


def post(
    house: House,
    *,
    number: str,
    to: str,
    kind: str,
    language: Language,
    key: str,
    now: datetime,
    values: Mapping[str, str] = NOTHING,
    by: str = "system",
) -> bool:
    """Put one letter about a claim in the outbox; False when none is written.

    kind: of `claims.i18n.letters`; values: what fills it, said in `language`; key: names the event,
    which is told once. None is written about a fictional claim, nor to an address nobody can read:
    a claim is never held up by its letters. Inside `store.database.together()` it is kept with the
    rest of the block, or not at all.
    """
    row = house.store.claims.find(number)
    if row is None:
        return False
    given = {**_of_every_letter(house, row, language), **values}
    written = write(kind, language, given)
    return post_written(house, row, to, kind, language, written, key=key, now=now, by=by)


def post_written(
    house: House,
    row: ClaimRow,
    to: str,
    kind: str,
    language: Language,
    written: Written,
    *,
    key: str,
    now: datetime,
    by: str = "system",
) -> bool:
    """The same, of a letter whose words stand already."""
    if row.fictional:
        return False
    about = (row.number, row.matter)
    return _put(house, about, to, kind, language, written, key=key, now=now, by=by)


def post_to_administrators(
    house: House, kind: str, *, key: str, now: datetime, values: Callable[[Language], Values]
) -> int:
    """The same to each administrator who may sign in, in their language, about no claim; how many
    letters. kind: of `claims.i18n.letters.staff`; values: what fills it, in a language."""
    posted = 0
    for account in house.store.accounts.all():
        if account.role is Role.ADMINISTRATOR and account.active:
            told = {"site": house.settings.address(), **values(account.language)}
            written = write_to_staff(kind, account.language, told)
            posted += _put(
                house, ("", ""), account.email, kind, account.language, written,
                key=f"{key} {account.email}", now=now, by="system",
            )  # fmt: skip
    return posted


def _put(
    house: House,
    about: tuple[str, str],
    to: str,
    kind: str,
    language: Language,
    written: Written,
    *,
    key: str,
    now: datetime,
    by: str,
) -> bool:
    """Keep a letter to an address that reads. about: its claim and its matter, or neither."""
    address = read_email(to, "to")
    if isinstance(address, Problem):
        return False
    letter = fingerprint(house.settings.key(), "letter", key)[:32]
    number, matter = about
    return house.store.outbox.put(
        Letter(
            id=letter,
            number=number,
            matter=matter,
            recipient=address,
            language=language,
            kind=kind,
            subject=written.subject,
            body=sealed_letter(house.settings.key(), written.body, letter),
            key=key,
            message_id=f"<{letter}@{_domain(house)}>",
            created_at=now,
            due_at=now,
        ),
        by=by,
    )


def post_to_claimant(
    house: House,
    number: str,
    kind: str,
    *,
    key: str,
    now: datetime,
    values: Mapping[str, str] = NOTHING,
    by: str = "system",
) -> bool:
    """The same, to the address the claimant gave, in the language of the claim."""
    row = house.store.claims.find(number)
    if row is None:
        return False
    return post(
        house, number=number, to=address_of(house, number), kind=kind, language=row.language,
        key=key, now=now, values=values, by=by,
    )  # fmt: skip


def address_of(house: House, number: str) -> str:
    """The e-mail of a claim: as last filed, else as its draft has it; empty when unreadable.

    An address half typed in a correction, or not filed yet, takes nothing from where letters go.
    """
    row = house.store.claims.find(number)
    if row is None:
        return ""
    address = read_email(_email_of(house, row), "contact.email")
    return "" if isinstance(address, Problem) else address


def _email_of(house: House, row: ClaimRow) -> str:
    if row.revision:
        return house.store.claims.body(row.number).contact.email
    draft = house.store.drafts.read(row.number)
    return str(draft.form.get("contact", {}).get("email", "")) if draft else ""


def _of_every_letter(house: House, row: ClaimRow, language: Language) -> dict[str, str]:
    matter = house.matter(row.matter)
    return {
        "number": row.number,
        "matter": matter.title.in_(language),
        "stage": matter.stage_notice.text.in_(language),
        "site": house.settings.address(),
        **filing(matter, language),
    }


def _domain(house: House) -> str:
    """Where our letters come from: the sender's domain, else the registry's own."""
    sender = house.settings.mail_from.rpartition("@")[2].rstrip("> ")
    return sender or urlsplit(house.settings.address()).hostname or "localhost"
