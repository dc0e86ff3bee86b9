"""Domains, addresses, telephones, registrations, claim numbers and codes that cannot be right."""

SENTENCES: dict[str, str] = {
    "domain-missing": "Inscrivez un nom de domaine, par exemple boutique.ca.",
    "domain-unreadable": (
        "« {typed} » n’est pas un nom de domaine. "
        "Inscrivez un seul nom par champ, sans espace, par exemple boutique.ca."
    ),
    "domain-is-address": (
        "« {typed} » est une adresse de courriel. "
        "Inscrivez le nom de domaine du site, par exemple boutique.ca."
    ),
    "mailbox-missing": (
        "Le domaine {domain} appartient à de nombreux clients. "
        "Inscrivez votre adresse complète, sans guillemets ni espaces, par exemple nom@{domain}."
    ),
    "domain-is-ip": (
        "« {typed} » est une adresse IP. "
        "Inscrivez le nom de domaine du site, par exemple boutique.ca."
    ),
    "domain-suffix": (
        "« {typed} » ne se termine pas par une extension connue, telle que .ca ou .com, "
        "précédée d’un nom. Vérifiez l’orthographe."
    ),
    "email-unreadable": (
        "« {typed} » n’est pas une adresse de courriel complète. "
        "Inscrivez-la sous la forme nom@domaine.ca."
    ),
    "phone-unreadable": (
        "« {typed} » n’est pas un numéro de téléphone valide. "
        "Inscrivez l’indicatif régional et le numéro, par exemple 514 555-0123."
    ),
    "phone-extension": (
        "« {typed} » contient un numéro de poste, qui ne peut pas être conservé. "
        "Inscrivez un numéro où l’on vous joint directement."
    ),
    "registration-shape": (
        "« {typed} » n’est pas un numéro d’entreprise. Inscrivez un NEQ (10 chiffres), "
        "un numéro d’entreprise fédéral (9 chiffres), un SIREN (9) ou un SIRET (14)."
    ),
    "registration-digit": (
        "« {typed} » contient une erreur : son chiffre de contrôle ne correspond pas. "
        "Recopiez-le depuis une facture ou le registre public des entreprises."
    ),
    "number-unreadable": (
        "« {typed} » n’est pas un numéro de ce registre. Il ressemble à R-2K7Q-48XM-0 et figure "
        "sur votre reçu."
    ),
    "number-check": (
        "« {typed} » contient une erreur de copie. Comparez chaque caractère avec votre reçu."
    ),
}
