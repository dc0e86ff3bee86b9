"""One claim, its assessment and its journal, made by hand for the documents to print."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from claims.claim.canonical import canonical, digest
from claims.claim.disclosed import disclosed
from claims.claim.model import (
    Attestation,
    Claim,
    Claimant,
    Contact,
    Credit,
    Entry,
    Exhibit,
    Loss,
    Service,
)
from claims.claim.states import Status
from claims.damages.assessment import Assessment, Line, Proof, Step
from claims.damages.rates import Rates
from claims.damages.rows import LineRow, rows_of
from claims.documents.bundle import bundle
from claims.documents.contents import Contents, numbers_of
from claims.documents.index import FiledExhibit
from claims.documents.numbering import Number
from claims.documents.values import FiledClaim, Tables
from claims.documents.workbook import Book
from claims.i18n.text import Language, Text
from claims.matter.model import Matter
from claims.matter.names import NAMES
from claims.matter.reading import read_matter
from claims.matter.scenarios import Switch
from claims.problems import Problem
from claims.store.columns import utc_text
from claims.store.journal import NOTHING, content_of, seal
from claims.totals.by_subgroup import totals
from claims.totals.conflicts import Conflict, Overlapping
from claims.totals.decided import decided
from claims.totals.offers import Beside, Compared
from claims.totals.overlaps import apart, disputed_lines
from claims.totals.scenarios import tried
from claims.totals.side_by_side import Named, SideBySide
from claims.totals.snapshot import freeze
from claims.totals.stakes import Stake
from claims.totals.units import meetings
from claims.totals.weighed import Material, Weighed
from tests.lines import frame_of_rows

HERE = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
RATES = Rates.read(HERE / "data" / "rates")
INVOICE = b"%PDF-1.4 invoice of a site rebuilt"


@dataclass(frozen=True)
class Head:
    """A journal head as the store gives it."""

    seq: int
    hash: str
    at: datetime


HEAD = Head(1284, sha256(b"head").hexdigest(), AT)


def the_matter() -> Matter:
    """The main matter, from its file."""
    return read_matter(HERE / "data" / "matters" / "whc-2021" / "matter.toml")


def an_exhibit(
    n: int = 1, name: str = "facture.pdf", content: bytes = INVOICE, **more: Any
) -> Exhibit:
    """A file brought as proof of the first loss."""
    return Exhibit(
        **{
            "id": f"e{n}", "sha256": sha256(content).hexdigest(), "size": len(content),
            "name": name, "media": "application/pdf", "kind": "invoice", "losses": ("l1",),
            "added": AT, **more,
        }
    )  # fmt: skip


def a_claim(number: str = "R-2K7Q-48", name: str = "Studio Boréal inc.", **more: Any) -> Claim:
    """An agency that rebuilt a shop in 42 hours and 1,000 $ of invoices, and lost 8 hours."""
    given: dict[str, Any] = {
        "number": number, "matter": "whc-2021", "language": "fr",
        "claimant": Claimant(kind="business", name=name, capacity="agency"),
        "contact": Contact(email="bonjour@studio-boreal.example", place="QC"),
        "services": (
            Service(id="s1", typed="https://www.boutique-boreale.ca/", type="shop",
                    domain="boutique-boreale.ca", subgroup="A1", owner="Épicerie du Port"),
        ),
        "losses": (
            Loss(id="l1", head="rebuild", service="s1", start=date(2021, 8, 28),
                 end=date(2021, 9, 12),
                 inputs={"hours": Entry(typed="42", quantity=Decimal(42)),
                         "invoices": Entry(typed="1 000,00", cents=100000)}),
            Loss(id="l2", head="own_time", start=date(2021, 8, 28), end=date(2021, 8, 30),
                 inputs={"hours": Entry(typed="8", quantity=Decimal(8))}),
        ),
        "credits": (
            Credit(id="c1", kind="goodwill", cents=12000, head="rebuild", service="s1"),
            Credit(id="c2", kind="free_hosting", cents=4500, head="hosting_refund", accepted=False),
        ),
        "exhibits": (an_exhibit(),),
        "attestation": Attestation(sha256=sha256(b"claim").hexdigest(), wording="2026-11-01",
                                   language="fr", name="Émilie Tremblay", at=AT),
        "fictional": True,
    }  # fmt: skip
    return Claim(**given | more)


def _step(verb: Any, name: str, label: str, operand: str, unit: Any, running: str, origin: str,
          **more: Any) -> Step:  # fmt: skip
    told = Text(fr=label, en=label)
    return Step(verb, name, told, Decimal(operand), unit, Decimal(running), origin, **more)


UNSURE = (
    Problem("hourly_rate", "figure-unverified", {"label_fr": "taux horaire", "label_en": "rate"}),
)
PROPOSED = Text(fr="proposition de la partie demanderesse", en="proposed by the plaintiff")


def an_assessment(claim: Claim | None = None) -> Assessment:
    """42 × 85.00 + 1,000.00 − 120.00 = 4,450.00, grade B; 8 × 25.00 = 200.00, grade D."""
    claim = claim or a_claim()
    rebuild = (
        _step("take", "hours", "Heures de travail", "42", "hours", "42", "declared"),
        _step("times", "hourly_rate", "taux horaire", "85", "money", "3570", "figure",
              authority=PROPOSED, verified=False),
        _step("plus", "invoices", "Sommes facturées", "1000", "money", "4570", "declared"),
        _step("not_above", "rebuild_cap", "plafond par site", "40000", "money", "4570", "figure",
              authority=PROPOSED, verified=False),
        _step("less", "credits", "sommes reçues", "120", "money", "4450", "credit"),
        _step("not_below", "nothing", "zéro", "0", "money", "4450", "nothing"),
    )  # fmt: skip
    time = (
        _step("take", "hours", "Heures perdues", "8", "hours", "8", "declared"),
        _step("times", "own_time_rate", "taux forfaitaire", "25", "money", "200", "figure"),
    )
    return Assessment(
        claim.number, claim.matter,
        (
            Line("l1", "rebuild", "boutique-boreale.ca", "A", "A1", date(2021, 8, 28),
                 date(2021, 9, 12), "B", 445000, 400500, 0, False, rebuild,
                 UNSURE,
                 (("A", ("payment",), 44500),), (Proof("B", ("invoice",)),)),
            Line("l2", "own_time", "", "A", "A1", date(2021, 8, 28), date(2021, 8, 30), "D",
                 20000, 6000, 0, False, time, (), (("B", ("call_log",), 12000),),
                 (Proof("D", ()),), on_word=6000),
        ),
        {"c1": Decimal(120)},
    )  # fmt: skip


NAUGHTY = (
    "=1+1", "@SUM(A1)", "+33 1", "-2+3", "#N/A", "＝1+1", "'already", "<img src=/etc/passwd>",
    "Bob <b> & Co", "&lt;b&gt;", "{name} %s", "\u202ecod.exe", "中文 العربية", "Ж Łódź œ",
    "a" * 300, "1234.5", "TRUE", "_x000D_", "http://example.org/?a=1&b=2",
)  # fmt: skip
"""What people type, and what a document must print without obeying it."""


@dataclass(frozen=True)
class Entered:
    """A journal entry as the store gives it."""

    seq: int
    at: datetime
    clock: str
    actor: str
    action: str
    subject: str
    body: str
    salt: str
    previous: str
    hash: str
    content: str


PHOTO = b"\xff\xd8 not much of a photo"


def with_two_exhibits() -> Claim:
    """The claim with an invoice and a photo whose name a spreadsheet would run."""
    photo = an_exhibit(2, "=CON é.jpg", PHOTO, kind="screenshot")
    return a_claim(exhibits=(an_exhibit(), photo))


def a_filing(claim: Claim | None = None, **more: Any) -> str:
    """The body of the entry that seals the first revision of a claim."""
    claim = claim or with_two_exhibits()
    whole = digest(canonical(claim.model_dump(mode="json")))
    sealed = {"sha256": whole, "disclosed": digest(disclosed(claim))}
    return canonical({"revision": 1, "status": "submitted", **sealed} | more)


def a_journal(*events: tuple[str, ...], **bodies: str) -> tuple[Entered, ...]:
    """A chain sealed by the store's own function, one entry per (action, subject), or per (action,
    subject, body).

    bodies: by the first word of the action, of those that say something to the test.
    """
    added = canonical({"id": "e1", "raison": "dépôt"})
    bodies = {"file": a_filing(), "take": a_freezing(), "add": added} | bodies
    chain: list[Entered] = []
    for seq, (action, subject, *own) in enumerate(events, 1):
        fields: dict[str, Any] = {
            "seq": seq, "clock": "", "actor": "système é", "action": action, "subject": subject,
            "body": own[0] if own else bodies.get(action.split()[0], '{"raison":"dépôt"}'),
            "salt": f"{seq:032x}",
        }  # fmt: skip
        content = content_of(**fields, at=utc_text(AT))
        fields["previous"] = chain[-1].hash if chain else NOTHING
        sealed = seal(**fields, at=utc_text(AT))
        chain.append(Entered(**fields, at=AT, hash=sealed, content=content))
    return tuple(chain)


EVENTS = (
    ("start claim", "R-2K7Q-48"), ("sign in", "me@counsel.example"), ("file claim", "R-OTHER"),
    ("add exhibit", "R-2K7Q-48"), ("file claim", "R-2K7Q-48"), ("read claim", "R-2K7Q-48"),
    ("take snapshot", "whc-2021"),
)  # fmt: skip


def the_lines(claim: Claim | None = None) -> tuple[LineRow, ...]:
    """The losses of the claim as totals read them."""
    claim = claim or a_claim()
    day = date(2026, 11, 21)
    return rows_of(claim, an_assessment(claim), status=Status.SUBMITTED, submitted=day)


def a_snapshot(lines: tuple[LineRow, ...] = ()) -> dict[str, Any]:
    """The totals of these losses, or of the claim's, frozen."""
    frame, day = frame_of_rows(lines or the_lines()), date(2026, 11, 21)
    tables = {"by_subgroup": totals(frame), "by_grade": totals(frame, ("grade",))}
    return freeze(tables, matter="whc-2021", currency="CAD", as_of=day, head=HEAD)


