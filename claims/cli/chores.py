"""Keeping the house: `serve`, `journal verify`, `staff add`."""

import secrets
from typing import Annotated

import typer

from claims.access import Role
from claims.cli.parsing import WRONG_WORD, Command, Group
from claims.cli.terminal import (
    Lang,
    err,
    house_of,
    language_of,
    note,
    now,
    one_of,
    operator,
    out,
    refuse,
    speaking,
    spoken,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.problems import Problem, Refused

STAFF = (Role.REPRESENTATIVE, Role.LAWYER, Role.ADMINISTRATOR)

journal = typer.Typer(
    cls=Group,
    callback=spoken,
    no_args_is_help=True,
    help="Le journal scellé · The sealed journal",
)
staff = typer.Typer(
    cls=Group, callback=spoken, no_args_is_help=True, help="Le personnel · The staff"
)


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("serve", cls=Command)(serve)
    app.add_typer(journal, name="journal")
    app.add_typer(staff, name="staff")


def serve(
    port: Annotated[int, typer.Option(help="1 – 65535")] = 8501,
    demo: Annotated[bool, typer.Option("--demo", help="Démo · Demo")] = False,
    browser: Annotated[bool, typer.Option(help="Ouvrir le navigateur · Open the browser")] = True,
    lang: Lang = "fr",
) -> None:
    """L’application dans le navigateur · The app in the browser."""
    from claims.web.serve import LAST_PORT
    from claims.web.serve import serve as serve_app

    if not 1 <= port <= LAST_PORT:
        told = {"port": str(port)}
        refuse((Problem("--port", "port-range", told),), lang, code=WRONG_WORD)
    if demo:
        from claims.cli.exchange import load

        with speaking(lang):
            load(house_of(), language_of(lang))
    raise typer.Exit(serve_app(port, open_browser=browser, language=language_of(lang)))


@journal.command("verify", cls=Command)
def journal_verify(
    head: Annotated[
        list[str] | None,
        typer.Option("--head", metavar="ENTRÉE:EMPREINTE · SEQ:HASH", help="128:9f2c…"),
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


@staff.command("add", cls=Command)
def staff_add(
    email: Annotated[str, typer.Argument(metavar="COURRIEL · EMAIL")],
    role: Annotated[str, typer.Option(help=" | ".join(STAFF))],
    name: Annotated[str, typer.Option(help="Me Anne Gagnon")] = "",
    matter: Annotated[
        list[str] | None,
        typer.Option(help="whc-2021, répétable; sinon, tous · whc-2021, repeatable; all otherwise"),
    ] = None,
    password: Annotated[
        str,
        typer.Option(
            envvar="CLAIMS_STAFF_PASSWORD",
            help="CLAIMS_STAFF_PASSWORD, ou demandé · CLAIMS_STAFF_PASSWORD, or asked for",
        ),
    ] = "",
    lang: Lang = "fr",
) -> None:
    """Ouvrir un compte · Open an account."""
    from claims.office.administrator import add_staff, faults_of

    one_of(role, "--role", STAFF, lang)
    with speaking(lang):
        house = house_of()
        matters = tuple(matter or house.matters)
        if faults := faults_of(house, email, name or email, Role(role), matters):
            raise Refused(faults)
        enrolled = add_staff(
            house,
            operator(house, Role.ADMINISTRATOR),
            email,
            name or email,
            Role(role),
            matters,
            password or _asked(language_of(lang)),
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


def _asked(language: Language) -> str:
    """The password typed twice alike, unseen; asked again until it is."""
    while True:
        first, again = (
            typer.prompt(say(msgid, language), hide_input=True, prompt_suffix=" ")
            for msgid in (N_("Mot de passe :"), N_("Le même, encore une fois :"))
        )
        if first == again:
            return str(first)
        err.print(say("Les deux mots de passe diffèrent. Recommencez.", language), markup=False)
