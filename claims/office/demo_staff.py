"""The staff of a demonstration: known passwords and seeds, so that a reader of the README gets in.

Refused outside demo mode; every page of a demonstration says what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pyotp

from claims.access import Actor, Role
from claims.office.administrator import add_staff
from claims.office.house import House
from claims.office.secrecy import Entropy
from claims.problems import NotAllowed


@dataclass(frozen=True, slots=True)
class DemoLogIn:
    """What someone types to enter the demonstration as staff."""

    email: str
    name: str
    role: Role
    password: str
    seed: str

    def code(self, now: datetime) -> str:
        """The time-based code of this half-minute."""
        return pyotp.TOTP(self.seed).at(now)


LOG_INS = (
    DemoLogIn(
        "avocate@demo.example", "Me Anne Gagnon (fictive)", Role.LAWYER,
        "demo-avocate-2021", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    ),
    DemoLogIn(
        "avocat@demo.example", "Me Louis Roy (fictif)", Role.LAWYER,
        "demo-avocat-2021", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    ),
    DemoLogIn(
        "representante@demo.example", "Julie Côté (fictive)", Role.REPRESENTATIVE,
        "demo-representante-2021", "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
    ),
    DemoLogIn(
        "administration@demo.example", "Administration (fictive)", Role.ADMINISTRATOR,
        "demo-administration-2021", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
    ),
)  # fmt: skip


def enrol_demo_staff(house: House, *, now: datetime, entropy: Entropy) -> tuple[DemoLogIn, ...]:
    """Add the accounts that are missing; every log-in of the demonstration."""
    if house.settings.mode != "demo":
        raise NotAllowed("demonstration accounts exist only in demo mode")
    for person in _missing(house):
        add_staff(
            house, Actor(Role.ADMINISTRATOR, "system"), person.email, person.name, person.role,
            tuple(house.matters), person.password, now=now, entropy=entropy, seed=person.seed,
        )  # fmt: skip
    return LOG_INS


def code_of(house: House, actor: Actor, *, now: datetime) -> str:
    """The code of this half-minute of someone of a demonstration, whose seeds are public; empty
    elsewhere, and of anyone else."""
    people = LOG_INS if house.settings.mode == "demo" else ()
    return next((each.code(now) for each in people if each.email == actor.name), "")


def _missing(house: House) -> Iterator[DemoLogIn]:
    return (person for person in LOG_INS if house.store.accounts.find(person.email) is None)
