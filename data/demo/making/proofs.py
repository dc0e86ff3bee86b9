"""The exhibits of a claim: which papers its evidence calls for, and what stands on each."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from email.utils import format_datetime
from datetime import UTC, datetime
from pathlib import Path

from claims.i18n.formats import day as said_day, money

from making.claims import Case
from making.papers import Desk, Sheet, error_page, mail, time_book

WANTED = {
    "rebuild": {"A": ["invoice", "payment"], "B": ["invoice"], "C": ["time_sheet"]},
    "lost_profit": {"A": ["platform_export", "bank_statement"], "B": ["platform_export"], "C": ["bank_statement"]},
    "hosting_refund": {"A": ["invoice", "payment"], "B": ["invoice"], "C": ["screenshot"]},
    "mitigation": {"A": ["invoice", "payment"], "B": ["invoice"], "C": ["email"]},
    "client_indemnity": {"A": ["credit_note", "payment"], "B": ["credit_note"], "C": ["email"]},
    "data_loss": {"A": ["sworn_statement", "backup_log"], "B": ["sworn_statement", "backup_log"], "C": ["time_sheet"]},
    "own_time": {"A": ["call_log"], "B": ["call_log"], "C": ["list"]},
    "inconvenience": {},
}
"""Head → evidence of the claim → kinds brought."""
NAMES = {
    "fr": {
        "invoice rebuild": "facture-reconstruction.pdf", "invoice hosting_refund": "facture-hebergement.pdf",
        "invoice mitigation": "facture-urgence.pdf", "payment": "releve-paiements.pdf",
        "time_sheet rebuild": "feuille-de-temps.xlsx", "time_sheet data_loss": "heures-ressaisie.xlsx",
        "quote rebuild": "soumission.pdf", "platform_export": "export-commandes.csv",
        "bank_statement": "releve-bancaire.pdf", "credit_note": "note-de-credit.pdf",
        "email client_indemnity": "courriel-client.eml", "email mitigation": "courriel-soutien.eml",
        "email lost_profit": "courriel-commande.eml", "sworn_statement": "declaration.pdf",
        "backup_log": "sauvegardes.csv", "call_log": "appels.csv", "list": "demarches.docx",
        "screenshot png": "capture-ecran.png", "screenshot jpg": "photo-ecran.jpg",
    },
    "en": {
        "invoice rebuild": "rebuild-invoice.pdf", "invoice hosting_refund": "hosting-invoice.pdf",
        "invoice mitigation": "emergency-invoice.pdf", "payment": "payments.pdf",
        "time_sheet rebuild": "time-sheet.xlsx", "time_sheet data_loss": "re-entry-hours.xlsx",
        "quote rebuild": "quote.pdf", "platform_export": "orders-export.csv",
        "bank_statement": "bank-statement.pdf", "credit_note": "credit-note.pdf",
        "email client_indemnity": "client-email.eml", "email mitigation": "support-email.eml",
        "email lost_profit": "order-email.eml", "sworn_statement": "statement.pdf",
        "backup_log": "backups.csv", "call_log": "calls.csv", "list": "steps-taken.docx",
        "screenshot png": "screenshot.png", "screenshot jpg": "screen-photo.jpg",
    },
}
TRANSFER, INVOICE = "FICTIF-90447-2021", "90447"
"""One same transfer for one same invoice, of which the clients of several agencies speak: for an attentive lawyer."""
TAXES = {
    "QC": (("TPS (5 %)", "GST (5%)", 5000), ("TVQ (9,975 %)", "QST (9.975%)", 9975)),
    "ON": (("TVH (13 %)", "HST (13%)", 13000),), "NB": (("TVH (15 %)", "HST (15%)", 15000),),
    "NS": (("TVH (15 %)", "HST (15%)", 15000),), "AB": (("TPS (5 %)", "GST (5%)", 5000),),
    "BC": (("TPS (5 %)", "GST (5%)", 5000), ("TVP (7 %)", "PST (7%)", 7000)),
    "FR": (("TVA (20 %)", "VAT (20%)", 20000),),
}
"""Place → taxes on an invoice, in thousandths of a percent."""


class Proofs:
    """Makes the exhibits of one claim and lists them in its form."""

    def __init__(self, case: Case, desk: Desk, folder: Path) -> None:
        self.case, self.desk = case, desk
        self.folder, self.below = folder / "files" / case.form["key"], f"files/{case.form['key']}"
        self.papers: dict[str, tuple[str, list[str]]] = {}
        """Name in NAMES → (kind, losses)."""

    def bring(self) -> None:
        """Every paper the evidence of the claim calls for, one of a kind for all its losses."""
        for loss in self.case.form["losses"] if self.case.grade != "D" else ():
            for kind in self._kinds(loss):
                self._list(self._name(kind, loss), kind, loss["id"])
        for name, (kind, losses) in self.papers.items():
            self._make(name, kind, losses)

    def _kinds(self, loss: dict) -> list[str]:
        kinds = WANTED[loss["head"]].get(self.case.grade, [])
        if loss["head"] == "data_loss" and self.case.profile.letter == "t":
            return ["sworn_statement", "time_sheet"] if self.case.grade in "AB" else ["time_sheet"]
        if loss["head"] == "rebuild" and "hours" in loss["inputs"] and self.case.random.random() < 0.55:
            return ["time_sheet"]
        if loss["head"] == "rebuild" and self.case.grade == "C" and "invoices" in loss["inputs"]:
            return ["quote"]
        if loss["head"] == "lost_profit" and loss["id"] not in self.case.sales:
            return ["email"] if self.case.profile.letter == "t" else ["bank_statement"]
        return kinds

    def _name(self, kind: str, loss: dict) -> str:
        if kind == "screenshot":
            return f"screenshot {'png' if len(self.case.form['key']) and self.case.random.random() < 0.6 else 'jpg'}"
        split = {"invoice", "time_sheet", "quote", "email"}
        return f"{kind} {loss['head']}" if kind in split else kind

    def _list(self, name: str, kind: str, loss: str) -> None:
        if name.startswith("screenshot"):
            name = next((n for n in self.papers if n.startswith("screenshot")), name)
        self.papers.setdefault(name, (kind, []))[1].append(loss)

    def _make(self, name: str, kind: str, losses: list[str]) -> None:
        case = self.case
        file = NAMES[case.language][name]
        exhibits = case.form["exhibits"]
        exhibits.append({
            "id": f"e{len(exhibits) + 1}", "file": f"{self.below}/{file}",
            "kind": case.profile.rename.get(kind, kind), "losses": losses,
        })
        found = [loss for loss in case.form["losses"] if loss["id"] in losses]
        PAPERS[name.partition(" ")[0]](self, self.folder / file, found)

    def say(self, fr: str, en: str) -> str:
        """One of two wordings."""
        return fr if self.case.language == "fr" else en

    def amount(self, cents: int) -> str:
        """An amount as printed."""
        return money(cents, self.case.profile.matter.currency, self.case.language)

    def shown(self, loss: dict) -> int:
        """What the paper of a loss shows: what was typed, or less."""
        return self.case.on_paper.get(loss["id"], self.case.cents.get(loss["id"], 0))

    def sheet(self, path: Path, title: str, **more: object) -> None:
        """A page to be converted, in the look of this claim."""
        case = self.case
        look = case.random.randint(0, 17)
        sheet = Sheet(path, title, case.language, a4=case.form["contact"]["place"] == "FR", look=look, **more)
        self.desk.sheets.append(sheet)

    def day(self, loss: dict, *, more: int = 0) -> str:
        """The last day of a loss, in words."""
        return said_day(date.fromisoformat(loss["end"]) + timedelta(days=more), self.case.language)


def invoice(p: Proofs, path: Path, losses: list[dict]) -> None:
    """An invoice: by the host for hosting, by a supplier for the rest, with its taxes."""
    case, random = p.case, p.case.random
    hosting = losses[0]["head"] == "hosting_refund"
    total = sum(p.shown(loss) for loss in losses)
    net, taxes = without_tax(total, case)
    provider = case.profile.matter.provider.fr if case.language == "fr" else case.profile.matter.provider.en
    sender = [provider] if hosting else [f"Fournisseur {random.choice('ABCDEFGH')}{random.randint(10, 99)} (fictif)" if case.language == "fr" else f"Supplier {random.choice('ABCDEFGH')}{random.randint(10, 99)} (fictional)"]
    rows = [(p.say("Domaine", "Domain"), p.say("Objet", "Item"), p.say("Montant", "Amount"))]
    rows += [(case.domain(loss), _object(p, loss), p.amount(p.shown(loss) * net // total if total else 0)) for loss in losses]
    when = p.say("1er janvier 2021", "January 1, 2021") if hosting else p.day(losses[-1])
    if hosting and case.profile.letter == "t":
        when = p.say("1er août 2019", "August 1, 2019")
    p.sheet(
        path, p.say(f"Facture {random.randint(10000, 99999)}", f"Invoice {random.randint(10000, 99999)}"),
        sender=sender, to=[p.say("Facturé à", "Billed to"), case.form["claimant"]["name"], case.form["contact"]["address"]],
        facts=[(p.say("Date", "Date"), when), (p.say("Échéance", "Due"), p.say("sur réception", "on receipt"))],
        rows=rows, totals=[(p.say("Sous-total", "Subtotal"), p.amount(net)), *((name, p.amount(c)) for name, c in taxes), ("Total", p.amount(total))],
        stamp=p.say("PAYÉ", "PAID") if case.grade == "A" else "",
    )


def _object(p: Proofs, loss: dict) -> str:
    return {
        "hosting_refund": p.say("Hébergement, forfait prépayé", "Hosting, prepaid plan"),
        "mitigation": p.say("Récupération d’urgence", "Emergency recovery"),
    }.get(loss["head"], p.say("Conception et mise en ligne du site", "Design and publication of the site"))


def without_tax(total: int, case: Case) -> tuple[int, list[tuple[str, int]]]:
    """The amount before tax and each tax; they add up to the total."""
    taxes = TAXES[case.form["contact"]["place"] or "QC"]
    whole = 100000 + sum(rate for *_, rate in taxes)
    net = (total * 100000 + whole // 2) // whole
    amounts = [net * rate // 100000 for *_, rate in taxes]
    amounts[-1] = total - net - sum(amounts[:-1])
    names = [fr if case.language == "fr" else en for fr, en, _ in taxes]
    return net, list(zip(names, amounts, strict=True))


def payment(p: Proofs, path: Path, losses: list[dict]) -> None:
    """A statement of card or transfer that shows each invoice paid."""
    rows = [(p.say("Date", "Date"), p.say("Bénéficiaire", "Payee"), p.say("Montant", "Amount"))]
    rows += [(p.day(loss, more=2), _object(p, loss), p.amount(p.shown(loss))) for loss in losses]
    p.sheet(path, p.say("Relevé des paiements", "Statement of payments"), sender=[p.say("Caisse fictive du Vallon", "Fictional Valley Credit Union")],
            facts=[(p.say("Titulaire", "Account holder"), p.case.form["claimant"]["name"]), (p.say("Compte", "Account"), "•••• 0000")],
            rows=rows, totals=[("Total", p.amount(sum(p.shown(loss) for loss in losses)))])


def quote(p: Proofs, path: Path, losses: list[dict]) -> None:
    """A quote for work not yet done."""
    rows = [(p.say("Domaine", "Domain"), p.say("Objet", "Item"), p.say("Prix", "Price"))]
    rows += [(p.case.domain(loss), _object(p, loss), p.amount(p.shown(loss))) for loss in losses]
    p.sheet(path, p.say("Soumission", "Quote"), sender=[p.say("Fournisseur Z10 (fictif)", "Supplier Z10 (fictional)")],
            to=[p.case.form["claimant"]["name"]], rows=rows, words=[p.say("Valable 30 jours, taxes comprises.", "Valid for 30 days, taxes included.")])


def time_sheet(p: Proofs, path: Path, losses: list[dict]) -> None:
    """Hours by day and by site; they add up to the hours typed."""
    rows = []
    works = ("Maquette", "Pages", "Formulaires", "Boutique", "Essais", "Mise en ligne") if p.case.language == "fr" else ("Mock-up", "Pages", "Forms", "Shop", "Tests", "Publication")
    for loss in losses:
        left, day = Decimal(loss["inputs"].get("hours", "8").replace(",", ".")), date.fromisoformat(loss["start"])
        while left > 0:
            hours = min(left, Decimal(p.case.random.randint(4, 16)) / 2)
            rows.append((str(day), f"{p.case.domain(loss)}, {p.case.random.choice(works)}", f"{hours:f}"))
            left, day = left - hours, day + timedelta(days=1)
    title = f"{p.say('Feuille de temps', 'Time sheet')}, {p.case.form['claimant']['name']}"
    p.desk.books.append((path, time_book(title, rows, p.case.language)))


def platform_export(p: Proofs, path: Path, losses: list[dict]) -> None:
    """Sales by day, as a shop platform exports them; or the orders told, without a history."""
    sales = next((p.case.sales[loss["id"]] for loss in losses if loss["id"] in p.case.sales), {})
    lines = ["date,orders,net_sales"] + [f"{day},{max(cents // 6000, 1)},{cents // 100}.{cents % 100:02}" for day, cents in sales.items()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def bank_statement(p: Proofs, path: Path, losses: list[dict]) -> None:
    """Deposits by month around the outage."""
    sales = next((p.case.sales[loss["id"]] for loss in losses if loss["id"] in p.case.sales), {})
    event = p.case.profile.matter.interest.event_day
    daily = next((p.case.cents[loss["id"]] for loss in losses if loss["id"] in p.case.cents), 100000) // 12
    rows = [(p.say("Mois", "Month"), p.say("Dépôts", "Deposits"))]
    for back in range(4, -1, -1):
        month = date.fromordinal(event.toordinal() - back * 30).replace(day=1)
        cents = sum(c for d, c in sales.items() if (d.year, d.month) == (month.year, month.month)) or daily * p.case.random.randint(24, 32)
        rows.append((f"{month:%Y-%m}", p.amount(cents)))
    p.sheet(path, p.say("Relevé de compte", "Account statement"), sender=[p.say("Caisse fictive du Vallon", "Fictional Valley Credit Union")],
            facts=[(p.say("Titulaire", "Account holder"), p.case.form["claimant"]["name"]), (p.say("Compte", "Account"), "•••• 0000")], rows=rows)


def credit_note(p: Proofs, path: Path, losses: list[dict]) -> None:
    """What an agency gave back to its clients."""
    rows = [(p.say("Client", "Client"), p.say("Domaine", "Domain"), p.say("Montant", "Amount"))]
    owners = {s["id"]: s["owner"] for s in p.case.form["services"]}
    rows += [(owners.get(loss["service"]) or "—", p.case.domain(loss), p.amount(p.shown(loss))) for loss in losses]
    p.sheet(path, p.say("Note de crédit", "Credit note"), sender=[p.case.form["claimant"]["name"]], rows=rows,
            words=[p.say("Remboursement des frais d’entretien pendant la panne.", "Refund of maintenance fees for the outage.")])


def email(p: Proofs, path: Path, losses: list[dict]) -> None:
    """A message to the claimant, in their language."""
    loss = losses[0]
    at = datetime.fromisoformat(loss["start"]).replace(hour=9, minute=p.case.random.randint(0, 59), tzinfo=UTC)
    texts = {
        "client_indemnity": (p.say("Remboursement demandé", "Refund requested"), p.say(f"Bonjour,\n\nNotre site {p.case.domain(loss)} est toujours hors ligne. Nous demandons le remboursement de l’entretien.\n", f"Hello,\n\nOur site {p.case.domain(loss)} is still offline. We are asking for a refund of the maintenance.\n")),
        "lost_profit": (p.say("Commande sans réponse", "Order left unanswered"), p.say("Bonjour,\n\nJe n’ai pas reçu de réponse à ma commande de vendredi. Je suis allée ailleurs.\n", "Hello,\n\nI got no answer to my order of Friday, so I went elsewhere.\n")),
    }
    subject, body = texts.get(loss["head"], (p.say("Re : soutien technique", "Re: technical support"), p.say(f"Bonjour,\n\nNous ne pouvons donner de délai pour {p.case.domain(loss)}.\n", f"Hello,\n\nWe cannot give a date for {p.case.domain(loss)}.\n")))
    if loss["head"] == "client_indemnity" and p.case.profile.letter == "w":
        body += p.say(f"\nLe virement Interac fait pour la facture {INVOICE}, référence {TRANSFER}, nous est parvenu.\n", f"\nThe Interac e-transfer made for invoice {INVOICE}, reference {TRANSFER}, has reached us.\n")
    body += p.say("\n(Message fictif, créé pour la démonstration.)\n", "\n(Fictional message, made for the demonstration.)\n")
    mail(path, "correspondant@fictif.example", p.case.form["contact"]["email"], format_datetime(at), subject, body)


def sworn_statement(p: Proofs, path: Path, losses: list[dict]) -> None:
    """A signed statement; the official formula is left blank, as it is counsel's to give."""
    said = [p.say(
        f"Je déclare que les données de {p.case.domain(loss)} ont dû être recréées à la main : {loss['inputs']['hours']} heures.",
        f"I declare that the data of {p.case.domain(loss)} had to be re-created by hand: {loss['inputs']['hours']} hours.") for loss in losses]
    p.sheet(path, p.say("Déclaration", "Statement"), sender=[p.case.form["claimant"]["name"]], words=[
        *said, p.say("Formule officielle et signature du commissaire : laissées en blanc.", "Official wording and commissioner’s signature: left blank."),
        p.say(f"Signé le {p.day(losses[-1])}", f"Signed on {p.day(losses[-1])}")])


