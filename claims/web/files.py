"""Files handed out: exhibits, our own papers, exports. Always saved, never opened inside our pages;
only the preview, a picture we drew, is shown in one.

Streamlit's own file addresses need no cookie and may serve a stale file; these ask who it is, note
the hand-over in the journal, and stream what the vault or the export folder holds.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES, Language
from claims.office import looking
from claims.office.handing import (
    Handed,
    Part,
    hand_copy,
    hand_exhibit,
    hand_export,
    hand_receipt,
)
from claims.office.handing_letters import hand_consolidated, hand_letter
from claims.office.handing_own import hand_exclusion, hand_my_data, hand_sworn_form
from claims.office.handing_statement import hand_contest, hand_statement
from claims.office.redacting import hand_redaction, page_shown
from claims.office.site_list import hand_workbook
from claims.office.taking import who_takes
from claims.problems import (
    ClaimsError,
    Erased,
    Held,
    KeyLost,
    NotAllowed,
    NotFound,
    ProofIsOld,
    Quarantined,
    Refused,
)
from claims.web import confirming
from claims.web.answers import Asked, asked, go
from claims.web.headers import POLICY, SANDBOX
from claims.web.plain import HELD, INFECTED, sorry

SVG = "image/svg+xml"
RANGE = re.compile(r"bytes=(\d{1,18})-(\d{1,18})?", re.ASCII)
WITHHELD = (KeyLost, Erased, Quarantined)
At = Mapping[str, Any]
"""What stands in the address."""
NOT_DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="180" viewBox="0 0 240 180">'
    '<rect x="1" y="1" width="238" height="178" rx="6" fill="none" stroke="#8a97a6" '
    'stroke-dasharray="6 5"/><path d="M100 62h28l14 14v42h-42zM128 62v14h14" fill="none" '
    'stroke="#8a97a6" stroke-width="3"/></svg>'
)
"""A page in outline, for a file that cannot be drawn."""


def exhibit(request: Request) -> Response:
    """One exhibit of a claim, as it was received."""
    return _answered(request, lambda here, at: saved(
        hand_exhibit(here.house, here.actor(), at["number"], at["exhibit"], now=here.now)
    ))  # fmt: skip


def copy(request: Request) -> Response:
    """A copy of one exhibit without what acts in it, for counsel."""
    return _answered(request, lambda here, at: saved(
        hand_copy(
            here.house, here.actor(), at["number"], at["exhibit"], here.language,
            now=here.now,
        )
    ))  # fmt: skip


def redaction(request: Request) -> Response:
    """A redacted copy of an exhibit, as it was made."""
    return _answered(request, lambda here, at: saved(
        hand_redaction(
            here.house, here.actor(), at["number"], at["exhibit"], at["version"],
            now=here.now,
        )
    ))  # fmt: skip


def certificate(request: Request) -> Response:
    """The certificate of integrity of one exhibit."""
    from claims.office.certifying import hand_certificate  # reportlab: 0.3 s no start waits for

    return _answered(request, lambda here, at: saved(
        hand_certificate(
            here.house, here.actor(), at["number"], at["exhibit"], here.language,
            now=here.now,
        )
    ))  # fmt: skip


def preview(request: Request) -> Response:
    """The first page of an exhibit, as a picture we drew; never the file itself."""
    return _picture(request, looking.preview)


def page(request: Request) -> Response:
    """One page of an exhibit, or of one of its redacted copies, as a picture we drew."""
    return _picture(request, partial(page_shown, **_which(request)))


def large_page(request: Request) -> Response:
    """The same, as large as it is read closely."""
    return _picture(request, partial(page_shown, large=True, **_which(request)))


def _which(request: Request) -> dict[str, Any]:
    """The page, the redacted copy and the quarter turns that stand in the address."""
    return {name: request.path_params.get(name, 0) for name in ("page", "version", "turn")}


def _picture(request: Request, draw: Callable[..., bytes]) -> Response:
    """A picture of ours, or the outline of a page when there is none."""

    def give(here: Asked, at: At) -> Response:
        drawn = draw(here.house, here.actor(), at["number"], at["exhibit"])
        if not drawn:
            return Response(NOT_DRAWN, media_type=SVG, headers={POLICY: SANDBOX})
        return Response(drawn, media_type="image/png", headers={POLICY: SANDBOX})

    return _answered(request, give)


def receipt(request: Request) -> Response:
    """The receipt of a claim as last filed."""
    return _of_claim(request, hand_receipt)


def statement(request: Request) -> Response:
    """The statement of a claim."""
    return _of_claim(request, hand_statement)


def contest(request: Request) -> Response:
    """The bundle of a contested claim, for counsel."""
    return _of_claim(request, hand_contest)


def exclusion(request: Request) -> Response:
    """The receipt of an exclusion."""
    return _of_claim(request, hand_exclusion)


def sworn_form(request: Request) -> Response:
    """The sworn form of a claim, to print."""
    return _of_claim(request, hand_sworn_form)


def my_data(request: Request) -> Response:
    """Everything held about a claim, made as it is sent."""
    return _of_claim(request, hand_my_data)


def _of_claim(request: Request, hand: Callable[..., Handed]) -> Response:
    """What one of the office's hands gives of the claim in the address."""
    return _answered(request, lambda here, at: saved(
        hand(here.house, here.actor(), at["number"], here.language, now=here.now)
    ))  # fmt: skip