def a_freezing(lines: tuple[LineRow, ...] = ()) -> str:
    """The body of the entry that seals that snapshot."""
    return canonical({"id": "s1", "number": 1, "sha256": digest(canonical(a_snapshot(lines)))})


JOURNAL = a_journal(*EVENTS)


def a_filed_claim(claim: Claim | None = None) -> FiledClaim:
    """The claim at its first revision."""
    day = date(2026, 11, 21)
    claim = claim or a_claim()
    whole = digest(canonical(claim.model_dump(mode="json")))
    return FiledClaim(claim, 1, Status.SUBMITTED, day, whole)


def contents(**more: Any) -> Contents:
    """One claim, two exhibits of the same name, a report, a workbook and seven journal entries."""
    filed = (
        FiledExhibit("R-2K7Q-48", 1, an_exhibit(), [INVOICE[:9], INVOICE[9:]], pages=2),
        FiledExhibit("R-2K7Q-48", 1,
                     an_exhibit(2, "=CON é.jpg", PHOTO, kind="screenshot"), [PHOTO]),
    )  # fmt: skip
    given: dict[str, Any] = {
        "matter": the_matter(), "snapshot": "I-1", "claims": [a_filed_claim(with_two_exhibits())],
        "lines": the_lines(), "assessments": [an_assessment()], "exhibits": filed,
        "journal": JOURNAL, "frozen": a_snapshot(), "report": b"%PDF report",
        "workbook": [b"PK", b"workbook"], "numbers": numbers_of("I-1", filed, {}),
        "fictional": True,
    }  # fmt: skip
    return Contents(**given | more)


