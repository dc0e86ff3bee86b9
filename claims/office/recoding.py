"""A new secret code for someone who lost theirs, once an administrator has checked who they are.

Nobody can read a code again, so another replaces it. Whoever holds the former one, a session or a
link is shut out, and the address of the claim is told: a code given to the wrong person is noticed.
"""

from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.claim.numbers import code_hash, new_code, read_number
from claims.i18n.amounts import read_text
from claims.i18n.formats import moment
from claims.office.house import House
from claims.office.links import RESUME
from claims.office.posting import post_to_claimant
from claims.office.secrecy import Entropy
from claims.problems import Problem, Refused

LONGEST = 500
"""Characters in which to say how someone was recognized."""


@dataclass(frozen=True, slots=True)
class Recoded:
    """What is given to the person at once, and never again; told: whether a letter left too."""

    number: str
    code: str
    told: bool


def give_code(
    house: House, actor: Actor, number: str, checked: str, *, now: datetime, entropy: Entropy
) -> Recoded:
    """Replace the code of a claim. checked: how its holder was recognized, for the journal.

    Raises Refused with every fault of what was typed; a claim of another matter is no claim.
    Raises ProofIsOld.
    """
    actor.must("change code")
    actor.must_have_proved(now=now)
    read = read_number(number, "number")
    said = read_text(checked, "code-checked", longest=LONGEST, lines=True)
    faults = [each for each in (read, said) if isinstance(each, Problem)]
    row = None if isinstance(read, Problem) else house.store.claims.find(read)
    if row and not actor.may("change code", row):
        row = None
    if not isinstance(read, Problem) and row is None:
        faults.append(Problem("number", "no-such-claim"))
    if not isinstance(said, Problem) and not said.strip():
        faults.append(Problem("code-checked", "code-unchecked"))
    if faults or row is None:
        raise Refused(faults)
    code = new_code(entropy)
    kept = code_hash(code, row.number, house.settings.key())
    when = moment(now, house.matter(row.matter).timezone, row.language)
    with house.store.database.together():
        house.store.claims.change_code(row.number, kept, reason=str(said), at=now, by=actor.name)
        house.store.sessions.end_all("claimant", row.number, at=now, by=actor.name)
        house.store.links.close(RESUME, row.number, at=now, by=actor.name)
        seq = house.store.journal.head().seq
        told = post_to_claimant(
            house, row.number, "recoded", key=f"recoded {row.number} {seq}", now=now,
            values={"when": when},
        )  # fmt: skip
    return Recoded(row.number, code, told)
