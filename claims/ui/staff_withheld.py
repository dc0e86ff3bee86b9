"""Who may be given an exhibit, and the redacted copies made of it."""

import streamlit as st

from claims.claim.redaction import LEVELS, REASONS, Level, Set
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import moment
from claims.i18n.text import Language
from claims.office import redacting
from claims.office.redacting import Opened
from claims.problems import Conflict, NotSaved, Problem, Refused
from claims.store.exhibits import KeptExhibit
from claims.store.redactions import Redaction, Withheld
from claims.ui import staff, staff_meanwhile
from claims.ui.forms import size_said
from claims.ui.forms_standing import Color
from claims.ui.here import actor, house, language, now

PIECE_PAGE = "app_pages/lawyer_piece.py"
PIECE = "piece"
SET = "exports.set"
"""Session key: which bundle is made."""
MEANWHILE = "level.meanwhile"
"""Session key: what kept the last word on an exhibit from being kept, told once."""
SETS = {Set.CONFIDENTIAL: N_("Confidentiel"), Set.REDACTED: N_("Caviardé")}
SETS_SAID = {Set.CONFIDENTIAL: N_("jeu confidentiel"), Set.REDACTED: N_("jeu caviardé")}
HOLDS = {
    Set.CONFIDENTIAL: N_("Les originaux, sauf ceux qui sont réservés aux avocats du groupe."),
    Set.REDACTED: N_("Les pièces publiques, les copies caviardées, un avis à la place du reste."),
}
STILL_TOLD = N_(
    "Le nom, la taille et l’empreinte des fichiers retenus restent lisibles dans les réclamations "
    "et au journal du dossier, qui sont scellés tels quels. Si l’un d’eux ne doit pas être connu, "
    "laissez sa réclamation hors du dossier."
)
COLOURS: dict[Level, Color] = {
    Level.PUBLIC: "green",
    Level.CONFIDENTIAL: "orange",
    Level.COUNSEL: "red",
}
GIVEN = {
    Level.PUBLIC: N_("Remise dans tout dossier de preuve; dans le jeu caviardé, sa copie caviardée "
                     "s’il y en a une."),
    Level.CONFIDENTIAL: N_("Remise dans le jeu confidentiel. Dans le jeu caviardé : sa copie "
                           "caviardée, ou un avis à sa place."),
    Level.COUNSEL: N_("Remise dans aucun dossier de preuve : un avis tient sa place."),
}  # fmt: skip


def way_to(number: str, exhibit_id: str) -> None:
    """The way to what is withheld of an exhibit, from the page of its claim."""
    if st.button(say("Caviarder, retenir", language()), key=f"withhold.{exhibit_id}",
                 icon=":material/ink_marker:", type="tertiary"):  # fmt: skip
        st.switch_page(PIECE_PAGE, query_params={"numero": number, PIECE: exhibit_id})


def badges(held: Withheld) -> None:
    """The level of an exhibit, and that it has a redacted copy."""
    here = language()
    st.badge(say(LEVELS[held.level], here), color=COLOURS[held.level])
    if held.copies:
        st.badge(say("Caviardée", here), icon=":material/ink_marker:", color="gray")


def choose_set() -> None:
    """Which of the two bundles is made next."""
    here = language()
    st.radio(
        say("Jeu du dossier de preuve", here), list(SETS), key=SET, persist_state="session",
        format_func=lambda each: say(SETS[each], here),
        captions=[say(HOLDS[each], here) for each in SETS],
    )  # fmt: skip
    st.caption(say(STILL_TOLD, here))


def set_chosen() -> Set:
    """The bundle chosen, the confidential one until then."""
    return Set(st.session_state.get(SET, Set.CONFIDENTIAL))


def level(opened: Opened) -> None:
    """Who may be given it, with the reason; one form, journalled when sent. It is judged by what
    stood when it was first shown, and laid anew by what stands once that is told to be otherwise.
    """
    here, exhibit_id, (stood, given) = language(), opened.kept.exhibit.id, _laid(opened)
    of = f"{exhibit_id}.{stood}.{given}"
    with st.form(f"class.{of}", border=False):
        st.radio(
            say("Qui peut la recevoir", here), list(LEVELS), key=f"level.{of}",
            index=list(LEVELS).index(stood), label_visibility="collapsed",
            format_func=lambda each: say(LEVELS[each], here),
            captions=[say(GIVEN[each], here) for each in LEVELS],
        )  # fmt: skip
        st.selectbox(
            say("Motif", here), list(REASONS), key=f"why.{of}",
            index=list(REASONS).index(given) if given else None,
            format_func=lambda code: say(REASONS[code], here),
            placeholder=say("À choisir si la pièce est retenue", here),
        )  # fmt: skip
        st.form_submit_button(say("Consigner", here), icon=":material/lock:", on_click=_say,
                              args=(opened.kept, of))  # fmt: skip
    _standing(opened.withheld, here)
    for problem in st.session_state.pop(MEANWHILE, ()):
        staff.fault(problem)


