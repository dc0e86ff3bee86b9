"""Claims of public record, filed as facts with their source; and two real shops' sales."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

WEEKS = 522
"""Whole weeks the shops' sales are moved, so that weekdays stay weekdays: 2011-08-27 is 2021-08-28."""
AWAY = date(2021, 8, 28), date(2021, 9, 10)
ADDRESS = "adresse fictive, aucune n’est publiée / fictional address, none is published"

PRESS_WHC = "Communiqué de presse de l’action collective et presse, septembre 2021"
PRESS_OVH = "Presse, mars 2021"
PRESS_TELUS = "Presse, août 2019"


def claimant(name: str, capacity: str = "owner", registrant: str = "no") -> dict:
    """A business of public record; what is not published stays blank."""
    return {"kind": "business", "name": name, "capacity": capacity, "registrant": registrant, "registration": ""}


def form(key: str, language: str, who: dict, email: str, place: str, source: str, **parts: list) -> dict:
    """A form of public facts."""
    return {
        "key": key, "language": language, "claimant": who,
        "contact": {"email": email, "phone": "", "address": ADDRESS, "place": place},
        "answers": {"own_action": "no"}, "services": [], "losses": [], "credits": [], "exhibits": [],
        "attestation": {"name": "", "agreed": ""},
        "fictional": False, "source": source, **parts,
    }


def oxia() -> dict:
    """25,500.00 declared to rebuild five sites, split in equal parts: 5 × 5,100.00."""
    names = ["oxia-studio.example", *(f"client-oxia-{n}.example" for n in range(1, 5))]
    services = [
        {"id": f"s{n}", "domain": name, "type": "showcase", "subgroup": "A1", "restored": "",
         "owner": "" if n == 1 else f"Client {n - 1} d’OXIA Studio (nom non publié)",
         "answers": {"hosted": "yes", "role": "designs", "use": "showcase", "outcome": "lost"}}
        for n, name in enumerate(names, 1)
    ]
    note = ("25 500,00 $ déclarés publiquement pour cinq sites, répartis ici en parts égales (5 × 5 100,00 $). "
            "Les noms des sites des clients ne sont pas publics : domaines en .example.")
    losses = [
        {"id": f"l{n}", "head": "rebuild", "service": f"s{n}", "start": "2021-08-28", "end": "2021-09-01",
         "inputs": {"invoices": "5 100,00"}, "note": note}
        for n in range(1, 6)
    ]
    losses.append({
        "id": "l6", "head": "hosting_refund", "service": "s1", "start": "2021-08-28", "end": "2021-09-01",
        "inputs": {"prepaid": "119,88"},
        "note": "Forfait de 119,88 $ par année; toujours hors ligne le 1er septembre 2021. Client depuis juillet 2020; "
                "sauvegardes quotidiennes automatiques et restaurations gratuites promises.",
    })
    who = claimant("OXIA Studio", "agency")
    return form("oxia-studio", "fr", who, "oxia@demande.example", "QC", PRESS_WHC, services=services, losses=losses)


def jeweller() -> dict:
    """2,000 € of lost turnover; the 30 € credit refused."""
    services = [{"id": "s1", "domain": "bijoux-normandie.example", "type": "shop", "subgroup": "E1", "restored": "", "owner": "",
                 "answers": {"hosted": "unknown", "role": "owns", "use": "shop", "outcome": "lost"}}]
    losses = [{"id": "l1", "head": "lost_profit", "service": "s1", "start": "2021-03-10", "end": "2021-03-31", "inputs": {"expected": "2 000,00"},
               "note": "2 000 € de chiffre d’affaires perdu, selon la presse; la fin de la période n’est pas publiée (31 mars par convention). Tous les fichiers de clients ont disparu; les heures ne sont pas publiées."}]
    credits = [{"id": "c1", "kind": "goodwill", "amount": "30,00", "head": "hosting_refund", "service": "s1", "accepted": "no", "received": ""}]
    who = claimant("Fabricante de bijoux de Normandie (nom non publié ici)")
    return form("bijoux-normandie", "fr", who, "bijoux@demande.example", "FR", PRESS_OVH, services=services, losses=losses, credits=credits)


def bakery() -> dict:
    """At least 2,000 $ of orders taken by e-mail."""
    services = [{"id": "s1", "domain": "orders@vancouver-bakery.example", "type": "mail", "subgroup": "BC1", "restored": "", "owner": "",
                 "answers": {"hosted": "yes", "region": "bc", "use": "orders", "outcome": "sporadic"}}]
    losses = [{"id": "l1", "head": "lost_profit", "service": "s1", "start": "2019-08-15", "end": "2019-08-18", "inputs": {"expected": "2,000.00"},
               "note": "At least $2,000, according to the press. The dates are those of the known outage."}]
    who = claimant("Vancouver bakery (name not repeated here)")
    return form("boulangerie-vancouver", "en", who, "bakery@claim.example", "BC", PRESS_TELUS, services=services, losses=losses)


