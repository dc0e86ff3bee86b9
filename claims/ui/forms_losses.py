"""Losses and sums received as their cards offer and say them."""

from dataclasses import replace

from claims.claim.form import LossForm, ServiceForm
from claims.claim.identifiers import domain_said, read_service
from claims.claim.periods import usual_days
from claims.damages.assessment import Line
from claims.damages.explain import explain, warnings_of
from claims.i18n import Language, say
from claims.matter.model import Head, Input, Matter
from claims.office.folder import Folder
from claims.problems import Problem
from claims.ui.forms import plain


def site_names(folder: Folder, language: Language) -> dict[str, str]:
    """Services by id, as a list offers them: what was typed, in an inert list."""
    return {
        service.id: service.domain.strip() or say("Site {n}", language, n=place)
        for place, service in enumerate(folder.form.services, 1)
    }


def heads_open(folder: Folder) -> dict[str, Head]:
    """Heads this claimant may claim, for one site at least or for themselves."""
    person = folder.form.claimant.kind != "business"
    return {
        key: head
        for key, head in folder.matter.heads.items()
        if (person or not head.persons_only) and (head.per == "claimant" or sites_for(folder, key))
    }


def sites_for(folder: Folder, head: str) -> list[str]:
    """Ids of the services a head may be claimed for; one not placed yet may claim them all."""
    subgroups = folder.matter.subgroups
    return [
        service.id
        for service in folder.form.services
        if service.subgroup not in subgroups or head in subgroups[service.subgroup].heads
    ]


def empty_losses(folder: Folder) -> list[str]:
    """Ids of losses of which nothing is said and that no exhibit proves."""
    proved = {loss for exhibit in folder.exhibits for loss in exhibit.losses}
    return [
        loss.id
        for loss in folder.form.losses
        if not any(typed.strip() for typed in (*loss.inputs.values(), loss.note))
        and loss.id not in proved
    ]


def new_losses(folder: Folder, head: str, services: list[str]) -> list[dict[str, str]]:
    """A loss of one head for each service, over the days its outage is known or said to cover."""
    taken = {(loss.head, loss.service) for loss in folder.form.losses}
    return [
        {"head": head, "service": service} | _days(folder, service)
        for service in services
        if (head, service) not in taken
    ]


def _days(folder: Folder, service: str) -> dict[str, str]:
    found = next((s for s in folder.form.services if s.id == service), ServiceForm(id=""))
    start, end = usual_days(folder.matter, found.restored, found.server, today=folder.today)
    return {"start": str(start), "end": str(end)}


def asked_of(loss: LossForm, folder: Folder) -> dict[str, Input]:
    """What the head of a loss asks this claimant: the tax of an invoice, of registrants only."""
    head = folder.matter.heads.get(loss.head)
    registrant = folder.form.claimant.registrant == "yes"
    return {
        name: asked
        for name, asked in (head.inputs if head else {}).items()
        if registrant or loss.inputs.get(name) or not _of_tax(name)
    }


def _of_tax(name: str) -> bool:
    return name.endswith("_tax") or name == "invoice_date"


def site_said(loss: LossForm, folder: Folder, language: Language) -> str:
    """The site of a loss as it was read."""
    service = next((s for s in folder.form.services if s.id == loss.service), None)
    return _said(service, folder.matter, language)


def _said(service: ServiceForm | None, matter: Matter, language: Language) -> str:
    if service is None:
        return say("pour vous-même", language)
    read = read_service(service.domain, "", matter.service_types.get(service.type))
    return say("site à préciser", language) if isinstance(read, Problem) else domain_said(read)


def warned(line: Line | None, language: Language, *, of_period: bool) -> tuple[str, ...]:
    """What the computation warns its claimant of, about the period of a loss, or about the rest
    with what it notes."""
    if line is None:
        return ()
    period = f"losses.{line.loss}"
    told = tuple(p for p in line.warnings if (p.where == period) is of_period)
    notes = () if of_period else line.notes
    return warnings_of(replace(line, warnings=told, notes=notes), language, yours=True)


def tape_table(line: Line, matter: Matter, language: Language) -> str:
    """The computation as a table in Markdown, a row for each step; our own words only.

    Two columns, so that amounts, which never break, hold on a telephone.
    """
    heading = f"{say('Étape', language)} | {say('Résultat', language)}"
    rows = [
        f"| **{step.number}**&ensp;{plain(f'{step.text} · {step.operand}')} "
        f"| {plain(step.running)} |"
        for step in explain(line, matter, language)
    ]
    return "\n".join([f"| {heading} |", "|:---|---:|", *rows])


def losses_said(folder: Folder, language: Language) -> dict[str, str]:
    """Losses by id, as a list offers them: head and site."""
    heads, own = folder.matter.heads, _said(None, folder.matter, language)
    sites = {s.id: _said(s, folder.matter, language) for s in folder.form.services}
    return {
        loss.id: f"{heads[loss.head].label.in_(language)} — {sites.get(loss.service, own)}"
        for loss in folder.form.losses
        if loss.head in heads
    }
