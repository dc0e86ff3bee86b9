"""What an administrator does: staff in, staff changed, staff out."""

from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyotp
import segno

from claims.access import Actor, Role
from claims.claim.identifiers import read_email
from claims.i18n import N_, read_text
from claims.office.house import House
from claims.office.secrecy import Entropy, hash_password, wrap
from claims.problems import NotFound, Problem, Refused
from claims.store.accounts import Account

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
STAFF = (Role.REPRESENTATIVE, Role.LAWYER, Role.ADMINISTRATOR)
ON_MATTERS = (Role.REPRESENTATIVE, Role.LAWYER)
"""Who reads nothing without a matter."""
TITLES: Mapping[Role, str] = {
    Role.REPRESENTATIVE: N_("Représentant du groupe"),
    Role.LAWYER: N_("Avocats du groupe"),
    Role.ADMINISTRATOR: N_("Administration"),
}
"""What a member of staff is called on a page or at the terminal."""
ISSUER = "Registre des réclamations"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the new person needs once: the address for their authenticator, and its QR as SVG."""

    email: str
    uri: str
    qr: str


def add_staff(
    house: House,
    actor: Actor,
    email: str,
    name: str,
    role: Role,
    matters: tuple[str, ...],
    password: str,
    *,
    now: datetime,
    entropy: Entropy,
    seed: str = "",
) -> Enrolment:
    """Give someone an account with a password and a time-based code.

    seed: base 32, drawn when empty. Raises Refused with every fault; an address has one account.
    """
    actor.must("manage staff")
    problems = faults_of(house, email, name, role, matters)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or password == email:
        values = {"shortest": SHORTEST_PASSWORD, "longest": LONGEST_PASSWORD}
        problems.append(Problem("password", "password-length", values))
    address = read_email(email, "email")
    if problems or isinstance(address, Problem):
        raise Refused(problems)
    address = address.casefold()
    drawn = seed or _draw_seed(entropy)
    account = Account(
        address, name.strip(), role, matters,
        password_hash=hash_password(password),
        totp_wrapped=wrap(house.settings.key(), drawn, address, entropy),
    )  # fmt: skip
    house.store.accounts.add(account, at=now, by=actor.name)
    return enrolment(address, drawn)


def faults_of(
    house: House, email: str, name: str, role: Role, matters: tuple[str, ...]
) -> list[Problem]:
    """Everything but a password that keeps someone from being given an account."""
    found: list[Problem] = []
    if not name.strip():
        found.append(Problem("name", "staff-name-missing"))
    elif isinstance(read := read_text(name, "name", longest=200), Problem):
        found.append(read)
    if role not in STAFF:
        found.append(Problem("role", "staff-role", {"role": str(role)}))
    found += _matter_faults(house, role, matters)
    address = read_email(email, "email")
    if isinstance(address, Problem):
        found.append(address)
    elif house.store.accounts.find(address.casefold()):
        found.append(Problem("email", "account-exists", {"name": address.casefold()}))
    return found


def _matter_faults(house: House, role: Role, matters: tuple[str, ...]) -> Iterator[Problem]:
    unknown = [matter for matter in matters if matter not in house.matters]
    if unknown:
        yield Problem("matters", "staff-matter", {"name": unknown[0]})
    if not matters and role in ON_MATTERS:
        yield Problem("matters", "staff-without-matter")


def _draw_seed(entropy: Entropy) -> str:
    return b32encode(entropy(20)).decode()


def enrolment(email: str, seed: str) -> Enrolment:
    """The otpauth address of a seed and its QR."""
    uri = pyotp.TOTP(seed).provisioning_uri(name=email, issuer_name=ISSUER)
    return Enrolment(email, uri, segno.make(uri, error="m").svg_inline(scale=4))


def staff(house: House, actor: Actor) -> tuple[Account, ...]:
    """Every account, by address."""
    actor.must("manage staff")
    return house.store.accounts.all()


def open_access(house: House, actor: Actor, email: str, *, active: bool, now: datetime) -> None:
    """Give someone their access back, or take it away; their sessions end at once.

    Raises NotFound, and NotAllowed when no administrator would be left.
    """
    actor.must("manage staff")
    house.store.accounts.open(email, active=active, at=now, by=actor.name)


def give_matters(
    house: House, actor: Actor, email: str, matters: tuple[str, ...], *, now: datetime
) -> None:
    """Let someone work on these matters, and no other, from their next page on.

    Raises NotFound, and Refused for a matter unknown or missing. Nothing happens, and nothing is
    journalled, when they are theirs already.
    """
    actor.must("manage staff")
    account = house.store.accounts.find(email)
    if account is None:
        raise NotFound(f"no account {email}")
    if problems := list(_matter_faults(house, account.role, matters)):
        raise Refused(problems)
    if set(matters) != set(account.matters):
        house.store.accounts.assign(email, matters, at=now, by=actor.name)
