"""Files to try the doors with: claims to import, claims that are refused, sites to paste, proofs."""

import json
from pathlib import Path
from random import Random

from making.papers import Desk, Sheet, error_page, time_book

NBSP = "\u00a0"


def make_samples(folder: Path, desk: Desk) -> None:
    """data/samples/, whole."""
    files = folder / "files"
    desk.sheets += [invoice(files / "facture-reconstruction.pdf"), payment(files / "releve-paiements.pdf")]
    rows = [("2021-09-02", "atelier-brumea.example, Mock-up", "7.5"), ("2021-09-03", "atelier-brumea.example, Pages", "8"),
            ("2021-09-06", "kayak-brumea.example, Pages", "6.5"), ("2021-09-07", "kayak-brumea.example, Forms", "4")]
    desk.books.append((files / "time-sheet.xlsx", time_book("Time sheet, Bruméa Web Studio", rows, "en")))
    desk.shots.append((files / "screenshot.png", error_page("kayak-brumea.example", "en", Random(3), photo=False)))
    desk.make()
    write(folder / "two_claims.jsonl", [menuiserie(), studio()])
    write(folder / "faulty_claims.jsonl", faulty())
    (folder / "sites.csv").write_text(
        "domaine;type\natelier-brumea.example;Site vitrine\nwww.kayak-brumea.example;booking\n"
        "https://boutique-brumea.example/accueil;Boutique en ligne\ninfo@brumea.example;Domaine de courriel\n", encoding="utf-8")


def invoice(path: Path) -> Sheet:
    """A paid invoice."""
    return Sheet(
        path, "Facture 20211", "fr", sender=["Fournisseur B12 (fictif)"], to=["Facturé à", "Menuiserie Aubelune enr.", "120, rue du Moulin, Rimouski (Québec)"],
        facts=[("Date", "4 octobre 2021")], rows=[("Domaine", "Objet", "Montant"), ("menuiserie-aubelune.example", "Reconstruction du site", f"2{NBSP}400,00{NBSP}$")],
        totals=[("Sous-total", f"2{NBSP}400,00{NBSP}$"), (f"TPS (5{NBSP}%)", f"120,00{NBSP}$"), (f"TVQ (9,975{NBSP}%)", f"239,40{NBSP}$"), ("Total", f"2{NBSP}759,40{NBSP}$")], stamp="PAYÉ")


def payment(path: Path) -> Sheet:
    """The payment of that invoice."""
    return Sheet(path, "Relevé des paiements", "fr", sender=["Caisse fictive du Vallon"], facts=[("Titulaire", "Menuiserie Aubelune enr."), ("Compte", "•••• 0000")],
                 rows=[("Date", "Bénéficiaire", "Montant"), ("6 octobre 2021", "Fournisseur B12 (fictif)", f"2{NBSP}759,40{NBSP}$")], look=1)


def menuiserie() -> dict:
    """An owner, registered for taxes, with a paid invoice."""
    return {
        "key": "essai-1", "language": "fr", "fictional": True, "source": "",
        "claimant": {"kind": "business", "name": "Menuiserie Aubelune enr.", "capacity": "owner", "registrant": "yes", "registration": ""},
        "contact": {"email": "info@menuiserie-aubelune.example", "phone": "418 555-0142", "address": "120, rue du Moulin, Rimouski (Québec)", "place": "QC"},
        "answers": {"own_action": "no"},
        "services": [{"id": "s1", "domain": "www.menuiserie-aubelune.example", "type": "showcase", "subgroup": "B2", "restored": "", "owner": "",
                      "answers": {"hosted": "yes", "role": "owns", "use": "showcase", "outcome": "lost", "own_backup": "no"}}],
        "losses": [{"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-09-06", "end": "2021-10-04",
                    "inputs": {"invoices": "2 759,40", "invoice_date": "2021-10-04"}, "note": ""}],
        "credits": [], "attestation": {"name": "Odile Larochebelle", "agreed": "yes"},
        "exhibits": [{"id": "e1", "file": "files/facture-reconstruction.pdf", "kind": "invoice", "losses": ["l1"]},
                     {"id": "e2", "file": "files/releve-paiements.pdf", "kind": "payment", "losses": ["l1"]}],
    }


def studio() -> dict:
    """An agency, in English, with two clients' sites, a time sheet and a screenshot."""
    services = [
        {"id": f"s{n}", "domain": domain, "type": kind, "subgroup": "A1", "restored": "", "owner": owner,
         "answers": {"hosted": "yes", "role": "designs", "use": use, "outcome": "lost"}}
        for n, (domain, kind, use, owner) in enumerate(
            [("atelier-brumea.example", "showcase", "showcase", "Atelier Bruméa"), ("kayak-brumea.example", "booking", "booking", "Kayak Bruméa")], 1)
    ]
    losses = [
        {"id": f"l{n}", "head": "rebuild", "service": f"s{n}", "start": "2021-09-02", "end": "2021-09-07", "inputs": {"hours": hours}, "note": ""}
        for n, hours in enumerate(("15.5", "10.5"), 1)
    ]
    return {
        "key": "essai-2", "language": "en", "fictional": True, "source": "",
        "claimant": {"kind": "business", "name": "Bruméa Web Studio", "capacity": "agency", "registrant": "yes", "registration": ""},
        "contact": {"email": "info@brumea-web-studio.example", "phone": "", "address": "", "place": "QC"},
        "answers": {"own_action": "no"}, "services": services, "losses": losses,
        "credits": [{"id": "c1", "kind": "goodwill", "amount": "50.00", "head": "hosting_refund", "service": "", "accepted": "no", "received": ""}],
        "attestation": {"name": "Grace Thornbury-Patel", "agreed": "yes"},
        "exhibits": [{"id": "e1", "file": "files/time-sheet.xlsx", "kind": "time_sheet", "losses": ["l1", "l2"]},
                     {"id": "e2", "file": "files/screenshot.png", "kind": "screenshot", "losses": ["l2"]}],
    }


def faulty() -> list[dict]:
    """Three claims with several faults each: nothing of the file is kept."""
    first = menuiserie() | {"key": "essai-3"}
    first["contact"] = first["contact"] | {"email": "pas une adresse", "place": "TX"}
    first["losses"] = [first["losses"][0] | {"inputs": {"invoices": "2,759"}, "end": "2021-09-01"}]
    second = studio() | {"key": "essai-3"}
    second["services"] = [second["services"][0], second["services"][1] | {"domain": "atelier-brumea.example", "type": "showcase"}]
    second["losses"] = [second["losses"][0] | {"head": "relocation"}]
    third = menuiserie() | {"key": "", "losses": []}
    third["exhibits"] = [{"id": "e1", "file": "files/absente.pdf", "kind": "invoice", "losses": ["l9"]}]
    return [first, second, third]


def write(path: Path, forms: list[dict]) -> None:
    """One form a line."""
    path.write_text("".join(json.dumps(form, ensure_ascii=False) + "\n" for form in forms), encoding="utf-8")
