"""Fictional claims: who, which services, which losses and credits, typed as people type them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from claims.matter.model import Matter
from claims.office.placing import proposed

from making.people import People, slug

NBSP = "\u00a0"


@dataclass(frozen=True)
class Profile:
    """What the claims of one matter look like. plan: subgroup → how many claimants."""

    matter: Matter
    plan: dict[str, int]
    english: int
    """In a hundred."""
    places: dict[str, int]
    rename: dict[str, str]
    """Exhibit kinds of the main matter → those of this one."""
    letter: str
    late_until: date
    """Last day of the services that came back late."""
    plans: tuple[int, ...]
    """Prices of a hosting plan, in cents."""
    days_paid: str


@dataclass
class Case:
    """A form being made, and what the making of its exhibits and of its course needs."""

    form: dict
    grade: str
    """Best grade its exhibits will earn."""
    subgroup: str
    random: Random
    profile: Profile
    on_paper: dict[str, int] = field(default_factory=dict)
    """Loss → cents its invoice shows, when not what was typed."""
    cents: dict[str, int] = field(default_factory=dict)
    """Loss → cents typed in its main amount."""
    sales: dict[str, dict[date, int]] = field(default_factory=dict)
    """Loss → sales by day, behind the history typed."""

    @property
    def language(self) -> str:
        """Language of the claimant."""
        return self.form["language"]

    def of_head(self, head: str) -> list[dict]:
        """Its losses of one head."""
        return [loss for loss in self.form["losses"] if loss["head"] == head]

    def domain(self, loss: dict) -> str:
        """Domain of the service of a loss; of the first service for a loss of the claimant."""
        services = self.form["services"]
        written = next((s for s in services if s["id"] == loss["service"]), services[0])["domain"]
        return written.lower().split("//")[-1].rpartition("@")[2].strip("/").removeprefix("www.")

    def typed(self, cents: int, random: Random) -> str:
        """An amount as this claimant writes it."""
        sign = "€" if self.profile.matter.currency == "EUR" else "$"
        return typed(cents, self.language, random, sign)


def typed(cents: int, language: str, random: Random, sign: str) -> str:
    """An amount as someone writes it, in the currency of the matter."""
    whole, rest = divmod(cents, 100)
    if language == "en":
        return random.choice((f"{whole:,}.{rest:02}", f"{whole}.{rest:02}", f"{sign}{whole:,}.{rest:02}"))
    spaced = f"{whole:,}".replace(",", random.choice((" ", NBSP)))
    return random.choice((f"{spaced},{rest:02}", f"{whole},{rest:02}", f"{spaced},{rest:02} $".replace("$", "").strip()))


def hours_typed(hours: Decimal, language: str) -> str:
    """Hours without useless zeros."""
    text = f"{hours.normalize():f}"
    return text.replace(".", ",") if language == "fr" else text


def make_case(n: int, subgroup: str, profile: Profile, people: People, random: Random) -> Case:
    """One claim of a subgroup."""
    language = "en" if random.random() * 100 < profile.english else "fr"
    group = profile.matter.subgroups[subgroup].group
    designs = group in ("A", "P")
    use = _use(subgroup, random)
    kind = _kind(subgroup, designs, random)
    trade = "agency" if designs else {"storage": "showcase", "orders": "shop", "work": "mail", "personal": "mail"}.get(use, use)
    name = people.person(language) if kind == "person" else people.business(trade, language)
    place = _place(subgroup, profile, random)
    own = people.domain(name if kind == "business" else f"{_word(trade, language)} {name}")
    form = {
        "key": f"{profile.letter}{n:03}", "language": language,
        "claimant": {
            "kind": kind, "name": name,
            "capacity": random.choices(("agency", "reseller"), (85, 15))[0] if designs else "owner",
            "registrant": "yes" if random.random() < (0.7 if kind == "business" else 0.08) else "no",
            "registration": "",
        },
        "contact": {
            "email": f"{random.choice(('info', 'bonjour', 'admin'))}@{own}" if kind == "business" else f"{slug(name)}@courrier.example",
            "phone": people.phone(place) if random.random() < 0.6 else "",
            "address": people.address(place) if random.random() < 0.7 else "",
            "place": place,
        },
        "answers": {"own_action": "no"}, "services": [], "losses": [], "credits": [], "exhibits": [],
        "attestation": {"name": name if kind == "person" else people.person(language), "agreed": "yes"},
        "fictional": True, "source": "",
    }
    grade = random.choices("ABCD", (20, 26, 24, 30))[0]
    case = Case(form, grade, subgroup, random, profile)
    _services(case, use, designs, own, people)
    return case


def _word(trade: str, language: str) -> str:
    """What a person's site is called after."""
    fr = {"agency": "web", "shop": "boutique", "showcase": "atelier", "booking": "reservations", "mail": "courrier"}
    return trade if language == "en" else fr[trade]


