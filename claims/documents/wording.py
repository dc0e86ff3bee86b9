"""What the assignment and the mandate say, clause by clause, and on which articles they stand.

A proposal for counsel to rewrite: nothing here was confirmed by a lawyer. `read` marks an article
whose text was read in a public source; it says nothing of the clause built on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.i18n.catalogue import N_


@dataclass(frozen=True, slots=True)
class Law:
    """An article of the Civil Code of Québec."""

    article: str
    read: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A title and its sentences; boxes: those to tick; services: whether the list follows."""

    title: str
    texts: tuple[str, ...]
    laws: tuple[Law, ...] = ()
    boxes: tuple[str, ...] = ()
    services: bool = False


PRICED = N_("Pour le prix de {blank}, que le Cédant reconnaît avoir reçu.")
OTHERWISE = N_("Autre contrepartie, à rédiger par les avocats du groupe : ______________________")
RISKS: Mapping[str, str] = {
    "assignment": N_(
        "Risques à trancher par les avocats avant toute signature, non vérifiés : céder la créance "
        "sans contrepartie pourrait être une donation, nulle sans acte notarié en minute à moins "
        "d’une délivrance immédiate (C.c.Q. 1824); vendre un droit litigieux permettrait au "
        "débiteur de se libérer en remboursant au Cessionnaire le prix de la vente, les frais et "
        "les intérêts (C.c.Q. 1782 à 1784)."
    ),
}
"""What a paper may do to who signs it, told over each original until counsel words it."""
TITLES = N_(
    "Le Cédant cède aussi au Cessionnaire ses droits dans ces noms de domaine et ces services "
    "d’hébergement, et autorise {provider} à les inscrire à son nom."
)
ORIGINALS_SAID = N_(
    "Le présent contrat est régi par les lois en vigueur au Québec. Il est remis, signé, avec les "
    "preuves qu’il accompagne; une copie numérisée est déposée comme pièce au dossier {number}."
)
CHOSEN = N_("Les parties ont pris connaissance du présent contrat avant de le signer.")

ASSIGNMENT = (
    Clause(
        N_("Objet"),
        (
            N_(
                "Le Cédant cède au Cessionnaire, qui accepte, la créance et les droits d’action "
                "qu’il a ou pourrait avoir contre {provider}, ou contre toute personne responsable "
                "avec elle, du fait de l’événement suivant : {event}, pour les services énumérés "
                "ci-dessous et pour eux seuls."
            ),
        ),
        (Law("1637", read=True),),
        services=True,
    ),
    Clause(
        N_("Déclarations du Cédant"),
        (
            N_(
                "Le Cédant déclare qu’il était titulaire de ces services au jour de l’événement, "
                "que la créance existe à sa connaissance, qu’il ne l’a ni cédée ni donnée en "
                "garantie, et qu’il n’a reçu à ce titre aucune somme autre que celles déclarées au "
                "dossier."
            ),
            TITLES,
        ),
        (Law("1639"),),
        boxes=(TITLES,),
    ),
    Clause(
        N_("Contrepartie"),
        (PRICED, OTHERWISE),
        (Law("1782"), Law("1783"), Law("1784"), Law("1824")),
        boxes=(PRICED, OTHERWISE),
    ),
    Clause(
        N_("Une même perte n’est comptée qu’une fois"),
        (
            N_(
                "Le Cédant ne réclamera pas lui-même les pertes cédées et dirigera vers le "
                "Cessionnaire toute communication à leur sujet. Les pertes que le Cédant a subies "
                "à d’autres titres lui restent."
            ),
        ),
    ),
    Clause(
        N_("Remise des titres et collaboration"),
        (
            N_(
                "Le Cédant remet au Cessionnaire copie des factures, des preuves de paiement et "
                "des échanges qui établissent la créance, et signe tout document utile à sa "
                "preuve."
            ),
        ),
    ),
    Clause(
        N_("Opposabilité"),
        (
            N_(
                "La cession est opposable au débiteur et aux tiers dès que le débiteur y a "
                "acquiescé ou qu’il a reçu une copie ou un extrait pertinent du présent contrat. "
                "Le Cessionnaire se charge de cette remise, dans les formes qu’indiqueront les "
                "avocats du groupe."
            ),
        ),
        (Law("1641", read=True),),
    ),
    Clause(N_("Dispositions finales"), (ORIGINALS_SAID, CHOSEN)),
)

