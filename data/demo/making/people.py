"""Who claims in the demonstration: invented names over invented places, domains under .example."""

import unicodedata
from random import Random

FIRST = """Amélie Antoine Audrey Benoît Camille Catherine Charles Chloé Daniel Élise Émile Étienne Fatou
Félix Florence Gabriel Geneviève Guillaume Hélène Hugo Isabelle Jade Jérôme Josiane Karim Laurence
Léa Louis Lucie Manon Marc Marianne Mathieu Maude Mélissa Michel Mylène Nadia Nathalie Nicolas Noémie
Olivier Pascale Philippe Rachid Raphaël Rosalie Samuel Sarah Simon Sophie Stéphanie Sylvie Thomas
Valérie Véronique Vincent Virginie William Yasmine Zoé""".split()
FIRST_EN = """Alice Andrew Anita Brian Carol Colin Dana Derek Emily Erin Grace Graham Hannah Heather Ian
Jasmine Jason Julia Karen Keith Laura Leah Liam Mark Megan Neil Nora Owen Paula Priya Rachel Ravi
Ruth Ryan Sandra Scott Sheila Tara Trevor Wendy""".split()
LAST = """Arbelin Aubresac Bellerive-Noël Berthelot-Roy Blanchefort Boisvallon Bourdelais Brunelle-Adam
Cadorel Cardinal-Lévy Castellan Champoreau Chassemont Clairval Cormoran Courtebois Daigremont Delorimel
Desvallons Dorvilliers Duvernoy-Côté Estrelle Falardel Fontbonne Gaudrevel Grandmaison-Ly Hautcoeur
Joliburne Lacasserie Lamontagne-Diaz Larochebelle Lasalette Laverdure-Kim Lempérion Longuépine
Malenfer Marchebois Mirandel Montclairin Morissonne Nordelin Ouellemont Paquerelle Pellerinot Pontbriac
Quévillard Renaudel Rochambeau-Roy Saint-Orme Sansregards Tessilier Tourangeot Vadebois Valcourtin
Vaugrenard Verchenoy Villemard""".split()
LAST_EN = """Ashgrove Barrowdale Birchcliff Carnwick Coldharbour Dunmere Eastlake Fairhollow Glenmoor
Hartsbridge Ironwood Kestrelby Larkspur-Wong Marshfield Northcote-Singh Oakhanger Pinecroft Quillfeather
Ravensdale Stonehaven-Lee Thornbury-Patel Underhill Westmere Wrenfield""".split()

COINED = """Aubelune Bruméa Cascarel Dorvane Élindra Fauvelin Givréal Halcyne Isodor Jovannel Kamouvel
Lisandre Mirvelle Nordéa Orvanel Pélusine Quartelle Roselune Sablier-Vert Tavernel Ulmaria Vallonie
Wistérel Yvonnelle Zéphirine Bois-Clairet Cap-Lunaire Grand-Héronnet Rivière-aux-Lys Val-Brumeux""".split()

