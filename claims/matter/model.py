"""What a case is: groups, heads as tapes, figures by date, dates and wording.

Shapes only; `claims.matter.reading` reads and checks the files. Amounts of figures are Decimal in
the unit written beside them, exactly as in the file.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

from claims.i18n.text import Language, Text
from claims.matter.plain import Day, Moment, Number, Truth, Whole
from claims.matter.scenarios import Scenario

Stage = Literal["registration", "claims", "closed"]
"""Where a class action is: losses are registered, claims are received, or nothing is any more."""
Grade = Literal["A", "B", "C", "D"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "D")
Unit = Literal[
    "money", "hours", "days", "percent", "count", "date", "history", "absent_days", "call_log"
]
Verb = Literal[
    "take",
    "plus",
    "less",
    "times",
    "keep_percent",
    "less_percent",
    "divided_by",
    "not_above",
    "not_below",
]


class Frozen(BaseModel):
    """Immutable, and deaf to no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Cited(Text):
    """Where something was read; a citation is written once when both languages print it alike."""

    @model_validator(mode="before")
    @classmethod
    def _alike(cls, written: object) -> object:
        return {"fr": written, "en": written} if isinstance(written, str) else written


class Group(Frozen):
    """A: designers; B: owners; C: other customers."""

    label: Text
    definition: Text


class Members(Frozen):
    """How many belong to a subgroup, as a source says it: a count, a range, or a count within a
    range."""

    count: Whole | None = None
    low: Whole | None = None
    high: Whole | None = None
    on: Day
    """The day the source speaks of."""
    source: Cited
    verified: Truth

    @property
    def best(self) -> int:
        """The count; the middle of the range when the source says no more."""
        return self.count or ((self.low or 0) + (self.high or 0)) // 2


class Subgroup(Frozen):
    """Who may claim what. `when`: question id → answers that place a service here."""

    group: str
    label: Text
    definition: Text
    status: Literal["proposed", "confirmed"] = "proposed"
    since: Day
    because: Text
    """Completes "vous pourriez faire partie du sous-groupe A1, parce que …"."""
    when: Mapping[str, tuple[str, ...]]
    heads: tuple[str, ...]
    members: Members | None = None
    """None while no source counts them: the total of the class then waits."""


class Question(Frozen):
    """One eligibility question, asked per service or once per claimant."""

    text: Text
    hint: Text | None = None
    per: Literal["claimant", "service"] = "service"
    answers: Mapping[str, Text]


class ServiceType(Frozen):
    """A kind of service touched: shop, showcase, application, mailbox domain."""

    label: Text
    mail: Truth = False
    """Keyed by a mailbox domain, so an address `info@shop.ca` is read as `shop.ca`."""
    shared: tuple[str, ...] = ()
    """Mail domains of as many customers as they have mailboxes: there the mailbox is the key."""


class Value(Frozen):
    """A figure from one day on."""

    since: Day
    value: Number
    authority: Text
    verified: Truth


class Figure(Frozen):
    """A number the law, the court or counsel sets; never a constant in Python."""

    label: Text
    unit: Unit
    per: Literal["loss", "service", "claimant"] = "loss"
    """What a cap is counted over."""
    values: tuple[Value, ...] = Field(min_length=1)
    by_type: Mapping[str, tuple[Value, ...]] = Field(default_factory=dict)
    """Service type → values that replace the general ones."""

    def on(self, day: date, service_type: str = "") -> Value:
        """The value in force on a day, for a type of service.

        Raises LookupError before the first value.
        """
        values = self.by_type.get(service_type, self.values)
        known = [value for value in values if value.since <= day]
        if not known:
            raise LookupError(f"no value in force on {day}; the first is {values[0].since}")
        return max(known, key=lambda value: value.since)


class Input(Frozen):
    """One thing a head asks the claimant."""

    label: Text
    hint: Text | None = None
    unit: Unit
    required: Truth = False
    taxed: Truth = False
    """The amount includes sales tax: a registrant's recoverable part is taken out."""
    otherwise: str = ""
    """Figure that stands in when the claimant leaves it blank."""
    since_event: Truth = False
    """The day cannot precede the event, as that of an invoice for rebuilding cannot."""
    least: Number | None = None
    """Smallest value that makes sense, in the unit; what divides needs one above zero."""
    most: Number | None = None
    """Largest believable value, in the unit; above it the entry is refused."""


class TapeStep(Frozen):
    """One verb and one name, as on an adding machine."""

    verb: Verb
    name: str


