"""What is wrong in a claim as typed, and what the person can do."""

SENTENCES: dict[str, str] = {
    "required": "Cette réponse est nécessaire. Remplissez ce champ.",
    "choose": "« {name} » n’est pas un choix offert. Choisissez parmi : {near}.",
    "no-service": "Aucun site n’est inscrit. Ajoutez au moins un site ou un autre service touché.",
    "list-too-long": (
        "Cette liste est trop longue pour une réclamation. Lignes : {many}; le plus : {most}. "
        "Retirez-en."
    ),
    "no-loss": "Aucune perte n’est inscrite. Ajoutez au moins une perte.",
    "domain-twice": (
        "{domain} est déjà inscrit au numéro {first}. Retirez l’un des deux, "
        "ou indiquez un autre type de service."
    ),
    "id-twice": "L’identifiant « {name} » sert deux fois. Donnez à chaque élément le sien.",
    "id-shape": (
        "« {name} » ne peut pas servir d’identifiant. "
        "Prenez de 1 à 40 lettres sans accent, chiffres, tirets ou traits de soulignement."
    ),
    "unknown-subgroup": "« {name} » n’est pas un sous-groupe. Vouliez-vous dire {near}?",
    "answer-not-covered": (
        "Aucun sous-groupe n’admet un service pour lequel la réponse à « {question} » est "
        "« {answer} ». Corrigez la réponse, ou retirez ce service et ses pertes."
    ),
    "subgroup-differs": (
        "La réponse « {answer} » à « {question} » ne mène pas au sous-groupe {subgroup}. "
        "Corrigez-la, ou prenez le sous-groupe auquel les réponses mènent : {near}."
    ),
    "subgroup-unmet": (
        "La réponse « {answer} » à « {question} » ne mène pas au sous-groupe {subgroup}, ni les "
        "réponses ensemble à aucun autre. Corrigez-les, ou laissez le sous-groupe vide : les "
        "avocats trancheront."
    ),
    "day-before-event": (
        "Le {typed_day} précède l’événement, qui commence le {start_day}. Corrigez la date."
    ),
    "unknown-service": "Cette perte vise un site qui n’est pas dans la liste. Choisissez le site.",
    "credit-unknown-service": (
        "Cette somme vise un site qui n’est pas dans la liste. Choisissez le site, ou aucun."
    ),
    "unknown-loss": (
        "Cette pièce se rapporte à une perte qui n’existe plus. Choisissez la perte qu’elle prouve."
    ),
    "unknown-input": "« {name} » n’est pas demandé pour ce chef. Les questions sont : {near}.",
    "tax-above-amount": (
        "Les taxes dépassent la somme dont elles font partie, {whole_cents}. "
        "Corrigez l’une des deux."
    ),
    "day-outside": ("Cette date est hors de la période, du {start_day} au {end_day}. Corrigez-la."),
    "day-in-future": "Le {typed_day} n’est pas encore venu. Corrigez la date.",
    "end-before-start": "La fin précède le début, le {start_day}. Corrigez l’une des deux dates.",
    "loss-twice": (
        "La même perte est déjà inscrite au numéro {first} pour des jours communs. "
        "Réunissez les deux, ou séparez leurs périodes."
    ),
    "persons-only": (
        "Seules les personnes physiques ont droit à ce chef. Retirez-le, ou corrigez la sorte de "
        "réclamant."
    ),
    "head-per-claimant": (
        "Ce chef se compte une fois par réclamant, et non par site. Laissez le site vide."
    ),
    "head-not-for-subgroup": (
        "Ce chef n’est pas ouvert au sous-groupe {subgroup}. "
        "Choisissez parmi : {near}; ou revoyez le sous-groupe du site."
    ),
    "head-for-no-subgroup": (
        "Ce chef n’est ouvert à aucun sous-groupe de vos services. "
        "Retirez cette perte, ou revoyez le sous-groupe de chaque service."
    ),
    "nothing-claimed": "Rien n’est inscrit pour cette perte. Remplissez un champ, ou retirez-la.",
    "below-least": "Cette valeur doit être d’au moins {least}. Corrigez-la.",
    "above-most": "Cette valeur dépasse {most}, ce qui paraît trop. Vérifiez-la.",
    "form-shape": "« {key} » n’est pas attendu ici, ou n’a pas la bonne forme. Corrigez-le.",
    "line-not-json": (
        "Cette ligne n’est pas du JSON valide, à partir du caractère {place}. Corrigez-la."
    ),
    "not-attested": "L’attestation n’est pas cochée. Cochez-la pour déposer.",
    "name-differs": (
        "Le nom inscrit n’est pas celui du réclamant. Une personne signe de son propre nom : "
        "écrivez-le tel qu’il est dans vos coordonnées."
    ),
    "name-not-full": (
        "Un seul mot n’est pas un nom complet. Écrivez le prénom et le nom de la personne qui "
        "signe pour l’entreprise ou l’organisme."
    ),
    "own-action": (
        "Vous avez répondu que vous avez votre propre recours. Qui ne s’en désiste pas dans le "
        "délai d’exclusion est réputé s’être exclu : écrivez aux avocats du groupe avant de "
        "déposer."
    ),
}
