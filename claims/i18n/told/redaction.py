"""Withholding from exhibits: why a redacted copy is not made, and what to do."""

SENTENCES: dict[str, str] = {
    "redact-nothing": "Aucune boîte n’est posée. Tracez-en une, ou cherchez un mot, puis "
    "confirmez.",
    "redact-not-drawn": "Aucune boîte n’est tracée sur la page. Tracez-en une à la souris, ou "
    "placez-la par ses bords.",
    "redact-nothing-sought": "Rien n’est cherché. Choisissez au moins une sorte de "
    "renseignement, ou inscrivez un mot.",
    "redact-no-pages": "Cette pièce n’a pas de pages où poser une boîte : un chiffrier, un texte "
    "ou un courriel. Retenez-la en entier par sa confidentialité.",
    "redact-too-many": "Trop de boîtes pour une copie; la limite : {most}. Couvrez des pages "
    "entières, ou retenez la pièce par sa confidentialité.",
    "redact-page": "Cette boîte est à une page que la pièce n’a pas. Pages de la pièce : {pages}.",
    "redact-place": "Cette boîte est vide ou sort de la page. La gauche doit précéder la droite, "
    "et le haut le bas, de 0 à 100.",
    "redact-reason": "La boîte n° {place} n’a pas de motif. Choisissez-en un : il s’imprime au "
    "relevé des caviardages.",
    "redact-pattern": "La boîte n° {place} ne dit pas ce qui l’a trouvée, ou le dit d’un mot "
    "inconnu. Retirez-la, puis placez-la de nouveau.",
    "redact-unreadable": "« {name} » ne se laisse pas lire dans les limites prévues : rien n’a pu "
    "y être cherché. Tracez les boîtes à la main, ou retenez la pièce en entier.",
    "redact-failed": "La copie caviardée de « {name} » n’a pu être faite dans les limites prévues; "
    "rien n’a été gardé. Retenez la pièce en entier par sa confidentialité.",
    "redact-drawn": "Trop de pages de « {name} » seraient à dessiner; la limite : {most}. Se "
    "dessinent celles qui portent une boîte, celles qui ont une note, un champ, un calque ou autre "
    "chose qui pourrait cacher des mots, ou toutes si vous l’avez demandé. Rien n’a été gardé. "
    "Retenez la pièce en entier par sa confidentialité, ou faites-la déposer de nouveau, en "
    "fichiers plus courts ou caviardée ailleurs.",
    "redact-meanwhile": "Quelqu’un d’autre vient de caviarder cette pièce. Regardez sa copie "
    "ci-dessous, puis confirmez de nouveau si la vôtre doit la remplacer.",
    "redact-closed": "La clé qui ouvre cette pièce manque au serveur, ou a été détruite : il n’y a "
    "rien à caviarder.",
    "exhibit-day-future": "La date du document, {day}, est à venir. Corrigez-la, ou laissez-la "
    "vide.",
    "title-meanwhile": "{who} a nommé une de ces pièces entre-temps : rien n’est consigné. "
    "Le titre consigné se lit plus haut; consignez de nouveau si le vôtre doit le remplacer.",
    "class-meanwhile": "{who} a consigné entre-temps qui peut recevoir cette pièce : {level}. Rien "
    "n’est changé. Choisissez et consignez de nouveau si votre choix doit remplacer le sien.",
    "bundle-gone": "Le fichier {name} n’est plus au dossier des exports : rien ne dit s’il remet "
    "une pièce retenue depuis, et rien de ce dossier ne sort. Préparez-en un autre.",
    "class-reason": "Choisissez le motif : une pièce retenue sans motif ne se défend pas.",
}
