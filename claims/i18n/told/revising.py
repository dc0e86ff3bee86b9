"""A figure of the schedule that counsel revises: what cannot be, and what to know before."""

SENTENCES: dict[str, str] = {
    "revision-unknown-figure": "Ce chiffre n’est pas au barème du dossier. Choisissez-en un.",
    "revision-unknown-type": (
        "Ce type de service n’est pas de ce dossier. Choisissez-en un, ou « Tous les types »."
    ),
    "revision-negative": "Un chiffre du barème n’est jamais négatif. Inscrivez-le sans signe.",
    "revision-percent": "Un pourcentage va de 0 à 100. Corrigez la valeur.",
    "revision-without-authority": (
        "Inscrivez la source de cette valeur : une loi, un jugement, une expertise, une entente."
    ),
    "revision-without-reason": "Dites pourquoi ce chiffre est révisé; le journal en gardera trace.",
    "revision-same": (
        "Cette valeur, sa source et sa vérification sont déjà en vigueur à compter de ce jour. "
        "Rien n’est à réviser."
    ),
    "revision-replaces": (
        "Une valeur est déjà en vigueur à compter de ce jour, {value}. Celle-ci la remplace."
    ),
    "revision-no-difference": (
        "Sans effet : une autre valeur prend le relais le {later_day}, et la période ne commence "
        "que le {start_day}. Choisissez le {later_day} pour changer les montants."
    ),
    "revision-until": (
        "Cette valeur tient jusqu’à la veille du {later_day}, où une autre est déjà prévue."
    ),
    "revision-future": (
        "Le {since_day} n’est pas encore venu : seules les pertes commencées ce jour-là ou après "
        "suivront cette valeur."
    ),
    "revision-own-values": (
        "Ce type de service suivait les valeurs générales. Il en garde une copie et, dès cette "
        "révision, ne les suit plus."
    ),
    "revision-types-apart": (
        "Ces types de service ont leurs propres valeurs, que cette révision ne change pas : "
        "{types}."
    ),
}
