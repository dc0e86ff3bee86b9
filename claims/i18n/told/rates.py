"""Rates of interest that are missing, not known yet, or not confirmed."""

SENTENCES: dict[str, str] = {
    "interest-not-yet": (
        "Aucun intérêt ne court encore le {until_day} : le premier jour d’où il court est le "
        "{first_day}. Demandez un jour plus tard."
    ),
    "rate-table-missing": (
        "Aucun taux n’est connu pour « {table} » : rien n’a été calculé. "
        "Ajoutez les taux et leur source au fichier {where}."
    ),
    "rates-unreadable": (
        "Cette table de taux est absente ou illisible. "
        "Remettez-la en place, ou corrigez CLAIMS_RATES_DIR."
    ),
    "rate-too-early": (
        "Les taux de « {table} » commencent le {first_day} : rien n’a été calculé. "
        "Ajoutez les taux antérieurs au fichier {where}, ou choisissez un départ plus tardif."
    ),
    "rate-too-late": (
        "Les taux de « {table} » sont connus jusqu’au {last_day} : rien n’a été calculé, pas même "
        "jusqu’à ce jour. Arrêtez le calcul à cette date, ou ajoutez les taux suivants au fichier "
        "{where}."
    ),
    "interest-stopped": "Intérêts calculés au {last_day}, dernier jour dont le taux est connu.",
    "rate-unverified": (
        "Les taux « {table} », {periods}, ne sont pas confirmés. "
        "Vérifiez-les à la source avant de vous y fier."
    ),
    "interest-start-unverified": (
        "Le départ des intérêts, le {start_day}, n’est pas confirmé. Fondement : {authority}. "
        "Ce jour est à confirmer avant de s’y fier."
    ),
    "interest-half-years": (
        "En Colombie-Britannique, l’intérêt sur les dommages spéciaux part de la fin de chaque "
        "période de six mois où ils ont été subis (Court Order Interest Act, par. 1(2)); il part "
        "ici du {start_day}. Faites confirmer ce départ par les avocats."
    ),
    "interest-unplaced": (
        "La loi de l’intérêt est celle du groupe, et un service n’est dans aucun sous-groupe : "
        "aucun intérêt n’est calculé ici. Choisissez le sous-groupe de chaque service."
    ),
    "interest-laws-differ": (
        "Cette perte ne tient à aucun service, et ceux de la réclamation relèvent de lois "
        "différentes : aucun intérêt n’est calculé ici. Les avocats doivent dire quelle loi la "
        "régit."
    ),
    "interest-no-table": (
        "Groupe {group} : aucun intérêt n’est calculé, car aucun taux n’est connu pour « {table} »."
    ),
    "rate-projected": (
        "Après le {last_day}, le dernier taux connu de « {table} » a été prolongé "
        "jusqu’au {end_day}. Refaites le calcul dès que les taux suivants sont publiés."
    ),
}
