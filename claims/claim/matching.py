"""Which site a file is about and what it is, from its name or the sites it names: proposed only.

Plain rules a person can follow: the longest name of a site that stands in the file's name as whole
words wins, and two sites equally well named propose none. Names and labels are the claimant's and
the matter's own.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import idna

from claims.claim.form import LossForm, ServiceForm
from claims.claim.identifiers import public_suffixes, read_service
from claims.folding import fold
from claims.i18n import Text
from claims.matter.model import Head, Matter

STEM, SHORT = 5, 4
"""Letters that stand for a word; a word shorter than that says nothing of a kind."""
LEGAL = frozenset({"inc", "ltee", "ltd", "enr", "senc", "sencrl", "llc", "corp", "sarl", "sas"})
SAID_BY = {"eml": "courriel", "msg": "courriel"}
PICTURES = frozenset({"jpg", "jpeg", "png", "heic", "heif", "webp"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file's name suggests: id of a site and key of a kind, each "" when nothing does."""

    service: str
    kind: str


def proposed_for(name: str, sites: Sequence[ServiceForm], matter: Matter) -> Proposal:
    """The site and the kind a file's name suggests."""
    return Proposal(_site(name, sites), _kind(name, matter.exhibit_kinds))


def losses_proved(
    name: str, service: str, kind: str, losses: Iterable[LossForm], matter: Matter
) -> tuple[str, ...]:
    """Losses of a site that an exhibit of a kind may prove; those its name speaks of, if any."""
    about = [loss for loss in losses if loss.service == service and loss.head in matter.heads]
    proof = {key: _proofs(head) for key, head in matter.heads.items()}
    apt = [loss for loss in about if kind in proof[loss.head]] or about
    said = _stems(name)
    named = [loss for loss in apt if said & _stems_of(matter.heads[loss.head].label)]
    return tuple(loss.id for loss in named or apt)


def losses_of_sites(
    domains: Collection[str],
    sites: Iterable[ServiceForm],
    losses: Iterable[LossForm],
    matter: Matter,
) -> tuple[str, ...]:
    """Losses of the sites that stand under these domains; one not read yet stands nowhere."""
    read = {
        site.id: read_service(site.domain, "", matter.service_types.get(site.type))
        for site in sites
    }
    named = {key for key, domain in read.items() if isinstance(domain, str) and domain in domains}
    return tuple(loss.id for loss in losses if loss.service in named)


def _proofs(head: Head) -> set[str]:
    return {kind for rule in head.proof for kind in rule.all_of}


def _site(name: str, sites: Sequence[ServiceForm]) -> str:
    """The site with the longest name in the file's; "" when two different ones are as long. Who
    has one site speaks of it."""
    if len(sites) == 1:
        return sites[0].id
    said = _runs(_words(name))
    found = [
        (length, site.id, fold(site.domain))
        for site in sites
        if (length := max(map(len, _names(site) & said), default=0))
    ]
    longest = max((length for length, _, _ in found), default=0)
    best = [(of, domain) for length, of, domain in found if length == longest]
    return best[0][0] if len({domain for _, domain in best}) == 1 else ""


def _runs(words: Sequence[str]) -> set[str]:
    """Neighbouring words written as one: a name is found from edge to edge or not at all, so that
    client-12 is not client-1, nor a smartphone smart.ca."""
    ends = range(1, len(words) + 1)
    return {_as_one(words[start:end]) for end in ends for start in range(end)}


def _as_one(words: Sequence[str]) -> str:
    """Words without what parted them; two figures stay apart."""
    return re.sub(r"(?<![0-9]) | (?![0-9])", "", " ".join(words))


def _names(site: ServiceForm) -> set[str]:
    """What a site may be called in the name of a file: its domain, that without its suffix, and
    its owner without "inc."."""
    typed = re.sub(r"^[a-z]+://|^www\.", "", site.domain.strip().casefold()).split("/")[0]
    if typed.startswith("xn--"):
        with suppress(idna.IDNAError):
            typed = idna.decode(typed)
    label = public_suffixes().extract_str(typed).domain
    owner = [word for word in _words(site.owner) if word not in LEGAL]
    return {_as_one(words) for words in (_words(typed), _words(label), owner)} - {""}


def _kind(name: str, kinds: Mapping[str, Text]) -> str:
    """The kind most of whose words the name holds; "" when two are as well named."""
    end = name.rpartition(".")[2].casefold()
    said = _stems(name) | _stems(SAID_BY.get(end, ""))
    found = _best(said, kinds)
    return found or (_best(_stems("photo"), kinds) if end in PICTURES else "")


def _best(said: set[str], kinds: Mapping[str, Text]) -> str:
    """The kind of which most is said; a word that other kinds share says nothing by itself."""
    times = Counter(stem for label in kinds.values() for stem in _stems_of(label))
    own = {stem for stem in said if times[stem] == 1}
    scores: dict[str, tuple[int, int]] = {}
    for key, label in kinds.items():
        for way in _ways(label):
            held = [word for word in way if word[:STEM] in said]
            most = 2 * len("".join(held)) >= len("".join(way))
            if most and any(word[:STEM] in own for word in held):
                score = (len(held), -len(way))
                scores[key] = max(scores.get(key, score), score)
    best = [key for key, score in scores.items() if score == max(scores.values())]
    return best[0] if len(best) == 1 else ""


def _ways(label: Text) -> Iterator[list[str]]:
    """The words of each way to say a kind, parted by "or": half their letters name it, so that a
    note is no credit note, nor a list the list of steps taken."""
    for text in (label.fr, label.en):
        for way in re.split(r"\b(?:ou|or)\b", text):
            yield [word for word in _words(way) if len(word) >= SHORT]


def _stems_of(label: Text) -> set[str]:
    return _stems(label.fr) | _stems(label.en)


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in _words(text) if len(word) >= SHORT}


def _words(text: str) -> list[str]:
    """Words in plain letters; a change of case and a figure part them, as in FactureAuberge2021."""
    apart = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ0-9])|(?<=[0-9])(?=[A-Za-zÀ-ÿ])", " ", text)
    return [word for word in re.split(r"[^a-z0-9]+", fold(apart)) if word]
