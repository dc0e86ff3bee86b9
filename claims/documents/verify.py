"""Vérifie un dossier de preuve, hors ligne. Checks an evidence bundle, offline.

    python verify.py DOSSIER.zip            python verify.py FOLDER --head HASH
    python verify.py DOSSIER.zip --file PATH --root ROOT > proof.json
    python verify.py FILE --proof proof.json --root ROOT

Un seul fichier, sans rien à installer (Python 3.8 ou plus récent), pour qu'un tiers puisse
contrôler un dossier sans notre logiciel. One file, nothing to install, so that a stranger can check
a bundle without our software. Exit code 0: everything agrees; 1: every file that is not the one
listed is named, or else the first thing that does not agree; 2: misused. With --file, only that
file is hashed; what is printed proves it later without the bundle (--proof), to whoever had the
root of manifest.json by another way.

What is checked: every file is listed in SHA256SUMS, present and equal, and no other file is there;
manifest.json says the same, has every entry it should and no other, and its Merkle root is theirs;
the entries of the journal are sealed as their hashes say, follow one another, and end at the head
stated; each claim is the one the journal sealed, and every claim it shows filed is there; what the
journal shows of each claim and of its exhibits is the last word on them, and as many claims are
there, as the list of the snapshot it sealed last has it, for an entry may be hidden; each exhibit a
claim lists is there, as filed, and what the manifest, index.csv, the lists of review platforms and
the log of redactions say of it is what its claim and the journal say; each loss of each claim is
counted once, from what the claim declares; its steps, done again, lead to its amounts; what was
admitted is what its decisions say; the losses add up to what the journal sealed of their claim, to
the totals of the snapshot it sealed last, and to those stated. A ZIP has no byte that is not of the
bundle; our own documents are those that this bundle calls for.

What counsel withholds is named: a notice, or a redacted copy, which must be the last one that the
journal sealed, boxes and all; and an exhibit that the journal withholds is not there.

Of one volume among several, the exhibits that stand in others are named, and not checked; of a
bundle of chosen claims, the losses make no more than the totals of the snapshot.

What is not: whether the figures, rates and order of the steps are those of the rules; what is said
of a step in words (its text, unit, date and authority), and the title of the bundle; whether
report, workbook, schedule, printed index and printed log of redactions say the same, or a sanitised
copy or a text what its original says; which numbers exhibits and pages were given, but that those
of pages follow from the first stated, none twice, as many as pages; how a kind of exhibit is
worded, how many pages a file has, what the virus scanner said, what made a copy or a notice, by
whom and when, the days of our documents and whether the claims are fictional, for the journal shown
seals none of these: manifest and lists only say them alike; and, past the head given,
whether the journal itself is genuine.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import struct
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    Row = dict[str, str]
    Pots = dict[tuple[str, str], Decimal]
    Deduction = tuple[str, str, Decimal, Decimal]
    Reached = dict[tuple[str, str], list[int]]
    Shape = Any
    Line = tuple[str, list[str]]

SUMS, MANIFEST, JOURNAL = "SHA256SUMS", "manifest.json", "journal.jsonl"
NEEDED = (SUMS, MANIFEST, JOURNAL)
STAMP = "manifest.tsr"
ENTRY = {"action", "actor", "at", "body", "clock", "hash", "previous", "salt", "seq", "subject"}
HIDDEN = {"content", "hash", "previous", "seq"}
"""What an entry of the journal has, and one of which only the place is shown."""
IMPRINTS = tuple(bytes.fromhex(f"0609608648016503040201{end}0420") for end in ("", "0500"))
"""What comes before a SHA-256 in the token of a time stamp (RFC 3161)."""
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What systems leave in a folder they open; named, since `desktop.ini` shows files otherwise."""
LONG, MANY, FULL = (1 << 31) - 1, (1 << 16) - 1, (1 << 32) - 1
"""Past how many bytes, or members, a ZIP tells them in 64 bits; what stands there instead."""
PLAIN_FILE = 0o100644 << 16
SAFE = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
ESCAPING = re.compile(r"^[A-Za-z]:|^[/\\]|(^|[/\\])\.\.([/\\]|$)")
NO_KEY = "ILLISIBLES_UNREADABLE.txt"
NOTHING = "0" * 64
FORMAT = "claims-bundle-12"
"""The only format of manifest that is checked: were an earlier one, a forger would only have to say
that theirs is of it, to be asked less."""
UNCHECKED = ("format", "packed")
"""What keeps from checking, and accuses nobody."""
INDEX, DAT, OPT, EDRM = "index.csv", "pages.dat", "pages.opt", "pages.csv"
README, PROGRAM, PAGE = "LISEZ-MOI_README.txt", "verify.py", "verifier.html"
OURS = {JOURNAL, INDEX, README, "index.pdf", PROGRAM, PAGE}
"""Files of every bundle, but those that the manifest names."""
NAMED = {
    "fr": {
        "lines": "lignes.csv", "steps": "etapes.csv", "frozen": "instantane.json",
        "claims": "reclamations", "exhibits": "pieces", "redactions": "caviardages",
        "schedule": "tableau_des_dommages.pdf",
        "documents": [["_rapport.pdf", "Rapport sommaire", "([1-9][0-9]*)?"],
                      ["_chiffrier.xlsx", "Chiffrier", "([1-9][0-9]* feuilles?)?"]],
    },
    "en": {
        "lines": "lines.csv", "steps": "steps.csv", "frozen": "snapshot.json",
        "claims": "claims", "exhibits": "exhibits", "redactions": "redactions",
        "schedule": "schedule_of_damages.pdf",
        "documents": [["_report.pdf", "Summary report", "([1-9][0-9]*)?"],
                      ["_workbook.xlsx", "Workbook", "([1-9][0-9]* sheets?)?"]],
    },
}  # fmt: skip
"""What files are called in each language; of a document, what ends its name, its title and what its
length is like."""
KEPT = (
    "contact.email", "contact.phone", "contact.address", "services.owner_email", "decisions.note",
    "decisions.salt", "decisions.by",
)  # fmt: skip
"""What leaves with no claim, as the manifest says it."""
SCHEDULED, FIRST = 20_000, "VOL001"
"""Losses past which no schedule of damages is made; the volume that has report and workbook."""
LOST = (
    "Les pièces suivantes ne sont pas dans ce dossier : la clé qui les ouvrait a été détruite ou "
    "manque au serveur. Leur numéro, leur réclamation et l’empreinte SHA-256 de leur dépôt sont "
    "ci-dessous; montants, index et journal sont complets.",
    "The following exhibits are not in this bundle: the key that opened them was destroyed or is "
    "missing from the server. Their number, their claim and the SHA-256 they were filed with are "
    "below; amounts, index and journal are complete.",
)
"""What NO_KEY says before it names them."""
LINES = (
    "claim", "revision", "loss", "head", "service", "group", "subgroup", "start", "end", "grade",
    "declared_cents", "supported_cents", "admitted_cents", "decided", "reason", "exhibits",
    "traced", "pages", "sentence",
)  # fmt: skip
STEPS = (
    "claim", "revision", "loss", "step", "depth", "verb", "name", "text", "operand", "unit",
    "running", "origin", "since", "authority", "verified",
)  # fmt: skip
"""The columns of the losses, and of their steps."""
COUNT, AMOUNT = "0|[1-9][0-9]*", r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"
LIKE = {
    **dict.fromkeys(("declared_cents", "supported_cents", "admitted_cents", "depth"), COUNT),
    "operand": f"({AMOUNT})?", "running": AMOUNT, "since": "([0-9]{4}-[0-9]{2}-[0-9]{2})?",
    "verified": "[01]?",
}  # fmt: skip
"""What a cell of them is like, by its column: a number is written one way."""
COUNTED = ("declared", "supported", "admitted")
AMOUNTS = tuple(f"{name}_cents" for name in COUNTED)
RESULTS = {name: place for place, name in enumerate(COUNTED)}
LEFT = {"withdrawn", "opted_out"}
ASKED = {
    "expected_revenue": "expected",
    "actual_revenue": "actual",
    "later_sales": "made_up_later",
}
"""Name of a step → name of the answer it starts from, where they differ."""
DISAGREES, MISUSED = 1, 2
MEANT: tuple[set[str], ...] = (
    set(), {"--head"}, {"--file"}, {"--file", "--root"}, {"--proof", "--root"},
)  # fmt: skip
"""The options that may stand together."""
CUT = dict.fromkeys(
    ("quarantined", "redacted", "withheld", "elsewhere", "unborne", "partial", "unmade"), 20
)
"""Of what every bundle of many exhibits has much, how many a warning names; of the rest, all: what
a forger put there would stand among those that are not named."""
SEVERAL = {"application/pdf", "image/tiff"}
"""Exhibits each page of which has a number, where pages have; any other takes one."""
SHEET = "sheet in its place"
"""How the tool ends that made a sheet in the place of pages that could not be numbered."""
TEXTS = {"text/plain", "text/csv"}
"""Exhibits whose words are made again from their bytes."""
MOST_LETTERS = 20_000_000
"""Letters of an exhibit that a bundle keeps as its words, at most."""
UNREAD = ("unread-time", "unread-memory", "unread-failed", "unbounded", "pdf-hidden-layer")
"""Flags that say how a file was read, or what it does not show; any other, that something acts in
it or that it had to be repaired, and a copy stands beside it."""
COPIED = {"fr": "copie", "en": "copy"}
COPIES = ("pdf", "jpg", "txt")
"""What the copy of an exhibit without what acts is called after its name, and how it may end."""
BARE = re.compile("[\\0-\\x08\\x0b\\x0e-\\x1f]")
ACTS = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, what ends a line or turns the order of letters around, and halves of a letter: with
them, a name would clear a terminal, or paint on it a line that no verifier wrote."""
PRINTED = 16
"""How many digits of a hash stand at the foot of a page."""
CENT = Decimal("0.01")
EXACT = Context(prec=40, rounding=ROUND_HALF_UP)
VERBS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "take": lambda running, operand: operand,
    "plus": lambda running, operand: running + operand,
    "less": lambda running, operand: running - operand,
    "times": lambda running, operand: running * operand,
    "keep_percent": lambda running, operand: running * operand / 100,
    "less_percent": lambda running, operand: running * (100 - operand) / 100,
    "divided_by": lambda running, operand: running / operand,
    "not_above": min,
    "not_below": max,
}

FAULTS = {
    "unreadable": (
        "le dossier est illisible; donnez le ZIP reçu, en entier, ou le dossier où il a été "
        "décompressé",
        "the bundle cannot be read; give the ZIP received, whole, or the folder it was unpacked "
        "into",
    ),
    "missing": ("ce fichier manque", "this file is missing"),
    "extra": ("ce fichier est de trop", "this file should not be there"),
    "name": ("ce nom de fichier n'est pas permis", "this file name is not allowed"),
    "twice": ("ce nom figure deux fois", "this name stands there twice"),
    "packed": (
        "ce ZIP a été compressé de nouveau; décompressez-le et vérifiez le dossier",
        "this ZIP was compressed again; unpack it and check the folder",
    ),
    "zip": (
        "ce ZIP n'est pas tel qu'un dossier est écrit : des octets de trop, qui manquent ou qui "
        "diffèrent, entre les fichiers",
        "this ZIP is not as a bundle is written: bytes too many, missing or different, between the "
        "files",
    ),
    "sums": (
        "cette ligne est illisible ou n'est pas à sa place",
        "this line cannot be read, or is out of place",
    ),
    "words": (
        "ce texte n'est pas celui de la pièce remise",
        "this text is not that of the exhibit given",
    ),
    "repeated": ("cette donnée y est écrite deux fois", "this entry is written in it twice"),
    "hash": ("l'empreinte SHA-256 diffère", "the SHA-256 differs"),
    "format": (
        "ce vérificateur ne lit pas ce format de manifeste; prenez celui qui a été publié avec lui",
        "this verifier does not read this format of manifest; take the one published with it",
    ),
    "shape": (
        "cette donnée du manifeste manque, est de trop ou n'a pas la forme voulue",
        "this entry of the manifest is missing, should not be there, or has not the form it should",
    ),
    "manifest": ("ne concorde pas avec le manifeste", "does not agree with the manifest"),
    "stamp": (
        "cet horodatage n'est pas celui du manifeste",
        "this time stamp is not of the manifest",
    ),
    "merkle": ("la racine de Merkle diffère", "the Merkle root differs"),
    "number": ("ce numéro est donné deux fois", "this number is given twice"),
    "bates": (
        "les numéros des pages ne suivent pas de la numérotation que dit le manifeste, ou de leur "
        "nombre",
        "the numbers of the pages do not follow from the numbering that the manifest states, or "
        "from how many they are",
    ),
    "claim": ("cette réclamation n'est pas au manifeste", "this claim is not in the manifest"),
    "disclosed": (
        "cette réclamation n'est pas celle que le journal a scellée",
        "this claim is not the one the journal sealed",
    ),
    "absent": (
        "le journal montre le dépôt de cette réclamation, qui n'est pas au dossier",
        "the journal shows the filing of this claim, which is not in the bundle",
    ),
    "left": (
        "le journal dit cette réclamation retirée ou exclue",
        "the journal says this claim was withdrawn or excluded",
    ),
    "unfiled": (
        "cette pièce n'est pas celle que sa réclamation a déposée",
        "this exhibit is not the one its claim filed",
    ),
    "lacking": (
        "cette pièce de la réclamation n'est pas au dossier",
        "this exhibit of the claim is not in the bundle",
    ),
    "given": (
        "le journal réserve cette pièce, qui est pourtant remise",
        "the journal withholds this exhibit, which is given all the same",
    ),
    "redaction": (
        "cette copie caviardée n'est pas la dernière que le journal a scellée",
        "this redacted copy is not the last one the journal sealed",
    ),
    "title": (
        "le titre, la date ou le niveau de cette pièce n'est pas ce que le journal a scellé",
        "the title, date or level of this exhibit is not what the journal sealed",
    ),
    "told": (
        "le manifeste dit de cette pièce autre chose que sa réclamation",
        "the manifest says of this exhibit something else than its claim",
    ),
    "place": (
        "ce fichier ne porte pas le nom, ou ce document le titre, qu'un dossier lui donne",
        "this file does not bear the name, or this document the title, that a bundle gives it",
    ),
    "taken": (
        "l'instantané ou le moment n'est pas celui de l'entrée du journal qui scelle le dossier",
        "the snapshot or the moment is not that of the entry of the journal that seals the bundle",
    ),
    "table": (
        "cette ligne n'a pas les colonnes voulues, ou n'est pas écrite comme elle doit l'être",
        "this row has not the columns it should, or is not written as it should be",
    ),
    "listed": (
        "cette liste dit autre chose que le manifeste, les réclamations et le journal",
        "this list says something else than the manifest, the claims and the journal",
    ),
    "notice": (
        "un avis remplace cette pièce, que le journal n'a ni mise en quarantaine ni réservée",
        "a notice stands for this exhibit, neither put in quarantine nor withheld by the journal",
    ),
    "loss": (
        "cette perte n'est pas dans sa réclamation, ou y est autrement",
        "this loss is not in its claim, or stands there otherwise",
    ),
    "uncounted": ("cette perte n'est pas comptée", "this loss is not counted"),
    "step": ("cette étape ne mène pas au montant écrit", "this step does not lead to its amount"),
    "typed": (
        "cette étape ne part pas de ce que la réclamation déclare",
        "this step does not start from what the claim declares",
    ),
    "amount": (
        "les étapes ne mènent pas aux montants de cette perte",
        "the steps do not lead to the amounts of this loss",
    ),
    "decided": (
        "le montant admis n'est pas celui que la réclamation porte",
        "the amount admitted is not the one the claim holds",
    ),
    "counted": (
        "les pertes ne font pas ce que le journal a scellé de cette réclamation",
        "the losses do not make what the journal sealed of this claim",
    ),
    "frozen": (
        "cet instantané n'est pas celui que le journal a scellé en dernier",
        "this snapshot is not the one the journal sealed last",
    ),
    "stood": (
        "cette réclamation, ou une de ses pièces (niveau, titre, caviardage, quarantaine), n'est "
        "pas comme l'instantané l'a scellée : le journal montré n'en dit pas le dernier mot",
        "this claim, or an exhibit of it (level, title, redaction, quarantine), is not as the "
        "snapshot sealed it: the journal shown does not say the last word on it",
    ),
    "fewer": (
        "le dossier n'a pas autant de réclamations que l'instantané en a scellé",
        "the bundle has not as many claims as the snapshot sealed",
    ),
    "totals": (
        "les pertes ne font pas les totaux de l'instantané scellé",
        "the losses do not make the totals of the snapshot sealed",
    ),
    "total": ("les pertes ne font pas le total indiqué", "the losses do not make the total stated"),
    "link": ("l'entrée ne suit pas la précédente", "the entry does not follow the one before"),
    "seal": ("l'entrée a été modifiée", "the entry was altered"),
    "head": ("la tête du journal diffère", "the head of the journal differs"),
    "asked": ("la tête donnée n'y figure pas", "the head given is not in it"),
}
WARNINGS = {
    "quarantined": (
        "Pièces en quarantaine, remplacées par un avis",
        "Exhibits in quarantine, a notice in their place",
    ),
    "redacted": (
        "Pièces caviardées : une copie tient la place de l'original",
        "Exhibits redacted: a copy stands in the place of the original",
    ),
    "withheld": (
        "Pièces retenues par les avocats, un avis à leur place",
        "Exhibits withheld by counsel, a notice in their place",
    ),
    "unreadable": (
        "PIÈCES ABSENTES, faute de la clé qui les ouvrait, dit le dossier, sans que rien ici le "
        "prouve",
        "EXHIBITS LEFT OUT, for want of the key that opened them, says the bundle, which nothing "
        "here proves",
    ),
    "stamped": (
        "Horodatages du manifeste, dont la signature n'est pas vérifiée ici mais par openssl, "
        "comme le dit LISEZ-MOI_README.txt",
        "Time stamps of the manifest, whose signature is not checked here but by openssl, as "
        "LISEZ-MOI_README.txt says",
    ),
    "elsewhere": (
        "Pièces qui sont dans d'autres volumes, à vérifier chacun",
        "Exhibits that stand in other volumes, each to be checked",
    ),
    "unborne": (
        "Numéros de pages qu'aucune pièce de ce dossier ne porte (réclamations parties ou non "
        "choisies, ou numéros donnés dans un autre dossier, sans que rien ici le prouve)",
        "Numbers of pages that no exhibit of this bundle bears (claims gone or not chosen, or "
        "numbers given in another bundle, which nothing here proves)",
    ),
    "litter": (
        "Fichiers qu'un système a laissés dans le dossier décompressé, qui n'en sont pas",
        "Files that a system left in the unpacked folder, which are not of the bundle",
    ),
    "copies": (
        "Copies assainies, à côté de pièces où quelque chose agit, que les empreintes du dossier "
        "tiennent seules et que rien ici ne compare à leur original",
        "Sanitised copies, beside exhibits in which something acts, that the hashes of the bundle "
        "alone hold and that nothing here compares with their original",
    ),
    "tools": (
        "Vérificateur du dossier qui n'est pas celui-ci (d'une autre version, ou remplacé), à ne "
        "pas lancer sans savoir de qui il vient",
        "Verifier in the bundle that is not this one (of another version, or replaced), not to be "
        "run without knowing whose it is",
    ),
    "unmade": (
        "Fichiers que les empreintes du dossier tiennent seules, ni refaits ni relus ici (papiers "
        "imprimés, exemplaires paginés, textes tirés d'un PDF ou d'une image, mode d'emploi, page "
        "de vérification)",
        "Files that the hashes of the bundle alone hold, neither made again nor read here (printed "
        "papers, copies with pages numbered, words out of a PDF or a picture, read-me, page that "
        "verifies)",
    ),
    "partial": (
        "DOSSIER PARTIEL, qui ne porte que sur ces réclamations; les totaux de l'instantané sont "
        "ceux de toutes, et rien ici ne dit ce que les autres réclament",
        "PARTIAL BUNDLE, of these claims alone; the totals of the snapshot are those of all, and "
        "nothing here says what the others claim",
    ),
    "unlisted": (
        "Instantané pris avant que la liste des réclamations y soit scellée : rien ne dit si une "
        "entrée du journal est cachée (révision, niveau, titre, caviardage, quarantaine)",
        "Snapshot taken before the list of claims was sealed in it: nothing tells whether an entry "
        "of the journal is hidden (revision, level, title, redaction, quarantine)",
    ),
    "untraced": (
        "PERTES DONT LES ÉTAPES MÈNENT À UN AUTRE MONTANT, comptées avec des chiffres changés "
        "depuis : le journal n'en scelle que la somme, par réclamation ou par chef",
        "LOSSES WHOSE STEPS LEAD TO ANOTHER AMOUNT, counted with figures changed since: the "
        "journal seals only their sum, by claim or by head",
    ),
}
"""What a reader must know of a bundle that agrees; each names what it concerns."""
NOTICES = (
    "Cette pièce est en quarantaine : l’antivirus y reconnaît un programme nuisible. Elle "
    "n’est remise à personne. L’original reste inchangé au registre; son empreinte "
    "SHA-256 est {sha256}.",
    "This exhibit is in quarantine: the virus scanner recognizes a harmful program in it. "
    "It is given to nobody. The original stays unchanged in the registry; its SHA-256 "
    "hash is {sha256}.",
)
"""What stands for an exhibit in quarantine."""
KEPT_BACK = (
    "Cette pièce est retenue et n’est pas remise dans ce dossier. Le motif est au journal et au "
    "relevé des caviardages. L’original reste inchangé au registre; son empreinte SHA-256 est "
    "{sha256}.",
    "This exhibit is withheld and is not given in this bundle. The reason is in the journal and in "
    "the log of redactions. The original stays unchanged in the registry; its SHA-256 hash is "
    "{sha256}.",
)
"""What stands for an exhibit that counsel withholds."""
SUFFIXES = {
    "quarantined": ("quarantaine", "quarantine"), "withheld": ("retenue", "withheld"),
}  # fmt: skip
"""What ends the name of a notice, by what it stands for."""
INDEXED = (
    ("Numéro", "Number"), ("Titre", "Title"), ("Nature", "Kind"), ("Date du dépôt", "Date filed"),
    ("Pages", "Pages"), ("Réclamation · révision", "Claim · revision"),
    ("Pages numérotées", "Numbered pages"), ("Fichier", "File"), ("Chemin", "Path"),
    ("Octets", "Bytes"), ("SHA-256", "SHA-256"), ("Signalements", "Flags"),
    ("Antivirus", "Virus scanner"), ("Date du document", "Date of the document"),
    ("Niveau de confidentialité", "Confidentiality"), ("Déposée par", "Filed by"),
    ("Pages en image lues optiquement", "Image pages read optically"),
)  # fmt: skip
"""The columns of index.csv."""
READ_OF = ("sur", "of")
"""Between the pages that were read optically and those that are pictures."""
LEVELS = {
    "public": ("Publique", "Public"),
    "confidential": ("Confidentielle", "Confidential"),
    "counsel": ("Réservée aux avocats du groupe", "Class counsel only"),
}
SCANS = {
    "none": ("Non analysé par un antivirus", "Not scanned for viruses"),
    "clean": ("Analysé par un antivirus\u00a0: sain", "Scanned for viruses: clean"),
    "infected": ("En quarantaine", "In quarantine"),
    "failed": ("Analyse antivirus impossible", "Could not be scanned for viruses"),
}
LOADED = (
    ("BEGBATES", "BegDoc"), ("ENDBATES", "EndDoc"), ("PGCOUNT", "PageCount"),
    ("EXHIBIT", "ExhibitNumber"), ("TITLE", "Title"), ("DOCTYPE", "DocType"),
    ("CUSTODIAN", "Custodian"), ("DATERECEIVED", "DateReceived"), ("FILENAME", "FileName"),
    ("FILEEXT", "FileExtension"), ("FILESIZE", "FileSize"), ("SHA256", "SHA256"),
    ("NATIVELINK", "NativeFile"), ("PDFLINK", "PdfFile"), ("TEXTLINK", "TextFile"), ("OCR", "OCR"),
    ("DOCDATE", "DocDate"), ("CONFIDENTIALITY", "Confidentiality"), ("CLAIM", "Claim"),
    ("REVISION", "Revision"),
)  # fmt: skip
"""The fields of pages.dat, and the columns of pages.csv."""
IMAGES = ("ImageKey", "Volume", "Path", "Break", "Folder", "Box", "Pages")
"""The fields of pages.opt, which names none."""
BOM, PARTED, QUOTED, BROKEN, SIGN = "\ufeff", "\x14", "\xfe", "\xae", "(R)"
RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""What begins a text that a spreadsheet would run; it stands behind an apostrophe."""
LOGGED = (
    ("Numéro", "Number"), ("Page", "Page"), ("Boîte", "Box"), ("Motif", "Reason"),
    ("Trouvée par", "Found by"), ("Page numérotée", "Numbered page"), ("Par", "By"),
    ("Quand (UTC)", "When (UTC)"), ("Gauche (%)", "Left (%)"), ("Haut (%)", "Top (%)"),
    ("Droite (%)", "Right (%)"), ("Bas (%)", "Bottom (%)"), ("SHA-256", "SHA-256"),
)  # fmt: skip
"""The columns of the log of redactions."""
REASONS = {
    "": ("—", "—"),
    "privilege": ("Secret professionnel de l’avocat", "Solicitor-client privilege"),
    "litigation": ("Privilège relatif au litige", "Litigation privilege"),
    "personal": ("Renseignement personnel", "Personal information"),
    "third_party": (
        "Renseignement personnel d’un tiers", "Personal information of a third party",
    ),
    "bank": ("Renseignement bancaire ou numéro de carte", "Bank information or card number"),
    "trade_secret": ("Secret commercial", "Trade secret"),
    "settlement": ("Communication en vue d’un règlement", "Settlement communication"),
    "order": ("Ordonnance de confidentialité", "Confidentiality order"),
    "unrelated": ("Sans rapport avec le litige", "Unrelated to the dispute"),
}  # fmt: skip
PATTERNS = {
    "email": ("Adresses de courriel", "E-mail addresses"),
    "phone": ("Numéros de téléphone", "Telephone numbers"),
    "card": ("Numéros de carte", "Card numbers"),
    "sin": ("Numéros d’assurance sociale", "Social insurance numbers"),
    "account": ("Numéros de compte bancaire", "Bank account numbers"),
    "word": ("Mot cherché", "Word searched for"),
    "drawn": ("Tracée à la main", "Drawn by hand"),
    "": ("Non consigné", "Not recorded"),
}
ENTIRE = ("Pièce entière", "Whole exhibit")
"""Why something is withheld, what found a box, and what stands where there is none."""
MOST_SITES = 2
"""Sites named in a title that no one gave; more are counted."""
REDACTED, UNSAID, NOBODY = "redacted", "confidential", "counsel"
"""The set that holds redacted copies; the level of an exhibit on which the journal says nothing,
and that of one given in no set."""
LONGEST, ENDING = 80, 20
"""Letters of a file's name, its extension included; those kept of the end of one that is cut."""
PORTS = tuple(f"{port}{n}" for port in ("com", "lpt") for n in range(10))
RESERVED = ("con", "prn", "aux", "nul", *PORTS)
"""Names that Windows keeps for itself, whatever their extension."""
STOOD = "stands"
"""What a snapshot names its list: of each claim that counts, a hash of how it stands."""
LOGGED_BY = ("class exhibit", "redact exhibit")
"""Entries whose author and moment the log of redactions tells."""
FOUND = (
    "CONFORME : {files} fichiers, {bytes} octets, {claims} réclamations, {lines} pertes, "
    "{steps} étapes refaites, journal de {entries} entrées dont {shown} au dossier.\n"
    "AGREES: {files} files, {bytes} bytes, {claims} claims, {lines} losses, "
    "{steps} steps done again, journal of {entries} entries, {shown} of them in the bundle."
)
VOUCHED = (
    "Entrées du journal que garantit la tête donnée (--head) : {vouched} sur {entries}. Rien, "
    "hors du dossier, ne garantit les autres.",
    "Entries of the journal that the head given (--head) vouches for: {vouched} of {entries}. "
    "Nothing outside the bundle vouches for the others.",
)
NOT_CHECKED = "NON VÉRIFIÉ / NOT CHECKED"
PROVED = "PROUVÉ / PROVED: {path}, SHA-256 {sha256}, {leaf} / {leaves}, ROOT {root}"
LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON reads alike."""
DAY, AT = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
HASHED: Shape = {"like": "[0-9a-f]{64}"}
NUMBERED: Shape = {"like": r"P-[1-9][0-9]*(\.[1-9][0-9]*)?"}
PLACED: Shape = {"like": SAFE.pattern}
MOMENT: Shape = {"like": DAY + AT}
FILED: Shape = {"sha256": HASHED, "size": "count"}
ONE_LEVEL: Shape = {"one": ["public", "confidential", "counsel"]}
SPAN: Shape = {"first": "count", "last": "count"}
MADE: Shape = {
    "tool": "text", "version": "text", "at": MOMENT, "operator": "text", "source": HASHED,
}  # fmt: skip
COPY: Shape = {"path": PLACED, **FILED, "transfer": {"all": MADE}}
BOX: Shape = {
    "page": "count", "top": "count", "left": "count", "bottom": "count", "right": "count",
    "reason": "text", "pattern": "text",
}  # fmt: skip
EXHIBIT: Shape = {
    "number": NUMBERED, "path": PLACED, **FILED, "claim": "text", "revision": "count", "id": "text",
    "name": "text", "kind": "text", "media": "text", "losses": {"each": "text"}, "pages": "count",
    "added": MOMENT, "day": {"like": DAY}, "flags": {"each": "text"},
    "scan": {"one": ["none", "clean", "infected", "failed"]}, "transfer": {"maybe": {"all": MADE}},
    "copy": {"maybe": {"all": COPY}},
    "numbered": {"maybe": {"all": {**COPY, **SPAN, "pages": "count"}}},
    "text": {"maybe": {"all": {"path": PLACED, **FILED, "optical": "flag"}}},
    "pictures": {"maybe": {"all": {"pages": "count", "unread": "count"}}}, "level": ONE_LEVEL,
    "titled": {"maybe": {"all": {"title": "text", "day": {"like": f"({DAY})?"}, "salt": "text"}}},
    "redaction?": {"all": {"version": "count", "boxes": {"each": {"all": BOX}}}},
    "withheld?": {"all": {"level": ONE_LEVEL, "reason": "text"}},
    "filed?": {"all": {**FILED, "range": {"maybe": {"all": SPAN}}}},
}  # fmt: skip
SHAPE: Shape = {"all": {
    "format": "text", "matter": "text", "title": "text", "language": {"one": ["fr", "en"]},
    "fictional": "flag", "set": {"one": ["confidential", "redacted"]}, "snapshot": "text",
    "at": MOMENT, "journal": {"all": {"seq": "count", "hash": HASHED, "at": MOMENT}},
    "claims": {"each": {"all": {
        "number": "text", "revision": "count", "sha256": HASHED, "path": PLACED,
        "disclosed": HASHED, "salt?": {"like": "[0-9a-f]{32}"},
    }}},
    "withheld": {"each": "text"}, "lines": PLACED, "steps": PLACED, "frozen": PLACED,
    "totals": {"all": dict.fromkeys((*AMOUNTS, "lines"), "count")},
    "documents": {"each": {"all": {
        "number": NUMBERED, "title": "text", "path": PLACED, "pages": "text", "day": {"like": DAY},
        **FILED,
    }}},
    "kinds": {"by": "text"},
    "bates": {"maybe": {"all": {
        "prefix": {"like": "[A-Z0-9]{1,10}"}, "digits": {"one": [4, 5, 6, 7, 8, 9]},
        "start": "count", "corner": {"one": ["left", "right"]},
        "level": {"one": ["page", "document"]},
    }}},
    "exhibits": {"each": {"all": EXHIBIT}}, "volume?": {"like": "VOL[0-9]{3,}"},
    "elsewhere?": {"each": {"all": {
        "number": NUMBERED, "claim": "text", "id": "text", "sha256": HASHED,
        "range": {"maybe": {"all": SPAN}},
    }}},
    "selection?": {"all": {"claims": "count", "of": "count"}}, "files": {"by": {"all": FILED}},
    "merkle": {"all": {"root": HASHED, "leaves": "count"}},
}}  # fmt: skip
"""What a manifest must be: `all` these entries and no other (`?`: may be left out), `each` of a
list, each value `by` a name, `maybe` null, a text `like` a pattern, `one` of some values."""
UNREADABLE = (
    OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError,
    EOFError, zipfile.BadZipFile, zlib.error, csv.Error, struct.error,
)  # fmt: skip


class BundleError(Exception):
    """What does not agree: `where`, and `code`, a key of FAULTS; `also`, such pairs, where files
    are not those of SHA256SUMS: all of them."""

    def __init__(self, where: str, code: str, also: Iterable[tuple[str, str]] = ()) -> None:
        self.where, self.code, self.also = where, code, list(also)
        super().__init__("\n".join(
            f"{visible(place)} : {FAULTS[fault][0]} / {FAULTS[fault][1]}"
            for place, fault in ((where, code), *self.also)
        ))  # fmt: skip


class Bundle:
    """The files of a bundle, whether a ZIP or the folder it was unpacked into."""

    def __init__(self, path: str) -> None:
        self.folder = Path(path)
        self.zip = None if self.folder.is_dir() else zipfile.ZipFile(path)
        self.again = self.zip is not None and is_anew(self.zip.infolist())

    def names(self) -> list[str]:
        """Every file, refusing names that could escape a folder or hide another."""
        names = list(self._in_zip() if self.zip else self._in_folder())
        seen: set[str] = set()
        for name in names:
            if not self._may_bear(name):
                raise BundleError(repr(name), "name")
            if name.lower() in seen:
                raise BundleError(name, "twice")
            seen.add(name.lower())
        if self.zip:
            self._must_be_as_written(self.zip.infolist())
        return names

    def _may_bear(self, name: str) -> bool:
        """Whether a name is one of ours; of a ZIP made anew, whether it stays in its folder."""
        if self.again:
            return not ESCAPING.search(name)
        return bool(SAFE.fullmatch(name)) and ".." not in name.split("/")

    def _in_zip(self) -> Iterator[str]:
        for entry in self.zip.infolist() if self.zip else ():
            if entry.flag_bits & 1 or (entry.external_attr >> 16) & 0o170000 == 0o120000:
                raise BundleError(entry.filename, "name")
            within = self.again and entry.filename.endswith("/") and not entry.file_size
            yield entry.filename[:-1] if within else entry.filename

    def _must_be_as_written(self, entries: list[zipfile.ZipInfo]) -> None:
        """The ZIP holds its members one after the other and its directory, and no other byte: two
        readers find the same files in it."""
        if self.again:
            raise BundleError(self.folder.name, "packed")
        with self.folder.open("rb") as stream:
            for name, at, wanted in between(entries):
                stream.seek(at)
                if stream.read(len(wanted)) != wanted:
                    raise BundleError(name or self.folder.name, "zip")
            if stream.read(1):
                raise BundleError(self.folder.name, "zip")

    def must_be_of(self, at: str) -> None:
        """The members of a ZIP bear the moment that the manifest says it was made."""
        moment = (*map(int, re.findall("[0-9]+", at)),)
        for entry in self.zip.infolist() if self.zip else ():
            if entry.date_time != (*moment[:5], moment[5] // 2 * 2):
                raise BundleError(entry.filename, "zip")

    def _in_folder(self) -> Iterator[str]:
        for path in sorted(self.folder.rglob("*")):
            inside = path.relative_to(self.folder).as_posix()
            if path.is_symlink():
                raise BundleError(inside, "name")
            if not path.is_dir() and path.name not in LITTER:
                yield inside

    def litter(self) -> list[str]:
        """What a system left in the folder."""
        every = self.folder.rglob("*")
        found = (path for path in every if path.name in LITTER and not path.is_dir())
        return sorted(path.relative_to(self.folder).as_posix() for path in found)

    def open(self, name: str) -> IO[bytes]:
        """The bytes of one file."""
        return self.zip.open(name) if self.zip else (self.folder / name).open("rb")

    def text(self, name: str) -> IO[str]:
        """One file as UTF-8 text, its line ends untouched."""
        return io.TextIOWrapper(self.open(name), encoding="utf-8", newline="\n")

    def json(self, name: str) -> Any:
        """One file of JSON, its numbers as every reader of JSON reads them."""
        with self.text(name) as stream:
            return parsed(stream.read(), name)

    def digest(self, name: str) -> tuple[str, int]:
        """SHA-256 and size of one file, read in blocks."""
        found, size = hashlib.sha256(), 0
        with self.open(name) as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                found.update(block)
                size += len(block)
        return found.hexdigest(), size


def is_anew(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether another program made a ZIP: it has entries for folders, or no member as ours are."""
    folders = any(entry.filename.endswith("/") and not entry.file_size for entry in entries)
    return folders or not any(map(is_marked, entries))


