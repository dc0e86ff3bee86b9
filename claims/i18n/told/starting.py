"""Why a registry does not start, and which word of a command is off."""

SENTENCES: dict[str, str] = {
    "setting-missing": (
        "Le réglage {name} manque ou ne convient pas, et la production en a besoin. "
        "Inscrivez-le dans l’environnement ou dans le fichier .env, puis redémarrez."
    ),
    "setting-beside-data": (
        "Le fichier du réglage {name} est dans le dossier des données : qui copie les pièces en "
        "copierait la clé. Placez-le ailleurs, puis redémarrez."
    ),
    "setting-not-for-demo": (
        "Le réglage {name} est celui d’un vrai registre, mais le mode est demo, dont les accès "
        "sont publics. Inscrivez CLAIMS_MODE=production, ou retirez ce réglage."
    ),
    "setting-wrong": (
        "La valeur « {value} » ne convient pas au réglage {name}. "
        "Corrigez-la selon le tableau des réglages du README, puis redémarrez."
    ),
    "seal-no-key": (
        "CLAIMS_SEAL_KEY ne nomme pas un fichier PKCS#12 qui s’ouvre et contient une clé et son "
        "certificat. Vérifiez-le, ainsi que CLAIMS_SEAL_PASSPHRASE_FILE, ou retirez-le."
    ),
    "stamp-no-authority": (
        "CLAIMS_TSA_URL est donné, mais CLAIMS_TSA_CERTS ne nomme aucun fichier de certificats en "
        "PEM : rien ne dirait qui horodate. Inscrivez-y les racines de cette autorité, ou retirez "
        "CLAIMS_TSA_URL."
    ),
    "password-in-clear": (
        "CLAIMS_SMTP_USER est donné, mais CLAIMS_SMTP_STARTTLS vaut false : le mot de passe "
        "voyagerait en clair. Remettez true, ou retirez CLAIMS_SMTP_USER."
    ),
    "demo-accounts": (
        "La base du dossier {folder} contient des comptes de démonstration, dont les mots de "
        "passe sont publics ({emails}). Donnez à la production un dossier et une base neufs."
    ),
    "database-url": (
        "L’adresse de la base de données est illisible. Inscrivez-la sous la forme "
        "postgresql://nom@hote/base, ou retirez ce réglage pour une base SQLite."
    ),
    "database-closed": (
        "La base de données ne s’ouvre pas ({reason}). "
        "Vérifiez son adresse, et que le serveur peut y lire et y écrire."
    ),
    "folder-closed": (
        "Le dossier {folder} ne peut être ni créé ni ouvert ({reason}). "
        "Choisissez-en un où ce compte peut écrire."
    ),
    "port-taken": (
        "Un autre programme occupe déjà le port {port} de {host}. Arrêtez-le, ou choisissez un "
        "autre port : python -m claims serve --port {other} (make run PORT={other})."
    ),
    "port-closed": (
        "Le port {port} de {host} ne s’ouvre pas ({reason}). "
        "Choisissez-en un autre par --port, au-dessus de 1023."
    ),
    "port-range": "Le port {port} n’existe pas. Choisissez-en un de 1 à 65535 par --port.",
    "database-damaged": (
        "La base de données échoue à son contrôle d’intégrité; rien n’y a été écrit. "
        "Restaurez la dernière sauvegarde, puis redémarrez."
    ),
    "database-newer": (
        "La base de données vient d’une version plus récente du logiciel. "
        "Démarrez cette version, ou restaurez une sauvegarde faite avant elle."
    ),
    "option-differs": (
        "L’option {name} vaut {value} au lieu de {safe}. Démarrez depuis le dossier du logiciel, "
        "sans changer cette option, pour que le registre soit sûr."
    ),
    "cli-command": "La commande « {name} » n’existe pas. Choisissez parmi : {near}.",
    "cli-option": "L’option {name} n’existe pas pour cette commande. Voyez : {near}.",
    "cli-option-value": "L’option {name} demande une valeur. Écrivez-la à sa suite.",
    "cli-missing": "Il manque {name}. Ajoutez-le à la commande.",
    "cli-value": "La valeur donnée à {name} ne convient pas. Corrigez-la selon l’aide.",
    "cli-words": "La commande contient un mot de trop ou mal placé. Relisez-la avec son aide.",
    "scheduler-or-not": (
        "Le moteur dask et --scheduler vont ensemble : le premier compte, le second dit où. "
        "Donnez les deux, ou aucun."
    ),
    "past-is-whole": (
        "Les totaux d’un jour passé se comptent d’un seul tenant. "
        "Retirez --engine et --scheduler, ou retirez --as-of."
    ),
    "dask-missing": (
        "Le moteur dask n’est pas installé. Installez-le par « pip install distributed », "
        "ou retirez --engine et --scheduler."
    ),
    "scheduler-silent": (
        "Aucun ordonnanceur Dask ne répond à l’adresse {address}. "
        "Démarrez-le par « dask scheduler », ou corrigez l’adresse."
    ),
    "no-workers": (
        "L’ordonnanceur {address} n’a aucun ouvrier. Démarrez-en par « dask worker {address} », "
        "avec les réglages CLAIMS_… de ce registre."
    ),
    "workers-failed": (
        "Un ouvrier n’a pu lire ou compter sa partie ({reason}). Vérifiez qu’il a cette version du "
        "logiciel et les réglages CLAIMS_… de ce registre, puis recommencez."
    ),
    "workers-apart": (
        "Les ouvriers n’ont pas lu le même registre que ce poste, ou il change sans cesse. "
        "Vérifiez leurs réglages CLAIMS_…, ou comptez une copie du registre."
    ),
    "interest-is-now": (
        "Les intérêts courent sur ce qui compte aujourd’hui, d’un seul tenant. "
        "Retirez --as-of, --engine et --scheduler, ou retirez --interest."
    ),
}
