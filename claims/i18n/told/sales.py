"""Histories of sales too short to estimate from, and what an estimate could not measure."""

SENTENCES: dict[str, str] = {
    "history-short-days": (
        "L’historique est trop court. Jours utiles avant la panne : {days}; après, passé sept "
        "jours : {after}. Il en faut {needed} d’un côté, ou des deux ensemble. Demandez au "
        "réclamant les ventes qui manquent avant ou après, ou ses ventes par mois."
    ),
    "history-short-days-yours": (
        "L’historique est trop court. Jours utiles avant la panne : {days}; après, passé sept "
        "jours : {after}. Il en faut {needed} d’un côté, ou des deux ensemble. Ajoutez les "
        "ventes qui manquent avant ou après, ou donnez-les par mois."
    ),
    "history-short-months": (
        "L’historique est trop court. Mois utiles avant la panne : {months}; après, sans le mois "
        "qui la suit ni le dernier de l’historique : {after}. Il en faut {needed} en tout. "
        "Demandez au réclamant les ventes d’autres mois."
    ),
    "history-short-months-yours": (
        "L’historique est trop court. Mois utiles avant la panne : {months}; après, sans le mois "
        "qui la suit ni le dernier de l’historique : {after}. Il en faut {needed} en tout. Ajoutez "
        "les ventes d’autres mois."
    ),
    "history-no-sales": (
        "L’historique ne montre aucune vente nette pour la période comparable. Vérifiez les "
        "montants, ou demandez les ventes d’une période où la boutique vendait."
    ),
    "history-no-sales-yours": (
        "L’historique ne montre aucune vente nette pour la période comparable. Vérifiez les "
        "montants, ou donnez une période de référence où la boutique vendait."
    ),
    "history-stale": (
        "L’historique s’arrête le {last_day}, longtemps avant la panne. Demandez au réclamant "
        "les ventes des dernières semaines."
    ),
    "history-stale-yours": (
        "L’historique s’arrête le {last_day}, longtemps avant la panne. Ajoutez les ventes des "
        "dernières semaines pour une estimation plus juste."
    ),
    "weekday-unknown": (
        "L’historique n’a aucun {weekday} qui serve de référence : aucune vente n’y est attendue. "
        "Demandez au réclamant des ventes plus anciennes."
    ),
    "weekday-unknown-yours": (
        "Votre historique n’a aucun {weekday} qui serve de référence : aucune vente n’y est "
        "attendue. Ajoutez des ventes plus anciennes si vous les avez."
    ),
    "months-apart": (
        "Les mois de référence ne se suivent pas dans l’historique : {months}. Ajoutez "
        "les mois qui manquent entre eux."
    ),
    "days-absent": (
        "L’historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, les ventes attendues sont "
        "de {other_cents}. Faites préciser par le réclamant, et comparez à son exportation."
    ),
    "days-absent-yours": (
        "Votre historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, les ventes attendues sont "
        "de {other_cents}. Dites ce qu’il en est, ou ajoutez les ventes de ces jours."
    ),
    "days-absent-short": (
        "L’historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, le reste est trop court "
        "pour une estimation. Faites préciser par le réclamant, et demandez une exportation "
        "entière."
    ),
    "days-absent-short-yours": (
        "Votre historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Ces jours "
        "comptent comme des jours sans vente; s’ils manquent au fichier, le reste est trop court "
        "pour une estimation. Dites ce qu’il en est, ou ajoutez les ventes de ces jours."
    ),
    "days-left-out": (
        "Du {first_day} au {last_day} ({days} jours), l’historique n’a aucune ligne. Selon le "
        "réclamant, ces jours manquent au fichier : ils sont écartés de la période de référence. "
        "Comptés sans vente, les ventes attendues seraient de {zero_cents}. Comparez à son "
        "exportation."
    ),
    "days-left-out-yours": (
        "Du {first_day} au {last_day} ({days} jours), votre historique n’a aucune ligne. Vous "
        "dites que ces jours manquent au fichier : ils sont écartés de la période de référence. "
        "Ajoutez leurs ventes si vous les retrouvez."
    ),
    "days-left-out-only": (
        "Du {first_day} au {last_day} ({days} jours), l’historique n’a aucune ligne. Selon le "
        "réclamant, ces jours manquent au fichier : ils sont écartés de la période de référence. "
        "Comparez à son exportation."
    ),
    "days-far": (
        "L’historique n’a aucune ligne du {first_day} au {last_day} ({days} jours). Les ventes "
        "attendues ne reposent pas sur ces jours. Tant que personne ne dit ce qu’il en est, ils "
        "sont écartés des périodes rejouées, d’où viennent l’intervalle et la mesure des ventes "
        "reprises. Faites préciser par le réclamant, et comparez à son exportation."
    ),
    "days-far-left-out": (
        "Du {first_day} au {last_day} ({days} jours), l’historique n’a aucune ligne. Selon le "
        "réclamant, ces jours manquent au fichier : ils sont écartés des périodes rejouées. Les "
        "ventes attendues ne reposent pas sur eux. Comparez à son exportation."
    ),
    "history-net-of-tax": (
        "Les taxes que portait l’exportation en ont été retranchées à l’importation, aux taux "
        "suivants : {rates}."
    ),
    "aftermath-unknown": (
        "Les sept jours qui ont suivi la panne ne sont pas tous connus : l’historique s’arrête, "
        "ou un jour y manque. Les ventes reprises, s’il y en a eu, n’ont pas été mesurées. "
        "Demandez au réclamant les ventes de ces jours."
    ),
    "aftermath-unknown-yours": (
        "Les sept jours qui ont suivi la panne ne sont pas tous connus : l’historique s’arrête, "
        "ou un jour y manque. Ajoutez les ventes de ces jours si vous les avez."
    ),
    "trend-bounded": (
        "La tendance mesurée, {measured_number}, s’écarte trop d’une année ordinaire : "
        "{kept_number} a été retenu. Examinez les mois de la référence."
    ),
    "months-not-fallen": (
        "Les mois entiers de la panne n’ont vendu que {short_cents} de moins que prévu, moins que "
        "la perte de ses jours : {claimed_cents} (ventes attendues, moins les ventes faites que "
        "l’historique y montre). Demandez au réclamant ses ventes jour par jour."
    ),
    "months-not-fallen-yours": (
        "Les mois entiers de la panne n’ont vendu que {short_cents} de moins que prévu, moins que "
        "la perte de ses jours : {claimed_cents} (ventes attendues, moins les ventes faites que "
        "l’historique y montre). Ajoutez vos ventes jour par jour si vous les avez."
    ),
    "days-without-sale": (
        "Du {first_day} au {last_day} ({days} jours), l’historique n’a aucune ligne. Selon le "
        "réclamant, rien ne s’est vendu ces jours-là : ils comptent pour zéro."
    ),
    "days-without-sale-yours": (
        "Du {first_day} au {last_day} ({days} jours), votre historique n’a aucune ligne. Vous "
        "dites que rien ne s’est vendu ces jours-là : ils comptent pour zéro."
    ),
    "only-before": (
        "L’historique a moins de ventes après la panne qu’il n’en faut (en jours : {needed}) : "
        "l’estimation repose sur les ventes d’avant seulement. Demandez au réclamant les ventes "
        "des trois mois qui ont suivi."
    ),
    "only-before-yours": (
        "Votre historique a moins de ventes après la panne qu’il n’en faut (en jours : "
        "{needed}) : l’estimation repose sur les ventes d’avant seulement. Ajoutez les ventes "
        "des trois mois qui ont suivi si vous les avez."
    ),
    "only-after": (
        "L’historique a moins de ventes avant la panne qu’il n’en faut (en jours : {needed}) : "
        "l’estimation repose sur les ventes d’après seulement, que la panne a pu réduire. "
        "Demandez au réclamant les ventes des trois mois qui ont précédé."
    ),
    "only-after-yours": (
        "Votre historique a moins de ventes avant la panne qu’il n’en faut (en jours : "
        "{needed}) : l’estimation repose sur les ventes d’après seulement, que la panne a pu "
        "réduire. Ajoutez les ventes des trois mois qui ont précédé si vous les avez."
    ),
    "only-months-after": (
        "L’historique n’a aucun mois avant la panne : l’estimation repose sur les mois d’après "
        "seulement ({months}), que la panne a pu réduire. Demandez au réclamant les ventes des "
        "mois qui ont précédé."
    ),
    "only-months-after-yours": (
        "Votre historique n’a aucun mois avant la panne : l’estimation repose sur les mois d’après "
        "seulement ({months}), que la panne a pu réduire. Ajoutez les ventes des mois qui ont "
        "précédé si vous les avez."
    ),
    "months-closed-since": (
        "Les mois de la référence qui suivent la panne ({months}) n’ont rien vendu : si la panne "
        "en est la cause, l’estimation est trop basse et serait de {other_cents} selon les seuls "
        "mois d’avant; examinez ce qui l’explique."
    ),
    "history-late": (
        "Les ventes de l’historique ne commencent que le {first_day}, longtemps après la panne. "
        "Demandez au réclamant les ventes des mois d’avant, ou des premiers mois d’après."
    ),
    "history-late-yours": (
        "Les ventes de votre historique ne commencent que le {first_day}, longtemps après la "
        "panne. Ajoutez celles des mois d’avant, ou des premiers mois d’après, si vous les avez."
    ),
    "months-level-up": (
        "Tous les mois de la référence qui suivent la panne ont vendu bien plus que tous ceux "
        "d’avant. Si la hausse n’est venue qu’après la panne, l’estimation est trop haute et "
        "serait de {other_cents} selon les seuls mois d’avant; examinez ce qui l’explique."
    ),
    "months-level-down": (
        "Tous les mois de la référence qui suivent la panne ont vendu bien moins que tous ceux "
        "d’avant. Si la panne en est la cause, l’estimation est trop basse et serait de "
        "{other_cents} selon les seuls mois d’avant; examinez ce qui l’explique."
    ),
    "months-season-whole": (
        "Les indices saisonniers comptent en entier des mois hors norme : {months}. Ramenés à la "
        "norme, les ventes attendues seraient de {other_cents}. Examinez ces mois."
    ),
    "months-made-up": (
        "Le mois qui suit la panne ({months}) a vendu {more_cents} de plus qu’attendu, au-delà du "
        "hasard et de tous ceux d’après. Un mois ne montre pas ce qui a été repris : rien n’en est "
        "retranché. Demandez au réclamant les ventes que la panne n’a fait que retarder."
    ),
    "months-made-up-yours": (
        "Le mois qui suit la panne ({months}) a vendu {more_cents} de plus qu’attendu, bien plus "
        "que les suivants. Inscrivez dans les ventes reprises celles que la panne n’a fait que "
        "retarder."
    ),
    "history-closed": (
        "La boutique est tenue pour fermée chaque année aux jours de la panne : le {away_day}, "
        "comme elle l’était le {then_day}. Aucune vente n’y est attendue. Vérifiez-le auprès du "
        "réclamant."
    ),
    "history-closed-yours": (
        "Votre boutique est tenue pour fermée chaque année aux jours de la panne : le {away_day}, "
        "comme elle l’était le {then_day}. Aucune vente n’y est attendue. Si elle devait ouvrir, "
        "expliquez-le dans les précisions de la perte."
    ),
    "history-hole": (
        "L’historique n’a aucune ligne du {first_day} au {last_day} ({days} jours), autour de la "
        "panne. Comptés comme des jours sans vente, ils ne laissent rien attendre. Demandez au "
        "réclamant si ces jours manquent au fichier, et leurs ventes."
    ),
    "history-hole-yours": (
        "Votre historique n’a aucune ligne du {first_day} au {last_day} ({days} jours), autour de "
        "la panne. Comptés comme des jours sans vente, ils ne laissent rien attendre. Dites s’ils "
        "manquent au fichier, ou ajoutez-en les ventes."
    ),
    "both-sides-short": (
        "L’historique a moins de jours qu’il n’en faut de chaque côté de la panne ({needed})"
        " : {days} avant et {after} après. L’estimation repose sur tous ces jours ensemble. "
        "Demandez au réclamant les ventes des trois mois d’avant et d’après."
    ),
    "both-sides-short-yours": (
        "Votre historique a moins de jours qu’il n’en faut de chaque côté de la panne ({needed})"
        " : {days} avant et {after} après. L’estimation repose sur tous ces jours ensemble. "
        "Ajoutez les ventes des trois mois d’avant et d’après si vous les avez."
    ),
    "sales-thin": (
        "Jours de la référence qui ont connu une vente : {selling}, sur {days}. À moins de "
        "{needed}, l’estimation tient au hasard de quelques ventes : examinez-les une à une."
    ),
    "sales-wild": (
        "De {low_cents} à {high_cents}, l’intervalle est plus large que {times} fois "
        "l’estimation : pour cette boutique seule, elle peut se tromper d’autant qu’elle vaut. "
        "Appuyez-la d’une autre preuve."
    ),
    "level-from-nothing": (
        "Du {first_day} au {last_day}, les jours de la référence n’ont rien vendu; les suivants, "
        "oui, au-delà du hasard. Comptés, ces premiers jours réduisent l’estimation : demandez au "
        "réclamant pourquoi la boutique ne vendait pas encore."
    ),
    "level-before-up": (
        "Avant la panne, la seconde moitié des jours de la référence a vendu {percent_number} % de "
        "plus que la première, au-delà du hasard : si la hausse s’est poursuivie, l’estimation est "
        "trop basse, et les ventes d’après la panne le diraient."
    ),
    "level-before-down": (
        "Avant la panne, la seconde moitié des jours de la référence a vendu {percent_number} % de "
        "moins que la première, au-delà du hasard : si la baisse s’est poursuivie, l’estimation "
        "est trop haute, et les ventes d’après la panne le diraient."
    ),
    "level-after-up": (
        "Après la panne, la seconde moitié des jours de la référence a vendu {percent_number} % de "
        "plus que la première, au-delà du hasard : l’estimation est trop basse si la panne a "
        "réduit les premiers, trop haute si la boutique croissait, et les ventes d’avant la panne "
        "le diraient."
    ),
    "level-after-down": (
        "Après la panne, la seconde moitié des jours de la référence a vendu {percent_number} % de "
        "moins que la première, au-delà du hasard : l’estimation est trop basse si la boutique "
        "déclinait déjà, trop haute si les premiers ont repris des ventes, et les ventes d’avant "
        "la panne le diraient."
    ),
    "level-before-and-after-up": (
        "Les jours d’après la panne ont vendu {percent_number} % de plus que ceux d’avant, au-delà "
        "du hasard : une hausse régulière est bien suivie, mais si elle n’est venue qu’après la "
        "panne, l’estimation est trop haute et serait de {other_cents} selon les seuls jours "
        "d’avant; examinez ce qui l’explique."
    ),
    "level-before-and-after-down": (
        "Les jours d’après la panne ont vendu {percent_number} % de moins que ceux d’avant, "
        "au-delà du hasard : une baisse régulière est bien suivie, mais si la panne en est la "
        "cause, l’estimation est trop basse et serait de {other_cents} selon les seuls jours "
        "d’avant; examinez ce qui l’explique."
    ),
    "days-limited": (
        "Jours de la référence aux ventes ou aux remboursements hors norme : {days} ({largest}). "
        "Chacun compte pour {limit_cents} au plus, en plus ou en moins; comptés en entier, les "
        "ventes attendues seraient de {other_cents}. Examinez ces commandes ou ces remboursements."
    ),
    "days-cancelled": (
        "Les ventes hors norme du {order_day} ({sold_cents}) et les remboursements hors norme du "
        "{refund_day} ({given_cents}) sont tenus pour une vente et son remboursement : ces deux "
        "jours sont écartés de la référence. Vérifiez que c’est bien cette vente qui a été "
        "remboursée."
    ),
    "months-limited": (
        "Mois aux ventes ou aux remboursements hors norme : {months}. La référence se passe d’un "
        "tel mois quand d’autres suffisent; sinon, il ajoute le triple du mois médian au plus, ou "
        "ce que le même mois d’une autre année a vendu, et retranche au plus un mois médian. "
        "Comptés en entier, les ventes attendues seraient de {other_cents}. Examinez ces mois."
    ),
    "closed-each-year": (
        "La boutique est tenue pour fermée le {away_day}, comme elle l’était le {then_day} : rien "
        "n’y est attendu. Vérifiez-le auprès du réclamant."
    ),
    "closed-each-year-yours": (
        "Votre boutique est tenue pour fermée le {away_day}, comme elle l’était le {then_day} : "
        "rien n’y est attendu. Si elle devait ouvrir, expliquez-le dans les précisions de la perte."
    ),
    "closed-perhaps": (
        "Jours de la panne où la boutique n’avait rien vendu non plus une autre année : {days} "
        "({dates}). Le hasard peut l’expliquer : des ventes y sont attendues. Si elle y ferme "
        "chaque année, les ventes attendues seraient de {other_cents}. Vérifiez-le auprès du "
        "réclamant."
    ),
    "closed-perhaps-yours": (
        "Jours de la panne où votre boutique n’avait rien vendu non plus une autre année : {days} "
        "({dates}). Le hasard peut l’expliquer : des ventes y sont attendues. Si elle y ferme "
        "chaque année, elles seraient de {other_cents} : dites-le dans les précisions de la perte."
    ),
    "sales-made-up": (
        "Dans les sept jours qui ont suivi la panne, l’historique montre {more_cents} de plus "
        "qu’une semaine ordinaire, au-delà de ce que le hasard y met : ces ventes sont tenues pour "
        "reprises et retranchées."
    ),
    "made-up-large": (
        "Parmi ces ventes tenues pour reprises, le {large_day} en a fait {sold_cents} à lui seul, "
        "comptées pour {limit_cents}. Demandez au réclamant si la panne a reporté cette vente : "
        "sinon, elle n’est pas une vente reprise."
    ),
    "unsure-large": (
        "Parmi les ventes de ces sept jours, le {large_day} en a fait {sold_cents} à lui seul. "
        "Tenu pour une reprise, il n’aurait compté que pour {limit_cents}. Demandez au réclamant "
        "si la panne a reporté cette vente."
    ),
    "unsure-large-yours": (
        "Parmi les ventes de ces sept jours, le {large_day} en a fait {sold_cents} à lui seul. "
        "Tenu pour une reprise, il n’aurait compté que pour {limit_cents}. Si la panne n’a pas "
        "reporté cette vente, elle n’est pas à déclarer comme reprise."
    ),
    "sales-between": (
        "Moins de sept jours séparent cette panne d’une autre perte déclarée pour les mêmes "
        "ventes : elles sont jointes. Les jours qui les séparent ont vendu {more_cents} de plus "
        "que prévu, retranchés de la dernière de ces pertes, puis des autres."
    ),
    "sales-slow": (
        "Dans les sept jours qui ont suivi la panne, l’historique montre {less_cents} de moins "
        "qu’une semaine ordinaire, au-delà de ce que le hasard y met. Rien n’en est ajouté : "
        "demandez au réclamant s’il réclame ces jours."
    ),
    "slow-refund": (
        "Parmi ces sept jours, le {large_day} a remboursé {given_cents} de plus qu’il n’a vendu : "
        "ce remboursement, et non des ventes lentes, peut expliquer le manque."
    ),
    "sales-unsure": (
        "Dans les sept jours qui ont suivi la panne, l’historique montre {more_cents} de plus "
        "qu’une semaine ordinaire. Il est trop court pour dire si c’est l’effet du hasard : rien "
        "n’en est retranché. Demandez au réclamant si la panne a reporté ces ventes."
    ),
    "sales-interval": (
        "La même méthode a été rejouée sur d’autres périodes de même durée de l’historique "
        "(nombre : {replays}) : ses bornes contiennent les ventes faites {often_number} fois "
        "sur cent au moins. Pour celle-ci, elles sont de {low_cents} et de {high_cents}."
    ),
    "sales-interval-months": (
        "La même méthode a été rejouée sur les mois de l’historique, autant à la fois qu’en dure "
        "la panne (nombre : {replays}) : ses bornes contiennent les ventes faites {often_number} "
        "fois sur cent au moins. Pour cette période, elles sont de {low_cents} et de {high_cents}."
    ),
    "sales-middle": (
        "La moitié de ces périodes donneraient {middle_cents} ou moins. L’estimation est une "
        "moyenne, qui rend à l’ensemble des membres ce qu’ils ont perdu; la médiane ne le ferait "
        "pas."
    ),
    "sales-middle-cut": (
        "La moitié de ces périodes donneraient {middle_cents} ou moins. L’estimation est une "
        "moyenne où les montants hors norme ne comptent qu’en partie : elle s’écarte d’autant de "
        "ce que l’ensemble des membres a perdu. La médiane n’est pas ce qui est compté."
    ),
    "interval-unknown": (
        "L’historique ne permet pas de dire de combien l’estimation peut s’écarter : il n’a pas "
        "assez d’autres périodes de même durée où rejouer la méthode."
    ),
    "interval-season": (
        "L’historique ne permet pas de dire de combien l’estimation peut s’écarter : la saison de "
        "l’année précédente y a servi, et il n’a pas assez d’autres périodes de même durée, "
        "connues elles aussi un an plus tôt, où rejouer la méthode."
    ),
    "interval-days": (
        "Aucun intervalle n’est donné : l’historique est par mois, et les écarts de mois entiers "
        "ne disent rien d’une période qui n’en dure pas un ou plusieurs, à un dixième près. Des "
        "ventes par jour en donneraient un."
    ),
    "interval-months": (
        "L’historique ne permet pas de dire de combien l’estimation peut s’écarter : il n’a pas "
        "assez de mois où rejouer la même méthode, autant à la fois qu’en dure la panne."
    ),
    "outage-days-unlisted": (
        "Jours de la panne sans ligne dans l’historique : {days}, sur {every}. Leurs ventes sont "
        "comptées à zéro. Vérifiez que l’historique va jusque-là."
    ),
    "interval-denied": (
        "Aucun intervalle n’est donné : les mois entiers de la panne ont reculé de moins que la "
        "perte à sa borne basse, ce qui le dément."
    ),
    "seasonal-apart": (
        "Un an plus tôt, les ventes des mêmes semaines étaient {ratio_number} fois celles des mois "
        "qui les entourent; l’estimation n’en tient pas compte et, avec elles, serait de "
        "{other_cents}. Examinez si c’est une saison propre à la boutique."
    ),
    "season-unknown": (
        "L’historique ne montre pas les mêmes mois un an plus tôt : l’estimation ignore la saison. "
        "Demandez au réclamant les ventes de l’année précédente, s’il les a."
    ),
    "season-unknown-days": (
        "L’historique commence le {first_day} et ne montre pas en entier les mêmes semaines un an "
        "plus tôt : l’estimation ignore la saison. Demandez au réclamant ses ventes depuis le "
        "{since_day}, s’il les a."
    ),
    "season-weeks-before": (
        "L’historique montre les mêmes semaines un an plus tôt, mais commence le {first_day} : il "
        "y manque des huit semaines qui les précédaient, auxquelles la saison les compare. "
        "L’estimation ignore la saison. Demandez au réclamant ses ventes depuis le {since_day}."
    ),
    "season-outage": (
        "Un an plus tôt, une autre panne déclarée touche les jours ou les mois qui diraient la "
        "saison : l’estimation l’ignore."
    ),
    "season-missing": (
        "Un an plus tôt, trop de jours manquent au fichier pour mesurer la saison : l’estimation "
        "l’ignore. Demandez au réclamant une exportation entière."
    ),
    "season-missing-yours": (
        "Un an plus tôt, trop de jours manquent au fichier pour mesurer la saison : l’estimation "
        "l’ignore. Ajoutez les ventes de ces jours si vous les retrouvez."
    ),
    "season-exceptional": (
        "Un an plus tôt, les ventes ou les remboursements étaient hors norme ({months}), et aucune "
        "autre année ne le répète : l’estimation ne repose pas sur eux, et ignore la saison. Si ce "
        "n’est pas une vente isolée mais la saison de la boutique, elle est trop basse : demandez "
        "au réclamant une autre année, ou ses ventes jour par jour."
    ),
    "season-no-trend": (
        "L’historique montre les mêmes mois un an plus tôt, mais ne permet pas d’y comparer la "
        "tendance : il y faudrait des ventes ordinaires en {months}. L’estimation repose sur les "
        "mois autour de la panne et ignore la saison; selon ces mêmes mois un an plus tôt, sans "
        "tendance, elle serait de {other_cents}. Demandez au réclamant les ventes qui manquent."
    ),
    "season-no-trend-yours": (
        "L’historique montre les mêmes mois un an plus tôt, mais ne permet pas d’y comparer la "
        "tendance : il y faudrait des ventes ordinaires en {months}. L’estimation repose sur les "
        "mois autour de la panne et ignore la saison; selon ces mêmes mois un an plus tôt, sans "
        "tendance, elle serait de {other_cents}. Ajoutez les ventes qui manquent si vous les avez."
    ),
    "season-limited": (
        "Jours aux ventes ou aux remboursements hors norme, un an plus tôt : {days}. Chacun compte "
        "pour {limit_cents} au plus dans la saison, en plus ou en moins; comptés en entier, les "
        "ventes attendues seraient de {other_cents}. Examinez ces commandes ou ces remboursements."
    ),
    "season-few-sales": (
        "Un an plus tôt, les ventes étaient trop rares pour mesurer la saison : "
        "l’estimation l’ignore."
    ),
    "season-bounded": (
        "La saison mesurée, {measured_number}, s’écarte trop d’une année ordinaire : "
        "{kept_number} a été retenu. Un écart plus grand demande une preuve."
    ),
    "history-or-claim": (
        "Donnez soit un dossier et le numéro d’une réclamation, soit --history, --from et --to."
    ),
    "history-not-text": (
        "Ce fichier n’est pas un texte en UTF-8. Enregistrez-le en CSV UTF-8, avec les colonnes "
        "date et revenue."
    ),
    "no-history-in-claim": (
        "Aucune perte de cette réclamation ne repose sur un historique de ventes."
    ),
    "coverage-off": (
        "« {typed} » n’est pas une part que l’intervalle peut viser. Donnez un nombre de 0,5 à "
        "0,98, par exemple 0,8."
    ),
    "backtest-needs-days": (
        "Cet historique est par mois : la méthode s’essaie sur des périodes de quelques jours. "
        "Donnez un historique par jour."
    ),
    "backtest-short": (
        "L’historique est trop court pour y essayer la méthode. Jours du premier au dernier : "
        "{days}; il en faut {needed}. Donnez un historique plus long."
    ),
}
