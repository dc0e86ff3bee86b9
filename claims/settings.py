"""Where things are kept and which secrets are held. Everything by CLAIMS_… variables or `.env`."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

HOME = Path(__file__).resolve().parent.parent
DEMO_SECRET = "demo-secret-for-a-laptop-only-never-for-real-claims"  # noqa: S105  public on purpose
NEEDED = ("secret", "public_url")
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
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in data_dir."""
    secret: SecretStr = SecretStr("")
    """At least 32 characters: keys the hashes of claim codes and cookies, wraps TOTP seeds."""
    public_url: str = ""
    """https address people use, for cookies and links."""
    max_file_mb: int = Field(25, ge=1, le=25)
    """No more than server.maxUploadSize of `.streamlit/config.toml`."""
    max_files: int = Field(50, ge=1)
    """Exhibits of one claim, unless its sites call for more."""
    max_files_per_site: int = Field(5, ge=0)
    max_claim_mb: int = Field(250, ge=1)
    proxy: str = "127.0.0.1"
    """Addresses, by commas, of the proxies whose X-Forwarded-For is believed in production."""

    def files_for(self, sites: int) -> int:
        """Exhibits a claim with so many sites may bring: an agency proves each of its sites, and
        the bytes of a claim stay bounded all the same."""
        return max(self.max_files, min(self.max_files_per_site * sites, MOST_FILES))

    def missing(self) -> list[str]:
        """Names of the variables that production needs and has not; empty in demo mode."""
        if self.mode == "demo":
            return []
        short = len(self.secret.get_secret_value()) < 32
        lacks = {"secret": short, "public_url": not self.public_url.startswith("https://")}
        return [f"CLAIMS_{name.upper()}" for name in NEEDED if lacks[name]]

    def unfit_for_demo(self) -> list[str]:
        """Names of the variables that only a real registry has: a demonstration with them is one
        by mistake, open to whoever read the README. Empty in production."""
        if self.mode != "demo":
            return []
        has = {
            "secret": bool(self.secret.get_secret_value()),
            "public_url": self.public_url.startswith("https://"),
        }
        return [f"CLAIMS_{name.upper()}" for name in NEEDED if has[name]]

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

    @classmethod
    def at(cls, folder: Path, **more: object) -> Self:
        """Everything written under one folder; for tests and one-off work."""
        return cls(data_dir=folder / "var", exports_dir=folder / "exports", **more)  # type: ignore[arg-type]
