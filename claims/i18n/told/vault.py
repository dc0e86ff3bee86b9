"""What a check of the vault found."""

SENTENCES: dict[str, str] = {
    "exhibit-missing": (
        "La voûte n’a plus le fichier {sha256} de la réclamation {number}. "
        "Rétablissez-le depuis la dernière sauvegarde."
    ),
    "exhibit-altered": (
        "Le fichier {sha256} de la réclamation {number} a été modifié dans la voûte. "
        "Conservez-le tel quel et rétablissez-le depuis la dernière sauvegarde."
    ),
    "exhibit-locked": (
        "La clé qui ouvre les pièces de la réclamation {number} manque. Ajoutez-la à "
        "CLAIMS_VAULT_KEY; si elle est perdue pour toujours, « vault abandon » permet de "
        "redemander les pièces."
    ),
    "file-altered-in-clear": (
        "Le fichier {sha256} n’a plus l’empreinte de son dépôt et reste en clair dans la voûte. "
        "Rétablissez-le depuis une sauvegarde, puis recommencez."
    ),
    "abandon-unsure": (
        "Réclamations dont les pièces seraient perdues pour toujours : {claims}. Cherchez d’abord "
        "la clé dans vos sauvegardes; si elle n’existe plus, ajoutez --yes."
    ),
}
