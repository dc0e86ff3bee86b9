"""A bundle carries the time stamp of an authority outside the house, and the seal of the house, or
says that it has none."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from claims.documents.verify import BundleError, check
from claims.office.exporting import Kind, Made, export
from claims.office.house import House, unfit
from claims.settings import Settings
from tests.documents.forging import manifest_of, write_manifest
from tests.documents.reading_back import checked, fonts_of, text_of, tool
from tests.makers import GAGNON, NOW, WHC, a_filed_claim, an_exhibit

CONFIG = """
[tsa]
default_tsa = us
[us]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = yes
ess_cert_id_alg = sha256
[stamps]
extendedKeyUsage = critical,timeStamping
"""
DRAWN = count(1)


def openssl(folder: Path, *words: object) -> str:
    return tool("openssl", *words, cwd=folder)


@dataclass
class Authority:
    """A time-stamping authority of our own, by openssl, behind a real address.

    says: what it answers instead of a token.
    """

    folder: Path
    url: str = ""
    says: bytes | None = None
    asked: list[bytes] = field(default_factory=list)

    def answer(self, asked: bytes) -> bytes:
        self.asked.append(asked)
        if self.says is not None:
            return self.says
        (self.folder / "asked.tsq").write_bytes(asked)
        openssl(self.folder, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "asked.tsq",
                "-out", "told.tsr")  # fmt: skip
        return (self.folder / "told.tsr").read_bytes()

    @property
    def root(self) -> Path:
        return self.folder / "ca.pem"


def certified(folder: Path) -> None:
    """A root, and a certificate under it that may stamp the time."""
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01")
    new = ("-newkey", "rsa:2048", "-nodes", "-keyout")
    openssl(folder, "req", "-x509", *new, "ca.key", "-out", "ca.pem", "-subj", "/CN=Root",
            "-days", "3650")  # fmt: skip
    openssl(folder, "req", *new, "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Stamps")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-out", "tsa.pem", "-days", "3650", "-extfile", "tsa.cnf",
            "-extensions", "stamps")  # fmt: skip


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    made = Authority(tmp_path_factory.mktemp("tsa"))
    certified(made.folder)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = made.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Door)
    made.url = f"http://127.0.0.1:{server.server_port}/"
    Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


@pytest.fixture
def stamping(house: House, authority: Authority) -> House:
    """A house with a claim to prove, that asks this authority."""
    a_filed_claim(house, exhibits=(an_exhibit(),))
    house.settings.tsa_url, house.settings.tsa_certs = authority.url, authority.root
    authority.says = None
    return house


def made(house: House, kind: Kind = "bundle") -> Made:
    return export(house, GAGNON, WHC, kind, "fr", now=NOW,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip


def unpacked(bundle: Made, folder: Path) -> Path:
    with ZipFile(bundle.path) as archive:
        archive.extractall(folder)
    return folder


def test_another_program_finds_the_time_stamp_to_be_of_the_manifest(
    stamping: House, authority: Authority, tmp_path: Path
) -> None:
    bundle = made(stamping)
    assert bundle.reserves == ()
    folder = unpacked(bundle, tmp_path / "b")
    told = openssl(folder, "ts", "-verify", "-data", "manifest.json", "-in", "manifest.tsr",
                   "-CAfile", authority.root)  # fmt: skip
    assert "Verification: OK" in told
    assert check(str(bundle.path))["entries"] >= 2
    assert "Time stamp:" in openssl(folder, "ts", "-reply", "-in", "manifest.tsr", "-text")


def test_an_authority_that_sends_its_chain_in_any_order_is_believed(
    stamping: House, authority: Authority, tmp_path: Path
) -> None:
    """As OpenSSL does, which keeps the order of its file; the rule is another."""
    config = authority.folder / "tsa.cnf"
    plain = config.read_text()
    certified(other := tmp_path)
    chain = [(folder / "ca.pem").read_text() for folder in (authority.folder, other)]
    config.write_text(plain.replace("signer_key", "certs = chain.pem\nsigner_key"))
    try:
        for n, order in enumerate((chain, chain[::-1])):
            (authority.folder / "chain.pem").write_text("".join(order))
            bundle = made(stamping)
            assert bundle.reserves == ()
            folder = unpacked(bundle, tmp_path / f"b{n}")
            told = openssl(folder, "ts", "-verify", "-data", "manifest.json", "-in",
                           "manifest.tsr", "-CAfile", authority.root)  # fmt: skip
            assert "Verification: OK" in told
            assert check(str(bundle.path))["entries"] >= 2
    finally:
        config.write_text(plain)


def test_a_time_stamp_of_another_manifest_is_named(stamping: House, tmp_path: Path) -> None:
    folder = unpacked(made(stamping), tmp_path / "b")
    manifest = manifest_of(folder)
    manifest["title"] = "Another"
    write_manifest(folder, manifest)
    with pytest.raises(BundleError) as found:
        check(str(folder))
    assert (found.value.where, found.value.code) == ("manifest.tsr", "stamp")


def test_R54_without_a_time_stamp_the_bytes_are_the_same_and_with_one_they_are_not(
    stamping: House,
) -> None:
    assert made(stamping).export.sha256 != made(stamping).export.sha256
    stamping.settings.tsa_url = ""
    assert made(stamping).export.sha256 == made(stamping).export.sha256


@pytest.mark.parametrize("says", ["words", "an earlier answer", "another authority"])
def test_a_bundle_whose_time_stamp_is_not_believed_is_made_without_and_says_so(
    says: str, stamping: House, authority: Authority, tmp_path: Path
) -> None:
    if says == "an earlier answer":
        earlier = unpacked(made(stamping), tmp_path / "earlier") / "manifest.tsr"
        authority.says = earlier.read_bytes()
    if says == "words":
        authority.says = b"<html>maintenance</html>"
    if says == "another authority":
        (tmp_path / "other").mkdir()
        certified(tmp_path / "other")
        stamping.settings.tsa_certs = tmp_path / "other/ca.pem"
    bundle = made(stamping)
    assert [(told.where, told.code) for told in bundle.reserves] == [
        ("manifest.tsr", "stamp-not-verified")
    ]
    assert "manifest.tsr" not in ZipFile(bundle.path).namelist()
    assert check(str(bundle.path))["entries"] >= 2


def test_a_bundle_is_made_when_the_server_is_away_and_says_so(stamping: House) -> None:
    stamping.settings.tsa_url = "http://127.0.0.1:9/"
    (reserve,) = made(stamping).reserves
    assert (reserve.code, dict(reserve.values)) == ("stamp-no-answer", {"host": "127.0.0.1"})


def test_a_registry_that_could_not_verify_time_stamps_stays_shut(
    tmp_path: Path, authority: Authority
) -> None:
    def refused(**more: object) -> list[tuple[str, str]]:
        return [(told.where, told.code) for told in unfit(Settings.at(tmp_path, **more))]

    (tmp_path / "empty.pem").write_text("")
    url, nobody = authority.url, [("CLAIMS_TSA_CERTS", "stamp-no-authority")]
    assert refused(tsa_url=url, tsa_certs=authority.root) == []
    assert refused(tsa_url=url) == nobody
    assert refused(tsa_url=url, tsa_certs=tmp_path / "empty.pem") == nobody
    assert refused(tsa_url="file:///etc/passwd", tsa_certs=authority.root) == [
        ("CLAIMS_TSA_URL", "setting-wrong")
    ]


def a_key(folder: Path) -> tuple[Path, Path]:
    """A PKCS#12 of a certificate that signs itself, of a year about NOW, and its passphrase."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Sceau du registre")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(NOW - timedelta(days=180))
        .not_valid_after(NOW + timedelta(days=180))
        .sign(key, hashes.SHA256())
    )
    kept, phrase = folder / "seal.p12", folder / "phrase"
    locked = BestAvailableEncryption("phrase é".encode())
    kept.write_bytes(serialize_key_and_certificates(b"seal", key, certificate, None, locked))
    phrase.write_text("phrase é\n", "utf-8")
    return kept, phrase


