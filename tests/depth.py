"""How far properties are searched: all the way and anew in `make test-full`, a part in `make test`.

`make test` tries the same examples each time: what it says of a change is the change's doing.
"""

import os

FULL = os.environ.get("CLAIMS_TEST_DEPTH") == "full"
PART = 1 if FULL else 4


def examples(most: int) -> int:
    """Of so many examples, those to try now."""
    return most // PART
