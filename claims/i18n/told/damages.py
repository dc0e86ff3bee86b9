"""Warnings of the computation: what counsel must confirm before relying on an amount."""

SENTENCES: dict[str, str] = {
    "figure-unverified": (
        "Le chiffre « {label} » n’est pas confirmé. Faites-le confirmer avant de vous y fier."
    ),
    "tax-rate-unverified": (
        "Le taux de taxe utilisé ({rates}) n’est pas confirmé. Vérifiez-le avant de vous y fier."
    ),
    "actual-unknown": (
        "Les ventes faites pendant la panne que l’historique ne montre pas ne sont pas indiquées : "
        "elles sont comptées à zéro. Demandez-les au réclamant."
    ),
    "refunds-above-sales": (
        "Les remboursements de la période dépassent ses ventes : les ventes faites sont comptées "
        "à zéro. Vérifiez l’historique."
    ),
    "refunds-in-outage": (
        "L’historique montre des remboursements pendant la panne : ils réduisent les ventes faites "
        "de {less_cents}, et la perte en est plus grande d’autant. S’ils portent sur des ventes "
        "d’avant la panne, elle n’en est pas la cause : demandez-le au réclamant."
    ),
    "refunds-in-outage-yours": (
        "Votre historique montre des remboursements pendant la panne : ils réduisent les ventes "
        "faites de {less_cents}, et la perte en est plus grande d’autant. S’ils portent sur des "
        "ventes d’avant la panne, dites-le dans les précisions de la perte."
    ),
    "rate-below-figure": (
        "« {label} » : le taux déclaré, {typed_number} %, est inférieur à celui du dossier, "
        "{figure_number} %, et la perte en est plus grande. Demandez les états financiers ou la "
        "déclaration de revenus qui le montrent; sans eux, seul le taux du dossier est étayé."
    ),
    "rate-below-figure-yours": (
        "« {label} » : le taux que vous déclarez, {typed_number} %, est inférieur à celui du "
        "dossier, {figure_number} %, et la perte en est plus grande. Joignez les états financiers "
        "ou la déclaration de revenus qui le montrent; sans eux, seul le taux du dossier est étayé."
    ),
    "credit-left": (
        "Une somme reçue de {left_cents} n’a pas été déduite : elle dépasse les pertes du chef "
        "auquel elle répond. Vérifiez à quoi elle répond."
    ),
    "credit-left-service": (
        "Une somme reçue de {left_cents} pour {service} n’a pas été déduite : elle dépasse les "
        "pertes de ce service auxquelles elle répond. Vérifiez à quoi elle répond."
    ),
    "admitted-above-declared": (
        "Le montant admis dépasse le montant déclaré, {declared_cents}. "
        "Décidez la ligne de nouveau."
    ),
    "figure-unverified-yours": (
        "Le chiffre « {label} » n’est pas confirmé : le montant calculé peut changer."
    ),
    "tax-rate-unverified-yours": (
        "Le taux de taxe utilisé ({rates}) n’est pas confirmé : le montant calculé peut changer."
    ),
    "actual-unknown-yours": (
        "Vous n’avez pas indiqué vos ventes pendant la panne que l’historique ne montre pas : "
        "elles sont comptées à zéro. Si vous en avez fait, inscrivez-les."
    ),
    "refunds-above-sales-yours": (
        "Les remboursements de la période dépassent ses ventes : les ventes faites sont comptées "
        "à zéro. Vérifiez votre historique."
    ),
    "outside-outage-table-yours": (
        "La période que vous déclarez sort de la panne connue, du {start_day} au {end_day}. "
        "Expliquez pourquoi dans les précisions de la perte."
    ),
    "outside-outage-table": (
        "La période déclarée sort de la panne connue, du {start_day} au {end_day}. "
        "Demandez au réclamant de l’expliquer."
    ),
    "return-after-outage-table-yours": (
        "Vous avez inscrit que ce site est revenu en ligne le {back_day}, et la panne connue finit "
        "le {end_day}. Dites dans les précisions de la perte pourquoi il est revenu plus tard."
    ),
    "return-after-outage-table": (
        "La perte dure jusqu’au retour en ligne que le réclamant a inscrit, le {back_day}, et la "
        "panne connue finit le {end_day}. Demandez au réclamant de l’expliquer."
    ),
    "before-outage-table-yours": (
        "La période que vous déclarez commence avant la panne connue, qui dure depuis le "
        "{start_day}. Expliquez pourquoi dans les précisions de la perte."
    ),
    "before-outage-table": (
        "La période déclarée commence avant la panne connue, qui dure depuis le {start_day}. "
        "Demandez au réclamant de l’expliquer."
    ),
    "sales-fell-too-little": (
        "Les ventes ont baissé de {fell_number} % pendant la panne, et le dossier demande "
        "{least_number} % pour y voir l’effet de la panne ({authority}). Le montant n’en est pas "
        "changé. Vérifiez ce qui a fait baisser les ventes."
    ),
    "type-against-use": (
        "Le type « {type} » contredit la réponse « {answer} » à « {question} ». "
        "Demandez au réclamant lequel est exact."
    ),
    "type-against-use-yours": (
        "Le type « {type} » contredit votre réponse « {answer} » à « {question} ». "
        "Corrigez l’un ou l’autre."
    ),
    "after-return-yours": (
        "Cette perte continue après le retour en ligne du service, le {back_day}. Corrigez l’une "
        "des deux dates, ou expliquez pourquoi dans les précisions de la perte."
    ),
    "after-return": (
        "La perte continue après le retour en ligne du service, le {back_day} selon le réclamant. "
        "Demandez-lui de l’expliquer."
    ),
}
