"""Files between the browser and a claim: let go once they were read, and told when turned away."""

import secrets
from collections.abc import Sequence

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from claims.office import arrivals
from claims.office.bringing import MEBI, room_of
from claims.ui.here import actor, house
from claims.ui.widgets import Desk

MOST_NAMES = 10


def first_turn() -> int:
    """Where a session begins to count its uploaders: never where a former one stood.

    A file chosen while the line was cut keeps every later one waiting in the browser. Once the
    server has forgotten that session, the uploader bears another number, and is drawn anew.
    """
    return secrets.randbelow(1 << 30)


def let_go(files: Sequence[UploadedFile]) -> None:
    """The server's memory keeps these files no more, and they take no room by themselves."""
    arrivals.settle(actor().name, [file.file_id for file in files])
    context = get_script_run_ctx()
    held = context.uploaded_file_mgr if context else None
    if context and isinstance(held, MemoryUploadedFileManager):
        for file in files:
            held.remove_file(context.session_id, file.file_id)


def turned_away(desk: Desk, *, all_came: bool = False) -> list[str]:
    """One sentence for each reason why files were not taken since this was last told, with their
    names on the next line; they wait while others are coming, unless all came."""
    told: dict[arrivals.Why, list[str]] = {}
    for each in arrivals.turned_away(actor().name, all_came=all_came):
        told.setdefault(each.why, []).append(each.name)
    return [_said(desk, why, names) for why, names in told.items()]


def _said(desk: Desk, why: arrivals.Why, names: list[str]) -> str:
    sentence = {"room": _no_room, "pace": _too_fast, "size": _too_large}[why](desk, len(names))
    known = [name for name in names if name]
    more = "…" if len(known) > MOST_NAMES else ""
    return "\n".join(filter(None, (sentence, ", ".join(known[:MOST_NAMES]) + more)))


def _no_room(desk: Desk, n: int) -> str:
    room = room_of(house(), len(desk.folder.form.services))
    return desk.say_n(
        "{n} fichier n’a pas été reçu, faute de place : un dossier comme le vôtre reçoit {most} "
        "pièces au plus, et {mb} Mo en tout. Retirez une pièce, ou réunissez-en plusieurs dans "
        "un même PDF.",
        "{n} fichiers n’ont pas été reçus, faute de place : un dossier comme le vôtre reçoit "
        "{most} pièces au plus, et {mb} Mo en tout. Retirez une pièce, ou réunissez-en plusieurs "
        "dans un même PDF.",
        n,
        most=room.files,
        mb=room.size // MEBI,
    )


def _too_fast(desk: Desk, n: int) -> str:
    return desk.say_n(
        "{n} fichier n’a pas été reçu : beaucoup de fichiers sont venus de vous en peu de temps. "
        "Joignez-le de nouveau dans un quart d’heure.",
        "{n} fichiers n’ont pas été reçus : beaucoup de fichiers sont venus de vous en peu de "
        "temps. Joignez-les de nouveau dans un quart d’heure.",
        n,
    )


def _too_large(desk: Desk, n: int) -> str:
    return desk.say_n(
        "{n} fichier n’a pas été reçu : la limite est de {most} Mo par fichier. Numérisez-le "
        "moins finement, ou séparez-le en plusieurs fichiers.",
        "{n} fichiers n’ont pas été reçus : la limite est de {most} Mo par fichier. "
        "Numérisez-les moins finement, ou séparez-les en plusieurs fichiers.",
        n,
        most=house().settings.max_file_mb,
    )
