"""`python -m claims …`."""

from claims.cli import app

if __name__ == "__main__":
    app()
