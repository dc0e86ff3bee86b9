"""Other claims on the same sites or with the same files, as counsel reads them."""

import streamlit as st

from claims.claim.identifiers import domain_in_full
from claims.i18n.catalogue import say, say_n
from claims.office import crossings
from claims.office.lawyer import OpenClaim
from claims.ui import staff_paged
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_queue import open_claim
from claims.ui.staff_totals import DECLARED, head_said


def show(opened: OpenClaim) -> None:
    """Nothing when the claim meets no other."""
    met = crossings.crossings(house(), actor(), opened)
    files = crossings.shared_files(house(), actor(), opened)
    if not (met or files):
        return
    with st.container(border=True, key="crossings"):
        st.header(say("Autres réclamations qui se recoupent", language()), anchor=False)
        _files(files)
        _lines(met)


def _files(files: tuple[crossings.SharedFile, ...]) -> None:
    here = language()
    reason = {
        "bytes": say("même fichier, à l’octet près", here),
        "words": say("même texte, dans un autre fichier", here),
    }
    columns = [
        Column(say("Fichier", here), lambda f: f.name),
        Column(say("Aussi joint à", here), lambda f: f.number),
        Column(say("Pourquoi", here), lambda f: reason[f.reason]),
    ]
    if files:
        alt = say("Même fichier ou même texte dans une autre réclamation", here)
        told = say_n("{n} fichier", "{n} fichiers", len(files), here)
        staff_paged.table(files, columns, called="fichiers", told=told, key="crossings.files",
                          alt=alt)  # fmt: skip


def _lines(met: tuple[crossings.Crossing, ...]) -> None:
    here = language()
    mark = {True: say("même perte", here), False: say("même site", here)}
    columns = [
        Column(say("Recoupement", here), lambda c: mark[c.same_loss], on_card="name"),
        Column(say("Numéro", here), lambda c: c.other.number, on_card="name"),
        Column(say("Site", here), lambda c: domain_in_full(c.other.service)),
        Column(say("Chef", here), lambda c: head_said(c.other.head)),
        Column(say("Du", here), lambda c: c.other.start.isoformat()),
        Column(say("Au", here), lambda c: c.other.end.isoformat()),
        Column(say(DECLARED, here), lambda c: c.other.declared, "money"),
        Column(say("État", here), lambda c: c.other.status, "state"),
    ]
    if not met:
        return
    alt = say("Pertes réclamées par d’autres pour les mêmes sites", here)
    row = staff_paged.table(
        met, columns, called="recoupements", told=say_n("{n} perte", "{n} pertes", len(met), here),
        key="crossings.lines", selectable=True, alt=alt,
    )  # fmt: skip
    if row is not None:
        open_claim(met[row].other.number)
