"""Where things are kept and which secrets are held. Everything by CLAIMS_… variables or `.env`."""

from base64 import urlsafe_b64decode
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-secret-for-a-laptop-only-never-for-real-claims"  # noqa: S105  public on purpose
DEMO_VAULT_KEY = b"demo-vault-key-public-on-purpose"
IMPLICIT_TLS = 465
"""Port of mail servers that speak TLS from the first byte."""
NEEDED = ("secret", "public_url", "vault_key")
PRIVATE = 0o077
"""The umask of every process: files and folders it makes are its account's alone."""
MOST_FILES = 300
"""Sixty sites with five exhibits each; more is refused whatever a draft lists."""


class Settings(BaseSettings):
    """Read once at start. In demo mode, the default, no variable is needed."""

    model_config = SettingsConfigDict(env_prefix="CLAIMS_", env_file=HOME / ".env", extra="ignore")

    mode: Literal["demo", "production"] = "demo"
    data_dir: Path = HOME / "data" / "var"
    """Database and vault."""
    exports_dir: Path = HOME / "exports"
    matters_dir: Path = HOME / "data" / "matters"
    rates_dir: Path = HOME / "data" / "rates"
    letters_dir: Path = HOME / "data" / "letters"
    """Templates of counsel's letters; a matter may have its own beside its file."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in data_dir."""
    secret: SecretStr = SecretStr("")
    """At least 32 characters: keys the hashes of claim codes and cookies, wraps TOTP seeds."""
    vault_key: SecretStr = SecretStr("")
    """32 bytes in base64 or hexadecimal: wraps the keys of the exhibits, and is kept nowhere else.
    Several, by spaces or lines: the first wraps, the others only open what they wrapped."""
    vault_key_file: Path | None = None
    """A file that holds the same, outside the data folder; read when `vault_key` is empty."""
    public_url: str = ""
    """https address people use, for cookies and links."""
    max_file_mb: int = Field(25, ge=1, le=25)
    """No more than server.maxUploadSize of `.streamlit/config.toml`."""
    max_files: int = Field(50, ge=1)
    """Exhibits of one claim, unless its sites call for more."""
    max_files_per_site: int = Field(5, ge=0)
    max_claim_mb: int = Field(250, ge=1)
    clamd: str = ""
    """Where the virus scanner listens: path of a socket, or host:port. Empty: files are not
    scanned, and said so."""
    proxy: str = "127.0.0.1"
    """Addresses, by commas, of the proxies whose X-Forwarded-For is believed in production."""

    tsa_url: str = ""
    """Server that stamps the time of a bundle (RFC 3161). Empty: bundles carry no time stamp."""
    tsa_certs: Path | None = None
    """The roots, in PEM, whose time stamps are believed; needed with tsa_url."""
    seal_key: Path | None = None
    """PKCS#12 that seals reports and indexes of exhibits. None: they carry no seal."""
    seal_passphrase_file: Path | None = None
    """A file that holds the passphrase of seal_key, if it has one."""

    smtp_host: str = ""
    """Server that takes our e-mails. Without one, a demonstration writes them as .eml files in
    data_dir/mail, and production keeps them waiting."""
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_starttls: bool = True
    """Nothing is sent in the clear to a server that refuses it; false for one on the machine."""
    mail_from: str = ""
    """Address e-mails come from; needed with smtp_host."""

    def files_for(self, sites: int) -> int:
        """Exhibits a claim with so many sites may bring: an agency proves each of its sites, and
        the bytes of a claim stay bounded all the same."""
        return max(self.max_files, min(self.max_files_per_site * sites, MOST_FILES))

    def missing(self) -> list[str]:
        """Names of the variables that production, or a mail server, needs and has not."""
        mail = ["CLAIMS_MAIL_FROM"] if self.smtp_host and not self.mail_from else []
        if self.mode == "demo":
            return mail
        lacks = {
            "secret": len(self.secret.get_secret_value()) < 32,
            "public_url": not self.public_url.startswith("https://"),
            "vault_key": not read_keys(self._vault_key_text()),
        }
        return [f"CLAIMS_{name.upper()}" for name in NEEDED if lacks[name]] + mail

    def unfit_for_demo(self) -> list[str]:
        """Names of the variables that only a real registry has: a demonstration with them is one
        by mistake, open to whoever read the README. Empty in production."""
        if self.mode != "demo":
            return []
        has = {
            "secret": bool(self.secret.get_secret_value()),
            "public_url": self.public_url.startswith("https://"),
            "vault_key": bool(self.vault_key.get_secret_value() or self.vault_key_file),
        }
        return [f"CLAIMS_{name.upper()}" for name in NEEDED if has[name]]

    def key_beside_data(self) -> bool:
        """Whether whoever copies the data folder copies the key of the vault with it."""
        if self.vault_key_file is None:
            return False
        return self.vault_key_file.resolve().is_relative_to(self.data_dir.resolve())

    def vault_keys(self) -> tuple[bytes, ...]:
        """The keys that open the vault, the one that wraps first; the demo's is public."""
        if self.mode == "demo":
            return (DEMO_VAULT_KEY,)
        return read_keys(self._vault_key_text())

    def _vault_key_text(self) -> str:
        if told := self.vault_key.get_secret_value():
            return told
        try:
            return self.vault_key_file.read_text(encoding="ascii") if self.vault_key_file else ""
        except (OSError, ValueError):
            return ""

    def key(self) -> bytes:
        """The secret that keys every hash; the demo's is public, and never a real one."""
        if self.mode == "demo":
            return DEMO_SECRET.encode()
        if not self.secret.get_secret_value():
            raise RuntimeError("CLAIMS_SECRET is not set")
        return self.secret.get_secret_value().encode()

    def database(self) -> str:
        """The SQLAlchemy URL in force."""
        return self.database_url or f"sqlite:///{self.data_dir / 'claims.sqlite3'}"

    def address(self) -> str:
        """Where people reach the registry, without a slash at the end: what links begin with."""
        return self.public_url.rstrip("/") or "http://127.0.0.1:8501"

    @property
    def speaks_tls(self) -> bool:
        """Whether the mail server is spoken to under TLS only."""
        return self.smtp_starttls or self.smtp_port == IMPLICIT_TLS

    @property
    def mails(self) -> bool:
        """Whether e-mails leave: by a server, or as files in a demonstration."""
        return bool(self.smtp_host) or self.mode == "demo"

    @classmethod
    def at(cls, folder: Path, **more: object) -> Self:
        """Everything written under one folder; for tests and one-off work."""
        return cls(data_dir=folder / "var", exports_dir=folder / "exports", **more)  # type: ignore[arg-type]


def read_keys(text: str) -> tuple[bytes, ...]:
    """Keys of 32 bytes, each in base64 or hexadecimal; none when one of them is neither."""
    keys = tuple(map(_key, text.split()))
    return keys if all(len(key) == 32 for key in keys) else ()


def _key(word: str) -> bytes:
    try:
        if len(word) == 64:
            return bytes.fromhex(word)
        return urlsafe_b64decode(word.replace("+", "-").replace("/", "_") + "=" * (-len(word) % 4))
    except ValueError:
        return b""
