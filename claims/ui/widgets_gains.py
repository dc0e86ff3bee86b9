"""Which missing proof would raise the amount supported, and by how much; the largest gain first."""

import streamlit as st

from claims.damages.assessment import Line
from claims.damages.proof_told import gains_of, kinds_said, proofs_said
from claims.office.missing import missing
from claims.ui.forms import plain
from claims.ui.widgets import Desk
from claims.ui.widgets_page import amount

MOST = 8
"""Losses told at once; an agency has hundreds."""


def loss_gains(desk: Desk, line: Line) -> None:
    """Under one loss: every proof that would raise it, as so many ways."""
    ways = gains_of(line, desk.folder.matter, desk.language)
    if not ways:
        return
    title = desk.say_n(
        "Pièce manquante, et ce qu’elle ajouterait au montant étayé :",
        "Pièces manquantes, au choix, et ce que chacune ajouterait au montant étayé :",
        len(ways),
    )
    told = "\n".join(f"- {plain(way)}" for way in ways)
    st.markdown(f":material/trending_up: {title}\n\n{told}")


def accepted_proofs(desk: Desk) -> None:
    """What to bring when the best proof is lost, under each head of this claim's losses."""
    matter, language = desk.folder.matter, desk.language
    claimed = dict.fromkeys(loss.head for loss in desk.folder.form.losses)
    with st.expander(desk.say("Que faire si je n’ai pas la facture?"), key="substituts"):
        st.markdown(
            desk.say(
                "Chaque chef de dommages accepte plusieurs preuves. Voici celles de vos pertes, la "
                "meilleure d’abord, et la part du montant déclaré que chacune étaye. Aucune pièce "
                "d’identité n’est demandée ici."
            )
        )
        heads = [matter.heads[key] for key in claimed if key in matter.heads]
        if not heads:
            st.caption(desk.say("Inscrivez d’abord une perte : ses preuves seront dites ici."))
        for head in heads:
            ways = "\n".join(f"- {plain(way)}" for way in proofs_said(head, matter, language))
            st.markdown(f"**{plain(head.label.in_(language))}**\n\n{ways}")


def all_gains(desk: Desk, most: int = MOST) -> None:
    """For the whole claim: the best proof for each loss, ranked by what it adds."""
    wanted = missing(desk.folder)
    if not wanted or desk.folder.locked:
        return
    lines = [
        desk.say(
            "**{gain}** de plus pour « {loss} » : {kinds}",
            gain=plain(amount(desk, one.cents)),
            loss=plain(desk.losses.get(one.loss, "—")),
            kinds=plain(kinds_said(one.kinds, desk.folder.matter, desk.language)),
        )
        for one in wanted[:most]
    ]
    with st.container(border=True, key="preuves-manquantes"):
        st.markdown(f"**{desk.say('Les preuves qui ajouteraient le plus au montant étayé')}**")
        st.markdown("\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)))
        if len(wanted) > most:
            left = len(wanted) - most
            st.caption(desk.say_n("et {n} autre perte", "et {n} autres pertes", left))
