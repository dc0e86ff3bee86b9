"""The limited child that reads an export: bounds first, then the file on stdin, JSON on stdout."""

import codecs
import json
import sys

from claims.evidence.child import ALPHABETS, bound, close_the_door


def main(asked: str, memory: int, seconds: int) -> None:
    """Read the export on stdin as the choices say and report."""
    bounded, told = bound(memory, seconds), json.loads(asked)
    try:
        content = sys.stdin.buffer.read()
        from claims.evidence.exports.reading import make_ready, read

        make_ready()
        for alphabet in ALPHABETS:
            codecs.lookup(alphabet)
        bounded &= close_the_door()
        report = read(content, told)
    except MemoryError:
        report = {"problem": "export-too-large", "values": {}}
    except Exception:  # noqa: BLE001  whatever a parser raises, the person is told in words
        report = {"problem": "export-broken", "values": {}}
    print(json.dumps(report | {"unbounded": not bounded}), flush=True)