def is_marked(entry: zipfile.ZipInfo) -> bool:
    """Whether a member says it was written as ours are: stored, its sizes after its bytes, nothing
    said beside but a size that asks for it."""
    plain = (entry.compress_type, entry.flag_bits) == (zipfile.ZIP_STORED, 8)
    return plain and entry.extra[:2] in (b"", b"\1\0")


def parsed(text: str, name: str) -> Any:
    """What a text of JSON says, when it says each thing once; name: of its file."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key, value in pairs:
            if key in read:
                twice.append(key)
            read[key] = value
        return read

    told = json.loads(text, object_pairs_hook=once, parse_int=whole, parse_float=whole,
                      parse_constant=no_number)  # fmt: skip
    if twice:
        raise BundleError(f"{name}, {twice[0]}", "repeated")
    return told


def between(entries: list[zipfile.ZipInfo]) -> Iterator[tuple[str, int, bytes]]:
    """What a ZIP that only stores has between its members, and after them: of which member, where,
    and the bytes, as a bundle is written."""
    at, before, directory = 0, b"", []
    for entry in entries:
        start = at + len(before)
        head, record, after = told_of_member(entry, start)
        yield entry.filename, at, before + head
        at, before = start + len(head) + entry.file_size, after
        directory.append((entry.filename, record))
    if before:
        yield entries[-1].filename, at, before
    first = at = at + len(before)
    for name, record in directory:
        yield name, at, record
        at += len(record)
    yield "", at, end_of_zip(len(directory), at - first, first)


def told_of_member(entry: zipfile.ZipInfo, start: int) -> tuple[bytes, bytes, bytes]:
    """A member that begins at `start`: its header, its record in the directory, and what follows
    its bytes."""
    name, size = entry.filename.encode("ascii"), entry.file_size
    year, month, day, hour, minute, second = entry.date_time
    made = hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day
    large = size > LONG
    wide = [size] * 2 * large + [start] * (start > LONG)
    more = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    extra = struct.pack("<HHQQ", 1, 16, 0, 0) if large else b""
    version, needed = (45 if large else 20), (45 if wide else 20)
    head = struct.pack("<4s5H3L2H", b"PK\3\4", version, 8, 0, *made, 0, *[FULL * large] * 2,
                       len(name), len(extra))  # fmt: skip
    record = struct.pack("<4s6H3L5H2L", b"PK\1\2", 3 << 8 | needed, needed, 8, 0, *made, entry.CRC,
                         *[FULL if large else size] * 2, len(name), len(more), 0, 0, 0, PLAIN_FILE,
                         FULL if start > LONG else start)  # fmt: skip
    after = struct.pack("<4sL2Q" if large else "<4s3L", b"PK\7\x08", entry.CRC, size, size)
    return head + name + extra, record + name + more, after


def end_of_zip(count: int, size: int, first: int) -> bytes:
    """What ends a ZIP: how many members, how long its directory is and where it begins."""
    wide = b""
    if count > MANY or size > LONG or first > LONG:
        wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, first)
        wide += struct.pack("<4sLQL", b"PK\6\7", 0, first + size, 1)
    told = (min(count, 0xFFFF),) * 2 + (min(size, FULL), min(first, FULL))
    return wide + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *told, 0)


def whole(digits: str) -> float:
    """A whole number where it is one, however it is written."""
    if len(digits) < len(str(LARGEST)) and digits.lstrip("-").isdigit():
        return int(digits)
    read = float(digits)
    return int(read) if read.is_integer() and abs(read) <= LARGEST else read


def no_number(word: str) -> float:
    """NaN and Infinity are no JSON."""
    raise ValueError(word)


def check(path: str, head: str | None = None) -> dict[str, Any]:
    """What was checked, counted, and by each key of WARNINGS what it names; raises BundleError at
    the first thing that does not agree.

    head: the hash printed on a document or on a receipt, when one is at hand.
    """
    if not Path(path).exists():
        raise BundleError(Path(path).name or path, "missing")
    try:
        bundle = Bundle(path)
        sizes = check_files(bundle)
        found: dict[str, Any] = {"files": len(sizes), "bytes": sum(sizes.values())}
        manifest = bundle.json(MANIFEST)
        check_shape(manifest)
        bundle.must_be_of(manifest["at"])
        claims = check_manifest(bundle, manifest, sizes)
        told = Told()
        found.update(check_journal(bundle, manifest, head, told))
        check_sealed(manifest, told)
        found.update(check_exhibits(manifest, claims, told))
        found["elsewhere"] = check_elsewhere(manifest, claims)
        found["unborne"] = check_numbers(manifest)
        found["unlisted"] = check_stood(bundle, manifest, claims, told)
        check_lists(bundle, manifest, claims, told)
        check_words(bundle, manifest)
        steps, reached = check_steps(bundle, manifest, claims)
        lines = check_lines(bundle, manifest, claims, reached)
        found.update(claims=len(claims), steps=steps, lines=len(lines))
        check_sums(manifest, lines, told)
        check_frozen(bundle, manifest, lines)
        check_taken(bundle, manifest)
        found["partial"] = sorted(claims) if manifest.get("selection") else []
        found["stamped"] = [name for name in sizes if name == STAMP]
        found["litter"] = bundle.litter()
        found["copies"] = [told["copy"]["path"] for told in manifest["exhibits"] if told["copy"]]
        found["unmade"] = unmade(manifest)
        found["tools"] = other_program(manifest)
        untraced = [row for row in lines if row["traced"] != "1"]
        found["untraced"] = [f"{row['claim']} {row['loss']}" for row in untraced]
        return found
    except UNREADABLE:
        raise BundleError(Path(path).name or path, "unreadable") from None


def check_files(bundle: Bundle) -> dict[str, int]:
    """SHA256SUMS and the files say the same; returns file → size."""
    names = bundle.names()
    if SUMS not in names:
        raise BundleError(SUMS, "missing")
    sums = read_sums(bundle)
    odd = set(names) ^ set(sums) ^ {SUMS}
    faults = {name: "missing" if name in sums else "extra" for name in odd}
    sizes: dict[str, int] = {}
    for name in sorted(set(sums) & set(names)):
        found, sizes[name] = digest_of(bundle, name)
        if found != sums[name]:
            faults[name] = "hash"
    faults.update((name, "missing") for name in NEEDED if name not in names)
    if faults:
        (where, code), *also = sorted(faults.items())
        raise BundleError(where, code, also)
    return sizes


def digest_of(bundle: Bundle, name: str) -> tuple[str, int]:
    """SHA-256 and size of one file; nothing of one that a ZIP says is damaged."""
    try:
        return bundle.digest(name)
    except zipfile.BadZipFile:
        return "", 0


def read_sums(bundle: Bundle) -> dict[str, str]:
    """File → SHA-256, as `sha256sum -c` reads them, in the order of their names."""
    sums: dict[str, str] = {}
    last = ""
    with bundle.text(SUMS) as stream:
        for number, line in enumerate(stream, 1):
            found = re.fullmatch(r"([0-9a-f]{64})  (\S+)\n", line)
            if not found or found.group(2) <= last:
                raise BundleError(f"{SUMS}, {number}", "sums")
            last = found.group(2)
            sums[last] = found.group(1)
    return sums


def check_shape(manifest: Any) -> None:
    """The manifest is of the format that this verifier reads, and has its shape."""
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BundleError(MANIFEST, "format")
    for place in misfits(manifest, SHAPE, ""):
        raise BundleError(f"{MANIFEST}, {place}", "shape")


def misfits(value: Any, shape: Shape, place: str) -> Iterator[str]:
    """Where a value is not as it should be, in order."""
    kind, inner = next(iter(shape.items())) if isinstance(shape, dict) else (shape, None)
    if kind == "maybe" and value is None:
        return
    if kind == "maybe":
        yield from misfits(value, inner, place)
    elif not is_of(value, kind, inner):
        yield place
    elif kind == "all":
        yield from misfits_of(value, inner, f"{place}." if place else "")
    elif kind in ("each", "by"):
        for name in sorted(value) if kind == "by" else range(len(value)):
            yield from misfits(value[name], inner, f"{place}.{name}")


def misfits_of(value: Any, entries: Any, before: str) -> Iterator[str]:
    """Entries that are missing or amiss, then those that should not be there."""
    for known, shape in entries.items():
        name = known.rstrip("?")
        if name in value:
            yield from misfits(value[name], shape, f"{before}{name}")
        elif name == known:
            yield f"{before}{name}"
    for name in sorted(value):
        if name not in entries and f"{name}?" not in entries:
            yield f"{before}{name}"


def is_of(value: Any, kind: str, inner: Any) -> bool:
    """Whether a value is of a kind; of what it is made of, nothing is said."""
    if kind in ("all", "by"):
        return isinstance(value, dict)
    if kind == "each":
        return isinstance(value, list)
    if kind == "flag":
        return isinstance(value, bool)
    if kind == "one":
        return type(value) in (str, int) and value in inner
    if kind == "count":
        return type(value) is int and 0 <= value <= LARGEST
    if not isinstance(value, str) or re.search("[\ud800-\udfff]", value):
        return False
    return kind == "text" or re.fullmatch(inner, value) is not None


def check_manifest(bundle: Bundle, manifest: Any, sizes: dict[str, int]) -> dict[str, Any]:
    """The manifest lists the same files with the same hashes and sizes, and names all those among
    claims and exhibits; returns number → claim."""
    sums = read_sums(bundle)
    digest = sums.pop(MANIFEST)
    if sums.pop(STAMP, None):
        check_stamp(bundle, bytes.fromhex(digest))
    told = manifest["files"]
    listed = {path: told[path]["sha256"] for path in told}
    for path in sorted({*sums, *listed}):
        if sums.get(path) != listed.get(path) or told[path]["size"] != sizes[path]:
            raise BundleError(path, "manifest")
    root = {"root": merkle_root(leaves(listed)).hex(), "leaves": len(listed)}
    if manifest["merkle"] != root:
        raise BundleError(MANIFEST, "merkle")
    for path in (manifest[name] for name in ("lines", "steps", "frozen")):
        if path not in listed:
            raise BundleError(path, "missing")
    check_strays(manifest, listed)
    check_named(manifest)
    check_places(manifest)
    return {told["number"]: read_claim(bundle, told) for told in manifest["claims"]}


def check_strays(manifest: Any, listed: dict[str, str]) -> None:
    """Every file is one that the manifest says something of, or one of ours."""
    named = check_copies(manifest) | check_pages(manifest)
    ours = ours_of(manifest)
    named |= check_texts(manifest) | ours | {DAT, OPT, EDRM}
    named |= {manifest[name] for name in ("lines", "steps", "frozen")}
    named |= {
        told["path"] for kind in ("claims", "documents", "exhibits") for told in manifest[kind]
    }
    for path in sorted(path for path in listed if path not in named):
        raise BundleError(path, "extra")
    for path in sorted(ours - listed.keys()):
        raise BundleError(path, "missing")


def ours_of(manifest: Any) -> set[str]:
    """The files of ours that this bundle must have, but what the manifest names, and the lists of
    numbered pages."""
    named, ours = NAMED[manifest["language"]], set(OURS)
    if any("filed" in told for told in manifest["exhibits"]):
        ours.add(NO_KEY)
    if any("redaction" in told or "withheld" in told for told in manifest["exhibits"]):
        ours |= {f"{named['redactions']}.{end}" for end in ("csv", "pdf")}
    if manifest["totals"]["lines"] <= SCHEDULED:
        ours.add(str(named["schedule"]))
    return ours


def check_places(manifest: Any) -> None:
    """Every file stands where a bundle puts it, and what is withheld of claims is said."""
    named: Any = NAMED[manifest["language"]]
    if manifest["withheld"] != list(KEPT):
        raise BundleError(f"{MANIFEST}, withheld", "shape")
    if ("volume" in manifest) != ("elsewhere" in manifest):
        raise BundleError(f"{MANIFEST}, volume", "shape")
    must_stand((manifest[name], named[name]) for name in ("lines", "steps", "frozen"))
    check_documents(manifest, named["documents"])
    must_stand(
        (told["path"], f"{named['claims']}/{told['number']}-r{told['revision']}.json")
        for told in manifest["claims"]
    )
    for told in manifest["exhibits"]:
        check_beside(manifest, told)
        must_stand(places_of(manifest, told, named["exhibits"]))
    check_lost(manifest)


def must_stand(places: Iterable[tuple[str, str]]) -> None:
    """Each path is what it should be."""
    for path, wanted in places:
        if path != wanted:
            raise BundleError(path, "place")


def check_documents(manifest: Any, named: Any) -> None:
    """Of our own documents, there are those that this bundle calls for and no other."""
    named = named if manifest.get("volume", FIRST) == FIRST else []
    for told in manifest["documents"][len(named) :]:
        raise BundleError(told["path"], "extra")
    for n, (ending, title, pages) in enumerate(named):
        if n >= len(manifest["documents"]):
            raise BundleError(f"P-…{ending}", "missing")
        told = manifest["documents"][n]
        same = (told["path"], told["title"]) == (told["number"] + ending, title)
        if not same or not re.fullmatch(pages, told["pages"]):
            raise BundleError(told["path"], "place")


def check_beside(manifest: Any, told: Any) -> None:
    """What stands beside an exhibit: a copy without what acts, of one that is given as filed and in
    which something does; a copy with its pages numbered, where those of the bundle are, unless its
    key is lost; and with it alone, its words, unless a notice stands in its place."""
    copy, text, paged = told["copy"], told["text"], manifest["bates"] is not None
    acts = is_as_filed(told) and any(flag not in UNREAD for flag in told["flags"])
    if copy and not acts:
        raise BundleError(copy["path"], "extra")
    if acts and not copy:
        raise BundleError(f"{told['number']}, copy", "missing")
    if text and (is_noticed(told) or not told["numbered"]):
        raise BundleError(text["path"], "extra")
    if paged and not told["numbered"] and "filed" not in told:
        raise BundleError(f"{told['number']}, numbered", "missing")
    if told["pictures"] and not are_its_pictures(told, told["pictures"]):
        raise BundleError(f"{told['path']}, pictures", "told")


def are_its_pictures(told: Any, pictures: Any) -> bool:
    """Whether an exhibit may have so many pages that are pictures, and so many of them unread: no
    more than it has pages; none if it is a text, or a notice stands in its place, or its key is
    lost."""
    stands = not is_noticed(told) and "filed" not in told and told["media"] not in TEXTS
    return stands and pictures["unread"] <= pictures["pages"] <= max(told["pages"], 1)


def is_noticed(told: Any) -> bool:
    """Whether the manifest says that a notice stands in the place of an exhibit."""
    return told["transfer"] is not None and "redaction" not in told


def is_as_filed(told: Any) -> bool:
    """Whether the manifest says that an exhibit is the file that was filed: nothing stands in its
    place, and its key is not lost."""
    return told["transfer"] is None and "filed" not in told


def places_of(manifest: Any, told: Any, folder: str) -> Iterator[tuple[str, str]]:
    """Where the files of an exhibit stand, and where they should."""
    main, sub = place_of(told["number"])
    own = f"{folder}/{main:04}.{sub:03}" if sub else f"{folder}/{main:04}"
    if told["path"] != NO_KEY:
        yield told["path"], f"{own}/{safe_name(told['name'])}"
    if told["copy"]:
        path, stem = told["copy"]["path"], told["name"].rpartition(".")[0] or told["name"]
        named = [f"{stem}.{COPIED[manifest['language']]}.{end}" for end in COPIES]
        wanted = [f"{own}/{safe_name(name)}" for name in named]
        yield path, path if path in wanted else wanted[0]
    first, _ = labels_of(manifest, told)
    for kind, place in (("numbered", "pages/{}_{}.pdf"), ("text", "texts/{}_{}.txt")):
        if told[kind] and first:
            yield told[kind]["path"], place.format(first, told["number"])


def safe_name(name: str) -> str:
    """A file name every system accepts: plain letters, digits, dot, dash and underscore, LONGEST of
    them at the most.

    A longer one is cut in its middle, for what tells a copy from its original stands at the end.
    The claimant's own name for the file stands in the manifest.
    """
    last = re.split(r"[/\\]", name)[-1]
    stem, _, suffix = last.rpartition(".") if "." in last.lstrip(".") else (last, "", "")
    suffix = plain_letters(suffix)[:10]
    stem, most = plain_letters(stem) or "piece", LONGEST - 12
    if len(stem) > most:
        stem = f"{stem[: most - ENDING - 1]}_{stem[-ENDING:]}"
    if stem.split(".")[0].lower() in RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{suffix}" if suffix else stem


def plain_letters(text: str) -> str:
    """Letters without accents; a run of anything else is one underscore, none at either end."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "_", letters).strip("._-")