TRADES = {
    "agency": [
        ("Studio web {}", "{} Web Studio"), ("Agence {}", "{} Agency"), ("Pixels {}", "{} Pixels"),
        ("{} conception numérique", "{} Digital Design"), ("Atelier code {}", "{} Code Works"),
    ],
    "shop": [
        ("Boutique {}", "{} Boutique"), ("Papeterie {}", "{} Stationery"), ("Librairie {}", "{} Books"),
        ("Café torréfié {}", "{} Coffee Roasters"), ("Jouets {}", "{} Toys"),
        ("Uniformes scolaires {}", "{} School Uniforms"), ("Savonnerie {}", "{} Soap Works"),
        ("Sports {}", "{} Outfitters"), ("Laines {}", "{} Yarns"), ("Thés {}", "{} Teas"),
    ],
    "showcase": [
        ("Menuiserie {}", "{} Joinery"), ("Paysagiste {}", "{} Landscaping"),
        ("École de danse {}", "{} School of Dance"), ("Cabinet comptable {}", "{} Accounting"),
        ("Galerie {}", "{} Gallery"), ("Orchestre {}", "{} Orchestra"), ("Traiteur {}", "{} Catering"),
        ("Ébénisterie {}", "{} Cabinetmakers"), ("Déménagement {}", "{} Movers"),
    ],
    "booking": [
        ("Auberge {}", "{} Inn"), ("Clinique {}", "{} Clinic"), ("Yoga {}", "{} Yoga"),
        ("Salon {}", "{} Hair Salon"), ("Théâtre {}", "{} Theatre"), ("Kayak {}", "{} Kayak Tours"),
    ],
    "mail": [
        ("Notariat {}", "{} Notaries"), ("Traductions {}", "{} Translations"),
        ("Garderie {}", "{} Daycare"), ("Ferme {}", "{} Farm"), ("Transport {}", "{} Haulage"),
    ],
}
TOWNS = {
    "QC": ["Montréal", "Québec", "Laval", "Gatineau", "Sherbrooke", "Saguenay", "Rimouski", "Longueuil"],
    "ON": ["Ottawa", "Toronto", "Sudbury"], "NB": ["Moncton", "Caraquet"], "NS": ["Halifax"],
    "AB": ["Calgary", "Edmonton", "Red Deer"], "BC": ["Vancouver", "Victoria", "Kelowna", "Surrey"],
    "FR": ["Strasbourg", "Lille", "Rouen", "Lyon", "Nantes", "Colmar", "Rennes"],
}
STREETS = ["des Ormes", "du Moulin", "Principale", "des Artisans", "du Ruisseau", "Saint-Émile"]
STREETS_EN = ["Maple Avenue", "Mill Road", "Harbour Street", "Orchard Lane", "River Drive"]
AREA = {"QC": "514", "ON": "613", "NB": "506", "NS": "902", "AB": "403", "BC": "604"}


class People:
    """Draws names, addresses and domains that were not drawn before."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.taken: set[str] = set()

    def person(self, language: str) -> str:
        """A full name."""
        first, last = (FIRST_EN, LAST_EN) if language == "en" else (FIRST, LAST)
        return self._new(lambda: f"{self.random.choice(first)} {self.random.choice(last)}")

    def business(self, trade: str, language: str) -> str:
        """A trade name; some with their legal form."""
        def draw() -> str:
            fr, en = self.random.choice(TRADES[trade])
            coined = self.random.choice(COINED)
            name = (en if language == "en" else fr).format(coined)
            return name + self.random.choice(["", "", " inc.", " enr."] if language == "fr" else ["", " Ltd.", " Inc."])
        return self._new(draw)

    def domain(self, name: str) -> str:
        """A domain of that name, under .example."""
        stem = slug(name.replace(" inc.", "").replace(" enr.", "").replace(" Ltd.", "").replace(" Inc.", ""))[:40]
        n = 1
        while (made := f"{stem}{'' if n == 1 else n}.example") in self.taken:
            n += 1
        self.taken.add(made)
        return made

    def address(self, place: str) -> str:
        """A street address in a place."""
        number, town = self.random.randint(10, 990), self.random.choice(TOWNS[place])
        if place == "FR":
            return f"{number % 90 + 1}, rue {self.random.choice(STREETS)}, {town}"
        if place in ("ON", "NS", "AB", "BC"):
            return f"{number} {self.random.choice(STREETS_EN)}, {town}, {place}"
        return f"{number}, rue {self.random.choice(STREETS)}, {town} ({'Québec' if place == 'QC' else 'Nouveau-Brunswick'})"

    def phone(self, place: str) -> str:
        """A number of the block reserved for fiction."""
        last = self.random.randint(100, 199)
        if place == "FR":
            return f"01 99 00 {last % 90 + 10} {self.random.randint(10, 99)}"
        return f"{AREA[place]} 555-0{last}"

    def _new(self, draw) -> str:
        for _ in range(200):
            if (name := draw()) not in self.taken:
                self.taken.add(name)
                return name
        raise RuntimeError("no name left")


def slug(text: str) -> str:
    """Lower-case ASCII words joined by dashes."""
    bare = unicodedata.normalize("NFD", text.lower())
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in bare if not unicodedata.combining(c))
    return "-".join(part for part in kept.split("-") if part)
