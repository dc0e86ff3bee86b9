"""The options of Streamlit this registry is safe with, checked at every start.

They stand in `.streamlit/config.toml`; in production one that differs keeps the server shut. Only
what depends on the deployment (host names, the key of cookies) is set here.
"""

import hmac
import sys
from urllib.parse import urlsplit

from streamlit import config

from claims.settings import Settings

SAFE: dict[str, object] = {
    "server.maxUploadSize": 25,
    "server.maxMessageSize": 20,
    "server.maxWidgetStateSize": 5,
    "server.disconnectedSessionTTL": 10,
    "server.fileWatcherType": "none",
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.unsafeMetricsUserAttributes": [],
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "client.disableDataExport": True,
    "client.allowedOrigins": [],
    "browser.gatherUsageStats": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "logger.enableRich": False,
}


def differing() -> dict[str, object]:
    """Options whose present value is not the safe one."""
    present = {name: config.get_option(name) for name in SAFE}
    return {name: value for name, value in present.items() if value != SAFE[name]}


def prepare(settings: Settings) -> None:
    """Set what the deployment decides; leave, saying why, when it is not safe to serve."""
    refusals = [f"{name} is not set" for name in settings.missing()]
    if refusals:
        sys.exit("The registry does not start: " + "; ".join(refusals) + ".")
    wrong = [f"{name} is {value!r}, not {SAFE[name]!r}" for name, value in differing().items()]
    if wrong:
        told = "Streamlit options differ from .streamlit/config.toml: " + "; ".join(wrong)
        if settings.mode == "production":
            sys.exit(f"The registry does not start. {told}.")
        sys.stderr.write(f"Warning: {told}.\n")
    _set(settings)


def _set(settings: Settings) -> None:
    secret = hmac.digest(settings.key(), b"streamlit cookies", "sha256").hex()
    config.set_option("server.cookieSecret", secret)
    host = urlsplit(settings.public_url).hostname
    if host:
        config.set_option("browser.serverAddress", host)
        laptop = ["localhost", "127.0.0.1"] if settings.mode == "demo" else []
        config.set_option("server.allowedHosts", [host, *laptop])
