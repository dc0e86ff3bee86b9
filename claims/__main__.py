"""`python -m claims …`."""

import os

try:
    from claims.cli import app
    from claims.settings import PRIVATE
except ModuleNotFoundError as missing:
    if (missing.name or "claims").startswith("claims"):
        raise
    raise SystemExit(
        f"Il manque « {missing.name} ». Tapez « make run » une fois, puis « .venv/bin/python » "
        f'pour « python ».\n"{missing.name}" is missing. Type "make run" once, then '
        f'".venv/bin/python" for "python".'
    ) from None

if __name__ == "__main__":
    os.umask(PRIVATE)
    app()