MANDATE = (
    Clause(
        N_("Objet"),
        (
            N_(
                "Le Mandant donne au Mandataire, qui accepte, le pouvoir d’agir pour lui aux fins "
                "de l’inscription au registre et de ses communications dans l’action collective "
                "suivante : {matter}, pour les pertes subies du fait de l’événement suivant : "
                "{event}, à l’égard des services énumérés ci-dessous et de ceux-là seuls."
            ),
        ),
        (Law("2130"),),
        services=True,
    ),
    Clause(
        N_("Pouvoirs"),
        (
            N_(
                "Le Mandataire peut tenir, corriger et compléter le dossier {number} du registre, "
                "y joindre des pièces, répondre aux demandes des avocats du groupe et recevoir "
                "leurs communications."
            ),
            N_(
                "Il peut demander à {provider} les factures, les relevés et les renseignements "
                "techniques qui concernent ces services."
            ),
        ),
        (Law("2136"),),
    ),
    Clause(
        N_("Ce que le mandat ne permet pas"),
        (
            N_(
                "Le présent mandat n’est pas un mandat de représentation devant le tribunal, que "
                "la loi réserve aux avocats (Loi sur le Barreau, art. 128; C.p.c. 86 et 87 "
                "[à confirmer])."
            ),
            N_(
                "Sans une autorisation écrite et particulière du Mandant, le Mandataire ne peut "
                "ni transiger, ni renoncer à un droit, ni exclure le Mandant du groupe, ni "
                "retirer les pertes du Mandant, ni céder sa créance, ni encaisser une somme à sa "
                "place."
            ),
        ),
        (Law("2135"),),
    ),
    Clause(
        N_("Obligations du Mandataire"),
        (
            N_(
                "Le Mandataire agit avec prudence et diligence, avec honnêteté et loyauté, dans "
                "le meilleur intérêt du Mandant. Il fait connaître au Mandant les pertes qu’il "
                "déclare pour lui-même à l’égard des mêmes services, le tient informé et lui rend "
                "compte."
            ),
        ),
        (Law("2138"), Law("2139")),
    ),
    Clause(
        N_("Sommes et rémunération"),
        (
            N_(
                "Toute somme accordée pour les pertes du Mandant lui appartient. Sauf convention "
                "écrite contraire, le mandat est gratuit."
            ),
        ),
        (Law("2133"),),
    ),
    Clause(
        N_("Renseignements personnels"),
        (
            N_(
                "Le Mandant consent à ce que le Mandataire communique aux avocats du groupe les "
                "renseignements nécessaires au dossier {number}, et eux seuls. Il peut les "
                "consulter et les faire rectifier en tout temps."
            ),
        ),
    ),
    Clause(
        N_("Durée et révocation"),
        (
            N_(
                "Le mandat prend fin quand le dossier {number} est clos. Le Mandant peut le "
                "révoquer en tout temps par un écrit remis au Mandataire, avec copie aux avocats "
                "du groupe, et exiger que la procuration lui soit remise pour qu’il y fasse "
                "mention de la fin du mandat."
            ),
        ),
        (Law("2176", read=True),),
    ),
    Clause(N_("Dispositions finales"), (ORIGINALS_SAID, CHOSEN)),
)

CLAUSES: Mapping[str, tuple[Clause, ...]] = {"assignment": ASSIGNMENT, "mandate": MANDATE}
