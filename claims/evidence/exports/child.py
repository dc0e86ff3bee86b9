"""The limited child that reads an export: bounds first, then the file on stdin, JSON on stdout."""

import json
import sys

from claims.evidence.child import bound, forbid


def main(asked: str, memory: int, seconds: int) -> None:
    """Read the export on stdin as the choices say and report."""
    bound(memory, seconds)
    try:
        content = sys.stdin.buffer.read()
        from claims.evidence.exports.reading import read

        sys.addaudithook(forbid)
        report = read(content, json.loads(asked))
    except MemoryError:
        report = {"problem": "export-too-large", "values": {}}
    except Exception:  # noqa: BLE001  whatever a parser raises, the person is told in words
        report = {"problem": "export-broken", "values": {}}
    print(json.dumps(report), flush=True)
