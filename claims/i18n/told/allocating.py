"""A fund that is to be shared: terms that share nothing, files that do not read, levies."""

SENTENCES: dict[str, str] = {
    "objection-who": "Inscrivez les initiales ou le nom de qui s’oppose.",
    "objection-about": "Dites en quelques mots sur quoi porte l’objection.",
    "objection-way": "Choisissez si l’objection a été déposée au tribunal ou envoyée aux avocats.",
    "objection-withdrawn": "Le retrait de cette objection est déjà consigné.",
    "objection-before": (
        "Cette objection a été reçue le {received_day} : elle n’a pu être retirée avant. Corrigez "
        "la date."
    ),
    "allocate-fund-missing": "Inscrivez le montant du fonds, au-dessus de zéro.",
    "allocate-fund-spent": (
        "Les honoraires et les frais, {taken_cents}, épuisent le fonds de {fund_cents} : il ne "
        "reste rien à répartir. Vérifiez ces trois montants."
    ),
    "allocate-no-loss": (
        "Aucune réclamation n’a de montant au-dessus de zéro : il n’y a rien à quoi répartir le "
        "fonds. Vérifiez les montants."
    ),
    "allocate-cap-below-minimum": (
        "Le plafond de {cap_cents} est sous le paiement minimal de {minimum_cents} : personne ne "
        "pourrait être payé. Relevez le plafond, ou baissez le minimum."
    ),
    "allocate-losses-below": (
        "La plus grande perte, {most_cents}, est sous le paiement minimal de {minimum_cents}, et "
        "nul n’est payé plus que sa perte. Baissez le minimum."
    ),
    "allocate-minimum-above-all": (
        "Le fonds ne peut verser à personne le paiement minimal de {minimum_cents} : même partagé "
        "entre les seules plus grandes réclamations, il donne {most_cents} à chacune. Baissez le "
        "minimum."
    ),
    "allocate-none-decided": (
        "Aucun montant n’est encore admis : il n’y a rien à répartir. Décidez d’abord des "
        "réclamations, ou répartissez à l’essai sur les montants étayés."
    ),
    "allocate-none-supported": (
        "Aucun montant n’est étayé : il n’y a rien à répartir. Attendez les pièces."
    ),
    "allocate-one-source": (
        "Donnez un dossier ou un fichier par --claims, l’un des deux et pas les deux."
    ),
    "allocate-empty": (
        "Ce fichier ne contient aucune réclamation. Écrivez-en une par ligne, sous les titres "
        "claim,subgroup,amount."
    ),
    "allocate-weights-empty": (
        "Ce fichier ne contient aucun poids. Écrivez-en un par ligne, sous les titres "
        "subgroup,weight."
    ),
    "allocate-claim-missing": "Cette ligne ne dit pas quelle réclamation. Inscrivez son numéro.",
    "allocate-claim-twice": (
        "La réclamation {name} est déjà à la ligne {line}. Gardez-en une seule, ou additionnez "
        "leurs montants."
    ),
    "allocate-negative": (
        "« {typed} » porte un signe : une perte n’est pas négative. Inscrivez le montant sans "
        "signe, ou retirez la ligne."
    ),
    "allocate-term-negative": (
        "« {typed} » porte un signe : aucun montant d’un fonds n’est négatif. Inscrivez-le sans "
        "signe."
    ),
    "allocate-weight": (
        "« {typed} » n’est pas un poids. Écrivez un nombre au-dessus de zéro, avec six décimales "
        "au plus, par exemple 1 ou 0,5. Pour ne rien payer à un sous-groupe, retirez ses "
        "réclamations."
    ),
    "allocate-weight-twice": "Le sous-groupe « {name} » a déjà un poids. Gardez-en un seul.",
    "allocate-weight-missing": (
        "Le sous-groupe « {name} » a des réclamations et pas de poids. Donnez-lui le sien, 1 s’il "
        "est payé comme les autres."
    ),
    "allocate-weight-unknown": (
        "Aucune réclamation n’est du sous-groupe « {name} ». Sous-groupes : {near}."
    ),
    "allocate-without-loss": (
        "Réclamations sans perte comptée, hors des tours et sans paiement : {claims}."
    ),
    "allocate-left-out": (
        "Réclamations dont le paiement serait sous le minimum, et qui ne reçoivent rien : {claims}."
    ),
    "allocate-all-full": (
        "Chaque réclamation payée reçoit toute sa perte ou le plafond; le reste est le reliquat."
    ),
    "allocate-rate-over": (
        "Un taux passe 100 % au poids 1 : ce tour a plus à partager que les pertes pondérées. "
        "Chaque réclamation reçoit ce taux multiplié par son poids, et jamais plus que sa perte."
    ),
    "allocate-waiting": (
        "Réclamations dont la décision est attendue, et qui ne reçoivent rien ici : {claims}."
    ),
    "allocate-on-supported": (
        "Essai sur les montants étayés, que les avocats n’ont pas encore tous admis : ne payez "
        "rien d’après lui."
    ),
    "allocate-beyond-losses": (
        "Il est admis {beyond_cents} au-delà des pertes : une même perte serait payée deux fois. "
        "Réduisez ces décisions à la page « Doublons et recoupements », puis répartissez."
    ),
    "allocate-counted-twice": (
        "Des pertes réclamées par plusieurs y comptent chaque fois, pour {twice_cents} en tout. "
        "Voyez-les à la page « Doublons et recoupements »."
    ),
    "levy-absent": (
        "Aucune table de prélèvements ne porte le nom {name}. Écrivez {known}, celle du Fonds "
        "d’aide aux actions collectives, ou le chemin d’un fichier CSV."
    ),
    "levy-unreadable": (
        "La table de prélèvements {name} est absente, illisible, ou ses tranches se chevauchent. "
        "Remettez-la en place, ou corrigez le nom."
    ),
    "levy-no-bracket": (
        "La table {name} n’a pas de tranche pour {amount_cents} : le prélèvement n’est pas "
        "calculé. Ajoutez-y la tranche et sa source, ou répartissez sans prélèvement."
    ),
    "levy-unverified": (
        "Taux de prélèvement non confirmés : {rates}. Vérifiez-les au règlement avant de payer."
    ),
    "levy-on-alone": (
        "Sans effet sans table de prélèvements. Nommez-la par --levy, ou retirez --levy-on."
    ),
    "allocate-currencies": (
        "« {typed} » n’est pas dans la monnaie de « {other} ». Écrivez le fonds et les pertes dans "
        "une seule monnaie."
    ),
    "allocate-term-too-large": (
        "« {typed} » dépasse {most_cents}, le plus grand montant qui se répartit ici. Vérifiez la "
        "virgule."
    ),
    "levy-on-both": (
        "Le prélèvement est pris sur chaque paiement et sur le reliquat, faute de --levy-on. Dites "
        "ce que le jugement prévoit."
    ),
}