class GradeRule(Frozen):
    """Exhibit kinds that together earn a grade; the best grade satisfied counts."""

    grade: Grade
    all_of: tuple[str, ...] = Field(min_length=1)
    proves: tuple[str, ...] = ()
    """Names of the tape that these exhibits prove; without any, the whole loss."""


class Head(Frozen):
    """A head of damage: what it asks, how it computes, what proves it."""

    label: Text
    authority: Text
    per: Literal["service", "claimant"] = "service"
    timed: Truth = False
    """Exists only while the service was away: the outage table may contradict its period."""
    persons_only: Truth = False
    """Natural persons only."""
    inputs: Mapping[str, Input]
    tape: tuple[TapeStep, ...] = Field(min_length=1)
    proof: tuple[GradeRule, ...]
    accept: Mapping[Grade, Number]
    """Grade → percent, taken as supported, of what is declared and proved at that grade."""
    interest_from: Literal["event", "loss_start", "loss_end"] = "event"
    screen: str = ""
    """Figure, in percent: a smaller fall of sales is flagged as not shown to come of the outage."""


class Fact(Frozen):
    """Something said about the event, with who said it; counts that disagree stand side by side."""

    text: Text
    source: Cited
    verified: Truth


class Outage(Frozen):
    """One server or mail domain was away from start to end, says the source."""

    server: str
    start: Moment
    end: Moment | None = None
    label: Text
    source: Cited
    verified: Truth

    def days(self, timezone: str) -> tuple[date, date | None]:
        """Its first and last day where the matter is heard; no last day while it has no end."""
        zone = ZoneInfo(timezone)
        end = self.end.astimezone(zone).date() if self.end else None
        return self.start.astimezone(zone).date(), end


class Offer(Frozen):
    """What the provider offered; a credit once accepted, nothing when refused."""

    label: Text
    kind: Literal["goodwill", "refund", "free_hosting"]
    amount: Number | None = None
    head: str
    source: Cited
    counts: Truth = True
    """Whether accepting it is deducted; free replacement hosting only if the matter says so."""


class CreditScope(Frozen):
    """A sum that answers to several heads at once, such as a flat offer for the whole loss."""

    label: Text
    heads: tuple[str, ...] = Field(min_length=1)


class Deadline(Frozen):
    """A date or a number of days people must know."""

    label: Text
    on: Day | None = None
    days: Whole | None = None
    not_before: str | None = None
    """Name of a dated deadline that this delay never ends before."""
    by_post: Whole | None = None
    """Days more for who is only written to by post."""
    reminder: Whole | None = None
    """Days before the last one on which a reminder leaves; 0 for none."""
    authority: Text
    verified: Truth


class Retention(Frozen):
    """How long what was filed is kept: so many years after something said in words."""

    years: Whole = Field(ge=1)
    after: Text
    """Completes "… ans après", for example « la fin de l’action »."""
    authority: Text
    verified: Truth


class Networks(Frozen):
    """Whether marks of the network ranges claims are filed from are kept, so many days, and by what
    authority. A matter without this part keeps none."""

    kept: Truth
    days: Whole = Field(ge=1, le=366)
    authority: Text
    verified: Truth


class Wording(Frozen):
    """A text whose version is kept with every claim that agreed to it."""

    version: str
    text: Text
    of_record: Text | None = None
    """The same told of members to a court, where the text speaks to one of them."""
    verified: Truth = False
    """Whether counsel confirmed it; until then it is shown as proposed."""

    def told(self, language: Language) -> str:
        """As a document of record says it."""
        return (self.of_record or self.text).in_(language)


Regime = Literal["qc", "fr_professional", "fr_individual", "bc", "ab"]


class Interest(Frozen):
    """The regime of `claims.damages.interest` and the day it starts from when a head says event."""

    regime: Regime
    event_day: Day
    authority: Text
    """Who says from which day interest runs: the event, or the day that a head says."""
    verified: Truth
    by_capacity: Mapping[str, Regime] = Field(default_factory=dict)
    """Kind of claimant (person, business) → regime that replaces the general one."""
    by_group: Mapping[str, Regime] = Field(default_factory=dict)
    """Group of the service → regime that replaces both: the law follows what was touched."""

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """Every law that a line of the matter may fall under, the general one first."""
        every = (self.regime, *self.by_capacity.values(), *self.by_group.values())
        return tuple(dict.fromkeys(every))

    def regime_for(self, kind: str, group: str) -> Regime:
        """The regime of a line: by the group of its service, else by kind, else the general one."""
        return self.by_group.get(group) or self.by_capacity.get(kind) or self.regime


