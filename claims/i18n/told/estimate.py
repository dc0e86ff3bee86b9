"""What keeps the total of a class from being estimated, and what an estimate must be read with."""

SENTENCES: dict[str, str] = {
    "strata-none": (
        "Il n’y a aucune strate. Écrivez-en une par ligne, sous les titres "
        "stratum,members,sampled,mean,variance."
    ),
    "stratum-unnamed": "Cette strate n’a pas de nom. Donnez-lui-en un.",
    "stratum-not-whole": "« {value} » n’est pas un nombre entier. Écrivez-le en chiffres : 4421.",
    "stratum-not-number": "« {value} » n’est pas un nombre. Écrivez-le en chiffres : 416.78.",
    "stratum-mean-beyond": (
        "« {value} » ne convient pas. Écrivez 0, ou une moyenne d’au moins 0,0001 et de moins de "
        "mille milliards."
    ),
    "stratum-variance-beyond": (
        "« {value} » ne convient pas. Écrivez une variance de moins de cent milliards de milliards "
        "(1 suivi de vingt zéros)."
    ),
    "stratum-twice": (
        "La strate « {name} » est écrite deux fois. Réunissez les deux, ou nommez-les autrement."
    ),
    "stratum-members-missing": (
        "On ne sait pas combien de membres compte ce sous-groupe. "
        "Écrivez leur nombre, connu ou estimé, avec sa source."
    ),
    "stratum-over-sampled": (
        "Il y a plus de réclamations examinées ({sampled}) que de membres ({members}). "
        "Corrigez l’un des deux nombres."
    ),
    "stratum-not-sampled": (
        "Aucune réclamation de ce sous-groupe n’est examinée : rien ne dit ce que ses membres ont "
        "perdu. Examinez-en deux au moins."
    ),
    "stratum-of-one": (
        "Une seule réclamation de ce sous-groupe est examinée : elle ne montre pas de combien les "
        "autres s’en écartent. Examinez-en une deuxième, ou réunissez deux sous-groupes."
    ),
    "stratum-mean-negative": (
        "La moyenne est négative, et une perte ne l’est jamais. Corrigez-la."
    ),
    "stratum-variance-negative": (
        "La variance est négative, et un carré ne l’est jamais. Corrigez-la."
    ),
    "stratum-variance-missing": (
        "La variance manque. Écrivez celle des montants examinés, ou 0 s’ils sont tous égaux."
    ),
    "stratum-constant": (
        "{where} : tous les montants examinés sont égaux. La marge compte cet écart pour nul; "
        "d’autres réclamations pourraient le démentir."
    ),
    "estimate-of-one": (
        "Nommez un dossier, ou donnez un fichier de strates par --strata : l’un ou l’autre."
    ),
    "estimate-strata-alone": (
        "Sans effet sur un fichier de strates : {names}. Retirez ces mots, ou nommez un dossier "
        "au lieu du fichier."
    ),
    "members-twice": (
        "Le sous-groupe {name} a plus d’un effectif. Donnez-en un seul par sous-groupe."
    ),
    "members-option": (
        "« {value} » ne se lit pas. Écrivez le sous-groupe et son effectif : A1=1200. "
        "Les sous-groupes sont {near}."
    ),
    "confidence-range": (
        "« {value} » ne convient pas. Écrivez un niveau de confiance de 0,5 à 0,999, "
        "par exemple 0,95."
    ),
    "estimate-nothing": (
        "Le total estimé est nul : aucune marge ne se rapporte à lui. "
        "Voyez si les montants examinés ont été décidés."
    ),
    "estimate-below-examined": (
        "L’intervalle descendrait sous ce que les réclamations examinées ont perdu à elles "
        "seules : il y est arrêté. Les montants examinés sont trop peu nombreux ou trop inégaux; "
        "examinez-en d’autres."
    ),
    "estimate-volunteers": (
        "Ces réclamations ont été déposées par qui l’a bien voulu : ce n’est pas un échantillon "
        "tiré au hasard, et l’intervalle ne compte pas ce biais. Qui a beaucoup perdu dépose "
        "davantage."
    ),
    "audit-of-volunteers": (
        "Les réclamations vérifiées ont été tirées au hasard parmi celles qui sont déposées. "
        "Étendre leur moyenne aux membres qui n’ont rien déposé suppose qu’ils ont perdu autant."
    ),
    "members-doubtful": (
        "L’effectif de ces sous-groupes reste à confirmer : {names}. Vérifiez-en la source."
    ),
    "estimate-disputed": (
        "Montants déclarés pour des pertes que deux réclamations déclarent, et dont une attend une "
        "décision : {disputed_cents}. Une même perte peut compter deux fois dans l’estimation; "
        "décidez à qui elle revient."
    ),
    "estimate-unplaced": (
        "Réclamations dont un site n’est pas encore classé : {n}. Ces pertes ne comptent dans "
        "aucun sous-groupe; classez les sites."
    ),
    "members-not-whole": (
        "« {value} » n’est pas un effectif. Écrivez un nombre entier, en chiffres, ou laissez vide."
    ),
    "audit-undecided": (
        "Réclamations tirées qui attendent une décision : {n}. L’estimation repose sur les autres; "
        "décidez de toutes, car celles qui tardent ne ressemblent pas forcément aux autres."
    ),
    "audit-left": (
        "Réclamations tirées qui, depuis, se sont retirées ou exclues, ou ont changé de "
        "sous-groupe : {n}. Chacune compte pour zéro là où elle a été tirée."
    ),
    "audit-some-undecided": (
        "Réclamations tirées qui attendent une décision : {n}, sur {drawn}. L’estimation repose "
        "sur les autres; décidez de toutes, car celles qui tardent ne ressemblent pas forcément "
        "aux autres."
    ),
    "audit-too-undecided": (
        "Trop de réclamations tirées attendent une décision : {n}, sur {drawn}. Au-delà d’une sur "
        "dix, celles qui sont décidées ne disent rien des autres. Décidez de celles qui attendent."
    ),
    "audit-constant": (
        "{where} : les réclamations décidées ont toutes été admises pour la même part. La marge "
        "compte cet écart pour nul; d’autres réclamations pourraient le démentir."
    ),
    "audit-of-nobody": "Aucune réclamation n’est à tirer. Écrivez combien, par sous-groupe.",
    "audit-too-many": (
        "{where} : on ne peut pas tirer plus de réclamations qu’il n’y en a ({filed}). "
        "Réduisez ce nombre."
    ),
    "audit-too-few": (
        "{where} : une seule réclamation ne montre aucun écart. Tirez-en deux au moins, ou aucune."
    ),
    "plan-margin": "Cette marge ne convient pas. Écrivez un pourcentage entre 0 et 100.",
    "plan-of-nothing": (
        "Les montants déjà examinés font un total nul : ils ne disent pas combien en examiner de "
        "plus. Décidez d’abord des réclamations qui en font un."
    ),
}
