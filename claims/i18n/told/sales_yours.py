"""What an estimate of lost sales could not measure, as a shop owner reads it: what it means for
them, then what to do. Counsel reads the exact statement, in `sales`."""

SENTENCES: dict[str, str] = {
    "sales-thin-yours": (
        "Votre boutique vend peu de jours : {selling} sur les {days} qui servent de référence. "
        "L’estimation tient donc à quelques ventes, et les avocats les regarderont une à une. "
        "Gardez-en les factures."
    ),
    "sales-wild-yours": (
        "Vos ventes varient beaucoup : les ventes attendues vont de {low_cents} à {high_cents}, "
        "soit un écart de plus de {times} fois l’estimation. Appuyez-la d’une autre preuve, comme "
        "vos états financiers."
    ),
    "level-from-nothing-yours": (
        "Votre historique ne montre aucune vente du {first_day} au {last_day}, puis des ventes. "
        "Ces jours vides réduisent l’estimation : expliquez dans les précisions de la perte "
        "pourquoi la boutique ne vendait pas encore."
    ),
    "level-before-up-yours": (
        "Vos ventes montaient avant la panne : {percent_number} % de plus dans la seconde moitié "
        "des jours de la référence. Si la hausse s’est poursuivie, votre perte est plus grande que "
        "l’estimation : ajoutez vos ventes d’après la panne, qui le diraient."
    ),
    "level-before-down-yours": (
        "Vos ventes baissaient avant la panne : {percent_number} % de moins dans la seconde moitié "
        "des jours de la référence. Si la baisse s’est poursuivie, votre perte est plus petite que "
        "l’estimation : ajoutez vos ventes d’après la panne, qui le diraient."
    ),
    "level-after-up-yours": (
        "Vos ventes ont monté après la panne : {percent_number} % de plus dans la seconde moitié "
        "des jours de la référence. L’estimation est trop basse si la panne a réduit les premiers "
        "jours, trop haute si votre boutique grandissait : ajoutez vos ventes d’avant la panne, "
        "qui le diraient."
    ),
    "level-after-down-yours": (
        "Vos ventes ont baissé après la panne : {percent_number} % de moins dans la seconde moitié "
        "des jours de la référence. L’estimation est trop basse si elles baissaient déjà, trop "
        "haute si les premiers jours ont repris des ventes : ajoutez vos ventes d’avant la panne, "
        "qui le diraient."
    ),
    "level-before-and-after-up-yours": (
        "Vous vendez {percent_number} % de plus depuis la panne qu’avant elle. Si la hausse n’est "
        "venue qu’après la panne, l’estimation est trop haute et serait de {other_cents} : "
        "expliquez cette hausse dans les précisions de la perte."
    ),
    "level-before-and-after-down-yours": (
        "Vous vendez {percent_number} % de moins depuis la panne qu’avant elle. Si la panne en est "
        "la cause, l’estimation est trop basse et serait de {other_cents} : expliquez cette baisse "
        "dans les précisions de la perte."
    ),
    "months-level-up-yours": (
        "Depuis la panne, tous vos mois ont vendu bien plus que ceux d’avant. Si la hausse n’est "
        "venue qu’après la panne, l’estimation est trop haute et serait de {other_cents} : "
        "expliquez cette hausse dans les précisions de la perte."
    ),
    "months-level-down-yours": (
        "Depuis la panne, tous vos mois ont vendu bien moins que ceux d’avant. Si la panne en est "
        "la cause, l’estimation est trop basse et serait de {other_cents} : expliquez cette baisse "
        "dans les précisions de la perte."
    ),
    "months-season-whole-yours": (
        "Des mois très inhabituels pèsent sur la saison que l’estimation suit : {months}. Sans ce "
        "qu’ils ont de trop, les ventes attendues seraient de {other_cents}. Si ces montants "
        "étaient habituels, expliquez-le dans les précisions de la perte."
    ),
    "slow-refund-yours": (
        "Parmi ces sept jours, le {large_day} a remboursé {given_cents} de plus qu’il n’a vendu : "
        "ce remboursement peut expliquer le manque. S’il porte sur une vente d’avant la panne, "
        "elle n’en est pas la cause."
    ),
    "days-limited-yours": (
        "Votre historique a des jours de ventes ou de remboursements très inhabituels : {days} "
        "({largest}). Pour ne pas fausser l’estimation, chacun compte pour {limit_cents} au plus, "
        "en plus ou en moins; comptés en entier, les ventes attendues seraient de {other_cents}. "
        "Si ces montants étaient habituels, expliquez-le dans les précisions de la perte."
    ),
    "months-limited-yours": (
        "Votre historique a des mois de ventes ou de remboursements très inhabituels : {months}. "
        "Pour ne pas fausser l’estimation, ils ne comptent qu’en partie, ou pas du tout quand "
        "d’autres mois suffisent; comptés en entier, les ventes attendues seraient de "
        "{other_cents}. Si ces montants étaient habituels, expliquez-le dans les précisions de la "
        "perte."
    ),
    "days-cancelled-yours": (
        "Les ventes très inhabituelles du {order_day} ({sold_cents}) et les remboursements du "
        "{refund_day} ({given_cents}) sont tenus pour une vente et son remboursement : ces deux "
        "jours ne servent pas à l’estimation. Si ce n’est pas cette vente qui a été remboursée, "
        "dites-le dans les précisions de la perte."
    ),
    "sales-made-up-yours": (
        "Dans les sept jours qui ont suivi la panne, vous avez vendu {more_cents} de plus qu’en "
        "une semaine ordinaire. Ces ventes sont tenues pour reportées par la panne, et retranchées "
        "de votre perte. Si elles ont une autre cause, dites-le dans les précisions de la perte."
    ),
    "made-up-large-yours": (
        "Parmi ces ventes, le {large_day} en a fait {sold_cents} à lui seul, comptées pour "
        "{limit_cents}. Si la panne n’a pas reporté cette vente, dites-le dans les précisions de "
        "la perte."
    ),
    "sales-between-yours": (
        "Moins de sept jours séparent cette panne d’une autre que vous déclarez pour les mêmes "
        "ventes : elles sont comptées ensemble. Entre les deux, vous avez vendu {more_cents} de "
        "plus que prévu; ce montant est retranché de vos pertes."
    ),
    "sales-slow-yours": (
        "Dans les sept jours qui ont suivi la panne, vous avez vendu {less_cents} de moins qu’en "
        "une semaine ordinaire. Rien n’en est ajouté à votre perte : si la panne en est la cause, "
        "déclarez ces jours comme une autre perte."
    ),
    "sales-unsure-yours": (
        "Dans les sept jours qui ont suivi la panne, vous avez vendu {more_cents} de plus qu’en "
        "une semaine ordinaire, ce qui peut être le hasard : rien n’est retranché. Si la panne a "
        "reporté ces ventes, déclarez-les comme reprises."
    ),
    "sales-interval-yours": (
        "Les ventes attendues ne sont qu’une estimation, entre {low_cents} et {high_cents}. La "
        "méthode a été essayée sur d’autres périodes de votre historique (nombre : {replays}) : de "
        "telles bornes contiennent les ventes faites {often_number} fois sur cent au moins. Vous "
        "n’avez rien à faire."
    ),
    "sales-interval-months-yours": (
        "Les ventes attendues ne sont qu’une estimation, entre {low_cents} et {high_cents}. La "
        "méthode a été essayée sur des mois entiers de votre historique (nombre : {replays}) : de "
        "telles bornes contiennent les ventes faites {often_number} fois sur cent au moins. Vous "
        "n’avez rien à faire."
    ),
    "sales-middle-yours": (
        "La moitié de ces périodes donneraient {middle_cents} ou moins. C’est la moyenne qui est "
        "comptée, la même règle pour tous les membres. Vous n’avez rien à faire."
    ),
    "sales-middle-cut-yours": (
        "La moitié de ces périodes donneraient {middle_cents} ou moins. C’est la moyenne qui est "
        "comptée, où les montants très inhabituels ne comptent qu’en partie. Vous n’avez rien à "
        "faire."
    ),
    "interval-unknown-yours": (
        "Votre historique est trop court pour dire à combien près l’estimation est juste. Votre "
        "montant n’en change pas; des ventes plus anciennes aideraient."
    ),
    "interval-season-yours": (
        "Votre historique est trop court pour dire à combien près l’estimation, faite d’après "
        "l’année précédente, est juste. Votre montant n’en change pas; des ventes plus anciennes "
        "aideraient."
    ),
    "interval-days-yours": (
        "Vos ventes sont données par mois, et la perte ne dure pas un ou plusieurs mois entiers : "
        "rien ne dit à combien près l’estimation est juste. Des ventes par jour le diraient."
    ),
    "interval-months-yours": (
        "Votre historique a trop peu de mois pour dire à combien près l’estimation est juste. "
        "Votre montant n’en change pas; des mois plus anciens aideraient."
    ),
    "interval-denied-yours": (
        "Vos ventes des mois entiers de la panne ont moins baissé que la perte estimée : aucune "
        "borne n’est donnée. Des ventes jour par jour montreraient ce qu’il en est."
    ),
    "months-closed-since-yours": (
        "Votre historique ne montre plus aucune vente après la panne ({months}). Si la panne en "
        "est la cause, l’estimation est trop basse et serait de {other_cents} : expliquez-le dans "
        "les précisions de la perte."
    ),
    "trend-bounded-yours": (
        "D’une année à l’autre, vos ventes ont beaucoup changé ({measured_number}). Pour ne pas "
        "fausser l’estimation, {kept_number} a été retenu. Si ce changement est durable, "
        "expliquez-le dans les précisions de la perte."
    ),
    "seasonal-apart-yours": (
        "Un an plus tôt, aux mêmes semaines, vous vendiez {ratio_number} fois autant que dans les "
        "mois qui les entourent. L’estimation n’en tient pas compte et, avec elles, serait de "
        "{other_cents}. Si c’est la saison de votre boutique, dites-le dans les précisions de la "
        "perte."
    ),
    "season-unknown-yours": (
        "Votre historique ne montre pas les mêmes mois un an plus tôt : l’estimation ne sait pas "
        "si c’était une saison forte ou faible. Ajoutez les ventes de l’année précédente si vous "
        "les avez."
    ),
    "season-unknown-days-yours": (
        "Votre historique commence le {first_day} et ne montre pas en entier les mêmes semaines un "
        "an plus tôt : l’estimation ne sait pas si c’était une saison forte ou faible. Ajoutez vos "
        "ventes depuis le {since_day} si vous les avez."
    ),
    "season-weeks-before-yours": (
        "Votre historique commence le {first_day}, trop tard pour dire si ces semaines étaient une "
        "saison forte ou faible : il y faut aussi les huit semaines d’avant. L’estimation ignore "
        "la saison. Ajoutez vos ventes depuis le {since_day}."
    ),
    "season-limited-yours": (
        "Un an plus tôt, votre historique a des jours de ventes ou de remboursements très "
        "inhabituels : {days}. Pour ne pas fausser la saison, chacun compte pour {limit_cents} au "
        "plus; comptés en entier, les ventes attendues seraient de {other_cents}. Si ces montants "
        "étaient habituels, expliquez-le dans les précisions de la perte."
    ),
    "season-bounded-yours": (
        "Un an plus tôt, vos ventes des mêmes semaines étaient très différentes des autres "
        "({measured_number}). Pour ne pas fausser l’estimation, {kept_number} a été retenu. "
        "Appuyez un écart plus grand par une preuve."
    ),
    "days-far-yours": (
        "Votre historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Les ventes "
        "attendues ne reposent pas sur ces jours : ils aident seulement à juger de l’estimation et "
        "des ventes reprises après la panne. Dites ce qu’il en est, ou ajoutez les ventes de ces "
        "jours."
    ),
    "days-far-left-out-yours": (
        "Du {first_day} au {last_day} ({days} jours), votre historique n’a aucune ligne. Vous "
        "dites que ces jours manquent au fichier : l’estimation s’en passe, et les ventes "
        "attendues ne reposent pas sur eux. Ajoutez leurs ventes si vous les retrouvez."
    ),
    "season-exceptional-yours": (
        "Un an plus tôt, vos ventes ou vos remboursements étaient très inhabituels ({months}), et "
        "aucune autre année ne le répète : l’estimation ne repose pas sur eux, et ignore la "
        "saison. Si c’est la saison de votre boutique, et non une vente isolée, elle est trop "
        "basse : ajoutez une autre année, ou donnez vos ventes jour par jour."
    ),
}
