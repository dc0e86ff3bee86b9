"""What became of each claim: when it was filed, and what the office and its claimant then did.

A moment is a place, in ten-thousandths, between the opening of the register and today, with an hour
of the day; so a demonstration started in any week shows claims up to the day before.
"""

from random import Random

from claims.claim.model import Claim
from claims.damages.assessment import Assessment, Line

NEXT_DAY = 620
LAST = 9990
REASONS = {
    "deficient": {
        "fr": ["Il manque la preuve de paiement de la facture jointe.", "La facture ne nomme pas le domaine : joignez celle qui le nomme.",
               "Les heures ne sont appuyées d’aucune feuille de temps.", "L’historique des ventes ne couvre pas trois mois : joignez l’export complet."],
        "en": ["Proof of payment of the invoice is missing.", "The invoice does not name the domain: add the one that does.",
               "No time sheet supports the hours.", "The sales history covers less than three months: add the whole export."],
    },
    "review": {"fr": ["À l’étude."], "en": ["Under review."]},
    "withdrawn": {"fr": ["L’hébergeur nous a dédommagés directement.", "Inscription faite deux fois."], "en": ["The host compensated us directly.", "Registered twice."]},
    "opted_out": {"fr": ["Exclusion reçue par la poste."], "en": ["Opt-out received by mail."]},
}
RING = ("w121", "w136", "w051", "w146", "w186")
"""Five strangers who filed from one range within two days."""
CARRIER = ("w001", "w003", "w004", "w005", "w006", "w009", "w010", "w011", "w012")
"""Those of a telephone carrier: too many people for their range to tell anything."""
RANGES = {key: f"{first}.{n}" for first, keys in (("192.175.48", RING), ("192.52.193", CARRIER)) for n, key in enumerate(keys, 11)}
"""Where some filed from: ranges of the public network that are no line of anybody's (RFC 7534, RFC 7450)."""
COURSES = (("submitted", 40), ("decided", 42), ("in_review", 8), ("deficient", 7), ("withdrawn", 2), ("opted_out", 1))


def filed(key: str, random: Random) -> dict:
    """When a claim was filed: many at the opening, many again after a report in the press."""
    place = random.choices(
        (random.randint(0, 1400), random.randint(4300, 5600), random.randint(0, 9400)), (38, 22, 40)
    )[0]
    return {"key": key, "at": place, "time": _hour(random), "then": []}


def placed(steps: list[dict]) -> list[dict]:
    """The same courses, with where some were filed from."""
    return [step | ({"from": RANGES[step["key"]]} if step["key"] in RANGES else {}) for step in steps]


def draft(key: str, random: Random) -> dict:
    """A claim begun and not filed."""
    return {"key": key, "at": random.randint(500, 9400), "time": _hour(random), "draft": True, "then": []}


def _hour(random: Random) -> str:
    hour = random.choices(range(7, 24), (2, 4, 8, 10, 9, 7, 7, 8, 8, 7, 5, 5, 6, 7, 6, 3, 1))[0]
    return f"{hour:02}:{random.randint(0, 59):02}"


