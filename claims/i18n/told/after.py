"""What stops a message, a contest, an exclusion or an erasure, and what to do."""

SENTENCES: dict[str, str] = {
    "nothing-written": "Rien n’est écrit. Écrivez votre texte, puis envoyez-le.",
    "contest-waits": (
        "Votre contestation reçue après le délai est déjà gardée : les avocats la lisent. Pour y "
        "ajouter, écrivez-leur à la page « Messages »."
    ),
    "no-opting-out": (
        "Cette action ne connaît pas l’exclusion du groupe; rien n’a été fait. Pour que le dossier "
        "ne compte plus, son réclamant le retire à la page « Suivi »."
    ),
    "number-not-typed": (
        "Ce n’est pas votre numéro. Pour confirmer, inscrivez {number}; rien n’a été fait."
    ),
}
