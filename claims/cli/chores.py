"""Keeping the house: `serve`, `journal verify`, `staff add`."""

import secrets
from typing import Annotated

import typer

from claims.access import Role
from claims.cli.parsing import Command, Group
from claims.cli.terminal import (
    Lang,
    house_of,
    language_of,
    note,
    now,
    operator,
    out,
    refuse,
    speaking,
)
from claims.i18n.catalogue import N_, say
from claims.problems import Problem

STAFF = (Role.REPRESENTATIVE, Role.LAWYER, Role.ADMINISTRATOR)

journal = typer.Typer(
    cls=Group, no_args_is_help=True, help="Le journal scellé · The sealed journal"
)
staff = typer.Typer(cls=Group, no_args_is_help=True, help="Le personnel · The staff")


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("serve", cls=Command)(serve)
    app.add_typer(journal, name="journal")
    app.add_typer(staff, name="staff")


def serve(
    port: Annotated[int, typer.Option(help="8501")] = 8501,
    demo: Annotated[bool, typer.Option("--demo", help="Démo · Demo")] = False,
    browser: Annotated[bool, typer.Option(help="Ouvrir le navigateur · Open the browser")] = True,
    lang: Lang = "fr",
) -> None:
    """L’application dans le navigateur · The app in the browser."""
    from claims.web.serve import serve as serve_app

    if demo:
        from claims.cli.exchange import load

        with speaking(lang):
            load(house_of(), language_of(lang))
    raise typer.Exit(serve_app(port, open_browser=browser, language=language_of(lang)))


@journal.command("verify", cls=Command)
def journal_verify(
    head: Annotated[
        list[str] | None, typer.Option("--head", metavar="SEQ:HASH", help="128:9f2c…")
    ] = None,
    lang: Lang = "fr",
) -> None:
    """La chaîne et tout ce qu’elle scelle · The chain and all it seals."""
    printed = [_printed(typed, lang) for typed in head or ()]
    with speaking(lang):
        house = house_of()
        verdict = house.store.verify(printed)
    if verdict.fault:
        refuse((verdict.fault,), lang)
    note(
        N_("Le journal est intact. Tête : {seq}:{hash}"),
        lang,
        seq=verdict.head.seq,
        hash=verdict.head.hash,
    )


def _printed(typed: str, lang: str) -> tuple[int, str]:
    """A head as printed on a receipt: its number, a colon, its whole hash."""
    seq, _, sealed = typed.partition(":")
    if not (seq.isascii() and seq.isdigit() and len(sealed) == 64):
        refuse((Problem("--head", "head-shape", {"typed": typed[:80]}),), lang)
    return int(seq), sealed.lower()


@staff.callback()
def _staff() -> None:
    """Keep `add` a word of its own."""


@staff.command("add", cls=Command)
def staff_add(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    role: Annotated[str, typer.Option(help=" | ".join(STAFF))],
    name: Annotated[str, typer.Option(help="Me Anne Gagnon")] = "",
    matter: Annotated[
        list[str] | None,
        typer.Option(help="whc-2021, répétable; sinon, tous · whc-2021, repeatable; all otherwise"),
    ] = None,
    password: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, envvar="CLAIMS_STAFF_PASSWORD"
        ),
    ] = "",
    lang: Lang = "fr",
) -> None:
    """Ouvrir un compte · Open an account."""
    from claims.office.administrator import add_staff

    if role not in STAFF:
        near = ", ".join(STAFF)
        refuse((Problem("--role", "choose", {"name": role[:80], "near": near}),), lang)
    with speaking(lang):
        house = house_of()
        enrolled = add_staff(
            house,
            operator(house, Role.ADMINISTRATOR),
            email,
            name or email,
            Role(role),
            tuple(matter or house.matters),
            password,
            now=now(),
            entropy=secrets.token_bytes,
        )
    note(N_("Compte ouvert : {email}"), lang, email=enrolled.email)
    out.print(
        say(
            "Adresse à donner une seule fois à l’application d’authentification :",
            language_of(lang),
        ),
        markup=False,
    )
    out.print(enrolled.uri, markup=False)