def unpriced() -> dict[str, list[dict]]:
    """Harm told without an amount: drafts, so that no amount is invented."""
    def one(key: str, name: str, site: str, kind: str, use: str, outcome: str, restored: str, head: str, note: str, subgroup: str = "B2") -> dict:
        services = [{"id": "s1", "domain": site, "type": kind, "subgroup": subgroup, "restored": restored, "owner": "",
                     "answers": {"hosted": "yes", "role": "owns", "use": use, "outcome": outcome}}]
        if head == "lost_profit" and kind == "booking" and "auberge" in key:
            services.append({"id": "s2", "domain": f"info@{site}", "type": "mail", "subgroup": "C1", "restored": restored, "owner": "",
                             "answers": {"hosted": "yes", "role": "owns", "use": "mail", "outcome": outcome}})
        losses = [{"id": "l1", "head": head, "service": "s1", "start": "2021-08-28", "end": "2021-09-01", "inputs": {}, "note": note}]
        return form(key, "fr", claimant(name), f"{key}@demande.example", "QC", PRESS_WHC, services=services, losses=losses)

    whc = [
        one("auberge", "Auberge (nom non publié ici)", "auberge-publique.example", "booking", "booking", "late", "2021-09-01", "lost_profit", "Site et courriel en panne cinq jours. Aucun montant publié : à remplir."),
        one("concert-benefice", "Concert bénéfice (nom non publié ici)", "concert-benefice.example", "booking", "booking", "late", "", "lost_profit", "Vente de billets interrompue. Aucun montant publié : à remplir."),
        one("clinique", "Clinique (nom non publié ici)", "clinique-publique.example", "application", "booking", "partly", "", "data_loss", "Résultats d’examens à ressaisir. Nombre d’heures non publié : à remplir."),
    ]
    caller = form("quatre-appels", "en", {"kind": "person", "name": "Telus customer (name not repeated here)", "capacity": "owner", "registrant": "no", "registration": ""},
                  "caller@claim.example", "BC", PRESS_TELUS,
                  services=[{"id": "s1", "domain": "info@four-calls.example", "type": "mail", "subgroup": "BC2", "restored": "", "owner": "",
                             "answers": {"hosted": "yes", "region": "bc", "use": "personal", "outcome": "sporadic"}}],
                  losses=[{"id": "l1", "head": "own_time", "service": "", "start": "2019-08-15", "end": "2019-08-18", "inputs": {}, "note": "Called four times and was told that nothing could be done. No number of hours was published: to be filled in."}])
    return {"whc-2021": whc, "telus-2019": [caller]}


def shops(sales: Path) -> list[dict]:
    """Two real shops' sales moved to 2021, without the days of an outage."""
    fr, ch = daily_from_orders(sales / "shop_fr_order_lines.csv"), daily(sales / "shop_ch_daily_revenue.csv")
    return [
        shop("boutique-ventes-reelles-1", "Boutique aux ventes réelles 1", "ventes-reelles-1.example", fr, "shop_fr_order_lines.csv",
             "lignes de commandes additionnées par jour"),
        shop("boutique-ventes-reelles-2", "Boutique aux ventes réelles 2", "ventes-reelles-2.example", ch, "shop_ch_daily_revenue.csv",
             "ventes par jour, telles quelles"),
    ]


def shop(key: str, name: str, domain: str, sold: dict[date, int], file: str, how: str) -> dict:
    """A B1 claimant whose history is a real shop's."""
    moved = {day + timedelta(weeks=WEEKS): cents for day, cents in sold.items()}
    first, last = AWAY
    kept = {day: cents for day, cents in moved.items() if not first <= day <= last}
    made = sum(c for d, c in moved.items() if first <= d <= last)
    history = "\n".join(f"{day}; {'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}" for day, cents in sorted(kept.items()))
    source = (
        f"Ventes réelles : data/sales/{file} (« Online Retail II », CC BY 4.0), {how}. Livres sterling de 2009 à 2011, "
        f"lues comme des dollars, cent pour cent; dates avancées de {WEEKS} semaines entières; jours du 28 août au "
        f"10 septembre 2021 retirés, comme si la boutique avait fermé. Elle y a vendu en réalité {made // 100},{made % 100:02} : "
        "c’est ce que l’estimation cherche à retrouver. La pièce est le fichier d’origine, non déplacé. Le réclamant est fictif."
    )
    made_form = form(key, "fr", claimant(name, registrant="no"), f"{key}@demande.example", "QC", source,
        services=[{"id": "s1", "domain": domain, "type": "shop", "subgroup": "B1", "restored": "2021-09-11", "owner": "",
                   "answers": {"hosted": "yes", "role": "owns", "use": "shop", "outcome": "late", "own_backup": "no"}}],
        losses=[{"id": "l1", "head": "lost_profit", "service": "s1", "start": "2021-08-28", "end": "2021-09-10",
                 "inputs": {"history": history, "actual": "0"}, "note": "Historique réel, déplacé dans le temps : voir la source."}],
        exhibits=[{"id": "e1", "file": f"files/{key}/{file}", "kind": "platform_export", "losses": ["l1"]}])
    signed = {"attestation": {"name": "Représentante de l’entreprise", "agreed": "yes"}}
    return made_form | signed | {"fictional": True}


def daily(path: Path) -> dict[date, int]:
    """Cents by day."""
    with path.open(encoding="utf-8", newline="") as rows:
        return {date.fromisoformat(r["date"]): cents(Decimal(r["revenue"])) for r in csv.DictReader(rows)}


def daily_from_orders(path: Path) -> dict[date, int]:
    """Cents by day, refunds taken off."""
    found: dict[date, Decimal] = defaultdict(Decimal)
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found[date.fromisoformat(row["ordered_at"][:10])] += Decimal(row["quantity"]) * Decimal(row["unit_price"])
    return {day: cents(amount) for day, amount in found.items()}


def cents(amount: Decimal) -> int:
    """Whole cents; the files hold no finer amount once added up."""
    return int((amount * 100).to_integral_value())
