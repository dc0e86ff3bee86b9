"""Refusals as problems, so that each has a sentence in both languages and none shows its own words.

The words of an exception are for the log: they are in English, and may hold a name or a path.
"""

import errno
from collections.abc import Mapping

from claims import problems
from claims.i18n.catalogue import N_, say
from claims.problems import ClaimsError, Problem, Refused, Value

CODES: Mapping[type[ClaimsError], str] = {
    problems.NotAllowed: "refused-not-allowed",
    problems.ProofIsOld: "refused-proof-is-old",
    problems.NotFound: "refused-not-found",
    problems.Conflict: "refused-conflict",
    problems.NotSaved: "refused-not-saved",
    problems.TooMany: "refused-too-many",
    problems.BrokenChain: "refused-broken-chain",
    problems.DoesNotReconcile: "refused-does-not-reconcile",
    problems.KeyLost: "refused-key-lost",
    problems.Erased: "refused-erased",
    problems.Quarantined: "refused-quarantined",
    problems.Held: "refused-held",
    problems.DamagedStore: "database-damaged",
    problems.NewerSchema: "database-newer",
}
"""Kind of refusal → code of its sentence."""

REASONS: Mapping[int, str] = {
    errno.EACCES: N_("accès refusé"),
    errno.EPERM: N_("accès refusé"),
    errno.EROFS: N_("lecture seule"),
    errno.ENOENT: N_("chemin introuvable"),
    errno.ENOTDIR: N_("un fichier porte ce nom"),
    errno.EEXIST: N_("un fichier porte ce nom"),
    errno.ENAMETOOLONG: N_("nom trop long"),
    errno.ENOSPC: N_("disque plein"),
    errno.EDQUOT: N_("quota de disque atteint"),
    errno.EADDRNOTAVAIL: N_("adresse absente de cette machine"),
}
"""What the system answers, in words; anything else is told by its number."""


def reason_of(fault: OSError) -> dict[str, Value]:
    """Why the system refused, for the `{reason}` of a sentence."""
    msgid = REASONS.get(fault.errno or 0, "")
    unknown = f"errno {fault.errno}" if fault.errno else type(fault).__name__
    return {
        "reason_fr": say(msgid, "fr") if msgid else unknown,
        "reason_en": say(msgid, "en") if msgid else unknown,
    }


def problems_of(refusal: ClaimsError) -> tuple[Problem, ...]:
    """What a refusal says to a person."""
    if isinstance(refusal, Refused):
        return refusal.problems
    return (Problem("", CODES[type(refusal)]),)
