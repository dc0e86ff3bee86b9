"""What is said beside an exhibit that is kept untouched but should be looked at with care.

The code is kept with the exhibit; the sentence is said with `say(FLAGS[code], language)`.
"""

from collections.abc import Iterable, Mapping

from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language

FLAGS: Mapping[str, str] = {
    "unread-time": N_("Conservé tel que reçu, non lu : l’ouvrir prenait trop de temps."),
    "unread-memory": N_("Conservé tel que reçu, non lu : l’ouvrir demandait trop de mémoire."),
    "unread-failed": N_("Conservé tel que reçu, non lu : le lecteur s’est arrêté."),
    "unbounded": N_("Lu sans toutes les limites prévues : ce serveur ne les permet pas."),
    "pdf-script": N_("Ce PDF contient un script."),
    "pdf-launch": N_("Ce PDF peut lancer un programme."),
    "pdf-attachment": N_("Ce PDF contient des fichiers joints, non examinés."),
    "pdf-opening-action": N_("Ce PDF agit dès son ouverture."),
    "pdf-action": N_("Ce PDF réagit à des gestes du lecteur."),
    "pdf-media": N_("Ce PDF contient un contenu multimédia actif."),
    "pdf-dynamic-form": N_("Ce PDF contient un formulaire dynamique (XFA)."),
    "pdf-sends-form": N_("Ce PDF peut envoyer un formulaire à une adresse."),
    "pdf-remote-file": N_("Ce PDF renvoie à un autre fichier."),
    "pdf-link": N_("Ce PDF contient des liens vers des sites."),
    "pdf-repaired": N_("Ce PDF est abîmé : il a fallu le réparer pour le lire."),
    "pdf-hidden-layer": N_(
        "Ce PDF a des calques qui ne se montrent pas : il contient plus que ce qu’on y voit."
    ),
    "pdf-imports-data": N_("Ce PDF peut charger des données d’un autre fichier."),
    "leading-bytes": N_("Des octets étrangers précèdent le début du fichier."),
    "trailing-archive": N_("Une archive est cachée à la fin du fichier."),
    "trailing-bytes": N_("D’autres octets suivent la fin du fichier, non examinés."),
    "hidden-pdf": N_("Ce fichier peut aussi s’ouvrir comme un PDF."),
    "macros": N_("Ce fichier contient des macros."),
    "external-links": N_("Ce fichier va chercher un contenu hors de lui-même."),
    "dde": N_("Ce fichier peut lancer un programme (DDE)."),
    "embedded-objects": N_("Ce fichier contient des objets incorporés, non examinés."),
    "web-content": N_("Ce texte contient du code de page web."),
    "far-formula": N_("Une formule de ce tableau mène à une adresse hors du fichier."),
    "mail-attachments": N_("Ce courriel contient des fichiers joints, non examinés."),
    "copy-beside": N_("Une copie assainie, ou la raison de son absence, est jointe à côté."),
    "redacted": N_("Pièce caviardée : une copie tient la place de l’original."),
    "withheld": N_("Pièce retenue : un avis tient sa place."),
    "mail-active": N_("Ce courriel contient un script ou un contenu actif."),
}


def said(flags: Iterable[str], language: Language) -> list[str]:
    """Each flag in words; one we have no word for is left out."""
    return [say(FLAGS[flag], language) for flag in flags if flag in FLAGS]
