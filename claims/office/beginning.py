"""A claim begun: kept under a number nobody has, its keys mailed if asked, both or neither.

The code follows from the key of the intention and from a secret of the house, so a second click
shows the same one; the database keeps hashes of both.
"""

from datetime import datetime, timedelta

from claims.claim.form import ClaimForm, ContactForm
from claims.claim.notice import NoticeSeen
from claims.claim.numbers import code_hash, new_code, new_number
from claims.claim.states import Status
from claims.i18n import Language
from claims.office.guessing import make_room_to_write
from claims.office.house import House
from claims.office.links import resume_values
from claims.office.posting import post
from claims.office.secrecy import Entropy, fingerprint, keyed
from claims.problems import Conflict, Problem, Refused, TooMany
from claims.store.claims import ClaimRow

DRAWS = 5
SAME_CLICK = timedelta(minutes=15)
"""How long the key of an intention gives the code again; then only the code opens the claim."""


def keep_new_claim(
    house: House,
    matter: str,
    language: Language,
    *,
    key: str,
    email: str,
    notice: NoticeSeen | None,
    now: datetime,
    entropy: Entropy,
) -> tuple[str, str]:
    """Its number and its code; two numbers drawn alike are improbable, five impossible.

    Raises Conflict, and Refused when too many letters go to that address.
    """
    form = ClaimForm(language=language, contact=ContactForm(email=email)).model_dump()
    secret, code, kept_key = house.settings.key(), _code_of(house, key), _kept(house, key)
    if email and not house.store.claims.started(kept_key):
        _make_room(house, email, now)
    for _draw in range(DRAWS):
        number = new_number(entropy)
        try:
            with house.store.database.together():
                row = house.store.claims.start(
                    number, matter, language=language, form=form, key=kept_key, at=now, by=number,
                    code_hash=code_hash(code, number, secret), notice=notice,
                )  # fmt: skip
                if row.number == number and email:
                    _mail_keys(house, row, code, email, now, entropy)
        except Conflict:
            continue
        return _still_new(row, now).number, code
    raise Conflict("no free claim number was drawn")


def keys_of(house: House, key: str, *, now: datetime) -> tuple[ClaimRow, str]:
    """The claim and the code that an intention began a claim with, while it may see them again.

    Raises Conflict after that.
    """
    row = _still_new(house.store.claims.begun_by(_kept(house, key)), now)
    return row, _code_of(house, key)


def _code_of(house: House, key: str) -> str:
    raw = keyed(house.settings.key(), "claim code", key)
    return new_code(lambda wanted: raw[:wanted])


def _kept(house: House, key: str) -> str:
    return fingerprint(house.settings.key(), "start key", key)


def _still_new(row: ClaimRow | None, now: datetime) -> ClaimRow:
    new = row and row.status is Status.DRAFT and not row.revision
    if row is None or not new or now - row.created_at > SAME_CLICK:
        raise Conflict("this intention began a claim that has gone on since")
    return row


def _make_room(house: House, to: str, now: datetime) -> None:
    try:
        make_room_to_write(house, now, write_to=to)
    except TooMany:
        raise Refused([Problem("email", "email-too-often")]) from None


def _mail_keys(
    house: House, row: ClaimRow, code: str, to: str, now: datetime, entropy: Entropy
) -> None:
    """Number, code and a link back, in the transaction that keeps the claim."""
    link = resume_values(house, row.number, row.matter, row.language, now=now, entropy=entropy)
    post(
        house, number=row.number, to=to, kind="begun", language=row.language,
        key=f"begun {row.number}", now=now, values={"code": code, **link}, by=row.number,
    )  # fmt: skip
