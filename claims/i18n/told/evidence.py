"""Files refused at the gate: why, and what to bring instead."""

SENTENCES: dict[str, str] = {
    "file-kind": (
        "« {name} » n’est pas d’un type accepté. Joignez un PDF, une image (JPEG, PNG, WEBP, TIFF, "
        "HEIC), un chiffrier (XLSX, ODS, CSV), un document DOCX, un courriel (EML, MSG) ou un "
        "texte TXT."
    ),
    "file-kind-near": (
        "Le type de « {name} » n’est pas accepté. "
        "Enregistrez ce fichier au format {instead}, puis joignez-le de nouveau."
    ),
    "file-archive": (
        "« {name} » est une archive. Ouvrez-la sur votre appareil, puis joignez séparément "
        "chaque fichier qu’elle contient."
    ),
    "file-name-too-long": (
        "Le nom « {name} » est trop long. Donnez au fichier un nom plus court, "
        "puis joignez-le de nouveau."
    ),
    "file-name-odd": (
        "Le nom « {name} » contient des signes invisibles qui peuvent tromper sur ce qu’est le "
        "fichier. Renommez-le avec des lettres ordinaires, puis joignez-le de nouveau."
    ),
    "file-infected": (
        "« {name} » n’a pas été conservé : l’antivirus y reconnaît un programme nuisible. Cela "
        "arrive sans que vous y soyez pour rien. Analysez votre appareil, puis joignez plutôt un "
        "PDF refait à partir de l’original, ou une photo du document imprimé."
    ),
    "file-empty": (
        "« {name} » est vide. Vérifiez qu’il s’ouvre sur votre appareil, "
        "puis joignez-le de nouveau."
    ),
    "file-too-large": (
        "« {name} » pèse {mb} Mo; la limite est de {most} Mo. "
        "Numérisez-le moins finement, ou séparez-le en plusieurs fichiers."
    ),
    "file-disagrees": (
        "« {name} » est nommé comme un fichier {named}, mais son contenu est de type {found}. "
        "Joignez le fichier d’origine, sans en changer l’extension."
    ),
    "file-unlike": (
        "Le contenu de « {name} » n’est pas celui d’un fichier {named}. "
        "Joignez le fichier d’origine, ou enregistrez-le en PDF."
    ),
    "file-broken": (
        "« {name} » ne s’ouvre pas : il est incomplet ou abîmé. "
        "Enregistrez-le de nouveau, ou joignez-en une photo lisible ou un PDF."
    ),
    "file-locked": (
        "« {name} » est protégé par un mot de passe. "
        "Enregistrez-en une copie sans mot de passe, puis joignez-la."
    ),
    "file-bomb": (
        "« {name} » se déploie en un contenu démesuré et n’a pas été ouvert. "
        "Joignez-en un PDF, ou seulement les pages utiles."
    ),
    "file-odd-archive": (
        "« {name} » contient des éléments qui ne sont pas ceux d’un document ordinaire. "
        "Enregistrez-le de nouveau depuis votre logiciel, ou joignez-en un PDF."
    ),
}