def backup_log(p: Proofs, path: Path, losses: list[dict]) -> None:
    """Dates and sizes of the last backups that were not there."""
    start = p.case.profile.matter.interest.event_day
    lines = ["domain,backup_started,size_mb,status"]
    for loss in losses:
        lines += [f"{p.case.domain(loss)},{start - timedelta(days=n)}T02:15,{p.case.random.randint(80, 900)},{'ok' if n > 2 else 'missing'}" for n in range(9, -1, -1)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def call_log(p: Proofs, path: Path, losses: list[dict]) -> None:
    """Calls to support, with their minutes."""
    lines = [p.say("date;heure;numéro;minutes", "date;time;number;minutes")]
    day, left = date.fromisoformat(losses[0]["start"]), int(Decimal(losses[0]["inputs"]["hours"].replace(",", ".")) * 60)
    while left > 0:
        minutes = min(left, p.case.random.randint(6, 95))
        lines.append(f"{day};{p.case.random.randint(7, 19):02}:{p.case.random.randint(0, 59):02};555-0100;{minutes}")
        left, day = left - minutes, day + timedelta(days=p.case.random.randint(0, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def steps_list(p: Proofs, path: Path, losses: list[dict]) -> None:
    """Steps taken, told in a letter."""
    p.sheet(path, p.say("Démarches entreprises", "Steps taken"), sender=[p.case.form["claimant"]["name"]], words=[
        p.say("Appels au soutien technique, sans réponse utile.", "Calls to technical support, without a useful answer."),
        p.say("Avis aux clients, par téléphone et sur les réseaux.", "Notices to customers, by telephone and on social media."),
        p.say("Recherche d’anciennes copies du site.", "Search for old copies of the site."),
        p.say(f"En tout : {losses[0]['inputs']['hours']} heures.", f"In all: {losses[0]['inputs']['hours']} hours.")])


def screenshot(p: Proofs, path: Path, losses: list[dict]) -> None:
    """The error page of the site."""
    photo = path.suffix == ".jpg"
    p.desk.shots.append((path, error_page(p.case.domain(losses[0]), p.case.language, p.case.random, photo=photo)))


PAPERS: dict[str, Callable[[Proofs, Path, list[dict]], None]] = {
    "invoice": invoice, "payment": payment, "quote": quote, "time_sheet": time_sheet,
    "platform_export": platform_export, "bank_statement": bank_statement, "credit_note": credit_note,
    "email": email, "sworn_statement": sworn_statement, "backup_log": backup_log,
    "call_log": call_log, "list": steps_list, "screenshot": screenshot,
}