def follow(step: dict, claim: Claim, assessment: Assessment, on_paper: dict[str, int], random: Random) -> None:
    """Add what happened after the filing, if there was time for it."""
    course = random.choices([name for name, _ in COURSES], [n for _, n in COURSES])[0]
    at = step["at"] + NEXT_DAY + random.randint(0, 2600)
    if course == "submitted" or at > LAST:
        return
    when = {"at": at, "time": f"{random.randint(9, 16):02}:{random.randint(0, 59):02}"}
    language = claim.language
    if course in ("decided", "in_review"):
        verdicts = [verdict(line, on_paper, random) for line in assessment.lines]
        if course == "in_review" and len(verdicts) > 1:
            step["then"].append(when | {"do": "decide", "lines": verdicts[: len(verdicts) // 2]})
        elif course == "in_review":
            step["then"].append(when | {"do": "move", "to": "in_review", "reason": REASONS["review"][language][0]})
        else:
            step["then"].append(when | {"do": "decide", "lines": verdicts})
        return
    reason = random.choice(REASONS[course][language])
    step["then"].append(when | {"do": "withdraw" if course == "withdrawn" else "move", "to": course, "reason": reason})


def verdict(line: Line, on_paper: dict[str, int], random: Random) -> list[str]:
    """[loss, outcome, amount, reason] that an attentive lawyer would give."""
    if line.declared == 0:
        return [line.loss, "accepted", "", "already_paid"]
    if on_paper.get(line.loss, line.declared) < line.declared and line.grade in "AB":
        return [line.loss, "reduced", units(on_paper[line.loss]), "amount_unproved"]
    if any(w.code in ("outside-outage-table", "return-after-outage-table") for w in line.warnings) and line.supported > 1:
        return [line.loss, "reduced", units(line.supported // 2), "outside_period"]
    if line.grade == "A" or line.supported == line.declared or (line.grade == "B" and random.random() < 0.75):
        return [line.loss, "accepted", "", "proof_complete"]
    if line.supported:
        return [line.loss, "reduced", units(line.supported), "amount_unproved"]
    return [line.loss, "refused", "", "proof_missing"]


def units(cents: int) -> str:
    """Cents as a decimal text."""
    return f"{cents // 100}.{cents % 100:02}"


AMENDED = {
    "fr": "J’avais oublié une partie des heures; la feuille est à jour.",
    "en": "I had left out some of the hours; the sheet is up to date.",
}


def amendments(forms: list[dict], steps: list[dict]) -> None:
    """Some claimants correct what they filed: five on their own, three after a deficiency."""
    by_key = {form["key"]: form for form in forms}
    waiting = [s for s in steps if "draft" not in s and not s["then"] and s["at"] <= 7000]
    lacking = [s for s in steps if [t.get("to") for t in s["then"]] == ["deficient"] and s["then"][0]["at"] <= 8000]
    for among, most in ((waiting, 5), (lacking, 3)):
        chosen = [(s, loss) for s in among if (loss := _by_hours(by_key[s["key"]]))][:most]
        for step, loss in chosen:
            last = step["then"][-1]["at"] if step["then"] else step["at"]
            old = loss["inputs"]["hours"]
            path = f"losses.{loss['id']}.inputs.hours"
            step["then"].append({
                "at": last + NEXT_DAY + 300, "time": "20:10", "do": "amend",
                "reason": AMENDED[by_key[step["key"]]["language"]],
                "fields": [[path, old, str(int(old.replace(",", ".").partition(".")[0]) + 3)]],
            })


def _by_hours(form: dict) -> dict | None:
    """The first loss counted in hours of a claim that is not one of the planted wave."""
    if not form["fictional"] or form["key"].startswith("w95"):
        return None
    return next((loss for loss in form["losses"] if loss["inputs"].get("hours")), None)


LACKING = {
    "payment": ("Il manque la preuve de paiement de la facture jointe.", "Proof of payment of the invoice is missing."),
    "time_sheet": ("Les heures ne sont appuyées d’aucune feuille de temps.", "No time sheet supports the hours."),
    "invoice": ("Aucune facture n’est jointe : la déclaration seule ne suffit pas.", "No invoice is attached: the declaration alone is not enough."),
}


def deficiencies(forms: list[dict], steps: list[dict]) -> None:
    """Counsel asks one claim in six of those still waiting for what its exhibits lack."""
    by_key = {form["key"]: form for form in forms}
    waiting = [s for s in steps if "draft" not in s and not s["then"] and s["at"] <= 9000]
    asked = [(s, lack) for s in waiting if (lack := _lacking(by_key[s["key"]]))]
    for step, lack in asked[5::6]:
        fr, en = LACKING[lack]
        reason = fr if by_key[step["key"]]["language"] == "fr" else en
        step["then"].append({"at": step["at"] + NEXT_DAY, "time": "10:40", "do": "move", "to": "deficient", "reason": reason})


def _lacking(form: dict) -> str:
    """The first kind of exhibit a fictional claim wants, if any."""
    kinds = {e["kind"] for e in form["exhibits"]}
    if not form["fictional"] or form["key"].startswith("w9"):
        return ""
    if "invoice" in kinds and "payment" not in kinds:
        return "payment"
    if any(loss["head"] == "rebuild" and loss["inputs"].get("hours") for loss in form["losses"]) and "time_sheet" not in kinds:
        return "time_sheet"
    return "invoice" if any("invoices" in loss["inputs"] for loss in form["losses"]) and "invoice" not in kinds else ""
