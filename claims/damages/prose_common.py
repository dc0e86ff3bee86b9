"""The rules common to all the heads: amounts, rounding, scope, taxes, credits, proof."""

from collections.abc import Iterator

from claims.claim.periods import known_outage
from claims.damages.doubts import taxes_of
from claims.damages.prose_telling import Draft, Telling
from claims.damages.tax import tax_said
from claims.matter.proving import by_name
from claims.matter.taxed import registrant


def common(told: Telling) -> Iterator[Draft]:
    """In the order in which an amount meets them."""
    yield Draft("amounts", told.say("Déclaré, étayé, admis"), tuple(_amounts(told)))
    yield Draft("rounding", told.say("Le calcul et l’arrondi"), tuple(_rounding(told)))
    yield Draft("scope", told.say("Par perte, par service, par réclamant"), tuple(_scope(told)))
    yield Draft("days", told.say("Les jours sans service"), tuple(_days(told)))
    yield Draft("taxes", told.say("Les taxes de vente"), tuple(_taxes(told)))
    yield Draft("credits", told.say("Les sommes reçues"), tuple(_credits(told)))
    yield Draft("proof", told.say("Les catégories de preuve"), tuple(_proof(told)))


def _amounts(told: Telling) -> Iterator[str]:
    yield told.say(
        "Le montant déclaré est ce que le réclamant dit avoir perdu, tel que le chef le calcule."
    )
    yield told.say(
        "Le montant étayé est la part du montant déclaré que le dossier accepte pour les pièces "
        "produites ({proof}).",
        proof=told.article("proof"),
    )
    yield told.say(
        "Le montant admis est celui que les avocats acceptent, ligne par ligne, avec un motif; il "
        "est nul tant qu’ils n’ont pas décidé."
    )
    yield told.say("Les trois montants ne sont jamais additionnés l’un à l’autre ni confondus.")


def _rounding(told: Telling) -> Iterator[str]:
    yield told.say(
        "Un chef se calcule de haut en bas, une étape à la fois, sans arrondi en cours de route."
    )
    yield told.say(
        "Le montant déclaré est arrondi une fois, au cent le plus proche, un demi-cent comptant "
        "pour un cent, après la dernière étape; il n’est jamais négatif."
    )
    yield told.say(
        "Le montant étayé est un pourcentage du montant déclaré déjà arrondi ou, si les preuves "
        "d’une même perte ne se valent pas, la somme de ce que chaque catégorie ajoute ({proof}); "
        "il est arrondi une fois, de la même façon, de sorte que chacun se recalcule à la main.",
        proof=told.article("proof"),
    )
    yield told.say("Un total est la somme des lignes arrondies; il n’est pas arrondi de nouveau.")
    yield told.say(
        "Un chiffre du dossier vaut pour une perte selon sa valeur en vigueur le premier jour de "
        "cette perte; la valeur propre au type du service l’emporte sur la valeur générale."
    )


def _scope(told: Telling) -> Iterator[str]:
    yield told.say(
        "Un chef compté par service se réclame pour chaque service touché; un chef compté par "
        "réclamant ne se rattache à aucun service."
    )
    yield told.say(
        "Un plafond s’applique à chaque perte, à toutes les pertes d’un même domaine, même déclaré "
        "sous plusieurs types de service, ou à toutes celles du réclamant, selon ce que dit le "
        "chiffre."
    )
    yield told.say(
        "Les pertes sont comptées dans l’ordre des chefs du dossier; d’un même chef, la plus "
        "ancienne d’abord, puis par nom de service, qu’elles soient prouvées ou non. L’ordre dans "
        "lequel le réclamant les a inscrites n’y change rien."
    ) + told.sure(verified=False)
    yield told.say(
        "Ce que les premières ont pris d’un plafond n’est plus disponible pour les suivantes."
    )


def _days(told: Telling) -> Iterator[str]:
    yield told.say(
        "Les jours sans service vont du premier au dernier jour de la période déclarée, tous deux "
        "comptés."
    )
    yield told.say(
        "Une perte liée à la panne qui continue après le jour où, selon le réclamant, le service "
        "est revenu en ligne est signalée aux avocats; ni sa période ni son montant n’en sont "
        "changés."
    )
    if not told.matter.outages:
        return
    first, last = known_outage(told.matter)
    yield told.say(
        "Une perte liée à la panne qui sort des pannes connues ({known}), {period}, est signalée "
        "aux avocats; ni sa période ni son montant n’en sont changés.",
        known=told.article("outages"),
        period=told.say("du {start} au {end}", start=told.day(first), end=told.day(last))
        if last
        else told.say("depuis le {start}", start=told.day(first)),
    )
    if len({outage.server for outage in told.matter.outages}) > 1:
        yield told.say(
            "Si le réclamant a nommé le serveur de son site, la panne connue est celle de ce "
            "serveur, qui donne aussi les dates proposées; sinon, celle de tous."
        )