def check_lost(manifest: Any) -> None:
    """NO_KEY names the exhibits whose key is lost, and says nothing else."""
    lost = [told for told in manifest["exhibits"] if told["path"] == NO_KEY and "filed" in told]
    if lost:
        lines = [f"{told['number']}  {told['claim']}  {told['filed']['sha256']}\n" for told in lost]
        text = "".join([f"{LOST[0]}\n\n{LOST[1]}\n\n", *lines])
        if manifest["files"][NO_KEY]["sha256"] != hashlib.sha256(text.encode("utf-8")).hexdigest():
            raise BundleError(NO_KEY, "listed")


def check_stamp(bundle: Bundle, digest: bytes) -> None:
    """The time stamp is of the manifest; who signed it is for other programs to say."""
    with bundle.open(STAMP) as stream:
        token = stream.read()
    if not any(before + digest in token for before in IMPRINTS):
        raise BundleError(STAMP, "stamp")


def leaves(files: dict[str, str]) -> list[bytes]:
    """The leaves of the Merkle tree (RFC 6962): of each file, by path, SHA-256 of a zero byte and
    its line of SHA256SUMS."""
    lines = (f"{files[path]}  {path}\n" for path in sorted(files))
    return [hashlib.sha256(b"\x00" + line.encode("utf-8")).digest() for line in lines]