@pytest.fixture
def sealing(house: House, tmp_path: Path) -> House:
    """A house with a claim to prove, that seals what it makes."""
    a_filed_claim(house, exhibits=(an_exhibit(),))
    key, phrase = a_key(tmp_path)
    house.settings.seal_key, house.settings.seal_passphrase_file = key, phrase
    return house


def test_another_program_reads_the_seal_of_the_report_and_of_the_index(
    sealing: House, tmp_path: Path
) -> None:
    bundle = made(sealing)
    assert bundle.reserves == ()
    folder = unpacked(bundle, tmp_path / "b")
    for name in ("P-1_rapport.pdf", "index.pdf"):
        told = tool("pdfsig", "-nocert", folder / name)
        assert "Signature is Valid." in told
        assert "Signer Certificate Common Name: Sceau du registre" in told
        assert "Signature Type: ETSI.CAdES.detached" in told
        assert "Total document signed" in told
        content = (folder / name).read_bytes()
        checked(content, tmp_path)
        assert set(fonts_of(content, tmp_path).values()) == {"yes"}
    assert check(str(bundle.path))["entries"] >= 2


def test_a_sealed_report_changed_by_a_letter_is_no_longer_valid(
    sealing: House, tmp_path: Path
) -> None:
    whole, path = made(sealing, "report").path.read_bytes(), tmp_path / "r.pdf"
    place = whole.index(b"/Producer (") + 11
    path.write_bytes(whole[:place] + b"X" + whole[place + 1 :])
    assert path.read_bytes() != whole
    assert "Digest Mismatch" in tool("pdfsig", "-nocert", path)


def test_what_a_sealed_report_says_is_what_it_says_without(sealing: House, tmp_path: Path) -> None:
    under = text_of(made(sealing, "report").path.read_bytes(), tmp_path)
    sealing.settings.seal_key = None
    assert text_of(made(sealing, "report").path.read_bytes(), tmp_path) == under


def test_a_document_is_made_without_its_seal_and_says_so(sealing: House) -> None:
    """The key went away; its certificate was of yesterday."""

    def reserve() -> list[tuple[str, str]]:
        return [(told.where, told.code) for told in made(sealing).reserves]

    kept = sealing.settings.seal_key
    sealing.settings.seal_key = Path("/nowhere.p12")
    assert reserve() == [("CLAIMS_SEAL_KEY", "seal-closed")]
    sealing.settings.seal_key = kept
    later = export(sealing, GAGNON, WHC, "report", "fr", now=NOW + timedelta(days=200),
                   entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip
    assert [told.code for told in later.reserves] == ["seal-expired"]


def test_a_registry_whose_seal_does_not_open_stays_shut(tmp_path: Path) -> None:
    key, phrase = a_key(tmp_path)
    (tmp_path / "wrong").write_text("another")
    for more, shut in (
        ({"seal_passphrase_file": phrase}, False),
        ({}, True),
        ({"seal_passphrase_file": tmp_path / "wrong"}, True),
        ({"seal_passphrase_file": tmp_path / "absent"}, True),
    ):
        told = [p.code for p in unfit(Settings.at(tmp_path, seal_key=key, **more))]
        assert told == (["seal-no-key"] if shut else [])
