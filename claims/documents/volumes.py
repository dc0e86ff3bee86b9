"""The list of the volumes of a bundle: what each holds, and its hash, as a CSV beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.documents.index import BOM, csv_lines
from claims.i18n.catalogue import say
from claims.i18n.text import Language


@dataclass(frozen=True, slots=True)
class Told:
    """One volume: its file, its exhibits (P-3, P-9) and their pages (WHC-000001), from the first
    to the last; empty where it has none."""

    name: str
    size: int
    sha256: str
    exhibits: int
    numbers: tuple[str, ...]
    pages: tuple[str, ...]


def volumes_csv(volumes: Iterable[Told], language: Language) -> bytes:
    """A line a volume, in order."""
    header = [
        "Volume", say("Fichier", language), say("Octets", language), say("Pièces", language),
        say("De", language), say("À", language), say("De la page", language),
        say("À la page", language), "SHA-256",
    ]  # fmt: skip
    rows = [
        [f"VOL{n:03}", each.name, str(each.size), str(each.exhibits), *_ends(each.numbers),
         *_ends(each.pages), each.sha256]
        for n, each in enumerate(volumes, 1)
    ]  # fmt: skip
    comma = ";" if language == "fr" else ","
    return "".join(csv_lines([header, *rows], comma, BOM)).encode()


def _ends(labels: tuple[str, ...]) -> tuple[str, str]:
    return (labels[0], labels[-1]) if labels else ("", "")
