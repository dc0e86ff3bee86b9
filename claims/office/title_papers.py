"""Papers that show whose a site is: which exhibits may show each, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.claim.form import LossForm, ServiceForm
from claims.claim.model import Exhibit, Loss, Service
from claims.evidence.look import Look
from claims.evidence.ownership import Inquiry
from claims.matter.model import Matter, Paper

NOTHING_ASKED = Inquiry()


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """One accepted paper: the exhibits that may show it, the kinds still missing, and whether the
    request stands on it."""

    key: str
    exhibits: tuple[Exhibit, ...]
    missing: tuple[str, ...]
    standing: bool


def shown_for(
    service: Service | ServiceForm,
    losses: Sequence[Loss | LossForm],
    exhibits: Sequence[Exhibit],
) -> tuple[Exhibit, ...]:
    """Exhibits of the claim as a whole, or of a loss that is this service's or nobody's."""
    elsewhere = {loss.id for loss in losses if loss.service not in ("", service.id)}
    return tuple(e for e in exhibits if not e.losses or set(e.losses) - elsewhere)


def papers_seen(
    matter: Matter,
    exhibits: Sequence[Exhibit],
    looks: Mapping[str, Look],
    inquiry: Inquiry = NOTHING_ASKED,
) -> tuple[PaperSeen, ...]:
    """Every paper the matter accepts, best first. looks: exhibit → what was read of it."""
    return tuple(
        _seen(key, paper, [e for e in exhibits if _shows(e, paper, looks)], inquiry)
        for key, paper in matter.proofs.items()
    )


def _shows(exhibit: Exhibit, paper: Paper, looks: Mapping[str, Look]) -> bool:
    """Whether it may show the paper: not once it was read and names no provider it must name."""
    look = looks.get(exhibit.id, Look())
    nameless = look.read and not look.findings.provider
    return exhibit.kind in paper.kinds and not (exhibit.kind in paper.naming and nameless)


def _seen(key: str, paper: Paper, shown: Sequence[Exhibit], inquiry: Inquiry) -> PaperSeen:
    kinds = {exhibit.kind for exhibit in shown}
    missing = tuple(kind for kind in paper.kinds if kind not in kinds)
    return PaperSeen(key, tuple(shown), missing, key in inquiry.papers)
