"""Which losses a claim lists, and the sums in them."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from making.claims import Case, hours_typed

CHANCES = {
    "A1": {"rebuild": 95, "data_loss": 15, "mitigation": 12, "client_indemnity": 14},
    "A2": {"client_indemnity": 35, "mitigation": 20, "data_loss": 12},
    "P1": {"rebuild": 85, "client_indemnity": 18, "mitigation": 15, "data_loss": 15},
    "B1": {"lost_profit": 100, "rebuild": 38, "data_loss": 28, "mitigation": 30, "hosting_refund": 45},
    "E1": {"lost_profit": 100, "rebuild": 55, "data_loss": 35, "mitigation": 30, "hosting_refund": 55},
    "B2": {"rebuild": 68, "lost_profit": 16, "data_loss": 22, "mitigation": 20, "hosting_refund": 50},
    "E2": {"rebuild": 78, "lost_profit": 16, "data_loss": 28, "mitigation": 20, "hosting_refund": 60},
    "C1": {"hosting_refund": 60, "mitigation": 40, "data_loss": 40},
    "F1": {"hosting_refund": 60, "mitigation": 30, "data_loss": 80},
    "BC1": {"lost_profit": 100, "mitigation": 30, "hosting_refund": 50, "data_loss": 25},
    "AB1": {"lost_profit": 100, "mitigation": 30, "hosting_refund": 50, "data_loss": 25},
    "BC2": {"hosting_refund": 70, "data_loss": 35, "mitigation": 15},
    "AB2": {"hosting_refund": 70, "data_loss": 35, "mitigation": 15},
}
"""Subgroup → head → chances in a hundred that a service has the loss."""
NOTES = {
    "fr": {
        "rebuild": ["Refait à partir d’une ancienne maquette.", "Thème, pages et formulaires à refaire."],
        "lost_profit": ["La rentrée est notre meilleure saison.", "Les commandes n’ont repris qu’en septembre."],
        "data_loss": ["Liste de clients ressaisie à la main.", "Photos et textes perdus."],
        "client_indemnity": ["Deux mois d’entretien remboursés."], "mitigation": ["Hébergement loué d’urgence."],
        "own_time": ["Appels sans réponse, files d’attente."], "hosting_refund": [""], "inconvenience": [""],
    },
    "en": {
        "rebuild": ["Redone from an old mock-up.", "Theme, pages and forms to redo."],
        "lost_profit": ["Back-to-school is our best season.", "Orders only came back in September."],
        "data_loss": ["Customer list typed in again by hand.", "Photos and text lost."],
        "client_indemnity": ["Two months of maintenance refunded."], "mitigation": ["Hosting rented in a hurry."],
        "own_time": ["Unanswered calls, waiting lines."], "hosting_refund": [""], "inconvenience": [""],
    },
}
SEASON = (0.82, 0.8, 0.93, 0.95, 1.0, 1.0, 0.96, 1.24, 1.3, 1.05, 1.3, 1.45)
WEEK = (1.1, 1.0, 0.95, 1.0, 1.15, 0.95, 0.6)


def add_losses(case: Case) -> None:
    """The losses of every service, then those of the claimant."""
    for service in case.form["services"]:
        chances = CHANCES.get(service["subgroup"], CHANCES[case.subgroup])
        allowed = case.profile.matter.subgroups[service["subgroup"] or case.subgroup].heads
        for head, chance in chances.items():
            if head in allowed and case.random.random() * 100 < chance:
                MAKERS[head](case, service)
    _hosting_once(case)
    if not case.form["losses"] or case.random.random() < 0.5:
        _own_time(case)
    if case.form["claimant"]["kind"] == "person" and case.random.random() < 0.8:
        _add(case, "inconvenience", "", case.profile.matter.interest.event_day, 0, {})


def _hosting_once(case: Case) -> None:
    """A designer pays one reseller plan for all sites."""
    if case.subgroup in ("A1", "A2", "P1") and case.random.random() < 0.5:
        _hosting(case, case.form["services"][0])


def _add(case: Case, head: str, service: str, start: date, days: int, inputs: dict[str, str]) -> str:
    name = f"l{len(case.form['losses']) + 1}"
    end = min(start + timedelta(days=days), case.profile.matter.period_end)
    note = case.random.choice(NOTES[case.language][head]) if case.random.random() < 0.35 else ""
    case.form["losses"].append({
        "id": name, "head": head, "service": service, "start": str(start), "end": str(end),
        "inputs": {k: v for k, v in inputs.items() if v}, "note": note,
    })
    return name


def _cents(case: Case, low: int, high: int) -> int:
    """A sum in cents, low ones likelier; half of them round."""
    drawn = int(low + (high - low) * case.random.random() ** 2)
    return drawn * 100 if case.random.random() < 0.5 else drawn * 100 + case.random.randint(0, 99)


def _away(case: Case, service: dict) -> int:
    """Days the service was away, less one."""
    start = case.profile.matter.interest.event_day
    if service["restored"]:
        return max((date.fromisoformat(service["restored"]) - start).days - 1, 0)
    return (case.profile.late_until - start).days


def _rebuild(case: Case, service: dict) -> None:
    random, event = case.random, case.profile.matter.interest.event_day
    start = event + timedelta(days=random.randint(1, 12))
    share = {"shop": 1.7, "application": 2.2}.get(service["type"], 1)
    if service["owner"] and random.random() < 0.75:
        hours = Decimal(random.randint(12, int(95 * share)) * 2) / 2
        name = _add(case, "rebuild", service["id"], start, random.randint(8, 60), {"hours": hours_typed(hours, case.language)})
        case.cents[name] = int(hours * 8500)
        return
    cents = _cents(case, 600, int(6500 * share))
    inputs = {"invoices": case.typed(cents, random)}
    days = random.randint(10, 75)
    if case.form["claimant"]["registrant"] == "yes":
        inputs["invoice_date"] = str(start + timedelta(days=days))
    name = _add(case, "rebuild", service["id"], start, days, inputs)
    case.cents[name] = cents
    if random.random() < 0.09:
        case.on_paper[name] = cents * random.randint(70, 92) // 10000 * 100


def _lost_profit(case: Case, service: dict) -> None:
    random, event = case.random, case.profile.matter.interest.event_day
    daily = _cents(case, 60, 900) if service["subgroup"] in ("B1", "E1") else _cents(case, 25, 260)
    days = _away(case, service)
    inputs, sales = {}, {}
    if random.random() < 0.6:
        sales = _sales(case, daily, event)
        inputs["history"] = "\n".join(f"{month}; {case.typed(cents, random)}" for month, cents in by_month(sales).items())
    else:
        inputs["expected"] = case.typed(daily * (days + 1) // 100 * 100, random)
    if random.random() < 0.4:
        inputs["actual"] = case.typed(daily * random.randint(1, 2) // 3, random)
    if random.random() < 0.3:
        inputs["made_up_later"] = case.typed(daily * random.randint(1, 3) // 2, random)
    if random.random() < 0.45:
        inputs["avoided_costs"] = str(random.choice((30, 35, 40, 50, 55, 60)))
    name = _add(case, "lost_profit", service["id"], event, days, inputs)
    case.cents[name] = daily * (days + 1)
    if sales:
        case.sales[name] = sales


def _sales(case: Case, daily: int, event: date) -> dict[date, int]:
    """Sales by day for some months up to the eve, with season, week and chance."""
    months = case.random.choice((5, 9, 14, 16))
    first = date.fromordinal(event.toordinal() - months * 30).replace(day=1)
    found = {}
    for n in range((event - first).days):
        day = first + timedelta(days=n)
        trend = 1 + 0.0003 * n
        found[day] = int(daily * SEASON[day.month - 1] * WEEK[day.weekday()] * trend * case.random.uniform(0.55, 1.45))
    return found


def by_month(sales: dict[date, int]) -> dict[str, int]:
    """Full months only."""
    found: dict[str, list[int]] = {}
    for day, cents in sales.items():
        found.setdefault(f"{day:%Y-%m}", []).append(cents)
    whole = {m: c for m, c in found.items() if len(c) == monthrange(int(m[:4]), int(m[5:]))[1]}
    return {month: sum(cents) for month, cents in whole.items()}


def _hosting(case: Case, service: dict) -> None:
    random = case.random
    cents = random.choice(case.profile.plans)
    inputs = {"prepaid": case.typed(cents, random)}
    if random.random() < 0.4:
        inputs["days_paid"] = case.profile.days_paid
    if "backup_paid" in case.profile.matter.heads["hosting_refund"].inputs and random.random() < 0.25:
        inputs["backup_paid"] = case.typed(random.choice((2400, 3588, 4800)), random)
    longer = 25 if random.random() < 0.12 else 0
    name = _add(case, "hosting_refund", service["id"], case.profile.matter.interest.event_day, _away(case, service) + longer, inputs)
    case.cents[name] = cents


def _mitigation(case: Case, service: dict) -> None:
    start = case.profile.matter.interest.event_day + timedelta(days=case.random.randint(0, 4))
    cents = _cents(case, 60, 900)
    name = _add(case, "mitigation", service["id"], start, case.random.randint(0, 14), {"costs": case.typed(cents, case.random)})
    case.cents[name] = cents


def _indemnity(case: Case, service: dict) -> None:
    start = case.profile.matter.interest.event_day + timedelta(days=case.random.randint(5, 30))
    cents = _cents(case, 90, 1400)
    inputs = {"refunds_paid": case.typed(cents, case.random)}
    if case.random.random() < 0.2:
        inputs["penalties_paid"] = case.typed(25000, case.random)
    name = _add(case, "client_indemnity", service["id"], start, case.random.randint(0, 30), inputs)
    case.cents[name] = cents


def _data_loss(case: Case, service: dict) -> None:
    start = case.profile.matter.interest.event_day + timedelta(days=case.random.randint(2, 20))
    hours = Decimal(case.random.randint(6, 90)) / 2
    _add(case, "data_loss", service["id"], start, case.random.randint(5, 40), {"hours": hours_typed(hours, case.language)})


def _own_time(case: Case) -> None:
    hours = Decimal(case.random.randint(2, 44)) / 2
    event = case.profile.matter.interest.event_day
    _add(case, "own_time", "", event, case.random.randint(3, 20), {"hours": hours_typed(hours, case.language)})


def add_credits(case: Case) -> None:
    """Sums received, gestures refused, replacement hosting."""
    random, form = case.random, case.form
    heads = {loss["head"]: loss for loss in form["losses"]}
    if (hosting := heads.get("hosting_refund")) and random.random() < 0.45:
        kind, low, high = random.choice((("goodwill", 2, 30), ("refund", 2, 12), ("free_hosting", 20, 60)))
        if kind == "free_hosting" and not any(o.kind == kind for o in case.profile.matter.offers.values()):
            kind = "goodwill"
        cents = 3000 if case.profile.letter == "o" and kind == "goodwill" else random.randint(low, high) * 100
        accepted = "no" if kind == "goodwill" and random.random() < 0.5 else "yes"
        _credit(case, kind, cents, hosting["head"], hosting["service"], accepted)
    if (rebuilt := heads.get("rebuild")) and random.random() < 0.06:
        _credit(case, "insurance", random.randint(3, 15) * 10000, rebuilt["head"], rebuilt["service"], "yes")
    if case.profile.letter == "o" and rebuilt and random.random() < 0.3:
        _credit(case, "goodwill", 90000, "rebuild", "", random.choice(("yes", "no")))


def _credit(case: Case, kind: str, cents: int, head: str, service: str, accepted: str) -> None:
    credits = case.form["credits"]
    day = case.profile.matter.interest.event_day + timedelta(days=case.random.randint(15, 90))
    credits.append({
        "id": f"c{len(credits) + 1}", "kind": kind, "amount": case.typed(cents, case.random),
        "head": head, "service": service, "accepted": accepted,
        "received": str(day) if accepted == "yes" and case.random.random() < 0.7 else "",
    })


MAKERS = {
    "rebuild": _rebuild, "lost_profit": _lost_profit, "hosting_refund": _hosting,
    "mitigation": _mitigation, "client_indemnity": _indemnity, "data_loss": _data_loss,
}