def joined(left: bytes, right: bytes) -> bytes:
    """The node above two others: SHA-256 of a byte of value 1 and of both."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """How many of `size` leaves stand on the left: the largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


def merkle_root(nodes: list[bytes]) -> bytes:
    """The root over some leaves, in their order; of one, itself."""
    if len(nodes) == 1:
        return nodes[0]
    middle = split(len(nodes))
    return joined(merkle_root(nodes[:middle]), merkle_root(nodes[middle:]))


def audit_path(place: int, nodes: list[bytes]) -> list[bytes]:
    """What leads from the leaf at `place` to the root: each node beside the way, from below."""
    if len(nodes) == 1:
        return []
    middle = split(len(nodes))
    left, right = nodes[:middle], nodes[middle:]
    if place < middle:
        return [*audit_path(place, left), merkle_root(right)]
    return [*audit_path(place - middle, right), merkle_root(left)]


def climbed(leaf: bytes, place: int, size: int, path: list[bytes]) -> bytes:
    """The root that an audit path leads to from the leaf at `place` of `size`; empty when the path
    is not as long as it should be."""
    if not 0 <= place < size or (size == 1) != (not path):
        return b""
    if size == 1:
        return leaf
    middle = split(size)
    if place < middle:
        below = climbed(leaf, place, middle, path[:-1])
        return below and joined(below, path[-1])
    below = climbed(leaf, place - middle, size - middle, path[:-1])
    return below and joined(path[-1], below)


