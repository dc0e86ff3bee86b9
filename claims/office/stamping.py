"""A time stamp from an authority outside the house (RFC 3161): by when a manifest existed.

A token is kept only when it is of what was asked, now, and signed under an authority that
CLAIMS_TSA_CERTS names. Without one, the document is made all the same, and says so.
"""

from collections.abc import Iterator
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from asn1crypto import cms, tsp
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from claims.problems import Problem
from claims.settings import Settings

LONGEST = 1 << 20
"""Bytes of an answer; a token has some thousands."""
WAITS = 20
"""Seconds for a server that does not answer."""
ASKED = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}


class NotStamped(Exception):
    """Why there is no token: `problem`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def stamped(settings: Settings, content: bytes) -> bytes:
    """The whole answer of the server (.tsr), its token of the content's SHA-256 and verified.

    Raises NotStamped when the server does not answer, or answers something else.
    """
    asked = TimestampRequestBuilder(content, HashAlgorithm.SHA256).build()
    try:
        answer = _answer(settings.tsa_url, asked.as_bytes())
    except (OSError, HTTPException) as fault:
        raise NotStamped(_problem(settings, "stamp-no-answer")) from fault
    try:
        verifier = VerifierBuilder(roots=authorities(settings), nonce=asked.nonce).build()
        verifier.verify_message(_read(answer), content)
    except (VerificationError, ValueError, OSError) as fault:
        raise NotStamped(_problem(settings, "stamp-not-verified")) from fault
    return answer


def _read(answer: bytes) -> TimeStampResponse:
    """The answer as its verifier takes it. OpenSSL writes the certificates of a chain in the order
    it has them, where the rule is that of their bytes; no signature is over that order."""
    told = tsp.TimeStampResp.load(answer, strict=True)
    signed = told["time_stamp_token"]["content"]
    if isinstance(signed, cms.SignedData) and signed["certificates"].native:
        chain = sorted(signed["certificates"], key=lambda each: each.dump())
        signed["certificates"] = cms.CertificateSet(chain)
    return decode_timestamp_response(told.dump())


def _answer(url: str, asked: bytes) -> bytes:
    request = Request(url, asked, ASKED)  # noqa: S310  `unfit` lets only http addresses through
    with urlopen(request, timeout=WAITS) as answer:  # noqa: S310
        told: bytes = answer.read(LONGEST)
    return told


def _problem(settings: Settings, code: str) -> Problem:
    host = urlsplit(settings.tsa_url).hostname or ""
    return Problem("manifest.tsr", code, {"host": host})


def authorities(settings: Settings) -> list[x509.Certificate]:
    """The roots whose time stamps are believed; ValueError or OSError when there is none."""
    if settings.tsa_certs is None:
        raise ValueError("no CLAIMS_TSA_CERTS")
    return x509.load_pem_x509_certificates(settings.tsa_certs.read_bytes())


def unfit(settings: Settings) -> Iterator[Problem]:
    """A server that cannot be asked, or whose answers nothing could verify."""
    if not settings.tsa_url:
        return
    parts = urlsplit(settings.tsa_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        told = {"name": "CLAIMS_TSA_URL", "value": settings.tsa_url[:80]}
        yield Problem("CLAIMS_TSA_URL", "setting-wrong", told)
    try:
        authorities(settings)
    except (OSError, ValueError):
        yield Problem("CLAIMS_TSA_CERTS", "stamp-no-authority")