def _taxes(told: Telling) -> Iterator[str]:
    yield told.say(
        "Le réclamant {registrant} réclame net des taxes qu’il récupère; les autres réclament "
        "taxes comprises. [À CONFIRMER]",
        registrant=registrant(told.matter, told.language),
    )
    yield told.say(
        "La taxe récupérée est celle que le réclamant indique, sans dépasser la somme qui la "
        "contient; à défaut, elle est extraite de la somme aux taux du lieu du réclamant et du "
        "jour de la facture, ou du dernier jour de la perte si la facture n’est pas datée."
    )
    if told.matter.currency == "CAD":
        yield told.say("Une taxe provinciale que nul ne récupère reste dans la perte.")
    yield told.say("Sans lieu connu, aucune taxe n’est extraite et la ligne le signale.")
    rates = [
        tax_said(rate, told.language) + told.sure(rate.verified)
        for rate in taxes_of(told.matter, told.rates.taxes)
    ]
    if rates:
        yield told.say("Taxes récupérables de la période : {rates}.", rates="; ".join(rates))


def _credits(told: Telling) -> Iterator[str]:
    yield told.say(
        "Une somme reçue (geste commercial, remboursement, assurance) est déduite une seule fois, "
        "du chef auquel elle répond, à l’étape qui le dit, et jamais au-delà de la perte."
    )
    yield told.say(
        "Elle s’impute sur les pertes dans l’ordre où elles sont comptées ({scope}) : d’abord les "
        "sommes reçues pour le service de la perte, puis celles reçues pour le chef en général.",
        scope=told.article("scope"),
    )
    yield told.say("Une offre refusée n’est pas une somme reçue : elle est consignée, non déduite.")
    yield (
        told.say("L’hébergement de remplacement gratuit, une fois accepté, est déduit à sa valeur.")
        if told.matter.values_free_hosting
        else told.say("L’hébergement de remplacement gratuit n’est pas déduit, même accepté.")
    )
    yield told.say(
        "Ce qu’aucune perte n’absorbe n’est pas reporté sur un autre chef; la ligne le signale."
    )


def _proof(told: Telling) -> Iterator[str]:
    yield told.say(
        "Les pièces prouvent toute la perte ou, si le chef le dit, les seules données qu’il nomme. "
        "Chaque donnée reçoit la meilleure catégorie dont toutes les pièces sont produites pour la "
        "perte, de A, la meilleure, à D, la déclaration seule. Chaque chef dit ce que chacune "
        "exige."
    )
    if any(by_name(head) for head in told.matter.heads.values()):
        yield from _by_name(told)
    yield told.say(
        "Ces catégories servent à chiffrer; elles ne préjugent pas de la force probante que le "
        "tribunal reconnaîtra aux pièces."
    )


def _by_name(told: Telling) -> Iterator[str]:
    """How a loss is supported of which the data are not equally proved."""
    yield told.say(
        "Si les données d’une perte n’ont pas la même catégorie, le calcul est refait avec celles "
        "de la meilleure, puis avec celles de la suivante ou mieux, et ainsi jusqu’à la dernière, "
        "les autres comptant pour rien; ce que chaque catégorie ajoute à la précédente est étayé "
        "pour sa part."
    ) + told.sure(verified=False)
    yield told.say(
        "Le plafond et les sommes reçues sont, à chaque fois, ceux du montant déclaré : ce qui est "
        "le mieux prouvé remplit le plafond le premier, et la somme reçue en est déduite d’abord."
    )
    yield told.say(
        "Ce qui diminue la perte (ventes faites ou reportées, coûts évités) compte sans preuve. "
        "Mais un taux déclaré sous celui du dossier augmente la perte : tant que rien ne le "
        "prouve, le calcul refait prend celui du dossier."
    )
    yield told.say(
        "Une pièce de plus ne diminue jamais un montant étayé, qui ne dépasse jamais le montant "
        "déclaré. La ligne porte la plus faible des catégories de ses données."
    )
