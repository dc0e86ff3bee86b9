"""What keeps a view from being kept, or a batch of decisions from being made."""

SENTENCES: dict[str, str] = {
    "note-empty": "Cette note est vide. Écrivez-la, puis gardez-la.",
    "view-without-name": "Donnez un nom à cette vue.",
    "too-many-views": (
        "Vous avez atteint le nombre maximal de vues, soit {most}. Supprimez-en une, puis "
        "recommencez."
    ),
    "batch-empty": (
        "Aucune perte n’est à décider dans ce lot. Élargissez les filtres, ou décidez les "
        "réclamations une à une."
    ),
    "batch-outcome": "Choisissez la décision du lot : admettre, réduire à l’étayé ou refuser.",
    "batch-undone": "Ce lot est déjà défait, en tout ou en partie : il ne s’applique plus.",
    "not-counsel": "Cette personne n’est pas, ou n’est plus, avocate dans ce dossier.",
    "nothing-assigned": "Aucune de ces réclamations n’est encore au dossier. Rechargez la liste.",
    "review-share": "Donnez une part au-dessus de 0 et d’au plus 100 pour cent.",
    "review-of-nothing": (
        "Aucune réclamation décidée n’est à tirer : il n’y en a pas, ou toutes l’ont déjà été."
    ),
    "blind-first": (
        "Cela révélerait la décision rendue sur des réclamations que vous devez d’abord relire à "
        "l’aveugle. "
        "Seconds examens qu’il vous reste à faire : {claims}. Ils vous attendent au tableau de "
        "bord, sous « Second examen, à l’aveugle »."
    ),
    "review-alone": (
        "Personne d’autre ne peut relire ces réclamations : qui les a décidées est seul au "
        "dossier. Demandez à l’administration d’y ajouter une personne."
    ),
    "kept-without-why": "Écrivez pourquoi la décision est maintenue.",
    "no-such-batch": "Ce lot n’existe pas dans ce dossier.",
}
