"""The shape of a letter's wording: msgids that are filled in later."""

from dataclasses import dataclass

from claims.i18n.catalogue import N_


@dataclass(frozen=True, slots=True)
class Wording:
    """Of one kind of letter. Neither names nor amounts ever stand in the subject.

    name: what the kind is called by those who keep the registry, whatever its letter's language.
    """

    subject: str
    paragraphs: tuple[str, ...]
    name: str = N_("Autre message")
