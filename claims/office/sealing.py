"""The seal of the house on a PDF of its own (PAdES): whose it is, and that nothing changed since.

The key is a PKCS#12 file, whose passphrase stands in a file of its own. Without it, or past the
days of its certificate, the document is made all the same, and says so.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from cryptography.hazmat.primitives.serialization.pkcs12 import (
    PKCS12KeyAndCertificates,
    load_pkcs12,
)

from claims.problems import Problem
from claims.settings import Settings

FIELD = "Sceau"
"""Name of the field that holds the seal."""


class NotSealed(Exception):
    """Why there is no seal: `problem`."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def sealed(settings: Settings, pdf: bytes, *, now: datetime) -> bytes:
    """The PDF with a seal that allows no later change; what it showed and said stays as it is.

    Never twice the same bytes. Raises NotSealed when the key does not open, or is of other days.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    try:
        content, passphrase = _kept(settings)
        held = load_pkcs12(content, passphrase)
        signer = signers.SimpleSigner.load_pkcs12_data(content, (), passphrase)
    except (OSError, ValueError) as fault:
        raise NotSealed(Problem("CLAIMS_SEAL_KEY", "seal-closed")) from fault
    if not _serves(held, now):
        raise NotSealed(Problem("CLAIMS_SEAL_KEY", "seal-expired"))
    meant = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES,
        certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )  # fmt: skip
    made: BytesIO = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), meant, signer)
    return made.getvalue()


def _kept(settings: Settings) -> tuple[bytes, bytes | None]:
    """The PKCS#12 and its passphrase, if it has one."""
    if settings.seal_key is None:
        raise ValueError("no CLAIMS_SEAL_KEY")
    file = settings.seal_passphrase_file
    return settings.seal_key.read_bytes(), file.read_bytes().rstrip(b"\r\n") if file else None


def _serves(held: PKCS12KeyAndCertificates, now: datetime) -> bool:
    """Whether there is a key, and a certificate whose days have come and are not past."""
    if held.key is None or held.cert is None:
        return False
    certificate = held.cert.certificate
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


def unfit(settings: Settings) -> Iterator[Problem]:
    """A key that does not open."""
    if settings.seal_key is None:
        return
    try:
        held = load_pkcs12(*_kept(settings))
    except (OSError, ValueError):
        held = None
    if held is None or held.key is None or held.cert is None:
        yield Problem("CLAIMS_SEAL_KEY", "seal-no-key")
