"""Which page is shown to whom: one table, read by the navigation and by the web server.

A page is a file `claims/ui/app_pages/<role>_<page>.py`; its address is the same in both languages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.access import Role
from claims.i18n import N_


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, the role its file is named after, and how a menu shows it.

    title: msgid of its name; icon: empty when no menu shows it.
    """

    path: str
    owner: str
    title: str
    icon: str = ""

    @property
    def file(self) -> str:
        """Name of the page's file."""
        return f"{self.owner}_{self.path.replace('-', '_')}.py"


PUBLIC = (
    Page("accueil", "public", N_("Accueil"), "home"),
    Page("admissibilite", "public", N_("Êtes-vous visé?"), "how_to_reg"),
    Page("reprendre", "public", N_("Reprendre votre dossier")),
    Page("aide", "public", N_("Aide"), "help"),
    Page("confidentialite", "public", N_("Confidentialité")),
    Page("accessibilite", "public", N_("Accessibilité")),
)
CLAIMANT = (
    Page("dossier", "claimant", N_("Mon dossier"), "folder_open"),
    Page("coordonnees", "claimant", N_("Vos coordonnées")),
    Page("sous-groupe", "claimant", N_("Votre sous-groupe")),
    Page("sites", "claimant", N_("Sites touchés")),
    Page("propriete", "claimant", N_("Propriété des sites")),
    Page("pertes", "claimant", N_("Vos pertes")),
    Page("pieces", "claimant", N_("Vos pièces")),
    Page("verifier", "claimant", N_("Vérifier vos réponses")),
    Page("signer", "claimant", N_("Attester et déposer")),
    Page("confirmation", "claimant", N_("Confirmation")),
    Page("suivi", "claimant", N_("Suivi"), "timeline"),
    Page("messages", "claimant", N_("Messages"), "forum"),
    Page("mes-donnees", "claimant", N_("Mes renseignements")),
    Page("exclusion", "claimant", N_("S’exclure du groupe")),
)
REPRESENTATIVE = (
    Page("totaux", "representative", N_("Totaux"), "monitoring"),
    Page("sous-groupes", "representative", N_("Sous-groupes"), "groups"),
    Page("evolution", "representative", N_("Évolution"), "timeline"),
    Page("sommaire", "representative", N_("Sommaire public"), "newspaper"),
    Page("instantanes", "representative", N_("Instantanés"), "photo_camera"),
)
LAWYER = (
    Page("tableau", "lawyer", N_("Tableau de bord"), "dashboard"),
    Page("reclamations", "lawyer", N_("Réclamations"), "inbox"),
    Page("reclamation", "lawyer", N_("Réclamation")),
    Page("lot", "lawyer", N_("Décider en lot")),
    Page("lacune", "lawyer", N_("Demander une correction")),
    Page("piece", "lawyer", N_("Pièce")),
    Page("equipe", "lawyer", N_("Équipe"), "groups"),
    Page("equite", "lawyer", N_("Équité de traitement"), "balance"),
    Page("lettre", "lawyer", N_("Annoncer la décision")),
    Page("lettres", "lawyer", N_("Envoyer les lettres")),
    Page("totaux", "lawyer", N_("Totaux"), "functions"),
    Page("doublons", "lawyer", N_("Doublons et recoupements"), "join_inner"),
    Page("estimation", "lawyer", N_("Estimation"), "query_stats"),
    Page("scenarios", "lawyer", N_("Scénarios"), "alt_route"),
    Page("repartition", "lawyer", N_("Répartition"), "pie_chart"),
    Page("baremes", "lawyer", N_("Barèmes"), "rule_settings"),
    Page("sommaire", "representative", N_("Sommaire public"), "newspaper"),
    Page("instantanes", "lawyer", N_("Instantanés"), "photo_camera"),
    Page("index-pieces", "lawyer", N_("Index des pièces"), "format_list_numbered"),
    Page("dossiers-preuve", "lawyer", N_("Dossiers de preuve"), "folder_zip"),
    Page("journal", "lawyer", N_("Journal"), "history"),
)
ADMINISTRATOR = (
    Page("acces", "administrator", N_("Accès"), "group"),
    Page("courriels", "administrator", N_("Courriels"), "mail"),
    Page("journal", "lawyer", N_("Journal"), "history"),
)

OWN: dict[Role, tuple[Page, ...]] = {
    Role.ANONYMOUS: (),
    Role.CLAIMANT: CLAIMANT,
    Role.REPRESENTATIVE: REPRESENTATIVE,
    Role.LAWYER: LAWYER,
    Role.ADMINISTRATOR: ADMINISTRATOR,
}
"""Role → the pages only it sees; the public ones are everybody's."""


def pages_of(role: Role) -> tuple[Page, ...]:
    """Every page someone of that role may open."""
    return OWN[role] + PUBLIC


def home_of(role: Role) -> str:
    """Address of the page a person of that role begins at."""
    return f"/{pages_of(role)[0].path}"


def addresses() -> frozenset[str]:
    """Every address some role may open, with its slash."""
    return frozenset(f"/{page.path}" for page in _all())


def _all() -> Iterator[Page]:
    for role in Role:
        yield from pages_of(role)
