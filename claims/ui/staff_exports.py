"""Making documents, and the list of those made."""

import secrets
from collections.abc import Callable, Collection, Mapping
from functools import partial

import streamlit as st

from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import moment
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES
from claims.office import exporting, keeping
from claims.office.handing import is_held
from claims.office.made_from import Source, sources
from claims.office.members import Form, export_members
from claims.office.under_way import Progress
from claims.problems import (
    BrokenChain,
    ClaimsError,
    Conflict,
    NotFound,
    NotSaved,
    Problem,
    Refused,
)
from claims.store.exports import Export
from claims.ui import proving, staff, staff_paged, wanted, whole
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column

TITLES = {
    "workbook": N_("Chiffrier"),
    "report": N_("Rapport sommaire"),
    "bundle": N_("Dossier de preuve"),
    "shares": N_("Répartition d’un fonds"),
    "payments": N_("Relevés de paiement"),
    "closing": N_("Rapport de clôture"),
    "members": N_("Membres connus"),
}
TOLD = {
    "workbook": N_(
        "Totaux, réclamations, pertes, crédits et pièces, avec des formules qui recalculent "
        "chaque total au cent."
    ),
    "report": N_(
        "Le groupe en chiffres, la méthode, les règles et leurs autorités, à joindre à une "
        "procédure."
    ),
    "bundle": N_(
        "Rapport, chiffrier, index, pièces numérotées P-1, P-2… et journal, qu’un tiers vérifie "
        "sans notre logiciel."
    ),
}
OWN: tuple[exporting.Kind, ...] = ("workbook", "report")
"""What counsel makes for themselves at once; a bundle is ordered."""
ICONS = {
    "workbook": ":material/table_chart:",
    "report": ":material/description:",
}
LANGUAGE_NAMES = {"fr": "Français", "en": "English"}
FORMS: dict[Form, str] = {"xlsx": N_("Chiffrier des membres"), "csv": N_("Membres (CSV)")}
GONE = N_("Ne sort plus")
"""Of a bundle that gives what was withheld since, whatever its state."""
ELSEWHERE = N_("Absent du serveur")
"""Of one written elsewhere, or taken away since: nothing here tells what it gives."""
MADE = "exports.made"
"""Session key: id and reserves of each document made in this visit, newest first."""


def locked() -> None:
    """Say that some exhibits cannot be opened, and what is whole all the same."""
    if claims := keeping.locked(house()):
        st.warning(
            say("Réclamations dont les pièces ne s’ouvrent pas, faute d’une clé au serveur : "
                "{claims}. Totaux, chiffrier et rapport sont complets; le dossier de preuve "
                "nommera les pièces absentes.", language(), claims=staff.counted(claims)),
            icon=":material/key_off:",
        )  # fmt: skip


def attested() -> None:
    """Say that what outside authorities put on a document is never twice the same."""
    if house().settings.tsa_url or house().settings.seal_key:
        st.caption(say("Un sceau ou un horodatage change à chaque production : les octets d’un "
                       "document qui en porte diffèrent, et ce qu’il dit reste le même.",
                       language()))  # fmt: skip


def cards() -> None:
    """One card a kind of document that is made at once, each with its button."""
    here = language()
    st.radio(
        say("Langue du document", here), LANGUAGES, key="exports.language", horizontal=True,
        index=LANGUAGES.index(here), format_func=LANGUAGE_NAMES.__getitem__,
    )  # fmt: skip
    for column, kind in zip(st.columns(len(OWN)), OWN, strict=True):
        with column.container(border=True, height="stretch"):
            st.header(f"{ICONS[kind]} {say(TITLES[kind], here)}", anchor=False)
            st.text(say(TOLD[kind], here))
            st.space("stretch")
            name = f"make.{kind}"
            st.button(say("Produire", here), key=name, width="stretch", icon=":material/build:",
                      on_click=wanted.want, args=(name,))  # fmt: skip
            proving.watched(name, partial(make, kind))
    ready()


def make(kind: exporting.Kind) -> None:
    """Make a document of a snapshot."""
    watched(f"make.{kind}", lambda progress: exporting.export(
        house(), actor(), staff.matter().id, kind, st.session_state["exports.language"],
        now=now(), entropy=secrets.token_bytes, progress=progress,
    ))  # fmt: skip


def members() -> None:
    """The list of the members counsel knows, by name: a workbook or CSV."""
    here = language()
    with st.container(border=True, key="members"):
        st.header(say(TITLES["members"], here), anchor=False)
        st.text(say("Qui a déposé, s’est retiré ou exclu, ou a été nommé propriétaire d’un site, "
                    "avec la source. Pour les avocats seulement : ne va dans aucun dossier de "
                    "preuve.", here))  # fmt: skip
        with st.container(horizontal=True):
            for form, said in FORMS.items():
                st.button(say(said, here), key=f"members.{form}", icon=":material/groups:",
                          on_click=wanted.want, args=(f"members.{form}",))  # fmt: skip
        for form in FORMS:
            name = f"members.{form}"
            proving.watched(name, partial(watched, name, partial(_listed, form)))


def _listed(form: Form, _progress: Progress) -> exporting.Made:
    return export_members(
        house(), actor(), staff.matter().id, form, st.session_state["exports.language"],
        now=now(), entropy=secrets.token_bytes,
    )  # fmt: skip


