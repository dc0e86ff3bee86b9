"""A claimant's folder: everything their pages show of one claim, read once and computed once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from claims.access import Actor, Role
from claims.claim.form import ClaimForm, ExhibitForm
from claims.claim.model import Claim, Exhibit
from claims.claim.reading import read_claim
from claims.claim.sheet_layout import Row
from claims.claim.states import Status, may_move
from claims.damages.assessment import Assessment, Line
from claims.evidence.juridical import local_date
from claims.matter.model import Matter
from claims.office.drafting import BESIDE, REOPENED, WAITING, Form, by_id, readable
from claims.office.house import House
from claims.office.rulebook import Rules
from claims.problems import NotFound, Problem
from claims.store.claims import ClaimRow
from claims.store.drafts import Draft


@dataclass(frozen=True)
class Folder:
    """One claim as its claimant works on it: the form typed, the exhibits brought, what is open.

    rules: those it was counted under once filed, else those in force; reopened: the reason of the
    correction under way, None when there is none.
    """

    row: ClaimRow
    matter: Matter
    rules: Rules
    form: ClaimForm
    exhibits: tuple[Exhibit, ...]
    version: int
    saved_at: datetime
    reopened: str | None
    today: date
    waiting: tuple[Row, ...] = ()
    """Rows of a list of sites that were not taken yet."""

    @property
    def number(self) -> str:
        """Number of the claim."""
        return self.row.number

    @property
    def filed(self) -> bool:
        """Whether it was filed, even if a correction is under way."""
        return self.row.status is not Status.DRAFT

    @property
    def closed(self) -> bool:
        """Whether the register takes nothing more in this matter."""
        return self.matter.stage == "closed"

    @property
    def locked(self) -> bool:
        """Whether what it says may not be changed now."""
        return self.closed or (self.filed and self.reopened is None)

    @cached_property
    def _read(self) -> tuple[Claim | None, tuple[Problem, ...]]:
        return read_claim(
            self.form, self.matter, number=self.number, exhibits=self.exhibits, today=self.today
        )

    @cached_property
    def reading(self) -> tuple[Claim | None, tuple[Problem, ...]]:
        """The claim it makes, or every problem; places name parts by id, as fields do."""
        claim, problems = self._read
        found = [*problems, *self._left_unsaid()]
        told = tuple(Problem(by_id(self.form, p.where), p.code, p.values) for p in found)
        return (claim if not told else None), told

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being filed."""
        return self.reading[1]

    @cached_property
    def assessment(self) -> Assessment | None:
        """What the readable part computes to, provisionally; None when no loss can be read."""
        part = self.readable
        return self.rules.assess(part) if part else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every loss that could be counted."""
        return self.assessment.lines if self.assessment else ()

    @property
    def declared(self) -> int:
        """Cents declared so far, as far as what is typed can be counted."""
        return self.assessment.declared if self.assessment else 0

    @property
    def supported(self) -> int:
        """Cents its exhibits support so far."""
        return self.assessment.supported if self.assessment else 0

    def line(self, loss: str) -> Line | None:
        """What one loss computes to, when it can be read."""
        return self._by_loss.get(loss)

    @cached_property
    def _by_loss(self) -> dict[str, Line]:
        return {line.loss: line for line in reversed(self.lines)}

    def declared_for(self, service: str) -> int:
        """Cents declared so far about one service."""
        about = {loss.id for loss in self.form.losses if loss.service == service}
        return sum(line.declared for line in self.lines if line.loss in about)

    @cached_property
    def readable(self) -> Claim | None:
        """The part of it that can be read; None when none can."""
        claim, problems = self._read
        form, kind = self.form, next(iter(self.matter.service_types))
        for _ in range(2):  # a part left out may be what another stood on
            if claim:
                break
            form = readable(form, problems, kind)
            claim, problems = read_claim(
                form,
                self.matter,
                number=self.number,
                exhibits=_on(form, self.exhibits),
                today=self.today,
            )
        return claim

    def _left_unsaid(self) -> Iterator[Problem]:
        """Questions put once must be answered, and whether taxes are recovered."""
        for key, question in self.matter.questions.items():
            if question.per == "claimant" and not self.form.answers.get(key):
                yield Problem(f"answers.{key}", "required")
        if not self.form.claimant.registrant:  # decides whether invoices count with their taxes
            yield Problem("claimant.registrant", "required")
        if self.waiting and not self.locked:  # filed without them, they would be lost unsaid
            yield rows_wait(len(self.waiting))


def open_folder(house: House, actor: Actor, *, now: datetime) -> Folder:
    """The folder of the claimant who asks; what is filed follows the rules it was counted under.

    Raises NotAllowed and NotFound.
    """
    actor.must("read own draft")
    with house.store.database.moment():
        row = house.store.claims.find(actor.claim)
        draft = house.store.drafts.read(actor.claim)
        if row is None or draft is None:
            raise NotFound(f"no claim {actor.claim}")
        actor.must("read own draft", row)
        reopened, kept = _reopened(house, row, draft), house.store.exhibits.of(row.number)
    matter = house.matter(row.matter)
    form = ClaimForm.model_validate({k: v for k, v in draft.form.items() if k not in BESIDE})
    exhibits = _described(form, kept)
    listed = [ExhibitForm(id=e.id, kind=e.kind, losses=list(e.losses)) for e in exhibits]
    return Folder(
        row=row,
        matter=matter,
        rules=house.rules(matter.id) if reopened else house.rules_of(row),
        form=form.model_copy(update={"exhibits": listed}),
        exhibits=exhibits,
        version=draft.version,
        saved_at=draft.saved_at,
        reopened=reopened,
        today=local_day(now, matter),
        waiting=waiting_in(draft.form),
    )


def rows_wait(many: int) -> Problem:
    """Rows of a list of sites are neither in the claim nor forgotten."""
    if many == 1:
        return Problem("services", "row-waiting")
    return Problem("services", "rows-waiting", {"many": many})


def waiting_in(form: Form) -> tuple[Row, ...]:
    """The rows a draft keeps beside its form, to be corrected."""
    return tuple(Row(row["line"], row["cells"]) for row in form.get(WAITING, ()))


def local_day(now: datetime, matter: Matter) -> date:
    """Today where the matter is heard."""
    return local_date(now, matter.timezone)


def _reopened(house: House, row: ClaimRow, draft: Draft) -> str | None:
    """The reason of a correction that the claimant has not filed since it was asked for."""
    asked = draft.form.get(REOPENED)
    if asked is None or not may_move(row.status, Status.SUBMITTED, Role.CLAIMANT):
        return None
    return str(asked["reason"]) if asked["after"] == filings_by(house, row.number) else None


def filings_by(house: House, number: str) -> int:
    """How many times the claimant filed; counsel's decisions are revisions too."""
    return sum(filed.by == number for filed in house.store.claims.revisions(number))


def _described(form: ClaimForm, exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """The exhibits kept, as the draft says what each is and which losses it proves."""
    told = {described.id: described for described in form.exhibits}
    return tuple(
        exhibit.model_copy(
            update={"kind": told[exhibit.id].kind, "losses": tuple(told[exhibit.id].losses)}
        )
        if exhibit.id in told
        else exhibit
        for exhibit in exhibits
    )


def _on(form: ClaimForm, exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """Exhibits of a part of the form, without the losses that were left out."""
    left = {loss.id for loss in form.losses}
    return tuple(
        e.model_copy(update={"losses": tuple(loss for loss in e.losses if loss in left)})
        for e in exhibits
        if e.kind
    )
