"""E-mails from a terminal: `mail` tells how they stand, `mail send` sends what is due, once."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from claims.access import Role
from claims.cli.parsing import Command, Group
from claims.cli.terminal import (
    AsJson,
    Lang,
    house_of,
    language_of,
    note,
    now,
    operator,
    out,
    speaking,
    write_json,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count
from claims.i18n.sentences import sentence
from claims.i18n.text import Language

if TYPE_CHECKING:
    from claims.office.house import House
    from claims.office.mailing import MailStanding

mail = typer.Typer(cls=Group, help="Les courriels · E-mails")


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.add_typer(mail, name="mail")


@mail.callback(invoke_without_command=True)
def mail_told(context: typer.Context, lang: Lang = "fr", as_json: AsJson = False) -> None:
    """Ce qui attend, ce qui est parti, ce qui ne part pas · What waits, left, or does not leave."""
    if context.invoked_subcommand:
        return
    from claims.office.mailing import mail_standing

    with speaking(lang):
        house = house_of()
        standing = mail_standing(house, operator(house, Role.ADMINISTRATOR), now=now())
    if as_json:
        write_json(_as_json(standing))
    else:
        _print(standing, house, language_of(lang))


@mail.command("send", cls=Command)
def mail_send(
    most: Annotated[int, typer.Option(min=1, help="1000")] = 1000, lang: Lang = "fr"
) -> None:
    """Envoyer une fois ce qui est dû · Send once what is due."""
    from claims.office.mailing import mail_standing, send_next

    with speaking(lang):
        house = house_of()
        tried = 0
        while tried < most and send_next(house, now=now()):
            tried += 1
        standing = mail_standing(house, operator(house, Role.ADMINISTRATOR), now=now())
    note(N_("Messages essayés : {n}"), lang, n=count(tried, language_of(lang)))
    _print(standing, house, language_of(lang))


def _as_json(standing: "MailStanding") -> dict[str, object]:
    oldest, fault = standing.oldest, standing.last_fault
    return {
        "sends": standing.sends,
        "failing": standing.failing,
        "counts": dict(standing.counts),
        "oldest_waiting": oldest.isoformat() if oldest else None,
        "last_fault": fault.code if fault else None,
    }


def _print(standing: "MailStanding", house: "House", language: Language) -> None:
    from claims.i18n.letters import name_of
    from claims.office.mailing import STATES

    table = Table(box=None, header_style="bold")
    for title in (N_("Réclamation"), N_("Message"), N_("Adresse"), N_("État")):
        table.add_column(say(title, language), no_wrap=True)
    for letter in standing.letters:
        name, state = name_of(letter.kind), STATES[letter.state]
        table.add_row(letter.number, say(name, language), letter.recipient, say(state, language))
    out.print(table)
    counts = standing.counts.items()
    told = (f"{say(STATES[state], language)} {count(n, language)}" for state, n in counts)
    out.print(" · ".join(told), markup=False)
    if not standing.sends:
        note(N_("Aucun courriel ne part : le réglage CLAIMS_SMTP_HOST est vide."), language)
    elif not house.settings.smtp_host:
        note(N_("Démonstration : chaque message est un fichier .eml; rien n’est parti."), language)
    if standing.last_fault:
        out.print(sentence(standing.last_fault, language), style="yellow", markup=False)
