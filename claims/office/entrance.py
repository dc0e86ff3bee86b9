"""Who comes in, and who is there: starting a claim, signing in, being recognised, leaving.

A cookie is an opaque token; the database keeps its hash. Whoever guesses meets the same words after
the same work whether the claim or the account exists or not; tries are counted per claim, so one
guesser slows nobody else, and failures are journalled even though nothing else was changed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp

from claims.access import ANONYMOUS, Actor, Role
from claims.claim.identifiers import read_email
from claims.claim.notice import NoticeSeen
from claims.claim.numbers import code_hash, read_code, read_number
from claims.i18n import Language
from claims.office.beginning import keep_new_claim
from claims.office.guessing import counted, make_room_for_one_more, proving
from claims.office.house import House
from claims.office.secrecy import (
    Entropy,
    fingerprint,
    new_token,
    password_fits,
    same,
    unwrap,
)
from claims.problems import NotAllowed, Problem, Refused
from claims.store.accounts import Account
from claims.store.sessions import Kind, Session

IDLE: dict[Kind, timedelta] = {"staff": timedelta(minutes=15), "claimant": timedelta(hours=2)}
LONGEST: dict[Kind, timedelta] = {"staff": timedelta(hours=8), "claimant": timedelta(hours=12)}
SEEN_EVERY = timedelta(minutes=1)
STEP = 30


@dataclass(frozen=True, slots=True)
class Started:
    """A new claim: its public number, its secret code and the cookie's token."""

    number: str
    code: str
    token: str


def start(
    house: House,
    matter: str,
    language: Language,
    *,
    key: str,
    now: datetime,
    entropy: Entropy,
    remote: str = "",
    email: str = "",
    notice: NoticeSeen | None = None,
) -> Started:
    """Begin a claim: its draft, its number and its code. The same key again gives the same claim.

    notice: the privacy notice shown. With an e-mail, number and code are mailed to it as well.
    Raises Refused when it is unreadable or was written to too often, NotFound, TooMany when too
    many begin at once, and Conflict when the key began a claim a while ago, or one filed since.
    """
    house.matter(matter)
    address = read_email(email, "email") if email.strip() else ""
    if isinstance(address, Problem):
        raise Refused([address])
    make_room_for_one_more(house, remote, now)
    number, code = keep_new_claim(
        house,
        matter,
        language,
        key=key,
        email=address,
        notice=notice,
        now=now,
        entropy=entropy,
    )
    token = open_session(house, "claimant", number, language, now, entropy)
    return Started(number, code, token)


def log_in_claimant(
    house: House,
    number: str,
    code: str,
    *,
    now: datetime,
    entropy: Entropy,
    language: Language = "fr",
) -> str:
    """The token of a new session, for a claim number and its code as typed.

    Raises NotAllowed when they do not belong together, TooMany after five failures.
    """
    secret = house.settings.key()
    read = read_number(number, "number")
    known = "" if isinstance(read, Problem) else read
    typed = read_code(code)
    key = known or f"unknown {fingerprint(secret, 'typed', number)[:16]}"

    def proved() -> bool:
        kept = house.store.claims.code_hash(known)
        offered = code_hash(typed, known, secret)
        return same(kept or "-" * len(offered), offered)

    if not counted(house, key, proved, now=now):
        raise NotAllowed("no claim has this number and this code")
    return open_session(house, "claimant", known, language, now, entropy)


def log_in_staff(
    house: House,
    email: str,
    password: str,
    code: str,
    *,
    now: datetime,
    entropy: Entropy,
    language: Language = "fr",
) -> str:
    """The token of a new session, for an e-mail, a password and a time-based code.

    Raises NotAllowed when one of them is wrong, TooMany after five failures.
    """
    account = house.store.accounts.find(email.strip())
    typed = fingerprint(house.settings.key(), "typed", email.strip().casefold())[:16]
    key = account.email if account else f"unknown {typed}"

    def proved() -> bool:
        return _proves(house, account, password, code, now)

    if not (counted(house, key, proved, now=now) and account):
        raise NotAllowed("no account has this e-mail, this password and this code")
    house.store.accounts.speaks(account.email, language)
    return open_session(house, "staff", account.email, language, now, entropy)


