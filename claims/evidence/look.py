"""What is known of an exhibit beside its bytes: scanned or not, read or not, and what was read.

It may change after the file came in (read later, scanned again), so it stands beside the exhibit
and never inside the claim that was attested.
"""

from dataclasses import dataclass, field
from typing import Literal

from claims.evidence.findings import Findings
from claims.evidence.scanner import Scan
from claims.i18n.catalogue import N_

Reading = Literal["", "text", "waiting", "optical", "mixed", "blank", "none"]
SAID: dict[Reading, str] = {
    "": N_("Fichier pas encore lu."),
    "text": N_("Lu dans le texte du fichier."),
    "waiting": N_("Lecture optique en cours…"),
    "optical": N_("Lu par reconnaissance optique : des erreurs sont possibles."),
    "mixed": N_(
        "Lu dans le texte du fichier et, à ses pages en image, par reconnaissance optique : des "
        "erreurs y sont possibles."
    ),
    "blank": N_("Aucun texte n’a pu y être lu."),
    "none": N_("Image sans texte : lecture optique non disponible sur ce serveur."),
}
"""Empty: from before, or never asked for; mixed: some pages have text, others are pictures; none:
no program to read pictures with."""


@dataclass(frozen=True, slots=True)
class Look:
    """pages: 0 when unknown; words: a hash of its text, to find it in another claim, empty when it
    was read optically or says too little; optical: of the file of the vault that holds the words
    read so; pictures: pages that say nothing by themselves, where they may be read optically;
    unread: those of them that nobody read yet. An exhibit never looked at has the Look that says
    nothing."""

    pages: int = 0
    scan: Scan = "none"
    reading: Reading = ""
    findings: Findings = field(default_factory=Findings)
    words: str = ""
    optical: str = ""
    pictures: int = 0
    unread: int = 0

    @property
    def quarantined(self) -> bool:
        """Whether the file is kept from everyone."""
        return self.scan == "infected"

    @property
    def read(self) -> bool:
        """Whether there are findings to tell; pages that are pictures may still wait."""
        found = self.findings != Findings()
        return self.reading in ("text", "optical", "mixed") or (self.reading == "waiting" and found)
