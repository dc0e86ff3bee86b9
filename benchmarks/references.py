"""Row 20: bank references read in exhibits, planted among numbers that are none.

    python -m benchmarks.references            10,000 and 100,000 exhibits
    python -m benchmarks.references --quick    few, to see that those planted are found

Each claim brings one paper of eight lines: a bank's own wording of a reference, and around it days,
amounts, telephones, customers', orders' and domains' numbers that thousands share. One claim in
twenty brings the reference of another again, in another bank's wording, with or without dashes.
No other program reads these papers, so there is no contestant. The wordings are ours: they show
what the reader bears, not how often a real bank's wording escapes it.
"""

import sys
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Sequence
from random import Random
from time import perf_counter

from benchmarks.rounds import ROUNDS, record, setting, table
from claims.evidence.findings import find

WORDINGS = (
    "Numéro de confirmation : {}\nVirement Interac envoyé",
    "Virement Interac\nNuméro de confirmation : {}",
    "INTERAC e-Transfer reference number {}",
    "Your Interac e-Transfer was sent. Confirmation #{}",
    "Référence du virement bancaire : {}",
    "Wire transfer reference {} sent 09/14/2021",
    "Transaction ID: {}",
    "N° de transaction {} approuvée",
    "Identifiant de transaction\n{}",
    "IBAN FR76 3000 6000 0112 3456 7890 189   Réf. {}",
    "Ordre de virement SEPA, référence {}",
    "Banque Boréale, relevé du 14 septembre 2021\nN° de référence : {}",
    "Bank reference {}",
    "EFT trace number {}",
)
AROUND = (
    "No de client : 20461187", "Commande no {}", "Order confirmation number 20{}",
    "Facture no F-{} du 14 septembre 2021", "Total 1 {}.00 $", "Téléphone : 514-555-01{}",
    "Transfert du domaine site{}.ca, référence 20{}", "Code de transfert AB{}-{}",
    "Numéro de TPS 12345 6789 RT0001", "Compte no 815-{}-20461187", "Customer reference: C-20{}",
    "Payé le 2021-09-14", "Hébergement mutualisé, 12 mois, du 2021-08-01 au 2022-07-31",
)  # fmt: skip
STANDING = "Virement bancaire, référence 4401-8890-21"
"""The provider's own, on one paper in fifty."""
EVERYBODYS = 10


def papers(n: int, seed: int = 20) -> tuple[list[str], set[tuple[int, int]]]:
    """n papers, and the pairs that tell of one transfer."""
    draw = Random(seed)
    bearing, planted = [], set()
    for place in range(n):
        if place % 20 == 19:
            other = draw.randrange(max(0, place - 18), place)
            planted.add((other, place))
            bearing.append(draw.choice((bearing[other], bearing[other].replace("-", "").lower())))
        else:
            bearing.append(reference(draw))
    return [paper(each, draw) for each in bearing], planted


def reference(draw: Random) -> str:
    """As banks write them: figures, letters and figures, groups."""
    figures = f"{draw.randrange(10**12):012d}"
    letters = "".join(draw.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=5))
    return draw.choice((f"CA{figures[:2]}{letters}", figures, f"FT{figures[:5]}-{figures[5:10]}",
                        f"{letters}{figures}", "-".join((figures[:4], figures[4:8], figures[8:]))
                        ))  # fmt: skip


def paper(number: str, draw: Random) -> str:
    """Eight lines, one of which bears the number."""
    lines = [line.replace("{}", str(draw.randrange(10, 99))) for line in draw.sample(AROUND, 7)]
    if draw.random() < 0.02:
        lines.append(STANDING)
    lines.insert(draw.randrange(8), draw.choice(WORDINGS).format(number))
    return "\n".join(lines)


def in_common(texts: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs of papers with one reference that few bear, as the product groups them."""
    bearing: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        for word in {word.means[0] for word in find([text], ["WHC"]).references}:
            bearing[word].append(place)
    few = (places for places in bearing.values() if len(places) <= EVERYBODYS)
    return {(one, other) for places in few for one in places for other in places if one < other}


def row(n: int, rounds: int) -> list[str]:
    """One line of results.md."""
    texts, planted = papers(n)
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        found = in_common(texts)
        times.append(perf_counter() - begun)
    recall, wrong = len(found & planted) / len(planted), len(found - planted)
    assert recall >= 0.95, f"{recall:.3f} of those planted were found"
    return [f"{n:,}", f"{len(planted):,}", f"{recall:.3f}", str(wrong),
            f"{sorted(times)[rounds // 2] / n * 1e6:.0f}"]  # fmt: skip


TITLES = ["exhibits", "planted", "recall (least 0.95)", "pairs that are none", "µs an exhibit"]


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    found = [row(n, 1 if quick else ROUNDS) for n in ([400] if quick else [10_000, 100_000])]
    print(*table(TITLES, found), sep="\n")
    print("Those planted are found.")
    if not quick:
        record("Row 20: bank references", [setting("pydantic"), "", *table(TITLES, found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