def a_bundle(language: Language = "fr", **more: Any) -> bytes:
    """The bytes of that bundle."""
    given = {"journal": JOURNAL} | more
    head = given["journal"][-1]
    chunks = bundle(contents(**given), journal_head=head, at=AT, language=language)
    return b"".join(chunks)


def many_lines(count: int = 240, seed: int = 1) -> tuple[LineRow, ...]:
    """Losses of every subgroup, head and grade, cents and all; one service in ten is not placed."""
    draw, matter = Random(seed), the_matter()
    lines = []
    for n in range(count):
        code = draw.choice(list(matter.subgroups))
        declared = draw.randint(0, 99_999_999)
        supported = draw.randint(0, declared)
        placed = n % 10 > 0
        changes: dict[str, Any] = {
            "number": f"R-{n % 40:04}", "loss": f"l{n // 40}",
            "head": draw.choice(matter.subgroups[code].heads),
            "service": f"site-{n % 60}.example",
            "group": matter.subgroups[code].group if placed else "",
            "subgroup": code if placed else "", "grade": draw.choice("ABCD"),
            "declared": declared, "supported": supported,
            "admitted": draw.choice((0, supported)), "decided": bool(n % 2),
            "start": date(2021, 8 + n % 3, 28),
        }  # fmt: skip
        lines.append(replace(the_lines()[0], **changes))
    return tuple(sorted(lines, key=lambda line: (line.number, line.loss)))


