"""Entries of the journal as a table: what happened in words, its seal as written."""

from collections.abc import Mapping, Sequence

from claims.i18n.catalogue import N_, say
from claims.i18n.formats import moment
from claims.store.journal import Entry
from claims.ui import staff, staff_cards
from claims.ui.here import language
from claims.ui.staff import Column

ACTIONS: Mapping[str, str] = {
    "start claim": N_("Réclamation commencée"),
    "file claim": N_("Révision déposée"),
    "move claim": N_("Changement d’état"),
    "start batch": N_("Décision en lot commencée"),
    "undo batch": N_("Décision en lot à défaire"),
    "leave from batch": N_("Laissée hors d’un lot"),
    "assign claims": N_("Réclamations confiées"),
    "undo assignment": N_("Réclamations reprises"),
    "draw review": N_("Second examen tiré au sort"),
    "review second": N_("Second examen d’une perte"),
    "keep decision": N_("Décision maintenue après un second examen"),
    "recount claim": N_("Réclamation recalculée"),
    "add exhibit": N_("Pièce ajoutée"),
    "send message": N_("Message envoyé"),
    "write note": N_("Note privilégiée"),
    "issue notice": N_("Lettre envoyée au réclamant"),
    "issue consolidated letter": N_("Lettre groupée envoyée"),
    "contest decision": N_("Décision contestée"),
    "read statement": N_("Relevé remis"),
    "hand contest": N_("Dossier d’une contestation remis"),
    "read notice": N_("Lettre remise"),
    "read messages": N_("Messages lus"),
    "ask erasure": N_("Effacement demandé"),
    "answer erasure": N_("Réponse à une demande d’effacement"),
    "erase draft": N_("Brouillon effacé"),
    "hand my data": N_("Renseignements remis au réclamant"),
    "read sworn form": N_("Formulaire de déclaration sous serment remis"),
    "read exclusion": N_("Reçu d’exclusion remis"),
    "remove exhibit": N_("Pièce retirée"),
    "refuse exhibit": N_("Pièce refusée par l’antivirus"),
    "look at exhibit": N_("Pièce examinée de nouveau"),
    "quarantine exhibit": N_("Pièce mise en quarantaine"),
    "read claim": N_("Réclamation consultée"),
    "read exhibit": N_("Pièce remise"),
    "copy exhibit": N_("Copie assainie d’une pièce remise"),
    "redact exhibit": N_("Pièce caviardée"),
    "class exhibit": N_("Confidentialité d’une pièce fixée"),
    "title exhibit": N_("Titre ou date d’une pièce consigné"),
    "read redaction": N_("Copie caviardée remise"),
    "certify exhibit": N_("Certificat d’intégrité remis"),
    "read receipt": N_("Reçu remis"),
    "read contract": N_("Contrat remis"),
    "change code": N_("Code changé"),
    "hand keys": N_("Numéro et code remis en PDF"),
    "queue mail": N_("Courriel écrit"),
    "send mail": N_("Courriel envoyé"),
    "give up mail": N_("Courriel abandonné"),
    "bounce mail": N_("Courriel refusé"),
    "retry mail": N_("Courriel relancé"),
    "make link": N_("Lien créé"),
    "use link": N_("Lien utilisé"),
    "close links": N_("Liens fermés"),
    "open session": N_("Session ouverte"),
    "send letters": N_("Envoi de lettres commencé"),
    "prove anew": N_("Identité confirmée par un code"),
    "end session": N_("Session fermée"),
    "end all sessions": N_("Sessions fermées d’office"),
    "refuse entry": N_("Entrée refusée"),
    "take snapshot": N_("Instantané pris"),
    "draw audit": N_("Échantillon tiré au sort"),
    "revise figure": N_("Chiffre du barème révisé"),
    "export": N_("Document produit"),
    "number exhibits": N_("Pièces numérotées"),
    "number pages": N_("Pages numérotées"),
    "record objection": N_("Objection consignée"),
    "withdraw objection": N_("Retrait d’une objection consigné"),
    "settle page numbers": N_("Numéros des pièces et des pages choisis"),
    "order bundle": N_("Dossier de preuve demandé"),
    "fail bundle": N_("Dossier de preuve non produit"),
    "cancel bundle": N_("Dossier de preuve annulé"),
    "approve bundle": N_("Dossier de preuve approuvé"),
    "send back bundle": N_("Dossier de preuve renvoyé"),
    "take bundle alone": N_("Dossier de preuve sorti sans approbation"),
    "check bundle": N_("Dossier de preuve vérifié de nouveau"),
    "hand export": N_("Document remis"),
    "hand summary": N_("Sommaire public remis"),
    "add account": N_("Compte ouvert"),
    "change account": N_("Compte modifié"),
    "load demo": N_("Démonstration chargée"),
    "forget key": N_("Clé détruite, pièces effacées"),
    "rotate keys": N_("Clés enveloppées de nouveau"),
    "ownership": N_("Propriété d’un site"),
    "seal journal anew": N_("Journal scellé de nouveau"),
    "alert: guessing": N_("Alerte : essais répétés"),
    "alert: many claims opened": N_("Alerte : beaucoup de réclamations ouvertes"),
}


def show(entries: Sequence[Entry], *, key: str) -> None:
    """One row an entry, as given."""
    here, timezone = language(), staff.matter().timezone
    columns = [
        Column(say("No", here), lambda e: e.seq, "count", width="small", on_card="name"),
        Column(say("Quand", here), lambda e: moment(e.at, timezone, here)),
        Column(say("Par", here), lambda e: staff.who(e.actor)),
        Column(say("Quoi", here), lambda e: action(e.action), on_card="name"),
        Column(say("Objet", here), lambda e: e.subject),
        Column(say("Sceau", here), lambda e: e.hash, width="large", on_card="left out"),
    ]
    staff_cards.table(entries, columns, key=key, alt=say("Entrées du journal", here))


def action(code: str) -> str:
    """What happened, in words."""
    return say(ACTIONS[code], language())
