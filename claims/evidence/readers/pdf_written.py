"""A small PDF written object by object, when all that is in it is known: in a tenth of the time
that a library takes to build it, and with the same bytes every time."""

from collections.abc import Sequence
from hashlib import sha256

HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3 claims\n"
"""The second line tells programs that the file is not a text, and us that it was written here."""


def stream(told: bytes, content: bytes) -> bytes:
    """A stream as an object; told: the entries of its dictionary, its length apart."""
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (told, len(content), content)


def written(objects: Sequence[bytes]) -> bytes:
    """The file, whose identifier tells what it holds. objects: from number 1, the catalog first."""
    parts, places, at, whole = [HEAD], [], len(HEAD), sha256()
    for number, told in enumerate(objects, 1):
        one = (b"%d 0 obj\n" % number, told, b"\nendobj\n")
        parts.extend(one)
        places.append(at)
        at += sum(map(len, one))
        whole.update(told)
    name = whole.hexdigest()[:32].encode()
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    parts.extend(b"%010d 00000 n \n" % place for place in places)
    parts.append(
        b"trailer\n<< /Root 1 0 R /Size %d /ID [<%b><%b>] >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, name, name, at)
    )
    return b"".join(parts)