def _read(kept: KeptExhibit) -> str:
    return f"level.read.{kept.number}.{kept.exhibit.id}"


def _laid(opened: Opened) -> tuple[Level, str]:
    """The level and the reason that stood when the form was first shown."""
    held, what = opened.withheld, _read(opened.kept)
    stood, given = staff_meanwhile.read(what) or ("", "")
    field = f"level.{opened.kept.exhibit.id}.{stood}.{given}"
    return staff_meanwhile.seen(what, (held.level, held.reason), field=field)


def _standing(held: Withheld, here: Language) -> None:
    if held.at is None:
        told = say(
            "Personne ne s’est encore prononcé : elle est traitée comme confidentielle.", here
        )
        st.caption(told)
        return
    when = moment(held.at, staff.matter().timezone, here)
    st.caption(staff.plain(say("Consigné le {when}, par {who}.", here, who=staff.who(held.by),
                               when=when)))  # fmt: skip


def _say(kept: KeptExhibit, of: str) -> None:
    """Keep what the form says. of: what its fields are of."""
    state = st.session_state
    try:
        redacting.set_level(
            house(), actor(), kept.number, kept.exhibit.id, state[f"level.{of}"],
            state[f"why.{of}"] or "", now=now(), seen=staff_meanwhile.read(_read(kept)),
        )  # fmt: skip
    except Conflict as late:
        stands = redacting.opened(house(), actor(), kept.number, kept.exhibit.id).withheld.level
        said = {"who": staff.who(late.by), "level": say(LEVELS[stands], language())}
        state[MEANWHILE] = (Problem("", "class-meanwhile", said),)
    except Refused as refusal:
        state[MEANWHILE] = refusal.problems
        return
    except NotSaved:
        state[MEANWHILE] = (Problem("", "action-not-saved"),)
        return
    staff_meanwhile.forget(_read(kept))


def certificate(opened: Opened) -> None:
    """The certificate of integrity, made when it is asked for."""
    here = language()
    st.text(say("Une page : le fichier, son empreinte relue de la voûte, ses entrées au journal, "
                "ses copies, et ce que le certificat ne dit pas.", here))  # fmt: skip
    place = f"/piece/{opened.kept.number}/{opened.kept.exhibit.id}/certificat.pdf"
    st.link_button(say("Certificat d’intégrité (PDF)", here), place, key="certificate",
                   icon=":material/verified:")  # fmt: skip


def copies(opened: Opened) -> None:
    """Every redacted copy, the one that stands first, with its link and its pages."""
    here, held = language(), opened.withheld
    if not held.copies:
        st.caption(say("Aucune copie caviardée.", here))
        return
    for copy in reversed(held.copies):
        with st.container(border=True, gap="xsmall"):
            _copy(opened, copy, stands=copy is held.copy)


def _copy(opened: Opened, copy: Redaction, *, stands: bool) -> None:
    here, place = language(), f"/piece/{opened.kept.number}/{opened.kept.exhibit.id}/caviardee"
    with st.container(horizontal=True, vertical_alignment="center",
                      horizontal_alignment="distribute"):  # fmt: skip
        st.markdown(f"**{say('Copie n° {n}', here, n=copy.version)}**", width="content")
        if not stands:
            st.badge(say("Remplacée", here), color="gray")
        st.link_button(say("Télécharger", here), f"{place}/{copy.version}.pdf",
                       key=f"redacted.{copy.version}", icon=":material/download:")  # fmt: skip
    boxes = say_n("{n} boîte", "{n} boîtes", len(copy.boxes), here)
    when = moment(copy.at, staff.matter().timezone, here) if copy.at else ""
    st.caption(staff.plain(
        say("{boxes}, par {who}, le {when} · {size} · SHA-256 {sha256}…", here, boxes=boxes,
            who=staff.who(copy.by), when=when, size=size_said(copy.size, here),
            sha256=copy.sha256[:16])
    ))  # fmt: skip
    pages = sorted({box.page for box in copy.boxes})[:SHOWN]
    with st.container(horizontal=True, gap="small"):
        for page in pages if stands else ():
            alt = say("Page {page} de la copie caviardée", here, page=page)
            address = f"{place}/{copy.version}/{page}.png"
            with st.container(width=150):
                st.markdown(f"[![{alt}]({address})]({address})")


SHOWN = 6
"""Pages of the standing copy shown small."""


def not_found(code: str = "no-such-exhibit") -> None:
    """No exhibit at that address for this person: the same words whether it exists or not, but for
    one of their own claims that was found infected."""
    st.title(say("Pièce introuvable", language()), anchor=False)
    staff.fault(Problem(PIECE, code))