def _proves(house: House, account: Account | None, password: str, code: str, now: datetime) -> bool:
    """Password and code both; the same work with or without an account."""
    with proving():
        knows = password_fits(account.password_hash if account else "", password)
    fits = _code_fits(house, account, code, now)
    allowed = bool(account and account.active and knows and fits)
    return bool(allowed and account and house.store.accounts.use_code(account.email, fits))


def _code_fits(house: House, account: Account | None, code: str, now: datetime) -> int:
    """The half-minute of the code typed, 0 when it is none of this account's; the same work with or
    without an account."""
    seed = seed_of(house, account) if account else ""
    step = _step_of(seed or pyotp.random_base32(), code, now)
    return step if seed else 0


def prove_again(house: House, token: str, code: str, *, now: datetime) -> None:
    """A member of staff proves anew, by a code of theirs that serves once, who holds this session.

    Raises NotAllowed when the code is not theirs, served before, or the session is over; TooMany
    after five failures, those at the door among them.
    """
    session = session_of(house, token, now=now)
    account = house.store.accounts.find(session.who) if session else None
    if session is None or session.kind != "staff" or account is None or not account.active:
        raise NotAllowed("no session to prove anew")

    def proved() -> bool:
        step = _code_fits(house, account, code, now)
        return bool(step and house.store.accounts.use_code(account.email, step))

    if not counted(house, account.email, proved, now=now):
        raise NotAllowed(f"the code is not that of {account.email}, or served before")
    house.store.sessions.prove(session.token_hash, at=now, by=account.email)


def seed_of(house: House, account: Account) -> str:
    """The seed of an account's time-based codes; empty when it has none."""
    key, wrapped = house.settings.key(), account.totp_wrapped
    return unwrap(key, wrapped, account.email) if wrapped else ""


def _step_of(seed: str, code: str, now: datetime) -> int:
    """The half-minute whose code was typed, this one or a neighbour; 0 for none."""
    typed = "".join(digit for digit in code if digit.isascii() and digit.isdigit())
    here, clock = int(now.timestamp()) // STEP, pyotp.TOTP(seed, interval=STEP)
    matching = [step for step in (here - 1, here, here + 1) if same(clock.at(step * STEP), typed)]
    return matching[-1] if matching else 0


def open_session(
    house: House, kind: Kind, who: str, language: Language, now: datetime, entropy: Entropy
) -> str:
    """The token of a new session, for someone who has proved who they are."""
    token = new_token(entropy)
    house.store.sessions.open(
        _kept(house, token), kind, who, language=language, at=now, expires_at=now + LONGEST[kind]
    )
    return token


def _kept(house: House, token: str) -> str:
    return fingerprint(house.settings.key(), "session", token)


def kept_session(house: House, token: str, *, now: datetime) -> Session | None:
    """The session of a token, idle or not; None when unknown, ended or too old."""
    return house.store.sessions.find(_kept(house, token), at=now) if token else None


def session_of(house: House, token: str, *, now: datetime) -> Session | None:
    """The session of a token; None when unknown, ended, idle for too long or too old."""
    session = kept_session(house, token, now=now)
    if session is None or now - session.seen_at > IDLE[session.kind]:
        return None
    if now - session.seen_at > SEEN_EVERY:
        house.store.sessions.touch(session.token_hash, at=now)
    return session


def actor_from(house: House, token: str, *, now: datetime) -> Actor:
    """Who holds this token, read anew from the database at every call; ANONYMOUS for nobody."""
    session = session_of(house, token, now=now)
    return actor_of(house, session) if session else ANONYMOUS


def actor_of(house: House, session: Session) -> Actor:
    """Who holds a session; ANONYMOUS when their account is closed."""
    if session.kind == "claimant":
        return Actor(Role.CLAIMANT, session.who, claim=session.who)
    account = house.store.accounts.find(session.who)
    if account is None or not account.active:
        return ANONYMOUS
    return Actor(
        account.role, account.email, matters=account.matters, proved_at=session.proved_at,
        session=session.token_hash,
    )  # fmt: skip


def log_out(house: House, token: str, *, now: datetime) -> None:
    """End the session of this token, in every tab at its next run."""
    session = session_of(house, token, now=now)
    if session:
        house.store.sessions.end(session.token_hash, at=now, by=session.who)


def end_all_sessions(house: House, actor: Actor, email: str, *, now: datetime) -> int:
    """An administrator ends every session of a member of staff; how many there were."""
    actor.must("manage staff")
    return house.store.sessions.end_all("staff", email.casefold(), at=now, by=actor.name)
