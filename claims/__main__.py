"""`python -m claims …`."""

import os

from claims.cli import app
from claims.settings import PRIVATE

if __name__ == "__main__":
    os.umask(PRIVATE)
    app()
