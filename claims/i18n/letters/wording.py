"""The shape of a letter's wording: msgids that are filled in later."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """Of one kind of letter. Neither names nor amounts ever stand in the subject."""

    subject: str
    paragraphs: tuple[str, ...]
