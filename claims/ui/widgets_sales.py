"""An export of sales brought for a loss: what was read of it, what is asked, and taking it."""

import secrets
from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from claims.claim.form import LossForm
from claims.evidence.sales import Choices, SalesRead
from claims.i18n import day
from claims.office import sales_import
from claims.problems import KeyLost, Refused
from claims.ui.arriving import first_turn, let_go, turned_away
from claims.ui.forms import options, plain, told_in_full
from claims.ui.forms_sales import (
    COLUMNS,
    ORDERS,
    TWICE,
    doubts_of,
    facts_of,
    place_said,
    unread_of,
)
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, fault
from claims.ui.widgets_exhibits import key_lost

KINDS = ["csv", "txt", "xlsx", "ods", "ofx", "qfx"]


def bring_export(desk: Desk, loss: LossForm) -> None:
    """Choose the file; what was read of it; then take it."""
    turn = st.session_state.setdefault(f"tour-{loss.id}", first_turn())
    file = st.file_uploader(
        desk.say(
            "Exportation des commandes (Shopify, WooCommerce, Stripe, PayPal, Square, Wix, "
            "Magento) ou relevé bancaire : CSV, XLSX, ODS, OFX ou QFX"
        ),
        type=KINDS,
        max_upload_size=house().settings.max_file_mb,
        key=f"export-{loss.id}-{turn}",
    )
    st.caption(
        desk.say(
            "Seuls les dates, les montants, les numéros et l’état des commandes sont lus. Vous "
            "pouvez retirer du fichier les colonnes qui nomment vos clients."
        )
    )
    if refused := turned_away(desk):
        st.session_state[f"refus-export-{loss.id}"] = refused
    for sentence in st.session_state.get(f"refus-export-{loss.id}", []):
        fault(sentence)
    if file is None:
        _taken(desk, loss.id)
        return
    read = _read(loss.id, file)
    with st.container(border=True, key=f"lu-{loss.id}"):
        st.markdown(f"**{desk.say('Ce qui a été lu')}**")
        if read.problem:
            fault(told_in_full(read.problem, desk.folder, desk.language))
        _ask(desk, loss.id, read)
        if read.problem is None:
            _what_was_read(desk, loss, read, file)


def _read(loss: str, file: UploadedFile) -> SalesRead:
    """Read the file once for each set of choices, not at every run of the page."""
    choices, kept = _choices(loss, file.file_id), st.session_state.get(f"lecture-{loss}")
    known = (file.file_id, choices)
    if kept is None or kept[0] != known:
        read = sales_import.look(
            house(), actor(), name=file.name, content=file.getvalue(), choices=choices, now=now()
        )
        st.session_state[f"lecture-{loss}"] = kept = (known, read)
    found: SalesRead = kept[1]
    return found


def _choices(loss: str, file: str) -> Choices:
    state = st.session_state
    if state.get(f"fichier-{loss}") != file:  # another file: what was said of the former is void
        for key in [k for k in state if isinstance(k, str) and k.startswith(f"choix-{loss}-")]:
            del state[key]
        state[f"fichier-{loss}"] = file
    places = tuple(
        (role, place)
        for role in COLUMNS
        if (place := state.get(f"choix-{loss}-{role}")) is not None
    )
    ready = {"day", "total"} <= {role for role, _ in places}
    return Choices(
        places if ready else (),
        state.get(f"choix-{loss}-ordre") or "",
        state.get(f"choix-{loss}-monnaie") or "",
        state.get(f"choix-{loss}-heures") or "",
        state.get(f"choix-{loss}-double") or "",
    )


def _ask(desk: Desk, loss: str, read: SalesRead) -> None:
    """What the file leaves open: order of dates, currency, or the meaning of its columns."""
    code, state = read.problem.code if read.problem else "", st.session_state
    if code == "export-day-order" or state.get(f"choix-{loss}-ordre"):
        _one_of(desk, f"choix-{loss}-ordre", desk.say("Dans les dates de ce fichier"), ORDERS)
    if read.repeated:
        _one_of(desk, f"choix-{loss}-double", desk.say("Ces lignes comptent"), TWICE)
    if len(read.currencies) > 1:
        st.selectbox(
            desk.say("Monnaie à retenir"),
            list(read.currencies),
            key=f"choix-{loss}-monnaie",
            index=None,
            placeholder=desk.say("Choisissez"),
        )
    if read.clocks.get("naive"):
        _clock(desk, loss)
    unknown = code in ("export-unknown", "export-nothing", "export-kept-out")
    if read.header and not unknown:
        st.checkbox(desk.say("Choisir moi-même les colonnes"), key=f"choix-{loss}-main")
    if unknown or state.get(f"choix-{loss}-main") or state.get(f"choix-{loss}-day") is not None:
        _map(desk, loss, read)


def _one_of(desk: Desk, key: str, label: str, ways: Mapping[str, str]) -> None:
    """A question about the file, to which no answer is supposed."""
    told = options(ways, desk.language)
    st.radio(label, list(told), key=key, index=None, format_func=lambda way: told[way])


