"""What stops a message, a contest, an exclusion or an erasure, and what to do."""

SENTENCES: dict[str, str] = {
    "nothing-written": "Rien n’est écrit. Écrivez votre texte, puis envoyez-le.",
    "contest-too-late": (
        "Le délai pour contester cette décision a pris fin le {last_day}. Écrivez aux avocats par "
        "la page « Messages » : eux seuls peuvent rouvrir le dossier."
    ),
    "number-not-typed": (
        "Ce n’est pas votre numéro. Pour confirmer, inscrivez {number}; rien n’a été fait."
    ),
}
