"""Keeping the vault: `vault check`, `encrypt`, `rotate`, `abandon`, `new-key`."""

import secrets
from typing import Annotated

import typer

from claims.access import Role
from claims.cli.exchange import counting
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
    spoken,
)
from claims.i18n.catalogue import N_, say
from claims.problems import Problem

vault = typer.Typer(
    cls=Group,
    callback=spoken,
    no_args_is_help=True,
    help="La voûte des pièces · The vault of exhibits",
)


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.add_typer(vault, name="vault")


@vault.command("new-key", cls=Command)
def new_key(lang: Lang = "fr") -> None:
    """Une clé neuve, à garder hors de la base · A new key, to keep outside the database."""
    out.print(secrets.token_urlsafe(32), markup=False)


@vault.command("check", cls=Command)
def check(lang: Lang = "fr") -> None:
    """Chaque pièce s’ouvre et a son empreinte · Every exhibit opens and has its hash."""
    from claims.office import moving

    with speaking(lang), counting(say("Lecture", language_of(lang))) as progress:
        house = house_of()
        found = moving.check(house, operator(house, Role.ADMINISTRATOR), progress=progress)
    if found.fault:
        refuse((found.fault,), lang)
    note(
        N_("La voûte est intacte. Pièces : {whole}; effacées : {erased}; en clair : {in_clear}; "
           "fichiers que rien ne nomme : {orphans}"),
        lang,
        whole=found.whole,
        erased=found.erased,
        in_clear=found.in_clear,
        orphans=found.orphans,
    )  # fmt: skip


@vault.command("encrypt", cls=Command)
def encrypt(lang: Lang = "fr") -> None:
    """Chiffrer ce qu’une version passée gardait en clair · Encrypt what was kept in clear."""
    from claims.office import moving

    with speaking(lang):
        moved = moving.move_over(house_of(), now=now())
    note(N_("Fichiers chiffrés : {sealed}"), lang, sealed=moved.sealed)
    if moved.altered:
        told = [
            Problem(f"vault, {each}", "file-altered-in-clear", {"sha256": each})
            for each in moved.altered
        ]
        refuse(tuple(told), lang)


@vault.command("rotate", cls=Command)
def rotate(lang: Lang = "fr") -> None:
    """Envelopper chaque clé par la première du réglage · Wrap every key by the first one set."""
    from claims.office import moving

    with speaking(lang), counting(say("Préparation", language_of(lang))) as progress:
        house = house_of()
        keeper = operator(house, Role.ADMINISTRATOR)
        done = moving.rotate(house, keeper, now=now(), progress=progress)
    note(N_("Clés enveloppées de nouveau : {done}"), lang, done=done)


@vault.command("abandon", cls=Command)
def abandon(
    yes: Annotated[bool, typer.Option("--yes", help="Sans retour · For ever")] = False,
    lang: Lang = "fr",
) -> None:
    """Renoncer aux pièces dont la clé est perdue · Give up exhibits whose key is lost."""
    from claims.office import moving

    with speaking(lang):
        house = house_of()
        lost = moving.lost(house)
        if lost and not yes:
            refuse((Problem("--yes", "abandon-unsure", {"claims": len(lost)}),), lang)
        given_up = moving.abandon(house, operator(house, Role.ADMINISTRATOR), now=now())
    note(N_("Réclamations dont les pièces sont à redemander : {n}"), lang, n=len(given_up))
    for number in given_up:
        out.print(number, markup=False)
