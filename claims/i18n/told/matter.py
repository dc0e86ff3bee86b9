"""What is wrong in a matter file, and what to write instead."""

SENTENCES: dict[str, str] = {
    "toml-broken": "Le fichier n’est pas du TOML valide : {fault}. Corrigez cette ligne.",
    "not-utf8": (
        "La ligne {line} n’est pas en UTF-8. Enregistrez le fichier en UTF-8 dans votre éditeur."
    ),
    "no-matters": (
        "Le dossier {folder} ne contient aucun fichier matter.toml. "
        "Corrigez CLAIMS_MATTERS_DIR, ou remettez-y les dossiers."
    ),
    "key-missing": "La clé « {key} » manque. Ajoutez-la.",
    "key-unknown": "La clé « {key} » n’existe pas ici. Retirez-la ou corrigez son nom.",
    "value-not-among": "« {value} » ne convient pas. Écrivez {expected}.",
    "not-a-day": "« {value} » n’est pas une date. Écrivez-la ainsi, sans guillemets : 2021-08-28.",
    "not-a-number": "« {value} » n’est pas un nombre. Écrivez-le ainsi, sans guillemets : 85.00.",
    "value-wrong": "« {value} » ne convient pas à la clé « {key} ». Corrigez cette valeur.",
    "matter-id": (
        "L’identifiant « {id} » n’est pas le nom du dossier « {folder} ». Donnez-leur le même nom."
    ),
    "tape-step-shape": (
        '« {step} » n’est pas une étape. Écrivez un verbe et un nom : {{ take = "hours" }}.'
    ),
    "unknown-verb": "« {name} » n’est pas un verbe du ruban. Vouliez-vous dire {near}?",
    "tape-starts-with-take": (
        "Le ruban commence par « {verb} ». Sa première étape doit être « take »."
    ),
    "unknown-group": "« {name} » n’est pas un groupe. Vouliez-vous dire {near}?",
    "unknown-head": "« {name} » n’est pas un chef de dommages. Vouliez-vous dire {near}?",
    "scope-named-as-head": (
        "{where} : « {name} » est déjà le nom d’un chef. Donnez-lui un autre nom."
    ),
    "unknown-question": "« {name} » n’est pas une question du dossier. Vouliez-vous dire {near}?",
    "unknown-answer": (
        "« {name} » n’est pas une réponse à cette question. Vouliez-vous dire {near}?"
    ),
    "head-nobody-claims": (
        "Aucun sous-groupe ne réclame le chef « {name} ». "
        "Ajoutez-le aux chefs d’un sous-groupe, ou retirez-le."
    ),
    "unknown-name": (
        "« {name} » n’est ni une question du chef, ni un chiffre du dossier, ni un calcul connu. "
        "Vouliez-vous dire {near}?"
    ),
    "input-unused": "Le ruban n’utilise pas « {name} ». Ajoutez une étape, ou retirez la question.",
    "input-wanted": "Le calcul a besoin de la question « {name} ». Ajoutez-la au chef.",
    "unknown-figure": "« {name} » n’est pas un chiffre du dossier. Vouliez-vous dire {near}?",
    "unknown-exhibit-kind": "« {name} » n’est pas une sorte de pièce. Vouliez-vous dire {near}?",
    "unknown-service-type": "« {name} » n’est pas un type de service. Vouliez-vous dire {near}?",
    "unknown-capacity": "« {name} » n’est pas une sorte de réclamant. Vouliez-vous dire {near}?",
    "accept-percent": (
        "Il faut un pourcentage de 0 à 100 pour la cote {grade}. Ajoutez-le sous « accept »."
    ),
    "figure-unused": "Aucun ruban n’utilise le chiffre « {name} ». Retirez-le, ou employez-le.",
    "figure-dates": (
        "Les dates du chiffre « {name} » ne se suivent pas. "
        "Rangez-les de la plus ancienne à la plus récente, sans doublon."
    ),
    "figure-too-late": (
        "Ce chiffre n’a pas de valeur au {start_day}, début de la période. Ajoutez-en une."
    ),
    "figure-empty": (
        "Le chiffre « {name} » n’a ici aucune valeur. Donnez-en une, ou retirez cette clé."
    ),
    "figure-negative": (
        "Le chiffre « {name} » est négatif. Écrivez-le sans signe; le verbe du ruban retranche."
    ),
    "figure-percent": (
        "Le chiffre « {name} » est un pourcentage de plus de 100. Écrivez un nombre de 0 à 100."
    ),
    "event-day-outside": (
        "Ce jour est loin de la période : il doit tomber du {start_day} au {end_day}. "
        "Corrigez-le, ou corrigez la période."
    ),
    "unknown-timezone": "« {name} » n’est pas un fuseau horaire. Vouliez-vous dire {near}?",
    "outage-without-offset": (
        "Ce moment n’a pas de décalage horaire. Écrivez-le ainsi : 2021-08-28T06:00:00-04:00."
    ),
    "period-backwards": "La fin précède le début. Corrigez l’une des deux dates.",
}
