"""The options of Streamlit this registry is safe with, checked at every start.

They stand in `.streamlit/config.toml`; in production one that differs keeps the server shut. Only
what depends on the deployment (host names, the key of cookies) is set here.
"""

import hmac
import os
import sys
from typing import NoReturn
from urllib.parse import urlsplit

from streamlit import config

from claims.i18n import LANGUAGES
from claims.office.house import unfit
from claims.office.opening import FAULTS, why_shut
from claims.problems import Problem, Refused
from claims.settings import PRIVATE, Settings

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


def settings_in_force() -> Settings:
    """Read the settings and set what follows from them; leave, saying why, when they are unfit."""
    os.umask(PRIVATE)
    try:
        settings = Settings()
        if faults := unfit(settings):
            raise Refused(faults)
        prepare(settings)
    except FAULTS as fault:
        leave(fault)
    return settings


def leave(fault: Exception) -> NoReturn:
    """Say why in both languages, for a terminal that chose none, and stop."""
    sys.exit("\n".join(why_shut(fault, language) for language in LANGUAGES))


def prepare(settings: Settings) -> None:
    """Set what the deployment decides. In production, raises Refused when it is not safe."""
    wrong = [_different(name, value) for name, value in differing().items()]
    if wrong and settings.mode == "production":
        raise Refused(wrong)
    if wrong:
        fault = Refused(wrong)
        sys.stderr.write("\n".join(why_shut(fault, language) for language in LANGUAGES) + "\n")
    _set(settings)


def _different(name: str, value: object) -> Problem:
    told = {"name": name, "value": str(value), "safe": str(SAFE[name])}
    return Problem(".streamlit/config.toml", "option-differs", told)


def _set(settings: Settings) -> None:
    secret = hmac.digest(settings.key(), b"streamlit cookies", "sha256").hex()
    config.set_option("server.cookieSecret", secret)
    host = urlsplit(settings.public_url).hostname
    if host:
        config.set_option("browser.serverAddress", host)
        laptop = ["localhost", "127.0.0.1"] if settings.mode == "demo" else []
        config.set_option("server.allowedHosts", [host, *laptop])