def _use(subgroup: str, random: Random) -> str:
    uses = {
        "B1": ["shop"], "B2": ["showcase", "showcase", "booking"], "C1": ["mail"], "E1": ["shop"],
        "E2": ["showcase", "showcase", "booking"], "F1": ["storage", "mail"],
        "BC1": ["orders"], "AB1": ["orders"], "BC2": ["personal", "work"], "AB2": ["personal", "work"],
    }
    return random.choice(uses.get(subgroup, ["showcase", "shop", "booking"]))


def _kind(subgroup: str, designs: bool, random: Random) -> str:
    share = 0.2 if designs else {"B1": 0.2, "E1": 0.2, "BC1": 0.1, "AB1": 0.1, "BC2": 0.8, "AB2": 0.8}.get(subgroup, 0.42)
    return "person" if random.random() < share else "business"


def _place(subgroup: str, profile: Profile, random: Random) -> str:
    if subgroup[:2] in ("BC", "AB"):
        return subgroup[:2]
    return random.choices(list(profile.places), list(profile.places.values()))[0]


def _services(case: Case, use: str, designs: bool, own: str, people: People) -> None:
    """An agency has its clients' sites, and sometimes its own; others have one, rarely two."""
    random, mail = case.random, case.profile.matter.id == "telus-2019"
    many = random.choices((1, 2, 3, 4, 5, 6, 8, 10, 12), (14, 20, 18, 14, 10, 9, 7, 5, 3))[0]
    count = many if designs else random.choices((1, 2), (93, 7))[0]
    for n in range(count):
        owner = people.business(random.choice(("shop", "showcase", "booking")), case.language) if designs else ""
        domain = people.domain(owner) if designs else own if n == 0 else people.domain(own.removesuffix(".example") + " boutique")
        chosen = random.choice(("showcase", "showcase", "shop", "booking")) if designs else use
        _service(case, f"s{n + 1}", f"info@{domain}" if mail else _as_typed(domain, random), chosen, owner)


def _as_typed(domain: str, random: Random) -> str:
    return random.choice((domain, domain, f"www.{domain}", f"https://www.{domain}/", domain.capitalize()))


def _service(case: Case, name: str, domain: str, use: str, owner: str) -> None:
    random, matter = case.random, case.profile.matter
    wanted = matter.subgroups[case.subgroup].when
    answers = {
        "hosted": random.choices(_hosted(matter), (85, 15))[0],
        "role": "designs" if owner else "owns", "use": use,
        "outcome": random.choice([o for o in wanted["outcome"] for _ in range(2 if o == "lost" else 1)]),
        "own_backup": random.choice(("no", "no", "old", "recent", "unknown")),
        "backup_option": random.choice(("yes", "no", "no", "unknown")),
        "region": wanted.get("region", ("bc",))[0],
    }
    answers = {k: v for k, v in answers.items() if k in matter.questions}
    late = answers["outcome"] in ("late", "sporadic")
    span = (case.profile.late_until - matter.interest.event_day).days
    restored = matter.interest.event_day + timedelta(days=random.randint(2, span)) if late else None
    case.form["services"].append({
        "id": name, "domain": domain, "type": _type(use, matter, random), "answers": answers,
        "subgroup": proposed(answers, matter), "restored": str(restored or ""), "owner": owner,
    })


def _hosted(matter: Matter) -> tuple[str, str]:
    return ("sbg2", "sbg1") if "sbg2" in matter.questions["hosted"].answers else ("yes", "unknown")


def _type(use: str, matter: Matter, random: Random) -> str:
    if "shop" not in matter.service_types:
        return "mail"
    if use == "booking" and random.random() < 0.25:
        return "application"
    return use