def assessments_of(lines: tuple[LineRow, ...]) -> list[Assessment]:
    """Each loss declared outright, so that its steps lead to its amount."""
    made: dict[str, list[Line]] = {}
    for row in lines:
        whole = str(Decimal(row.declared).scaleb(-2))
        step = _step("take", "invoices", "Sommes facturées", whole, "money", whole, "declared")
        steps: tuple[Step, ...] = (step,)
        if row.number not in made:  # the first loss of each claim takes what it received
            gross = str(Decimal(row.declared).scaleb(-2) + 120)
            step = step._replace(operand=Decimal(gross), running=Decimal(gross))
            less = _step("less", "credits", "-", "120", "money", whole, "credit")
            steps = (step, less._replace(label=NAMES["credits"].label))
        line = Line(
            row.loss,
            row.head,
            row.service,
            row.group,
            row.subgroup,
            row.start,
            row.end,
            row.grade,
            row.declared,
            row.supported,
            row.admitted,
            row.decided,
            steps,
        )
        made.setdefault(row.number, []).append(line)
    taken = {"c1": Decimal(120)}
    return [Assessment(number, "whc-2021", tuple(found), taken) for number, found in made.items()]


def tables_of(lines: tuple[LineRow, ...]) -> Tables:
    """The three tables a document prints."""
    frame = frame_of_rows(lines)
    return Tables(
        totals(frame), totals(frame, ("month",)), totals(frame, ("grade",)), decided(frame),
        sum(line.supported for line in lines if line.grade == "D"),
    )  # fmt: skip


def a_book(lines: tuple[LineRow, ...] = (), names: tuple[str, ...] = (), **more: Any) -> Book:
    """A workbook's contents: forty claims named after what people type, unless named here."""
    lines = lines or many_lines()
    numbers = sorted({line.number for line in lines})
    names = names or NAUGHTY
    filed = [a_filed_claim(a_claim(n, names[i % len(names)])) for i, n in enumerate(numbers)]
    given: dict[str, Any] = {
        "matter": the_matter(), "snapshot": "1", "tables": tables_of(lines),
        "lines": frame_of_rows(lines), "claims": filed, "numbers": {"exhibit:R-0001:e1": Number(7)},
        "journal": a_journal(("file claim", "R-0001"), ("read claim", "R-0001")),
        "assessments": assessments_of(lines), "rates": RATES,
    }  # fmt: skip
    return Book(**given | more)


def some_scenarios() -> SideBySide:
    """One scenario of two steps, 999.99 $ declared brought to 420.00 $, and an offer of 30.00 $."""
    line = Weighed(
        "R-1", "a.ca", "A1", "rebuild", 999_99, 600_01, 0, (0, 600_01, 0, 0), recent=True
    )
    steps = {"mitigation": 50}, {"cap": Decimal("420.00"), "per": "service"}
    found = tried(Material([line], [line], {}, frozenset()), [*map(Switch.model_validate, steps)])
    offers = Beside(1, 999_99, 600_01, 999_99, 600_01, (Compared("lifeboat", 3000, 3000, 1, 1),))
    label = Text(fr="Défense", en="Defence")
    return SideBySide(found.base, (Named("defence", label, found),), offers, AT.date())


def some_overlapping(lines: tuple[LineRow, ...] = ()) -> Overlapping:
    """What lines declare, and one conflict on it: an owner waits, a designer was admitted in part
    for a reason."""
    lines = lines or many_lines()
    columns = {name: [getattr(line, name) for line in lines] for name in LineRow.__slots__}
    columns |= {name: [day.isoformat() for day in columns[name]] for name in ("start", "end")}
    days = date(2021, 8, 28), date(2021, 9, 12)
    owner = Stake("R-0001", "l1", "rebuild", "a.example", *days, 500_00, title="owner")
    designer = Stake("R-0002", "l1", "rebuild", "a.example", *days, 400_00, 300_00, True,
                     title="provider")  # fmt: skip
    [met] = meetings([owner, designer])
    reasons = {("R-0002", "l1"): "amount_unproved"}
    return Overlapping(
        (Conflict(met, ("same-file",), ()),),
        apart(columns, disputed_lines(columns, frozenset())),
        reasons,
    )