def _clock(desk: Desk, loss: str) -> None:
    """Times that name no zone: in which one the platform wrote them."""
    offered = sales_import.clocks(desk.folder)
    st.radio(
        desk.say("Les heures de ce fichier ne disent pas leur fuseau. Elles sont à l’heure de"),
        offered,
        key=f"choix-{loss}-heures",
        horizontal=True,
    )
    st.caption(
        desk.say(
            "Certaines plateformes exportent à l’heure universelle (UTC) ou à celle du compte. Une "
            "vente faite le soir peut alors compter pour un autre jour."
        )
    )


def _map(desk: Desk, loss: str, read: SalesRead) -> None:
    """The first rows as they are, and what each column says."""
    if not read.header:
        return
    titles = [name or desk.say("Colonne {n}", n=n) for n, name in enumerate(read.header, 1)]
    rows = [dict(zip(map(str, range(len(titles))), row, strict=False)) for row in read.sample[:6]]
    shown = {str(n): st.column_config.TextColumn(title) for n, title in enumerate(titles)}
    st.dataframe(rows, column_config=shown, hide_index=True, key=f"apercu-{loss}")
    for pair in (("day", "total"), ("refund", "tax"), ("shipping", "status"), ("id", "currency")):
        for column, role in zip(st.columns(2), pair, strict=True):
            column.selectbox(
                desk.say(COLUMNS[role]),
                list(range(len(titles))),
                key=f"choix-{loss}-{role}",
                index=None,
                placeholder=desk.say("Choisissez"),
                format_func=lambda place: titles[place] if place < len(titles) else "",
            )


def _what_was_read(desk: Desk, told: LossForm, read: SalesRead, file: UploadedFile) -> None:
    loss, stands = told.id, desk.value(sales_import.history_path(desk.folder, told.id))
    first, *others = [
        f"| {plain(name)} | {plain(said)} |"
        for name, said in facts_of(read, desk.folder, desk.language)
    ]
    st.markdown("\n".join([first, "|:---|---:|", *others]))
    for sentence in unread_of(read, desk.language):
        st.caption(plain(sentence))
    if read.statuses:
        st.caption(desk.say("États de commande comptés comme des ventes :"))
        st.text(", ".join(read.statuses))
    for doubt in doubts_of(read, desk.folder, desk.language):
        st.caption(f":material/info: {plain(doubt)}")
    net = _tax(desk, loss, read)
    if stands.strip():
        st.caption(desk.say("Ces ventes remplaceront l’historique déjà inscrit pour cette perte."))
    st.button(
        desk.say("Utiliser ces ventes et joindre le fichier"),
        key=f"prendre-{loss}",
        type="primary",
        icon=":material/check:",
        on_click=_take,
        args=(desk, loss, file, net),
    )


def _tax(desk: Desk, loss: str, read: SalesRead) -> bool:
    """Amounts that carry sales tax: taken out, unless the person says there is none in them."""
    if not read.inside:
        return False
    place = place_said(desk.folder, desk.language)
    if not place:
        inside = desk.say(
            "Ces montants comprennent peut-être les taxes de vente, que le fichier ne sépare pas. "
            "Dites votre province ou votre pays dans vos coordonnées pour qu’elles soient retirées."
        )
        st.caption(f":material/info: {inside}")
        return False
    label = desk.say(
        "Retirer les taxes de vente comprises dans ces montants, aux taux de l’endroit : {place}",
        place=place,
    )
    return st.checkbox(label, value=True, key=f"net-{loss}")


def _take(desk: Desk, loss: str, file: UploadedFile, net: bool) -> None:
    """Write the days, keep the file; the sentences that say why it was not, if it was not."""
    state = st.session_state
    state[f"refus-export-{loss}"] = []
    content, choices = file.getvalue(), _choices(loss, file.file_id)
    try:
        taken = attempt(
            lambda: sales_import.take(
                house(), actor(), loss, name=file.name, content=content, choices=choices,
                net=net, draw=secrets.token_bytes, now=now(),
            )
        )  # fmt: skip
    except Refused as refused:
        told = [told_in_full(p, desk.folder, desk.language) for p in refused.problems]
        state[f"refus-export-{loss}"] = told
        return
    except KeyLost:
        state[f"refus-export-{loss}"] = [key_lost(desk)]
        return
    if taken is not None:
        let_go([file])
        state[f"pris-{loss}"] = taken
        state[f"tour-{loss}"] += 1
        state.pop(f"lecture-{loss}", None)


def _taken(desk: Desk, loss: str) -> None:
    """What became of the file just taken."""
    taken = st.session_state.get(f"pris-{loss}")
    if taken is None:
        return
    said = desk.say_n(
        "{n} jour de ventes inscrit; le fichier est joint comme pièce de cette perte.",
        "{n} jours de ventes inscrits; le fichier est joint comme pièce de cette perte.",
        taken.days,
    )
    st.success(said, icon=":material/check:")
    if taken.left_out:
        st.caption(
            desk.say_n(
                "{n} jour plus ancien reste dans le fichier seulement : l’historique commence "
                "le {first}.",
                "{n} jours plus anciens restent dans le fichier seulement : l’historique commence "
                "le {first}.",
                taken.left_out,
                first=day(taken.first, desk.language),
            )
        )