def prove(path: str, name: str, root: str | None) -> dict[str, Any]:
    """The proof that one file belongs to a bundle; only that file is hashed.

    root: the one given, or that of the manifest.
    """
    bundle = Bundle(path)
    if name not in bundle.names():
        raise BundleError(name, "missing")
    sums = read_sums(bundle)
    manifest = bundle.json(MANIFEST)
    listed = {file: sums.get(file, "") for file in manifest["files"]}
    if name not in listed:
        raise BundleError(name, "extra")
    if digest_of(bundle, name)[0] != listed[name]:
        raise BundleError(name, "hash")
    nodes, place = leaves(listed), sorted(listed).index(name)
    found = merkle_root(nodes).hex()
    if found != (root or manifest["merkle"]["root"]).lower():
        raise BundleError(name, "merkle")
    beside = [node.hex() for node in audit_path(place, nodes)]
    told = {"path": name, "sha256": listed[name], "leaf": place, "leaves": len(nodes)}
    return {**told, "audit": beside, "root": found}


def proved(path: str, proof: Any, root: str) -> dict[str, Any]:
    """What a proof says of a file had alone, when it leads from it to the root given."""
    with Path(path).open("rb") as stream:
        found = hashlib.sha256()
        for block in iter(lambda: stream.read(1 << 20), b""):
            found.update(block)
    if found.hexdigest() != proof["sha256"]:
        raise BundleError(proof["path"], "hash")
    (leaf,) = leaves({proof["path"]: proof["sha256"]})
    beside = [bytes.fromhex(node) for node in proof["audit"]]
    reached = climbed(leaf, proof["leaf"], proof["leaves"], beside)
    if reached.hex() != root.lower():
        raise BundleError(proof["path"], "merkle")
    return {**proof, "root": reached.hex()}


def check_copies(manifest: Any) -> set[str]:
    """Each copy of an exhibit stands beside it, is the file listed, and says what it was made from;
    returns where they are."""
    copies = set()
    for told in manifest["exhibits"]:
        copy = told["copy"]
        if copy is None:
            continue
        path, beside = copy["path"], told["path"].rpartition("/")[0]
        if not is_listed(manifest, copy) or path.rpartition("/")[0] != beside:
            raise BundleError(path, "manifest")
        if copy["transfer"]["source"] != told["sha256"]:
            raise BundleError(path, "unfiled")
        copies.add(path)
    return copies


def check_pages(manifest: Any) -> set[str]:
    """Each numbered copy is the file listed, says what it was made from, and no number of a page is
    given twice; returns where they are."""
    copies: set[str] = set()
    last = 0
    given = [(span, told) for told in manifest["exhibits"] if (span := span_of(told))]
    for span, told in sorted(given, key=lambda each: int(each[0]["first"])):
        if manifest["bates"] is None:
            raise BundleError(f"{MANIFEST}, bates", "shape")
        copy = told["numbered"]
        if not last < span["first"] <= span["last"]:
            raise BundleError(copy["path"] if copy else told["number"], "number")
        last = span["last"]
        if copy:
            copies.add(check_numbered(manifest, copy, told, copies))
    return copies


def check_numbered(manifest: Any, copy: Any, told: Any, copies: set[str]) -> str:
    """One numbered copy; returns where it is."""
    path = str(copy["path"])
    if not is_listed(manifest, copy) or path in copies:
        raise BundleError(path, "manifest")
    if copy["transfer"]["source"] != told["sha256"]:
        raise BundleError(path, "unfiled")
    return path


def span_of(told: Any) -> Any:
    """The first and last numbers of the pages of an exhibit, also of one whose key is lost or that
    stands in another volume; None of one that has none."""
    if "range" in told:
        return told["range"]
    return told["numbered"] or told.get("filed", {}).get("range")


def is_listed(manifest: Any, copy: Any) -> bool:
    """Whether the file that a copy says it is stands in the bundle."""
    there = manifest["files"].get(copy["path"])
    return bool(there == {name: copy[name] for name in ("sha256", "size")})


def check_texts(manifest: Any) -> set[str]:
    """The words of each exhibit are the file listed, of that exhibit alone; returns where they
    are."""
    texts = set()
    for told in manifest["exhibits"]:
        text = told["text"]
        if text is None:
            continue
        if not is_listed(manifest, text) or text["path"] in texts:
            raise BundleError(text["path"], "manifest")
        texts.add(text["path"])
    return texts


def check_words(bundle: Bundle, manifest: Any) -> None:
    """The words of an exhibit that is a text, given as filed, are those its bytes say: none was
    read in a picture."""
    for given in manifest["exhibits"]:
        if is_remade(given):
            path = given["text"]["path"]
            with bundle.open(given["path"]) as original, bundle.open(path) as words:
                text = None if given["text"]["optical"] else decoded(original.read())
                if text is None or words.read() != text[:MOST_LETTERS].encode():
                    raise BundleError(path, "words")


def is_remade(given: Any) -> bool:
    """Whether the words of an exhibit are made again: of a text, given as filed."""
    return bool(given["text"]) and is_as_filed(given) and given["media"] in TEXTS


def decoded(content: bytes) -> str | None:
    """The words of a text, as they were read when a bundle was made; None of what is none."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.strip() and not BARE.search(text):
            return text
    return None


def unmade(manifest: Any) -> list[str]:
    """Files that their hashes in the bundle alone hold: printed, or made from an exhibit, or of our
    own hand; but the copies without what acts, which are named apart."""
    paths = {told["path"] for told in manifest["documents"]} | {README, PAGE}
    for given in manifest["exhibits"]:
        made = [given["numbered"], None if is_remade(given) else given["text"]]
        paths.update(each["path"] for each in made if each)
    paths.update(path for path in manifest["files"] if re.fullmatch(r"[^/]+\.pdf", path))
    return sorted(paths)


def other_program(manifest: Any) -> list[str]:
    """The verifier in the bundle, unless it is this very program."""
    try:
        own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    except (NameError, OSError):
        own = ""
    return [] if manifest["files"][PROGRAM]["sha256"] == own else [PROGRAM]


def check_named(manifest: Any) -> None:
    """Each document, exhibit and claim has a number of its own, and the file it says it is."""
    numbers: set[str] = set()
    owners: dict[str, str] = {}
    for kind, given in (("documents", "sha256"), ("exhibits", "sha256"), ("claims", "disclosed")):
        for told in manifest[kind]:
            if told["number"] in numbers:
                raise BundleError(told["number"], "number")
            numbers.add(told["number"])
            must_share(told, owners)
            there = manifest["files"].get(told["path"], {})
            if there.get("sha256") != told[given] or there["size"] != told.get(
                "size", there["size"]
            ):
                raise BundleError(told["path"], "manifest")


def must_share(told: Any, owners: dict[str, str]) -> None:
    """Exhibits under one number, as P-12.1 and P-12.2 are, are of one claim, and nothing else bears
    that number; owners: number → what bears it."""
    number, _, sub = told["number"].partition(".")
    owner = told["claim"] if sub else told["number"]
    if owners.setdefault(number, owner) != owner:
        raise BundleError(told["number"], "number")


def read_claim(bundle: Bundle, told: Any) -> Any:
    """One claim, under its own number."""
    claim = bundle.json(told["path"])
    if claim["number"] != told["number"]:
        raise BundleError(told["path"], "claim")
    return claim


class Told:
    """What the entries shown say of each claim, the last word standing."""

    def __init__(self) -> None:
        self.filed: dict[str, Any] = {}
        self.counted: dict[str, Any] = {}
        """Its last filing, or a counting anew since."""
        self.status: dict[str, str] = {}
        self.quarantined: set[tuple[str, str]] = set()
        self.classed: dict[tuple[str, str], Any] = {}
        """Of an exhibit, who may be given it and why."""
        self.redacted: dict[tuple[str, str], Any] = {}
        """Of an exhibit, its last redacted copy."""
        self.titled: dict[tuple[str, str], str] = {}
        """Of an exhibit, the hash of its last title."""
        self.said: dict[tuple[str, str, str], list[str]] = {}
        """Of an action and an exhibit, who did it last, and when."""
        self.snapshot = ""
        """The SHA-256 that the last entry sealed of a snapshot, if it did."""

    def note(self, entry: Any) -> None:
        """Note one entry, who wrote it and when."""
        action, subject, body = entry["action"], entry["subject"], json.loads(entry["body"])
        self.sign(action, subject, body, entry["actor"], entry["at"])
        self.hear(action, subject, body)

    def sign(self, action: str, subject: str, body: Any, actor: str, at: str) -> None:
        """Note who wrote an entry about an exhibit, and when, to the second."""
        if action.endswith(" exhibit"):
            self.said[action, subject, body["id"]] = [actor, f"{at[:19]}Z"]

    def hear(self, action: str, subject: str, body: Any) -> None:
        """Note what one entry says."""
        if action == "file claim":
            self.filed[subject] = body
        if action in ("file claim", "recount claim"):
            self.counted[subject] = body
        if action == "quarantine exhibit":
            self.quarantined.add((subject, body["id"]))
        if action == "class exhibit":
            self.classed[subject, body["id"]] = body
        if action == "title exhibit":
            self.titled[subject, body["id"]] = body["sha256"]
        if action == "redact exhibit":
            version = self.redacted.get((subject, body["id"]), {}).get("version", 0) + 1
            self.redacted[subject, body["id"]] = {**body, "version": version}
        self.status[subject] = body.get("status", self.status.get(subject, ""))
        self.snapshot = body["sha256"] if action == "take snapshot" else ""


def check_journal(bundle: Bundle, manifest: Any, head: str | None, told: Told) -> dict[str, int]:
    """Entries follow one another from the first to the head; returns how many, how many shown, and
    how many the head given vouches for."""
    seq, last, shown, vouched = 0, NOTHING, 0, 0
    with bundle.text(JOURNAL) as stream:
        for line in stream:
            entry = parsed(line, f"{JOURNAL}, {seq + 1}")
            where = f"{JOURNAL}, {entry['seq']}"
            if entry["previous"] != last or entry["seq"] != seq + 1:
                raise BundleError(where, "link")
            if seal(entry) != entry["hash"] or entry.keys() not in (ENTRY, HIDDEN):
                raise BundleError(where, "seal")
            seq, last = entry["seq"], entry["hash"]
            vouched = seq if head and last.startswith(head.lower()) else vouched
            shown += "action" in entry
            if "action" in entry:
                told.note(entry)
            else:
                told.snapshot = ""
    if {"seq": seq, "hash": last} != {name: manifest["journal"][name] for name in ("seq", "hash")}:
        raise BundleError(JOURNAL, "head")
    if head is not None and (len(head) < PRINTED or not vouched):
        raise BundleError(JOURNAL, "asked")
    return {"entries": seq, "shown": shown, "vouched": vouched}


def seal(entry: Any) -> str:
    """SHA-256 of a byte of value 1, the hash of the entry before, and that of what this one says:
    given where the entry is hidden, else computed."""
    content = content_of(entry) if "action" in entry else entry["content"]
    chained = f"{entry['previous']}{content}"
    return hashlib.sha256(b"\x01" + chained.encode("utf-8")).hexdigest()


def content_of(entry: Any) -> str:
    """SHA-256 of a zero byte and the entry's JSON but `previous` and `hash`, keys in order, its
    body as the text kept."""
    before = canonical({name: entry[name] for name in ("action", "actor", "at")})[:-1]
    after = canonical({name: entry[name] for name in ("clock", "salt", "seq", "subject")})[1:]
    said = f'{before},"body":{entry["body"]},{after}'
    return hashlib.sha256(b"\x00" + said.encode("utf-8")).hexdigest()


def canonical(value: Any) -> str:
    """JSON with its keys in order and no white space."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def check_taken(bundle: Bundle, manifest: Any) -> None:
    """The snapshot is the one that the last entry of the journal took, of that matter; the bundle
    is of that moment."""
    last = "{}"
    with bundle.text(JOURNAL) as stream:
        for line in stream:
            last = line
    entry = json.loads(last)
    at = f"{entry.get('at', '')[:19]}Z"
    body = json.loads(entry.get("body", "{}"))
    wanted = (at, at, entry.get("subject"), f"I-{body.get('number')}")
    told = (manifest["at"], manifest["journal"]["at"], manifest["matter"], manifest["snapshot"])
    if told != wanted:
        raise BundleError(MANIFEST, "taken")


def check_sealed(manifest: Any, told: Told) -> None:
    """Each claim is the one that its last filing sealed, to the byte; every claim that the journal
    shows filed is there, unless it left."""
    there = {claim["number"] for claim in manifest["claims"]}
    for number in told.filed:
        if number not in there and told.status[number] not in LEFT:
            raise BundleError(number, "absent")
    for claim in manifest["claims"]:
        sealed = told.filed.get(claim["number"], {})
        if any(sealed.get(name) != claim[name] for name in ("revision", "sha256", "disclosed")):
            raise BundleError(claim["path"], "disclosed")
        if told.status[claim["number"]] in LEFT:
            raise BundleError(claim["path"], "left")