def watched(name: str, make: Callable[[Progress], exporting.Made]) -> None:
    """Make the document wanted under that name while the reader watches; what went wrong is said,
    with what to do. Broken off, it is made from its beginning; made, it is made once. Raises
    ProofIsOld, for `proving.watched`."""
    actor().must_have_proved(now=now())  # before anything is drawn of a document under way
    here = language()
    with st.status(say("Préparation du document…", here), expanded=True) as status:
        bar = st.progress(0)
        try:
            made = make(_counting(bar))
        except (Conflict, NotSaved, NotFound, BrokenChain, Refused) as refusal:
            status.update(label=say("Le document n’a pas été produit.", here), state="error")
            st.error(_why(refusal))
            return
        with whole.together():
            before = st.session_state.get(MADE, ())
            st.session_state[MADE] = ((made.export.id, made.reserves), *before)
            wanted.forget(name)
        bar.progress(100)
        status.update(label=say("Document produit et consigné.", here), state="complete",
                      expanded=False)  # fmt: skip


def _why(refusal: ClaimsError) -> str:
    """What kept a document from being made, and what to do."""
    if isinstance(refusal, Refused):
        return " ".join(sentence(problem, language()) for problem in refusal.problems)
    if isinstance(refusal, (NotFound, BrokenChain)):
        return say("Une pièce manque ou ne correspond plus à son empreinte. Vérifiez la chaîne au "
                   "journal, puis rétablissez la dernière sauvegarde.", language())  # fmt: skip
    return say("Le disque a refusé le document, ou des réclamations changent sans cesse. "
               "Rien n’a été gardé; réessayez dans un instant.", language())  # fmt: skip


def _counting(bar: object) -> Callable[[int, int], None]:
    def told(done: int, of: int) -> None:
        text = say("Pièces : {done} sur {of}", language(), done=staff.counted(done),
                   of=staff.counted(of))  # fmt: skip
        bar.progress(done * 100 // of, text=text)  # type: ignore[attr-defined]

    return told


def ready() -> None:
    """The documents made in this visit, newest first, each with its hash and its link."""
    made = _made()
    if not made:
        return
    with st.container(border=True, key="exports.last"):
        st.header(say_n("Document prêt", "Documents prêts", len(made), language()), anchor=False)
        for place, (export, reserves) in enumerate(made):
            _ready(export, reserves, "exports.download" + (f".{export.id}" if place else ""))


def _ready(made: Export, reserves: Collection[Problem], key: str) -> None:
    here = language()
    st.text(made.name)
    for reserve in reserves:
        st.warning(sentence(reserve, here), icon=":material/history_toggle_off:")
    st.caption(say("Empreinte SHA-256", here))
    st.code(made.sha256, language=None, wrap_lines=True)
    st.link_button(say("Télécharger", here), address(made), type="primary",
                   icon=":material/download:", key=key)  # fmt: skip


def _made() -> list[tuple[Export, Collection[Problem]]]:
    """Those of the matter that is open."""
    wanted = st.session_state.get(MADE, ())
    every = {each.id: each for each in exporting.exported(house(), actor(), staff.matter().id)}
    return [(every[made], reserves) for made, reserves in wanted if made in every]


def address(export: Export) -> str:
    """Where the registry hands a document out, to counsel only."""
    return f"/exports/{export.id}/{export.name}"


def past() -> None:
    """Every document made, newest first, with its hash and its link."""
    here, timezone, of = language(), staff.matter().timezone, staff.matter().id
    gone = exporting.overtaken(house(), actor(), of)
    made_from = sources(house(), actor(), of)
    columns = [
        Column(say("Document", here), lambda e: _titled(e, gone)),
        Column(say("Instantané", here), lambda e: _source(made_from.get(e.id))),
        Column(say("Lien", here), lambda e: _link(e, gone), "link"),
        Column(say("Produit", here), lambda e: moment(e.at, timezone, here)),
        Column(say("Par", here), lambda e: staff.who(e.by)),
        Column(say("Taille (Ko)", here), lambda e: -(-e.size // 1024), "count"),
        Column(say("Entrée du journal", here), lambda e: e.journal_seq, "count"),
        Column(say("Fichier", here), lambda e: e.name, on_card="left out"),
        Column("SHA-256", lambda e: e.sha256, width="large", on_card="left out"),
    ]
    made = exporting.exported(house(), actor(), of)
    staff_paged.table(made, columns, called="documents", key="exports.past",
                      told=say_n("{n} document", "{n} documents", len(made), here),
                      alt=say("Documents produits", here))  # fmt: skip


def _source(source: Source | None) -> str | None:
    """The snapshot a document was made from, and whether it is the last one."""
    if source is None:
        return None
    said = (
        N_("{number}, antérieur au dernier ({newest})")
        if source.earlier
        else N_("{number}, le dernier")
    )
    return say(said, language(), number=staff.counted(source.number),
               newest=staff.counted(source.newest))  # fmt: skip


def _titled(export: Export, gone: Mapping[str, str]) -> str:
    """What it is, and that it goes out no more, or was made for another folder."""
    here, title = language(), say(TITLES[export.kind], language())
    if export.id not in gone:
        return title
    told = ELSEWHERE if gone[export.id] == "bundle-gone" else GONE
    return f"{title} · {say(told, here).lower()}"


def _link(export: Export, gone: Mapping[str, str]) -> str | None:
    """Its address; none of a bundle that waits for a second person, or goes out no more."""
    held = export.id in gone or is_held(house(), actor(), export)
    return None if held else address(export)
