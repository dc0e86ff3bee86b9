"""A compound file, the container of Outlook's e-mails, written by hand: no library writes one."""

import struct
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
PROPERTIES = "__properties_version1.0"


@dataclass
class Node:
    """A stream, or a storage with its children by place."""

    name: str
    content: bytes | None = None
    children: list[int] = field(default_factory=list)
    start: int = END


def a_compound(tree: dict[str, object]) -> bytes:
    """Name → bytes, or a dictionary of the same."""
    nodes = [Node("Root Entry")]
    _grow(nodes, 0, tree)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini, minifat = b"", []
    for node in nodes[1:]:
        if node.content and len(node.content) < CUTOFF:
            node.start, pieces = len(minifat), _pieces(node.content, MINI)
            minifat += _chain(len(minifat), len(pieces))
            mini += b"".join(pieces)
        elif node.content:
            node.start = _lay(sectors, fat, node.content)
    root_size, nodes[0].start = len(mini), _lay(sectors, fat, mini) if mini else END
    minifat_start = _lay(sectors, fat, _words(minifat)) if minifat else END
    entries = b"".join(_entry(nodes, i, root_size) for i in range(len(nodes)))
    directory = _lay(sectors, fat, entries)
    fat_sectors = 1
    while fat_sectors * (SECTOR // 4) < len(fat) + fat_sectors:
        fat_sectors += 1
    first = len(fat)
    fat += [FAT] * fat_sectors
    sectors += _pieces(_words(fat), SECTOR, b"\xff")
    listed = [*range(first, first + fat_sectors)]
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, directory, 0, CUTOFF, minifat_start,
        -(-len(minifat) * 4 // SECTOR), END, 0, listed[0],
    )  # fmt: skip
    head += _words([*listed[1:], *[FREE] * (109 - len(listed))])
    return head + b"".join(sectors)


def _grow(nodes: list[Node], parent: int, tree: dict[str, object]) -> None:
    for name in sorted(tree, key=lambda n: (len(n), n.upper())):
        what, place = tree[name], len(nodes)
        nodes[parent].children.append(place)
        nodes.append(Node(name, what if isinstance(what, bytes) else None))
        if isinstance(what, dict):
            _grow(nodes, place, what)


def _entry(nodes: list[Node], place: int, root_size: int) -> bytes:
    """Children hang from the first by their right hands, which is a tree though not a fine one."""
    node, name = nodes[place], nodes[place].name.encode("utf-16-le")
    kind = 5 if place == 0 else 2 if node.content is not None else 1
    beside = next((n.children for n in nodes if place in n.children), [place])
    following = beside[beside.index(place) + 1 :]
    size = root_size if place == 0 else len(node.content or b"")
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name) + 2, kind, 1, FREE,
        following[0] if following else FREE, node.children[0] if node.children else FREE,
        node.start, size,
    )  # fmt: skip


def _lay(sectors: list[bytes], fat: list[int], content: bytes) -> int:
    start, pieces = len(sectors), _pieces(content, SECTOR)
    sectors += pieces
    fat += _chain(start, len(pieces))
    return start


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), END]


def _pieces(content: bytes, size: int, fill: bytes = b"\0") -> list[bytes]:
    return [content[i : i + size].ljust(size, fill) for i in range(0, len(content), size)]


def _words(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def an_outlook_mail(*, attachment: bytes = b"", kind: str = "IPM.Note", **more: object) -> bytes:
    """What Outlook saves of an e-mail about the outage."""
    texts = {
        "001A": kind, "0037": "Panne de nos sites", "0C1A": "Soutien", "0E04": "moi@a.example",
        "5D01": "soutien@hebergeur.example", "1000": "Votre site tremblay.example est perdu.",
    }  # fmt: skip
    tree: dict[str, object] = {
        f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in texts.items()
    }
    sent = (132_746_184_000_000_000).to_bytes(8, "little")  # 2021-08-28
    tree[PROPERTIES] = bytes(32) + b"\x40\x00\x39\x00" + bytes(4) + sent
    if attachment:
        tree["__attach_version1.0_#00000000"] = {
            PROPERTIES: bytes(8), "__substg1.0_37010102": attachment,
        }  # fmt: skip
    return a_compound(tree | more)