def check_exhibits(manifest: Any, claims: Any, told: Told) -> dict[str, list[str]]:
    """Each exhibit is there once, as its claim filed it or as the journal says that counsel gives
    it; returns the numbers of those that something stands for, by what does."""
    filed = {(n, exhibit["id"]): exhibit for n in claims for exhibit in claims[n]["exhibits"]}
    revisions = {claim["number"]: claim["revision"] for claim in manifest["claims"]}
    places = ("quarantined", "redacted", "withheld", "unreadable")
    noticed: dict[str, list[str]] = {name: [] for name in places}
    check_days(manifest)
    for given in manifest["exhibits"]:
        key = (given["claim"], given["id"])
        if revisions.get(given["claim"]) != given["revision"]:
            raise BundleError(given["path"], "claim")
        exhibit = filed.pop(key, None)
        if exhibit is None or original(given) != exhibit["sha256"]:
            raise BundleError(given["path"], "unfiled")
        stands = in_its_place(manifest, given, told, key)
        check_told(manifest, given, exhibit, stands)
        check_titled(manifest, given, told, key)
        if stands:
            noticed[stands].append(given["number"])
    return noticed


def in_its_place(manifest: Any, given: Any, told: Told, key: tuple[str, str]) -> str:
    """What stands for an exhibit, as the journal allows; empty for the exhibit itself."""
    public = manifest["set"] == REDACTED
    classed, made = told.classed.get(key, {}), told.redacted.get(key, {})
    level = classed.get("level", UNSAID)
    check_alone(given)
    if "redaction" in given:
        return redacted_as_sealed(given, made, allowed=public and level != NOBODY)
    if "withheld" in given:
        sealed = {"level": level, "reason": classed.get("reason", "")}
        allowed = level == NOBODY or (public and level == UNSAID)
        return noticed_as_sealed(given, sealed, allowed=allowed)
    if given["transfer"]:
        if key not in told.quarantined or not is_notice(given, NOTICES):
            raise BundleError(given["path"], "notice")
        return "quarantined"
    if "filed" in given:
        return "unreadable"
    if level == NOBODY or (public and (made or level == UNSAID)):
        raise BundleError(given["path"], "given")
    return ""


def check_alone(given: Any) -> None:
    """An exhibit is redacted or withheld, not both. Only of one that is not there for want of its
    key does the manifest say what was filed; nothing else of it is there."""
    if {"redaction", "withheld"} <= given.keys():
        raise BundleError(f"{given['path']}, withheld", "told")
    others = {"redaction", "withheld"} & given.keys() or any(
        given[name] for name in ("transfer", "copy", "numbered", "text")
    )
    if ("filed" in given) != (given["path"] == NO_KEY) or ("filed" in given and others):
        raise BundleError(f"{given['path']}, filed", "told")


def check_titled(manifest: Any, given: Any, told: Told, key: tuple[str, str]) -> None:
    """What an exhibit is called, the day of its document and who may be given it are the last that
    the journal sealed; a title stays behind with what a notice keeps back."""
    level = told.classed.get(key, {}).get("level", UNSAID)
    if given["level"] != level:
        raise BundleError(given["path"], "title")
    public = manifest["set"] == REDACTED
    kept_back = level == NOBODY or (public and level == UNSAID and key not in told.redacted)
    sealed = "" if kept_back else told.titled.get(key, "")
    said = given["titled"]
    if (title_seal(said) if said else "") != sealed:
        raise BundleError(given["path"], "title")


def check_told(manifest: Any, given: Any, exhibit: Any, stands: str) -> None:
    """What the manifest says of an exhibit is what its claim says or, where something stands for
    it, what that is."""
    english, name, media = manifest["language"] == "en", exhibit["name"], exhibit["media"]
    flags = exhibit["flags"]
    if stands == "redacted":
        stem, flags, media = name.rpartition(".")[0] or name, [], "application/pdf"
        name = f"{stem}.caviardee-{given['redaction']['version']}.pdf"
    elif stands in SUFFIXES:
        name, media = f"{name}.{SUFFIXES[stands][english]}.txt", "text/plain"
    wanted = {"name": name, "kind": exhibit["kind"], "media": media, "losses": exhibit["losses"],
              "added": f"{exhibit['added'][:19]}Z", "flags": flags}  # fmt: skip
    for field, value in wanted.items():
        if given[field] != value:
            raise BundleError(f"{given['path']}, {field}", "told")
    if stands == "unreadable" and given["filed"]["size"] != exhibit["size"]:
        raise BundleError(f"{given['path']}, filed.size", "told")


def check_days(manifest: Any) -> None:
    """The days of filing are those of one place: the moments sealed, at one distance from UTC, an
    hour more or less."""
    least, most = -12 * 60, 14 * 60 + 1
    for given in manifest["exhibits"]:
        at = given["added"]
        past = int(at[11:13]) * 60 + int(at[14:16])
        apart = (date.fromisoformat(given["day"]) - date.fromisoformat(at[:10])).days * 1440
        least, most = max(least, apart - past - 60), min(most, apart - past + 1440)
        if least >= most:
            raise BundleError(f"{given['path']}, day", "told")


def title_seal(said: Any) -> str:
    """SHA-256 of the salt, the day and the title, a zero character between them."""
    return hashlib.sha256(
        "\0".join((said["salt"], said["day"], said["title"])).encode()
    ).hexdigest()


def redacted_as_sealed(given: Any, made: Any, *, allowed: bool) -> str:
    """A redacted copy is the last one that the journal sealed, boxes and all."""
    told = given["redaction"]
    found = (given["sha256"], given["transfer"]["source"], told["boxes"], told["version"])
    if found != tuple(made.get(name) for name in ("sha256", "source", "boxes", "version")):
        raise BundleError(given["path"], "redaction")
    if not allowed:
        raise BundleError(given["path"], "given")
    return "redacted"


def noticed_as_sealed(given: Any, sealed: Any, *, allowed: bool) -> str:
    """A notice stands for what the journal withholds, for the reason it gives."""
    if not allowed or given["withheld"] != sealed or not is_notice(given, KEPT_BACK):
        raise BundleError(given["path"], "notice")
    return "withheld"


def check_elsewhere(manifest: Any, claims: Any) -> list[str]:
    """Every other exhibit of every claim is said to stand in another volume, as filed, under a
    number of its own; returns these numbers."""
    filed = {(n, exhibit["id"]): exhibit for n in claims for exhibit in claims[n]["exhibits"]}
    numbers: set[str] = set()
    owners: dict[str, str] = {}
    for told in manifest["documents"] + manifest["exhibits"]:
        numbers.add(told["number"])
        must_share(told, owners)
    for given in manifest["exhibits"]:
        filed.pop((given["claim"], given["id"]), None)
    for told in manifest.get("elsewhere", []):
        if told["number"] in numbers:
            raise BundleError(told["number"], "number")
        exhibit = filed.pop((told["claim"], told["id"]), None)
        if exhibit is None or told["sha256"] != exhibit["sha256"]:
            raise BundleError(told["number"], "unfiled")
        must_share(told, owners)
        numbers.add(told["number"])
    for number, exhibit_id in filed:
        raise BundleError(f"{number}, {exhibit_id}", "lacking")
    return [told["number"] for told in manifest.get("elsewhere", [])]


def check_numbers(manifest: Any) -> list[str]:
    """The numbers of pages, those of other volumes too, follow from the scheme: from its first on,
    none twice, as many as there are pages, or one an exhibit; returns those that no exhibit bears.
    """
    scheme, told = manifest["bates"], [*manifest["exhibits"], *manifest.get("elsewhere", [])]
    for each in told:
        if (span_of(each) is None) != (scheme is None):
            raise BundleError(each["number"], "bates")
    if scheme is None:
        return []
    if not 1 <= scheme["start"] < 10 ** scheme["digits"]:
        raise BundleError(f"{MANIFEST}, bates.start", "bates")
    following, unborne = int(scheme["start"]), []
    for each in sorted(told, key=lambda each: int(span_of(each)["first"])):
        first, last = check_span(scheme, each, following)
        if first > following:
            ends = (label_of(manifest, number) for number in (following, first - 1))
            unborne.append(" - ".join(dict.fromkeys(ends)))
        following = last + 1
    return unborne


def check_span(scheme: Any, told: Any, following: int) -> tuple[int, int]:
    """The numbers of the pages of one exhibit, its first and its last, are of the scheme, and none
    before the one that follows those of others."""
    first, last = span_of(told)["first"], span_of(told)["last"]
    if not scheme["start"] <= first <= last or not as_many(scheme, told, last - first + 1):
        raise BundleError(told["number"], "bates")
    if first < following:
        raise BundleError(told["number"], "number")
    return first, last


def as_many(scheme: Any, told: Any, taken: int) -> bool:
    """Whether an exhibit takes as many numbers as it has pages, or one, and its numbered copy has
    them all; of a sheet in their place, as of a notice, the one page takes any."""
    copy, by_page = told.get("numbered"), scheme["level"] == "page"
    if not copy:
        return by_page or taken == 1
    several = told["media"] in SEVERAL
    if copy["transfer"]["tool"].endswith(SHEET):
        any_number = by_page and (several or is_noticed(told))
        return copy["pages"] == 1 and (any_number or taken == 1)
    pages = max(told["pages"], 1) if several else 1
    return copy["pages"] == pages and not is_noticed(told) and taken == (pages if by_page else 1)


def check_stood(bundle: Bundle, manifest: Any, claims: Any, told: Told) -> list[str]:
    """The snapshot is the one that the last entry sealed, and each claim stands as its list has it:
    no entry that says otherwise is hidden, and no claim left out with its own. Returns the snapshot
    where it has no list, for it was taken before lists were."""
    path, chosen = manifest["frozen"], manifest.get("selection")
    if manifest["files"][path]["sha256"] != told.snapshot:
        raise BundleError(path, "frozen")
    frozen = bundle.json(path)
    if STOOD not in frozen:
        return [path]
    sealed, there = set(frozen[STOOD]), len(claims)
    if (chosen or {"claims": there, "of": there}) != {"claims": there, "of": len(sealed)}:
        raise BundleError(path, "fewer")
    for claim in manifest["claims"]:
        number = claim["number"]
        exhibits = [exhibit["id"] for exhibit in claims[number]["exhibits"]]
        if stood_seal(number, exhibits, claim.get("salt", ""), told) not in sealed:
            raise BundleError(number, "stood")
    return []


def stood_seal(number: str, exhibits: list[str], salt: str, told: Told) -> str:
    """SHA-256 of how a claim stands, as JSON, by the last words of the journal on it and on the
    exhibits it lists; salted, so that nobody guesses it who is not given the claim."""
    filed = told.filed[number]
    said = {
        "salt": salt, "number": number, "revision": filed["revision"], "sha256": filed["sha256"],
        "status": told.status[number], "rules": told.counted[number].get("rules", ""),
        "exhibits": [exhibit_stood(told, (number, exhibit)) for exhibit in exhibits],
    }  # fmt: skip
    return hashlib.sha256(canonical(said).encode("utf-8")).hexdigest()


def exhibit_stood(told: Told, key: tuple[str, str]) -> dict[str, Any]:
    """The last words of the journal on an exhibit; title: the hash that it has of it; by: who wrote
    what the log of redactions tells, and when."""
    classed, made = told.classed.get(key, {}), told.redacted.get(key, {})
    return {
        "id": key[1], "level": classed.get("level", UNSAID), "reason": classed.get("reason", ""),
        "title": told.titled.get(key, ""), "version": made.get("version", 0),
        "copy": made.get("sha256", ""), "quarantined": key in told.quarantined,
        "by": [told.said.get((action, *key), ["", ""]) for action in LOGGED_BY],
    }  # fmt: skip


def check_lists(bundle: Bundle, manifest: Any, claims: Any, told: Told) -> None:
    """index.csv, the lists of review platforms and the log of redactions say, to the byte, what the
    manifest, the claims and the journal say of each exhibit, and are there when they should."""
    lists = lists_of(manifest, claims)
    for path in (INDEX, DAT, OPT, EDRM):
        if (path in lists) != (path in manifest["files"]):
            raise BundleError(path, "missing" if path in lists else "extra")
    lists.update(log_of(manifest, told))
    for path, (names, lines) in lists.items():
        with bundle.text(path) as stream:
            must_say(stream.read(), path, names, lines)


def must_say(text: str, path: str, names: tuple[str, ...], lines: list[Line]) -> None:
    """A list says these lines and nothing else; the first cell that differs is named."""
    at = 0
    for number, cells in lines:
        for place, cell in enumerate(cells):
            if not text.startswith(cell, at):
                raise BundleError(", ".join(filter(None, (path, number, names[place]))), "listed")
            at += len(cell)
    if at != len(text):
        raise BundleError(path, "listed")


def lists_of(manifest: Any, claims: Any) -> dict[str, tuple[tuple[str, ...], list[Line]]]:
    """List → the names of its cells, and each line: the number of what it tells, and its cells as
    they are written."""
    english = manifest["language"] == "en"
    known = {number: Filed(claims[number]) for number in claims}
    every = sorted(manifest["exhibits"], key=lambda given: place_of(given["number"]))
    rows = [(given, told_of(manifest, given, known[given["claim"]])) for given in every]
    names = tuple(texts[english] for texts in INDEXED)
    index = [("", list(names)), *map(document_row, manifest["documents"])]
    index += [(given["number"], index_row(given, told)) for given, told in rows]
    lists = {INDEX: (names, table(index, "," if english else ";"))}
    paged = [(given, told) for given, told in rows if given["numbered"]]
    if paged:
        paged.sort(key=lambda each: int(span_of(each[0])["first"]))
        dat, edrm = (tuple(texts[n] for texts in LOADED) for n in (0, 1))
        loaded = [(given["number"], loaded_row(given, told)) for given, told in paged]
        volume = manifest.get("volume", "VOL001")
        lists[DAT] = (dat, concordance([("", list(dat)), *loaded]))
        lists[OPT] = (IMAGES, [image_line(given, told, volume) for given, told in paged])
        lists[EDRM] = (edrm, table([("", list(edrm)), *loaded], ","))
    return lists


