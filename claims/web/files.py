"""Files handed out: exhibits, receipts, exports. Always saved, never opened inside our pages.

Streamlit's own file addresses need no cookie and may serve a stale file; these ask who it is, note
the hand-over in the journal, and stream what the vault or the export folder holds.
"""

import unicodedata
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from claims.office.handing import Handed, hand_exhibit, hand_export, hand_receipt
from claims.office.site_list import hand_workbook
from claims.problems import NotAllowed, NotFound
from claims.web.answers import Asked, asked
from claims.web.headers import POLICY, SANDBOX
from claims.web.plain import sorry


def exhibit(request: Request) -> Response:
    """One exhibit of a claim, as it was received."""
    here = asked(request)
    number, wanted = request.path_params["number"], request.path_params["exhibit"]
    try:
        return _saved(hand_exhibit(here.house, here.actor(), number, wanted, now=here.now))
    except (NotAllowed, NotFound):
        return _refused(here)


def receipt(request: Request) -> Response:
    """The receipt of a claim as last filed."""
    here, number = asked(request), request.path_params["number"]
    try:
        handed = hand_receipt(here.house, here.actor(), number, here.language, now=here.now)
    except (NotAllowed, NotFound):
        return _refused(here)
    return _saved(handed)


def sites(request: Request) -> Response:
    """The designer workbook of one's own claim, with what is still to be corrected in it."""
    here, number = asked(request), request.path_params["number"]
    try:
        return _saved(hand_workbook(here.house, here.actor(), number, here.language, now=here.now))
    except (NotAllowed, NotFound):
        return _refused(here)


def export(request: Request) -> Response:
    """A document made earlier, byte for byte as the export log hashed it."""
    here = asked(request)
    wanted, name = request.path_params["id"], request.path_params["name"]
    try:
        return _saved(hand_export(here.house, here.actor(), wanted, name, now=here.now))
    except (NotAllowed, NotFound):
        return _refused(here)


def _refused(here: Asked) -> Response:
    """The same answer whether the thing exists or not; another for nobody signed in."""
    return sorry(404 if here.actor().name else 401)


def _saved(handed: Handed) -> Response:
    headers = {
        "content-disposition": attachment(handed.name),
        "content-length": str(handed.size),
        POLICY: SANDBOX,
    }
    return StreamingResponse(handed.chunks, media_type=handed.media, headers=headers)


def attachment(name: str) -> str:
    """The header that makes browsers save a file under a name, whatever its letters."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in folded)
    return f"attachment; filename=\"{plain or 'fichier'}\"; filename*=UTF-8''{quote(name, safe='')}"
