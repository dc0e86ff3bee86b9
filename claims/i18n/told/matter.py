"""What is wrong in a matter file, and what to write instead."""

SENTENCES: dict[str, str] = {
    "signal-wrong": (
        "« {name} » manque, n’est pas connu ou n’a pas la bonne valeur : un poids est un nombre "
        "entier de 0 à 100, un libellé a son français et son anglais. Corrigez le fichier des "
        "signaux."
    ),
    "toml-value": (
        "Ligne {line} : la valeur ne se lit pas. Mettez un texte entre guillemets, un nombre avec "
        "un point, et rien après."
    ),
    "toml-unclosed": (
        "Ligne {line} : on arrive ici sans qu’un texte, une liste ou une accolade soit fermé. "
        "Cherchez plus haut le guillemet, le crochet ou l’accolade qui manque."
    ),
    "toml-twice": (
        "Ligne {line} : cette clé ou ce titre est déjà écrit plus haut. N’en gardez qu’un."
    ),
    "toml-character": (
        "Ligne {line} : un texte est coupé, ou contient un caractère interdit. "
        "Fermez le guillemet sur la même ligne, ou effacez ce caractère."
    ),
    "toml-backslash": (
        "Ligne {line} : une barre oblique inverse ne peut pas rester seule. Doublez-la."
    ),
    "toml-line": (
        "Ligne {line} : ce n’est ni un titre entre crochets ni une clé suivie de « = ». "
        "Corrigez cette ligne."
    ),
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
    "text-blank": "Ce texte est vide. Écrivez-le.",
    "not-a-text": "« {value} » n’est pas un texte. Mettez-le entre guillemets.",
    "not-two-languages": (
        'Ce texte se dit dans les deux langues. Écrivez-le ainsi : {{ fr = "…", en = "…" }}.'
    ),
    "not-a-table": "« {value} » ne convient pas : il faut ici des clés. Voyez un dossier livré.",
    "not-a-list": "« {value} » n’est pas une liste. Mettez-la entre crochets.",
    "list-empty": "Cette liste est vide. Mettez-y au moins un élément.",
    "not-whole": "« {value} » n’est pas un nombre entier. Écrivez-le ainsi, sans guillemets : 30.",
    "not-true-or-false": "« {value} » ne convient pas. Écrivez true ou false, sans guillemets.",
    "not-a-moment": (
        "« {value} » n’est pas un moment. Écrivez-le ainsi, sans guillemets : "
        "2021-08-28T06:00:00-04:00."
    ),
    "not-an-identifier": (
        "« {value} » ne peut pas servir d’identifiant. "
        "Employez des minuscules sans accent, des chiffres et des traits d’union."
    ),
    "year-absurd": (
        "« {value} » ne peut pas être une date du dossier. Écrivez une année de {first} à {last}."
    ),
    "not-a-day": "« {value} » n’est pas une date. Écrivez-la ainsi, sans guillemets : 2021-08-28.",
    "not-a-number": (
        "« {value} » n’est pas un nombre écrit en chiffres. "
        "Écrivez-le ainsi, sans guillemets ni exposant : 85.00."
    ),
    "figure-decimals": (
        "« {value} » compte plus de deux décimales, et un montant se compte au cent. "
        "Écrivez-le ainsi : 85.00."
    ),
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
    "unknown-column": (
        "« {name} » n’est pas une colonne de la liste des sites. Vouliez-vous dire {near}?"
    ),
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
    "name-taken": (
        "« {name} » est déjà le nom d’un chiffre du dossier ou d’un calcul, et le ruban prendrait "
        "l’un pour l’autre. Donnez-lui un autre nom."
    ),
    "input-divides-by-zero": (
        "Le ruban divise par « {name} », qui peut valoir zéro ou rester vide. Donnez à la question "
        "un « least » au-dessus de zéro, et « otherwise » ou « required »; ne la marquez pas "
        "« taxed »."
    ),
    "figure-divides-by-zero": (
        "Le ruban divise par le chiffre « {name} », dont une valeur est zéro. "
        "Écrivez-la au-dessus de zéro."
    ),
    "computed-divides-by-zero": (
        "Le ruban divise par « {name} », qui peut valoir zéro. Divisez par autre chose."
    ),
    "input-unused": "Le ruban n’utilise pas « {name} ». Ajoutez une étape, ou retirez la question.",
    "input-wanted": "Le calcul a besoin de la question « {name} ». Ajoutez-la au chef.",
    "unknown-figure": "« {name} » n’est pas un chiffre du dossier. Vouliez-vous dire {near}?",
    "unknown-exhibit-kind": "« {name} » n’est pas une sorte de pièce. Vouliez-vous dire {near}?",
    "unknown-service-type": "« {name} » n’est pas un type de service. Vouliez-vous dire {near}?",
    "unknown-capacity": "« {name} » n’est pas une sorte de réclamant. Vouliez-vous dire {near}?",
    "proves-unknown": (
        "« {name} » n’est pas une donnée que ce chef fasse prouver. Écrivez sous « proves » un ou "
        "plusieurs de ces noms : {known}."
    ),
    "proof-lacking": (
        "Aucune pièce ne prouve « {name} », qui ne serait jamais étayé. Nommez-le sous « proves » "
        "d’une pièce qui le prouve."
    ),
    "proves-nothing-said": (
        "Ce chef a plusieurs données à prouver, et rien ne dit lesquelles ces pièces prouvent. "
        "Écrivez sous « proves » un ou plusieurs de ces noms : {known}."
    ),
    "accept-percent": (
        "Il faut un pourcentage de 0 à 100 pour la catégorie de preuve {grade}. "
        "Ajoutez-le sous « accept »."
    ),
    "accept-order": (
        "La catégorie de preuve {worse} est acceptée pour une plus grande part que la catégorie "
        "{better}, qui est meilleure. Corrigez l’un des deux pourcentages."
    ),
    "tape-without-credits": (
        'Aucune somme reçue n’est déduite de ce chef. Ajoutez au ruban {{ less = "credits" }}.'
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
    "offer-always-counts": (
        "Une offre acceptée est toujours déduite; seul l’hébergement gratuit peut ne pas l’être. "
        "Retirez « counts », ou corrigez la sorte de l’offre."
    ),
    "since-after-definitions": (
        "Cette version est postérieure à celle des définitions, du {last_day}. "
        "Corrigez-la, ou corrigez « definitions_since »."
    ),
    "deadline-day-and-days": (
        "Ce délai donne un jour, « on », et un nombre de jours. Gardez l’un ou l’autre."
    ),
    "deadline-floor": (
        "« {name} » n’est pas un délai de ce dossier qui donne un jour. Ceux qui en donnent un : "
        "{known}."
    ),
    "deadline-without-days": "Un délai compte au moins un jour. Corrigez ce nombre.",
    "deadline-before-event": "Ce jour précède l’événement, du {event_day}. Corrigez-le.",
    "members-none": "Un sous-groupe compte au moins un membre. Corrigez ce nombre.",
    "members-unsaid": (
        "L’effectif se dit par « count », ou par « low » et « high » ensemble. "
        "Ajoutez ce qui manque."
    ),
    "members-outside": (
        "L’effectif ne tient pas entre « low » et « high ». Corrigez l’un des trois nombres."
    ),
    "period-backwards": "La fin précède le début. Corrigez l’une des deux dates.",
}