def log_of(manifest: Any, told: Told) -> dict[str, tuple[tuple[str, ...], list[Line]]]:
    """The log of redactions, as `lists_of` gives a list; none where nothing is withheld."""
    english, every = manifest["language"] == "en", manifest["exhibits"]
    held = [given for given in every if "redaction" in given or "withheld" in given]
    if not held:
        return {}
    names = tuple(texts[english] for texts in LOGGED)
    lines: list[Line] = [("", list(names))]
    for given in sorted(held, key=lambda given: place_of(given["number"])):
        rows = boxes_told(manifest, given, told) if "redaction" in given else None
        rows = rows or [withheld_row(manifest, given, told)]
        lines += [(given["number"], [given["number"], *row, given["sha256"]]) for row in rows]
    path = f"{NAMED[manifest['language']]['redactions']}.csv"
    return {path: (names, table(lines, "," if english else ";"))}


def withheld_row(manifest: Any, given: Any, told: Told) -> list[str]:
    """An exhibit withheld, in the log."""
    english, why = manifest["language"] == "en", given["withheld"]
    span = " - ".join(dict.fromkeys(filter(None, labels_of(manifest, given))))
    reason, level = REASONS.get(why["reason"], [why["reason"]] * 2), LEVELS[why["level"]]
    said = told.said.get(("class exhibit", given["claim"], given["id"]), ["", ""])
    return ["", ENTIRE[english], reason[english], level[english], span, *said, "", "", "", ""]


def boxes_told(manifest: Any, given: Any, told: Told) -> list[list[str]]:
    """The boxes burned in a redacted copy, in the log; places in per cent of the page."""
    english, span, rows = manifest["language"] == "en", span_of(given), list[Any]()
    said = told.said["redact exhibit", given["claim"], given["id"]]
    for n, box in enumerate(given["redaction"]["boxes"], 1):
        place = span["first"] + box["page"] - 1 if span else 0
        label = label_of(manifest, place) if span and place <= span["last"] else ""
        why = REASONS.get(box["reason"], [box["reason"]] * 2)[english]
        by = PATTERNS.get(box["pattern"], [box["pattern"]] * 2)[english]
        sides = [f"{side // 100}.{side % 100:02}"
                 for side in (box["left"], box["top"], box["right"], box["bottom"])]  # fmt: skip
        rows.append([str(box["page"]), str(n), why, by, label, *said, *sides])
    return rows


class Filed:
    """What a claim says that titles its exhibits: who filed them, and for which sites."""

    def __init__(self, claim: Any) -> None:
        self.by = claim["claimant"]["name"]
        self.about = [(loss["id"], loss["service"]) for loss in claim["losses"] if loss["service"]]
        self.domains = {each["id"]: each["domain"] for each in reversed(claim["services"])}

    def described(self, kind: str, losses: list[str], *, english: bool) -> str:
        """What an exhibit is called where counsel gave it no title."""
        services = dict.fromkeys(service for loss, service in self.about if loss in set(losses))
        sites = [self.domains[service] for service in services if service in self.domains]
        if len(sites) > MOST_SITES:
            counted = f"{len(sites):,}" if english else f"{len(sites):,}".replace(",", "\u00a0")
            sites = [f"{counted} sites"]
        return f"{kind} — {' · '.join((self.by, *sites))}"


def place_of(number: str) -> tuple[int, int]:
    """12 and 3, of P-12.3."""
    main, _, sub = number[2:].partition(".")
    return int(main), int(sub or 0)


def told_of(manifest: Any, given: Any, filed: Filed) -> dict[str, str]:
    """What every list says of an exhibit, as texts."""
    english, said = manifest["language"] == "en", given["titled"] or {"title": "", "day": ""}
    kind = manifest["kinds"].get(given["kind"], given["kind"])
    file = given.get("filed", given)
    first, last = labels_of(manifest, given)
    title = said["title"] or filed.described(kind, given["losses"], english=english)
    return {
        "title": title, "kind": kind, "dated": said["day"],
        "level": LEVELS[given["level"]][english],
        "claim": f"{given['claim']} · {given['revision']}", "filer": filed.by, "first": first,
        "last": last, "size": str(file["size"]), "sha256": file["sha256"],
        "scan": SCANS[given["scan"]][english], "flags": " ".join((*given["flags"], *beside(given))),
        "read": read_of(given, english=english),
    }  # fmt: skip


def labels_of(manifest: Any, given: Any) -> tuple[str, str]:
    """The first and the last number of the pages of an exhibit; empty when they have none."""
    span = span_of(given)
    if not span:
        return "", ""
    return label_of(manifest, span["first"]), label_of(manifest, span["last"])


def label_of(manifest: Any, number: int) -> str:
    """The number of a page, as it is printed."""
    scheme = manifest["bates"]
    return f"{scheme['prefix']}-{number:0{scheme['digits']}}"


def beside(given: Any) -> Iterator[str]:
    """What the index flags of an exhibit besides what was found in it."""
    if "filed" in given:
        yield "key-lost"
    elif "redaction" in given or "withheld" in given:
        yield "redacted" if "redaction" in given else "withheld"
    elif given["copy"]:
        yield "copy-beside"


def document_row(told: Any) -> Line:
    """A document of the bundle itself, in the index."""
    file = [told["path"], str(told["size"]), told["sha256"], "", "", "", "", ""]
    title = [told["number"], told["title"], "Document", told["day"], told["pages"]]
    return told["number"], [*title, "", "", "", *file, ""]


def index_row(given: Any, told: Row) -> list[str]:
    """An exhibit, in the index."""
    span = " - ".join(dict.fromkeys(filter(None, (told["first"], told["last"]))))
    return [
        given["number"], told["title"], told["kind"], given["day"], str(given["pages"] or ""),
        told["claim"], span, given["name"], given["path"], told["size"], told["sha256"],
        told["flags"], told["scan"], told["dated"], told["level"], told["filer"], told["read"],
    ]  # fmt: skip


def loaded_row(given: Any, told: Row) -> list[str]:
    """An exhibit, for a review platform."""
    name, text, copy = given["name"], given["text"], given["numbered"]
    return [
        told["first"], told["last"], str(copy["pages"]), given["number"], told["title"],
        told["kind"], told["filer"], given["day"].replace("-", ""), name,
        name.rpartition(".")[2] if "." in name else "", told["size"], told["sha256"],
        windows(given["path"]), windows(copy["path"]), windows(text["path"]) if text else "",
        optical_of(given), told["dated"].replace("-", ""), told["level"],
        given["claim"], str(given["revision"]),
    ]  # fmt: skip


def optical_of(given: Any) -> str:
    """Whether its words were read optically: Y; P, in part, so that those of some of its pages are
    not known; N, they are its own; nothing of one without words."""
    text, pictures = given["text"], given["pictures"]
    if pictures and pictures["unread"]:
        return "P"
    return "YN"[not text["optical"]] if text else ""


def read_of(given: Any, *, english: bool) -> str:
    """20 of 23: how many of its pages that are pictures were read optically."""
    pictures = given["pictures"]
    if not pictures:
        return ""
    return f"{pictures['pages'] - pictures['unread']} {READ_OF[english]} {pictures['pages']}"


def image_line(given: Any, told: Row, volume: str) -> Line:
    """A numbered copy, as Opticon lists it."""
    copy = given["numbered"]
    cells = [told["first"], volume, windows(copy["path"]), "Y", "", "", str(copy["pages"])]
    return given["number"], ended(cells, ",")


def table(lines: list[Line], comma: str) -> list[Line]:
    """Lines of CSV, the first behind the mark of UTF-8."""
    written = [
        (number, ended([quoted(cell, comma) for cell in cells], comma)) for number, cells in lines
    ]
    written[0][1][0] = BOM + written[0][1][0]
    return written


def quoted(text: str, comma: str) -> str:
    """A cell that no spreadsheet runs, between quotes where it needs them."""
    return parted(guarded(text), comma)