def summary(request: Request) -> Response:
    """The public summary of a matter, in the language of the address."""
    from claims.office.handing_public import hand_summary  # pandas, which no start waits for

    language: Language = "en" if request.path_params["language"] == "en" else "fr"
    return _answered(request, lambda here, at: saved(
        hand_summary(here.house, here.actor(), at["matter"], language, now=here.now)
    ))  # fmt: skip


def letter(request: Request) -> Response:
    """One of counsel's letters, as it was issued."""
    return _answered(request, lambda here, at: saved(
        hand_letter(here.house, here.actor(), at["number"], at["place"], now=here.now)
    ))  # fmt: skip


def consolidated(request: Request) -> Response:
    """A letter that covered several claims, for counsel."""
    return _answered(request, lambda here, at: saved(
        hand_consolidated(here.house, here.actor(), at["matter"], at["place"], now=here.now)
    ))  # fmt: skip


def contract(request: Request) -> Response:
    """A paper for the owner of a service to sign, filled from the claim."""
    from claims.office.contracting import hand_contract  # reportlab: 0.3 s no start waits for

    return _answered(request, lambda here, at: saved(hand_contract(
        here.house, here.actor(), at["number"], at["service"], at["name"], here.language,
        now=here.now,
    )))  # fmt: skip


def sites(request: Request) -> Response:
    """The designer workbook of one's own claim, with what is still to be corrected in it."""
    return _of_claim(request, hand_workbook)


def export(request: Request) -> Response:
    """A document made earlier, byte for byte as the export log hashed it; a download cut short goes
    on from where it stopped."""
    part = part_of(request)

    def give(here: Asked, at: At) -> Response:
        who = who_takes(here.house, here.token, at["id"], now=here.now)
        return saved(hand_export(here.house, who, at["id"], at["name"], now=here.now, part=part))

    return _answered(request, give)


def _answered(request: Request, give: Callable[[Asked, At], Response]) -> Response:
    """What is asked for, or why this reader does not have it."""
    here = asked(request)
    try:
        return give(here, request.path_params)
    except Held:
        return sorry(423, HELD)
    except Refused as refusal:
        fr, en = (" ".join(sentence(p, tongue) for p in refusal.problems) for tongue in LANGUAGES)
        return sorry(423, (fr, en))
    except ProofIsOld:
        return go(f"{confirming.PATH}?vers={quote(request.url.path)}")
    except WITHHELD as fault:
        return _withheld(fault)
    except (NotAllowed, NotFound):
        return sorry(404 if here.actor().name else 401)  # the same, whether it exists or not


def part_of(request: Request) -> Part | None:
    """The part of a file asked for; any other kind of range is answered by the whole, as the
    protocol allows."""
    found = RANGE.fullmatch(request.headers.get("range", "").strip())
    if found is None:
        return None
    known = request.headers.get("if-range", "").strip('"')
    return Part(int(found[1]), int(found[2]) if found[2] else None, known)


def _withheld(fault: ClaimsError) -> Response:
    """Why nobody has the file, though it was brought."""
    if isinstance(fault, Erased):
        return sorry(410)
    return sorry(423, INFECTED if isinstance(fault, Quarantined) else None)


def saved(handed: Handed) -> Response:
    """A file on its way to be saved under its name, never opened among our pages."""
    headers = {"content-disposition": attachment(handed.name), POLICY: SANDBOX}
    if handed.size is not None:
        headers["content-length"] = str(handed.size)
    if handed.sha256:
        headers |= {"accept-ranges": "bytes", "etag": f'"{handed.sha256}"'}
    if handed.part:
        first, last = handed.part
        headers["content-length"] = str(last - first + 1)
        headers["content-range"] = f"bytes {first}-{last}/{handed.size}"
    status = 206 if handed.part else 200
    return StreamingResponse(handed.chunks, status, headers, handed.media)


def attachment(name: str) -> str:
    """The header that makes browsers save a file under a name, whatever its letters."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = "".join(letter if letter.isalnum() or letter in "._- " else "_" for letter in folded)
    return f"attachment; filename=\"{plain or 'fichier'}\"; filename*=UTF-8''{quote(name, safe='')}"