class Paper(Frozen):
    """A paper that shows who owns a service.

    kinds: exhibit kinds that, together, bring it; naming: those that must name the provider.
    """

    label: Text
    kinds: tuple[str, ...]
    naming: tuple[str, ...] = ()


class Ownership(Frozen):
    """How long the holder of a service claimed by someone else is contacted and waited for.

    calendar: the days on which the wait may not end; proclaimed: such days fixed by decree.
    """

    contact_days: Whole = Field(ge=7)
    wait_days: Whole = Field(ge=10)
    calendar: Literal["qc", "weekends"]
    proclaimed: tuple[Day, ...] = ()
    authority: Text
    verified: Truth


class Party(Frozen):
    """One side of the proceeding, as the court names it, and in which capacity."""

    name: Cited
    capacity: Text
    verified: Truth


class Court(Frozen):
    """The court seized, as the head of its proceedings names it."""

    territory: Text
    """Above the district, such as « CANADA, PROVINCE DE QUÉBEC »; parted by commas."""
    district: Text
    name: Text
    chamber: Text
    verified: Truth
    parties: tuple[Party, ...]


class Matter(Frozen):
    """One class action, as its file tells it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: Text
    short: Text
    provider: Text
    provider_names: tuple[str, ...] = ()
    """How papers call it: trade names, registered name, addresses of its sites."""
    forum: Text
    file_number: str = ""
    court: Court | None = None
    """Without it no court is known to be seized, and papers bear no head of a proceeding."""
    stage: Stage
    currency: Literal["CAD", "EUR"]
    timezone: str
    event: Text
    period_start: Day
    period_end: Day
    definitions_since: Day
    interest: Interest
    groups: Mapping[str, Group]
    subgroups: Mapping[str, Subgroup]
    questions: Mapping[str, Question]
    service_types: Mapping[str, ServiceType]
    heads: Mapping[str, Head]
    figures: Mapping[str, Figure]
    exhibit_kinds: Mapping[str, Text]
    proofs: Mapping[str, Paper]
    """What proves ownership of a service, best first, and the accepted substitutes."""
    ownership: Ownership
    reasons: Mapping[str, Text]
    """Reason codes counsel give when they reduce or refuse a line."""
    second_review: Number = Field(default=Decimal(5), gt=0, le=100)
    """Percent of the decided claims drawn for a second reading, unless counsel asks otherwise."""
    outages: tuple[Outage, ...] = ()
    facts: tuple[Fact, ...] = ()
    offers: Mapping[str, Offer] = Field(default_factory=dict)
    scenarios: Mapping[str, Scenario] = Field(default_factory=dict)
    """What counsel or the defence suppose of the totals; never a rule of the matter."""
    sample_sites: tuple[Mapping[str, str], ...] = ()
    """Rows that show how a list of sites is filled: code of the column → what is typed in it."""
    credit_scopes: Mapping[str, CreditScope] = Field(default_factory=dict)
    """What a sum received may answer to besides one head: several heads, or all of them."""
    deadlines: Mapping[str, Deadline]
    attestation: Wording
    privacy: Wording
    retention: Retention
    networks: Networks | None = None
    stage_notice: Wording
    counsel_email: str | None = None
    """Where members write to counsel; while nobody gave it, the pages say so."""
    sworn_wording: Text | None = None
    """Official formula of the sworn form, from counsel; without it the form leaves room for it."""

    @property
    def under_quebec_law(self) -> bool:
        """Whether the law of Québec, and no other, answers: that of its interest."""
        return self.interest.regimes == ("qc",)

    @property
    def marks_days(self) -> int:
        """For how many days the mark of a network range is kept; 0 when none is."""
        return self.networks.days if self.networks and self.networks.kept else 0

    @property
    def notice_version(self) -> str:
        """Version of the privacy notice as it is shown, with what it then says of networks."""
        days = self.marks_days
        return f"{self.privacy.version}-r{days}" if days else self.privacy.version

    @property
    def timed(self) -> frozenset[str]:
        """Keys of the heads that exist only while the service was away."""
        return frozenset(key for key, head in self.heads.items() if head.timed)

    @property
    def values_free_hosting(self) -> bool:
        """Whether free replacement hosting, once accepted, is deducted."""
        return any(offer.kind == "free_hosting" and offer.counts for offer in self.offers.values())

    def credited(self) -> dict[str, Text]:
        """Everything a sum received may answer to: each head, then what covers several."""
        heads = {key: head.label for key, head in self.heads.items()}
        return heads | {key: scope.label for key, scope in self.credit_scopes.items()}