def guarded(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(RUN) else text


def parted(text: str, comma: str) -> str:
    """A cell, between quotes where it needs them."""
    if any(sign in text for sign in (comma, '"', "\r", "\n")):
        return '"{}"'.format(text.replace('"', '""'))
    return text


def concordance(lines: list[Line]) -> list[Line]:
    """Lines of a DAT: cells between thorns, without what would part or end them."""
    written = [(number, ended([f"{QUOTED}{plain(cell)}{QUOTED}" for cell in cells], PARTED))
               for number, cells in lines]  # fmt: skip
    written[0][1][0] = BOM + written[0][1][0]
    return written


def plain(text: str) -> str:
    """A text without what would part or end it."""
    lines = BROKEN.join(text.replace(BROKEN, SIGN).splitlines())
    return lines.replace(PARTED, " ").replace(QUOTED, QUOTED.upper())


def ended(cells: list[str], comma: str) -> list[str]:
    """Cells, each with what parts it from the next; the last ends the line."""
    return [*(f"{cell}{comma}" for cell in cells[:-1]), f"{cells[-1]}\r\n"]


def windows(path: str) -> str:
    """A path as review platforms write it."""
    return ".\\" + path.replace("/", "\\")


def original(given: Any) -> str:
    """The SHA-256 an exhibit was filed with: its own, or that of the file its notice stands for."""
    if given["transfer"]:
        return str(given["transfer"]["source"])
    if "filed" in given and given["path"] == NO_KEY:
        return str(given["filed"]["sha256"])
    return str(given["sha256"])


def is_notice(given: Any, notices: tuple[str, ...]) -> bool:
    """Whether what stands for an exhibit is the notice of it, in a language, and nothing else."""
    told = (text.format(sha256=given["transfer"]["source"]) for text in notices)
    return given["sha256"] in {hashlib.sha256(text.encode("utf-8")).hexdigest() for text in told}


def losses_of(claims: Any) -> dict[tuple[str, str], Any]:
    """(claim, loss) → the loss as declared."""
    return {(number, loss["id"]): loss for number in claims for loss in claims[number]["losses"]}


def check_steps(bundle: Bundle, manifest: Any, claims: Any) -> tuple[int, Reached]:
    """Each step starts from what the claim declares and, done again, gives its running amount;
    returns how many, and where each loss ends."""
    path, count, losses = manifest["steps"], 0, losses_of(claims)
    reached: Reached = {}
    deducted: dict[str, list[Deduction]] = {}
    revisions = {claim["number"]: str(claim["revision"]) for claim in manifest["claims"]}
    with bundle.text(path) as stream, localcontext(EXACT):
        rows = rows_of(stream, path, STEPS)
        for key, own in groupby(rows, lambda row: (row["claim"], row["loss"])):
            where, steps = f"{path}, {', '.join(key)}", list(own)
            if key not in losses or key in reached:
                raise BundleError(where, "loss")
            for row, number in zip(steps, numbered(steps)):  # noqa: B905
                if (row["step"], row["revision"]) != (number, revisions[key[0]]):
                    raise BundleError(f"{where}, {row['step']}", "table")
            reached[key] = follow(steps, where)
            check_typed(steps, losses[key], where)
            found = deductions(steps, losses[key], claims[key[0]], where)
            deducted.setdefault(key[0], []).extend(found)
            count += len(steps)
    for number in deducted:
        if less_than_received(deducted[number], received(claims[number])):
            raise BundleError(f"{path}, {number}", "typed")
    return count, reached


def rows_of(stream: IO[str], path: str, names: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a list of ours: it has these columns and no other, and is written as we do."""
    read: list[str] = []
    number = 0
    for number, cells in enumerate(csv.reader(noted(stream, read), strict=True), 1):
        row = dict(zip(names, cells))  # noqa: B905  # Python 3.8 knows no `strict`
        same = "".join(read) == "".join(ended([parted(cell, ",") for cell in cells], ","))
        if not same or len(cells) != len(names) or (number == 1 and tuple(cells) != names):
            raise BundleError(f"{path}, {number}", "table")
        read.clear()
        if number > 1:
            if any(not re.fullmatch(LIKE[name], row[name]) for name in LIKE if name in row):
                raise BundleError(f"{path}, {number}", "table")
            yield row
    if not number:
        raise BundleError(f"{path}, 1", "table")


def noted(lines: Iterable[str], read: list[str]) -> Iterator[str]:
    """The same lines, each noted in `read` as it passes."""
    for line in lines:
        read.append(line)
        yield line


def numbered(steps: Iterable[Row]) -> Iterator[str]:
    """The numbers the steps of a loss are cited by, from how deep each stands: 1, 1.1, 1.2, 2."""
    places: list[int] = []
    for row in steps:
        depth = int(row["depth"])
        places = [*places[:depth], (places[depth] if depth < len(places) else 0) + 1]
        yield ".".join(map(str, places))


def follow(steps: list[Row], where: str) -> list[int]:
    """The amounts that the steps of a loss lead to: declared, supported and, if any, admitted."""
    tape: list[tuple[Decimal, Decimal]] = []
    amounts: list[int] = []
    for row in steps:
        if not follows(row, tape, amounts):
            raise BundleError(f"{where}, {row['step']}", "step")
    return amounts


def follows(row: Row, tape: list[tuple[Decimal, Decimal]], amounts: list[int]) -> bool:
    """Whether a row follows from those above; tape: at each depth, the last operand and running.

    A step that stands inside another leads to its operand.
    """
    running, depth = Decimal(row["running"]), int(row["depth"])
    while len(tape) > depth + 1:
        inner = tape.pop()
        if inner[1] != tape[-1][0]:
            return False
    if row["verb"] in RESULTS:
        return result(row, tape, amounts)
    operand = Decimal(row["operand"])
    if len(tape) == depth:
        tape.append((operand, Decimal(0)))
    elif len(tape) < depth:
        return False
    found = VERBS[row["verb"]](tape[depth][1], operand)
    tape[depth] = (operand, running)
    return bool(found == running) and len(amounts) < 2


def result(row: Row, tape: list[tuple[Decimal, Decimal]], amounts: list[int]) -> bool:
    """Whether an amount that ends a loss is what its steps lead to, rounded half up to the cent."""
    running = Decimal(row["running"])
    if len(amounts) != RESULTS[row["verb"]] or running != cents(running):
        return False
    amounts.append(int(running * 100))
    if row["verb"] == "declared":
        reached = tape[0][1]
        tape.clear()
        return bool(running == max(cents(reached), Decimal(0)))
    if row["verb"] == "supported" and not row["operand"]:
        return bool(tape) and running == cents(tape[0][1]) and amounts[1] <= amounts[0]
    if row["verb"] == "supported":
        share = Decimal(row["operand"])
        return not tape and bool(running == cents(amounts[0] * CENT * share / 100))
    return True


def cents(amount: Decimal) -> Decimal:
    """Rounded to the cent, half up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def check_typed(steps: list[Row], loss: Any, where: str) -> None:
    """Every operand said to be declared is what the loss declares, and what it declares is taken
    from nowhere else, unless steps that start from it follow; days are those of the loss."""
    end = next((place for place, row in enumerate(steps) if row["verb"] == "declared"), len(steps))
    tape = {(r["verb"], r["name"], r["operand"]) for r in steps[:end] if r["depth"] == "0"}
    for place, row in enumerate(steps):
        above, below = steps[place - 1], steps[(place + 1) % len(steps)]
        name, operand = row["name"], Decimal(row["operand"] or 0)
        if place > end and row["depth"] == "2":
            same = (row["verb"], name, row["operand"]) in tape
            agrees = same or stands_for(row, steps[end])
        elif place > end:
            agrees = name != "declared" or stands_for(row, steps[end])
        elif row["origin"] in ("declared", "blank"):
            agrees = operand == declared_in(loss, name, above)
        elif name == "days_without_service" and row["depth"] == "0":
            agrees = operand == days(loss)
        else:
            explained = (below["name"], below["origin"]) == (name, "declared")
            inside = int(below["depth"]) > int(row["depth"])
            agrees = (explained and inside) or worth(loss["inputs"].get(name)) is None
        if not agrees:
            raise BundleError(f"{where}, {row['step']}", "typed")


def stands_for(row: Row, declared: Row) -> bool:
    """Whether a step of what is supported is the amount declared, nothing for what is not proved,
    or a figure of the matter in the place of a rate that is not."""
    if row["name"] == "declared":
        return Decimal(row["operand"]) == Decimal(declared["running"])
    return row["origin"] == "figure" or Decimal(row["operand"]) == 0


def declared_in(loss: Any, name: str, above: Row) -> Decimal:
    """What a loss declares under the name of a step; of a tax, at most the amount it is part of."""
    inputs = loss["inputs"]
    if name == "tax":
        tax = worth(inputs.get(f"{above['name']}_tax")) or Decimal(0)
        return min(tax, Decimal(above["running"]))
    return worth(inputs.get(ASKED.get(name, name))) or Decimal(0)


def worth(typed: Any) -> Decimal | None:
    """The amount or quantity read in what was typed; None for a day, a history, or nothing."""
    if typed and typed["cents"] is not None:
        return Decimal(typed["cents"]) * CENT
    return Decimal(typed["quantity"]) if typed and typed["quantity"] is not None else None


def days(loss: Any) -> int:
    """The days of a loss, both ends counted."""
    return (date.fromisoformat(loss["end"]) - date.fromisoformat(loss["start"])).days + 1


def received(claim: Any) -> Pots:
    """(head, service) → sum received and accepted, but free hosting: its matter decides of it."""
    pots: Pots = {}
    for credit in claim["credits"]:
        if credit["accepted"] and credit["kind"] != "free_hosting":
            key = (credit["head"], credit["service"])
            pots[key] = pots.get(key, Decimal(0)) + credit["cents"] * CENT
    return pots


def deductions(steps: list[Row], loss: Any, claim: Any, where: str) -> Iterator[Deduction]:
    """What a loss deducts of the sums received, and what it amounted to before; at most all that
    the claim received."""
    most = sum(credit["cents"] * CENT for credit in claim["credits"] if credit["accepted"])
    for row in steps:
        if (row["origin"], row["depth"]) == ("credit", "0"):
            operand = Decimal(row["operand"])
            if row["verb"] != "less" or not 0 <= operand <= most:
                raise BundleError(f"{where}, {row['step']}", "typed")
            left = max(Decimal(row["running"]) + operand, Decimal(0))
            yield loss["head"], loss["service"], left, operand


def less_than_received(deducted: list[Deduction], pots: Pots) -> bool:
    """Whether the losses of a head deduct less than what was received for it, as far as they can
    hold it: the sums for a service first, then those for none; whichever loss comes first."""
    for head in {head for head, *_ in deducted}:
        own = [(service, left, taken) for of, service, left, taken in deducted if of == head]
        left = {service: Decimal(0) for service, *_ in own}
        for service, amount, _ in own:
            left[service] += amount
        held = sum(min(pots.get((head, s), Decimal(0)), left[s]) for s in left if s)
        rest = min(pots.get((head, ""), Decimal(0)), sum(left.values()) - held)
        if sum(taken for *_, taken in own) < held + rest:
            return True
    return False


def check_lines(bundle: Bundle, manifest: Any, claims: Any, reached: Reached) -> list[Row]:
    """Each loss of each claim is counted once, as declared and as decided, and says truly whether
    its steps lead to its amounts; returns the rows."""
    path, losses = manifest["lines"], losses_of(claims)
    revisions = {claim["number"]: str(claim["revision"]) for claim in manifest["claims"]}
    decided = {(number, d["loss"]): d for number in claims for d in claims[number]["decisions"]}
    with bundle.text(path) as stream:
        rows = list(rows_of(stream, path, LINES))
    proved = proofs_of(manifest)
    for row in rows:
        key = (row["claim"], row["loss"])
        if revisions.get(row["claim"]) != row["revision"]:
            raise BundleError(f"{path}, {row['claim']}", "claim")
        loss = losses.pop(key, None)
        if loss is None or not as_declared(row, loss, claims[row["claim"]]["services"]):
            raise BundleError(f"{path}, {', '.join(key)}", "loss")
        check_line(row, decided.get(key), reached.get(key, []), f"{path}, {', '.join(key)}")
        own = [exhibit for exhibit in claims[key[0]]["exhibits"] if key[1] in exhibit["losses"]]
        check_proved(row, own, proved, f"{path}, {', '.join(key)}")
    for key in losses:
        raise BundleError(f"{path}, {', '.join(key)}", "uncounted")
    return rows


def proofs_of(manifest: Any) -> dict[tuple[str, str], tuple[str, str]]:
    """(claim, exhibit) → its number, and the numbers of its pages; those of other volumes too."""
    every = [*manifest["exhibits"], *manifest.get("elsewhere", [])]
    return {
        (told["claim"], told["id"]): (
            told["number"], " - ".join(dict.fromkeys(filter(None, labels_of(manifest, told)))),
        )
        for told in every
    }  # fmt: skip


def check_proved(row: Row, own: Any, proved: Any, where: str) -> None:
    """A loss names the exhibits that prove it, and their pages."""
    named = sorted((proved[row["claim"], each["id"]] for each in own), key=lambda e: place_of(e[0]))
    pages = "; ".join(span for _, span in named if span)
    if (row["exhibits"], row["pages"]) != (" ".join(number for number, _ in named), pages):
        raise BundleError(where, "listed")


def as_declared(row: Row, loss: Any, services: Any) -> bool:
    """Whether a row tells the head, the days and, if it has one, the service of its loss."""
    same = all(row[name] == loss[name] for name in ("head", "start", "end"))
    place = {service["id"]: (service["domain"], service["subgroup"]) for service in services}
    told = (row["service"], row["subgroup"])
    return same and told == place.get(loss["service"], ("", row["subgroup"]))


def check_line(row: Row, decision: Any, steps: list[int], where: str) -> None:
    """One loss: what was admitted is what was decided, and `traced` says whether steps lead there.

    steps: where its steps lead, in cents: declared, supported and, if decided, admitted.
    """
    declared, supported, admitted = (int(row[name]) for name in AMOUNTS)
    told = ("0", "", 0, "")
    if decision:
        sentence = guarded(decision.get("sentence", ""))
        told = ("1", decision["reason"], decision["admitted_cents"], sentence)
    if (row["decided"], row["reason"], admitted, row["sentence"]) != told:
        raise BundleError(where, "decided")
    if steps[2:] != ([admitted] if decision else []):
        raise BundleError(where, "amount")
    if row["traced"] != ("1" if steps[:2] == [declared, supported] else "0"):
        raise BundleError(where, "amount")


def check_sums(manifest: Any, lines: list[Row], told: Told) -> None:
    """The losses make the totals of the manifest and, of each claim, what the journal sealed when
    it counted it, if it did."""
    if {**added(lines), "lines": len(lines)} != manifest["totals"]:
        raise BundleError(manifest["lines"], "total")
    own: dict[str, list[Row]] = {claim["number"]: [] for claim in manifest["claims"]}
    for row in lines:
        own[row["claim"]].append(row)
    for number, rows in own.items():
        sealed = told.counted[number]
        amounts = {f"{name}_cents": sealed[name] for name in COUNTED if name in sealed}
        if not amounts.items() <= added(rows).items():
            raise BundleError(number, "counted")


def check_frozen(bundle: Bundle, manifest: Any, lines: list[Row]) -> None:
    """The losses make, by group, subgroup and head, and by grade, the totals of the snapshot that
    the journal sealed: none was left out, even with the entries of its claim. Of chosen claims, no
    more."""
    path = manifest["frozen"]
    frozen = bundle.json(path)
    for name in ("by_subgroup", "by_grade"):
        if name == "by_subgroup" or name in frozen["tables"]:
            check_table(frozen, frozen["tables"][name], lines, path, manifest.get("selection"))


def check_table(frozen: Any, table: Any, lines: list[Row], path: str, selection: Any) -> None:
    """The losses make one table of the snapshot; of chosen claims, no more."""
    places = [frozen["figures"].index(name) + 1 for name in ("lines", *COUNTED)]
    sealed = {tuple(row[0]): [row[place] for place in places] for row in table["rows"]}
    own: dict[tuple[str, ...], list[Row]] = {(): []}
    for row in lines:
        for depth in range(len(table["by"]) + 1):
            own.setdefault(tuple(row[name] for name in table["by"][:depth]), []).append(row)
    sums = {key: [len(rows), *added(rows).values()] for key, rows in own.items()}
    if selection:
        within = (sums[key][n] <= sealed[key][n] for key in sums if key in sealed for n in range(4))
        if not sums.keys() <= sealed.keys() or not all(within):
            raise BundleError(path, "totals")
    elif sealed != sums:
        raise BundleError(path, "totals")


def added(lines: Iterable[Row]) -> dict[str, int]:
    """The three amounts of some losses, added in whole cents."""
    sums = dict.fromkeys(AMOUNTS, 0)
    for row in lines:
        for name in AMOUNTS:
            sums[name] += int(row[name])
    return sums


def main(arguments: list[str]) -> int:
    """The command line; the exit code it gives."""
    path, options = understood(arguments)
    if path is None:
        print((__doc__ or "").strip())
        return MISUSED
    try:
        if set(options) <= {"--head"}:
            told = agreed(check(path, options.get("--head")))
        else:
            told = [one_file(path, options)]
    except BundleError as fault:
        print(NOT_CHECKED if fault.code in UNCHECKED else "NON CONFORME / DOES NOT AGREE")
        print(fault)
        return DISAGREES
    print("\n".join(told))
    return 0


def understood(arguments: list[str]) -> tuple[str | None, dict[str, str]]:
    """The bundle, or the file, and the options; no path when they cannot be meant together."""
    options: dict[str, str] = {}
    words = list(arguments)
    for name in ("--head", "--file", "--proof", "--root"):
        if name in words[:-1]:
            place = words.index(name)
            options[name] = words[place + 1]
            del words[place : place + 2]
    meant = set(options) in MEANT and len(words) == 1 and not words[0].startswith("-")
    return (words[0] if meant else None), options


def agreed(found: dict[str, Any]) -> list[str]:
    """What is said of a bundle that agrees, in both languages."""
    return [FOUND.format(**found), *reserves(found), *reserves(found, english=True)]


def one_file(path: str, options: dict[str, str]) -> str:
    """The proof of one file of a bundle, or what a proof says of a file had alone."""
    try:
        if "--file" in options:
            return json.dumps(prove(path, options["--file"], options.get("--root")), indent=1)
        with Path(options["--proof"]).open(encoding="utf-8") as stream:
            proof = json.load(stream)
        told = proved(path, proof, options["--root"])
        return PROVED.format(**{name: visible(str(told[name])) for name in told})
    except UNREADABLE:
        raise BundleError(Path(path).name or path, "unreadable") from None


def reserves(found: dict[str, Any], *, english: bool = False) -> list[str]:
    """What a reader must know of a bundle that agrees, in one language."""
    colon = ":" if english else " :"
    told = [
        f"{texts[english]}{colon} {len(found[name])} ({named(found[name], CUT.get(name))})"
        for name, texts in WARNINGS.items()
        if found[name]
    ]
    if found["vouched"] < found["entries"]:
        told.append(VOUCHED[english].format(**found))
    return told


def named(concerned: list[str], most: int | None) -> str:
    """What a warning concerns; the first of them when they are many and none may hide there."""
    cut = "…" if most is not None and len(concerned) > most else ""
    return ", ".join(map(visible, concerned[:most])) + cut


def visible(text: str) -> str:
    """A text as it may be printed: what would act on a terminal is written out."""
    return ACTS.sub(lambda found: escaped(ord(found.group())), text)


def escaped(code: int) -> str:
    """`\\x1b`, of ESC; `\\u202e`, of what turns the order of letters around."""
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))
