// What Streamlit says by itself, said in French; focus and scroll where a reader expects them.
// Words people typed are never touched: only the containers Streamlit fills with its own words are.
"use strict";
(() => {
  const WORDS = {
    "25th percentile": "25e centile",
    "75th percentile": "75e centile",
    "Accounting": "Comptable",
    "Add an option": "Ajouter un choix",
    "Add files": "Ajouter des fichiers",
    "Add options": "Ajouter des choix",
    "Add row": "Ajouter une ligne",
    "App pages": "Pages",
    "Automatic": "Automatique",
    "Autosize": "Ajuster la largeur",
    "Average": "Moyenne",
    "Average length": "Longueur moyenne",
    "Bottom": "Bas",
    "Calendar": "Calendrier",
    "Cancel": "Annuler",
    "Cancel recording": "Annuler l’enregistrement",
    "Choose an option": "Choisir",
    "Choose date": "Choisir une date",
    "Choose date range": "Choisir une période",
    "Choose options": "Choisir",
    "Clear": "Effacer",
    "Clear all": "Tout effacer",
    "Clear date": "Effacer la date",
    "Clear dates": "Effacer les dates",
    "Clear entry": "Effacer",
    "Clear selection": "Effacer la sélection",
    "Clear value": "Effacer",
    "Click to retry upload": "Renvoyer ce fichier",
    "Close": "Fermer",
    "Close Search": "Fermer la recherche",
    "Close fullscreen": "Quitter le plein écran",
    "Collapse sidebar": "Replier le menu",
    "Compact": "Abrégé",
    "Connecting": "Connexion",
    "Connection error": "Connexion perdue",
    "Copied": "Copié",
    "Copied!": "Copié",
    "Copy": "Copier",
    "Copy column name": "Copier le nom de la colonne",
    "Copy to clipboard": "Copier",
    "Copy version to clipboard": "Copier la version",
    "Count": "Nombre",
    "Dark": "Sombre",
    "Dataframe column menu": "Menu de la colonne",
    "Delete row(s)": "Supprimer les lignes",
    "Dismiss": "Fermer",
    "Distance": "Il y a",
    "Distinct": "Valeurs distinctes",
    "Dollar": "Dollar",
    "Download as CSV": "Télécharger en CSV",
    "Download as PNG": "Télécharger en PNG",
    "Drag and drop a file here": "Déposez un fichier ici",
    "Drag and drop files here": "Déposez des fichiers ici",
    "Duration": "Durée",
    "Edit": "Modifier",
    "Empty": "Vides",
    "Error": "Erreur",
    "Error deleting file": "Le fichier n’a pas pu être retiré",
    "Error uploading file": "Le fichier n’a pas pu être envoyé",
    "Error:": "Erreur :",
    "Euro": "Euro",
    "Expand sidebar": "Déplier le menu",
    "Expander": "Détails",
    "File Uploader": "Dépôt de fichiers",
    "File change.": "Le registre a été mis à jour.",
    "File size is too small.": "Le fichier est trop petit.",
    "Format": "Format",
    "Fullscreen": "Plein écran",
    "Help": "Aide",
    "Hide column": "Masquer la colonne",
    "Hide password": "Masquer le mot de passe",
    "Invalid input.": "Cette valeur n’est pas acceptée.",
    "Light": "Clair",
    "Loading": "Chargement",
    "Loading...": "Chargement…",
    "Localized": "Selon la langue",
    "Logo": "Logo",
    "Made with Streamlit v": "Conçu avec Streamlit v",
    "Main": "Contenu",
    "Main menu": "Menu principal",
    "Maximum": "Maximum",
    "Maximum length": "Longueur maximale",
    "Median": "Médiane",
    "Menu": "Menu",
    "Metric": "Chiffre",
    "Minimum": "Minimum",
    "Minimum length": "Longueur minimale",
    "Multiselect": "Liste de choix",
    "Multiselect options": "Choix offerts",
    "Navigate to home page": "Aller à l’accueil",
    "Network error": "Le réseau ne répond pas",
    "Next Result": "Résultat suivant",
    "Next month": "Mois suivant",
    "Next page": "Page suivante",
    "No content": "Rien à afficher",
    "No data": "Aucune donnée",
    "No options to select": "Aucun choix",
    "No options to select.": "Aucun choix.",
    "No results": "Aucun résultat",
    "Notifications": "Avis",
    "Only one file is allowed.": "Un seul fichier est accepté.",
    "Open": "Ouvrir",
    "Page not found": "Page introuvable",
    "Pagination": "Pages",
    "Percent": "Pourcentage",
    "Pin column": "Épingler la colonne",
    "Plain": "Sans format",
    "Press Ctrl+Enter to apply": "Ctrl+Entrée pour enregistrer",
    "Press Ctrl+Enter to submit form": "Ctrl+Entrée pour envoyer",
    "Press Enter to apply": "Entrée pour enregistrer",
    "Press Enter to submit form": "Entrée pour envoyer",
    "Press ⌘+Enter to apply": "⌘+Entrée pour enregistrer",
    "Press ⌘+Enter to submit form": "⌘+Entrée pour envoyer",
    "Previous Result": "Résultat précédent",
    "Previous month": "Mois précédent",
    "Previous page": "Page précédente",
    "Print": "Imprimer",
    "Range": "Étendue",
    "Reconnected to server.": "Connexion rétablie.",
    "Record a screencast": "Filmer l’écran",
    "Record screen": "Filmer l’écran",
    "Request timed out": "Le registre tarde à répondre",
    "Rerun": "Actualiser",
    "Retry": "Réessayer",
    "Running...": "Chargement…",
    "Scientific": "Scientifique",
    "Script execution error": "La page n’a pas pu s’afficher",
    "Scrollable table": "Tableau défilant",
    "Search": "Rechercher",
    "Select all": "Tout choisir",
    "Select...": "Choisir",
    "Selectbox": "Liste de choix",
    "Selectbox options": "Choix offerts",
    "Selected values": "Choix faits",
    "Settings": "Réglages",
    "Show password": "Afficher le mot de passe",
    "Show suggestions": "Afficher les choix",
    "Show/hide columns": "Choisir les colonnes",
    "Sidebar": "Menu de côté",
    "Skip to main content": "Aller au contenu",
    "Sort ascending": "Trier en ordre croissant",
    "Sort descending": "Trier en ordre décroissant",
    "Standard deviation": "Écart-type",
    "Statistics": "Statistiques",
    "Stop": "Arrêter",
    "Stop recording": "Arrêter l’enregistrement",
    "Stopping...": "Arrêt…",
    "Suggestions": "Choix",
    "Sum": "Somme",
    "System": "Système",
    "Theme": "Apparence",
    "This field is required.": "Ce champ est obligatoire.",
    "Toolbar action": "Action",
    "Try again": "Réessayer",
    "Type to search": "Écrivez pour rechercher",
    "Unexpected error. Please try again.": "Le fichier n’a pas pu être envoyé. Réessayez.",
    "Unpin column": "Libérer la colonne",
    "Upload": "Choisir des fichiers",
    "Upload failed": "Le fichier n’a pas pu être envoyé",
    "Use system setting": "Comme l’appareil",
    "Values": "Valeurs",
    "View less": "Voir moins",
    "Warning": "Attention",
    "Yen": "Yen",
    "empty": "aucune ligne",
    "file upload": "Choisir des fichiers",
    "progress": "Progression",
  };
  const LOST = "Le registre ne répond pas. Vérifiez votre connexion à Internet; ce qui est enregistré est conservé.";
  const UNITS = { B: "octets", KB: "Ko", MB: "Mo", GB: "Go" };
  function weight(size, unit) { return `${size.replace(/\.0$/, "").replace(".", ",")}\u00a0${UNITS[unit]}`; }
  const PATTERNS = [
    [/^([\d.]+)\s?([KMG]?B) per file(.*)$/, (_, size, unit, rest) => `${weight(size, unit)} par fichier${rest}`],
    [/^([\d.]+)([KMG]?B)$/, (_, size, unit) => weight(size, unit)],
    [/^(.+), ([\d.]+)([KMG]?B)$/s, (_, name, size, unit) => `${name}, ${weight(size, unit)}`],
    [/^Cancel upload of (.+)$/s, "Annuler l’envoi de $1"],
    [/^Remove (.+)$/, "Retirer $1"],
    [/^Help for (.+)$/, "Aide : $1"],
    [/^View (\d+) more$/, "Voir $1 de plus"],
    [/^Select (\d+) matches$/, "Choisir les $1 résultats"],
    [/^Add: (.+)$/, "Ajouter : $1"],
    [/^You can only select up to (\d+) options?\..*$/, "Vous pouvez faire $1 choix au plus. Retirez-en un d’abord."],
    [/^\S* ?files are not allowed\.( File must be .+)?$/, "Ce type de fichier n’est pas accepté."],
    [/^File must be ([\d.]+)([KMG]?B) or smaller\.$/, (_, size, unit) => `Le fichier dépasse ${weight(size, unit)}.`],
    [/^(AxiosError: )?(Request failed|Network Error|timeout).*$/, "Le serveur n’a pas reçu ce fichier."],
    [/^Selected Date: (.+)$/, "Date choisie : $1"],
    [/^(\d+) options? available\.$/, "$1 choix."],
    [/^(Is Streamlit still running|Streamlit server is not responding|Connection failed with status|Connection lost|Connection timed out|Unable to connect).*$/s, LOST],
    [/^You have requested page .*$/s, "Cette page n’existe pas pour vous. Revenez à l’accueil ou ouvrez votre dossier."],
    [/^The page that you have requested does not seem to exist.*$/s, "Cette page n’existe pas pour vous. Revenez à l’accueil ou ouvrez votre dossier."],
    [/^([A-Z][^:]+): (.+)$/s, (whole, action, of) => (Object.hasOwn(WORDS, action) ? `${WORDS[action]}\u00a0: ${of}` : whole)],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt", "aria-description"];
  // Whose words these are: the registry's (already in French) or people's. Never translated.
  const THEIRS = '[data-testid="stText"], [data-testid="stCode"], [data-testid="stJson"], [data-testid="stFileChipName"], [data-testid="stMarkdownContainer"], [role="gridcell"], [role="option"], textarea';
  const STREAMLITS = '[data-testid="stFileUploaderDropzone"], [data-testid="stMainMenuList"], [data-testid="stStatusWidget"], [data-testid="stTooltipContent"]';

  const told = document.currentScript.dataset;
  const french = document.documentElement.lang.startsWith("fr");

  function translated(text) {
    const bare = text.trim();
    if (!bare || bare.length > 400) return null;
    if (Object.hasOwn(WORDS, bare)) return text.replace(bare, WORDS[bare]);
    for (const [pattern, said] of PATTERNS) {  // a function: "$&" in the name of a file is not a pattern
      if (pattern.test(bare)) return text.replace(bare, () => bare.replace(pattern, said));
    }
    return null;
  }

  function sayText(node) {
    const around = node.parentElement;
    if (!around || around.closest("script, style")) return;
    const choice = around.closest('[role="option"]');
    if (choice && !/^(No results|Select all|Select \d+ matches)$/.test(node.data.trim())) return;
    if (!choice && around.closest(THEIRS) && !around.closest(STREAMLITS)) return;
    const said = translated(node.data);
    if (said !== null && said !== node.data) node.data = said;
  }

  function sayAttributes(element) {
    if (element.closest('[role="gridcell"], [data-testid="stFileChipName"]')) return;
    for (const name of ATTRIBUTES) {
      const text = element.getAttribute(name);
      const said = text && translated(text);
      if (said && said !== text) element.setAttribute(name, said);
    }
  }

  function sayAll(root) {
    if (root.nodeType === Node.TEXT_NODE) { sayText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    sayAttributes(root);
    for (const element of root.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) sayAttributes(element);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) sayText(texts.currentNode);
  }

  // What is drawn is not spelled out: an icon stands beside words that say the same, a chart has its
  // sentence and a table. Its toolbar offers neither its figures as our code names them nor its code.
  const DRAWN = 'span[role="img"][aria-label$=" icon"], .stVegaLiteChart[role="graphics-document"], svg.marks';
  const BARE = 'button[aria-label^="Show data"], button[aria-label^="Copy Vega-Lite spec"]';
  function sayLess(root) {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    for (const drawn of [root, ...root.querySelectorAll(DRAWN)]) {
      if (!drawn.matches(DRAWN)) continue;
      drawn.removeAttribute("aria-roledescription");
      if (drawn.matches(".stVegaLiteChart")) { drawn.setAttribute("role", "img"); continue; }
      drawn.removeAttribute("role");
      drawn.removeAttribute("aria-label");
      drawn.setAttribute("aria-hidden", "true");
    }
    for (const button of [root, ...root.querySelectorAll(BARE)]) {
      const place = button.matches(BARE) && button.closest('[data-testid="stElementToolbarButton"]');
      if (place) { place.hidden = true; place.style.display = "none"; }
    }
  }

  // Our own addresses open here, not in another tab.
  function keepHere(root) {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    for (const link of [root, ...root.querySelectorAll('a[target="_blank"]')]) {
      if (link.matches('a[target="_blank"]') && link.origin === location.origin) link.removeAttribute("target");
    }
  }

  // A link of the error summary leads to its field, and the field takes the focus.
  function toField(event) {
    const link = event.target.closest?.('a[href^="#champ-"]');
    const box = link && document.querySelector(`.st-key-${CSS.escape(link.hash.slice(1))}`);
    if (!box) return;
    event.preventDefault();
    box.scrollIntoView({ block: "center" });
    box.querySelector("input, textarea, select, button, [tabindex='0']")?.focus();
  }

  // What Streamlit refuses in the browser shows as a red mark alone: say why in words, beneath the
  // box, until other files are chosen. The sentences come with the page, in the reader's language.
  const MEGABYTE = 1024 * 1024;
  function chosen(event) {
    const box = event.target.closest?.('[data-testid="stFileUploader"]');
    const input = box?.querySelector('input[type="file"]');
    const files = event.type === "drop" ? event.dataTransfer?.files : event.target.files;
    if (!input || !files?.length) return;
    const block = box.closest('[data-testid="stVerticalBlock"]') ?? box.parentElement;
    for (const said of block.querySelectorAll(":scope > .refus-navigateur")) said.remove();
    const whys = [...files].map((file) => whyNot(file, input.accept));
    sent = new Set([...files].filter((_, at) => !whys[at]).map((file) => file.name));
    if (whys.some(Boolean)) block.append(saying(whys.filter(Boolean)));
    if (sent.size) watch(box, block, sent);
  }

  // A run that begins as the server tells where to send files drops that answer: Streamlit waits for
  // it for ever, and nothing shows. A box that took them shows their chips, or gives way to another.
  const SHOWS_WITHIN = 32;  // quarters of a second
  async function watch(box, block, names) {
    let note = null;
    for (let waited = 0; box.isConnected && sent === names && !chips(box).some((chip) => names.has(nameOf(chip)));) {
      await pause();
      if (document.querySelector(`[${CONNECTION}="CONNECTED"]`)) waited += 1;
      if (waited < SHOWS_WITHIN || note) continue;
      note = saying([told.lost.replace("{names}", () => [...names].join(", "))]);
      block.append(note);
    }
    note?.remove();
  }
  function chips(within) { return [...within.querySelectorAll('[data-testid="stFileChip"]')]; }
  function nameOf(chip) { return chip.querySelector('[data-testid="stFileChipName"]')?.textContent; }
  function whyNot(file, accept) {
    const endings = accept.split(",").filter((kind) => kind.startsWith("."));
    if (endings.length && !endings.some((ending) => file.name.toLowerCase().endsWith(ending))) {
      const kinds = endings.map((ending) => ending.slice(1).toUpperCase()).join(", ");
      return told.kind.replace("{name}", () => file.name).replace("{kinds}", () => kinds);
    }
    if (file.size <= told.most * MEGABYTE) return "";
    return told.size.replace("{name}", () => file.name).replace("{mb}", Math.ceil(file.size / MEGABYTE));
  }
  function saying(whys) {
    const note = document.createElement("div");
    note.className = "refus-navigateur";
    note.setAttribute("role", "alert");
    note.style.cssText = "border-left: 3px solid #c0392b; padding-left: 0.75rem; overflow-wrap: anywhere";
    note.append(...whys.map((why) => Object.assign(document.createElement("p"), { textContent: why })));
    return note;
  }

  // When the server took none of the files, Streamlit asks for no run, and the page would not say
  // why: ask for one. Not before a file that was sent shows: a run that begins as the server tells
  // where to send it drops that answer, and the file is never sent.
  let refused = "";
  let sent = new Set();
  function turnedAway() {
    const here = chips(document);
    const all = here.every((chip) => chip.getAttribute("aria-invalid") === "true") && here.some((chip) => sent.has(nameOf(chip)));
    const now = all ? here.map((chip) => chip.getAttribute("aria-describedby")).join() : "";
    if (now && now !== refused) pressR();
    refused = now;
  }
  function pressR() {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "r", code: "KeyR", keyCode: 82, bubbles: true }));
  }

  // A card just added or opened gives the focus to its first field, unless the reader went elsewhere.
  const ADD = ".st-key-ajouter-site, .st-key-ajouter-perte, .st-key-ajouter-somme";
  let wanted = null;
  const cards = () => [...document.querySelectorAll('[class*="st-key-carte-"]')];
  const cardKey = (card) => card.className.match(/st-key-carte-[\w-]+/)[0];
  function wantCard(event) {
    const part = event.target.closest?.('[class*="st-key-modifier-"]')?.className.match(/st-key-modifier-([\w-]+)/)?.[1];
    const before = new Set(cards().map(cardKey));
    if (part) wanted = (key) => key === `st-key-carte-${part}`;
    else wanted = event.target.closest?.(ADD) ? (key) => !before.has(key) : null;
  }
  function toCard() {
    const field = cards().find((card) => wanted(cardKey(card)))?.querySelector('[class*="st-key-champ-"] :is(input, textarea)');
    if (!field) return;
    wanted = null;
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  }

  // On a telephone a link to a part of a page leads there once it is drawn, and stays there while the
  // rest is, until the reader does anything.
  let part = location.hash.slice(1);
  function toPart() {
    const found = part && document.querySelector(`.st-key-${CSS.escape(part)}`);
    if (!found || !matchMedia("(max-width: 30rem)").matches) return;
    found.style.scrollMarginTop = "4rem";  // what stands at the top of every page
    found.scrollIntoView();
  }

  // A table wider than the screen scrolls by keyboard as well.
  function toReach() {
    for (const box of document.querySelectorAll(".stTable > div")) {
      if (box.hasAttribute("tabindex") || box.scrollWidth <= box.clientWidth) continue;
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", box.querySelector("table")?.getAttribute("aria-label") ?? "");
    }
  }

  // On a telephone a large table of figures is laid out otherwise, and a browser may no longer say that
  // it is a table.
  const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" };
  function toTell() {
    const table = '[id^="T_large"]';
    for (const node of document.querySelectorAll(`${table}:not([role]), ${table} :is(thead, tbody, tr, th, td):not([role])`))
      node.setAttribute("role", ROLES[node.tagName]);
  }

  let place = location.pathname;
  let summary = null;
  function settle() {
    if (location.pathname !== place) {
      place = location.pathname;
      summary = wanted = null;
      document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    }
    if (wanted) toCard();
    toPart();
    toReach();
    toTell();
    const shown = document.querySelector(".st-key-sommaire-erreurs");
    if (shown && shown.textContent !== summary) {
      if (summary === null) {
        shown.tabIndex = -1;
        shown.scrollIntoView({ block: "center" });
        shown.focus({ preventScroll: true });
      }
      summary = shown.textContent;
    } else if (!shown) {
      summary = null;
    }
  }

  // The line was cut, or the telephone slept, and the server forgot the session: the first run of a
  // new one gives back what was saved, over whatever the fields hold. So that run is asked for at
  // once, by Streamlit's own key; what was typed last is kept here and typed anew after it, if the
  // field still holds what it held before and the claim is still the same.
  const CONNECTION = "data-test-connection-state";
  const STANDS = '[data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]';
  const CLAIM = /\bR-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b/;
  let last = null;

  function fieldOf(key) { return document.querySelector(`.${CSS.escape(key)} input, .${CSS.escape(key)} textarea`); }
  function claimShown() { return document.querySelector('[data-testid="stMain"]')?.innerText.match(CLAIM)?.[0]; }

  function noteField(event) {
    const key = event.target.closest?.('[class*="st-key-champ-"]')?.className.match(/st-key-champ-[\w-]+/)?.[0];
    if (key && event.target === fieldOf(key)) last = { key, before: event.target.value, typed: null, claim: claimShown() };
  }
  function noteTyped(event) {
    if (last && event.target === fieldOf(last.key)) last.typed = event.target.value;
  }

  let connectedBefore = false;
  function reconnected() {
    if (connectedBefore) {
      pressR();
      typeAgain();
    }
    connectedBefore = true;
  }

  // Three times at most: the first run of a server that just started may come after the first try.
  async function typeAgain() {
    const words = last;
    if (!words || words.typed === null) return;
    for (let tries = 0; tries < 3; tries += 1) {
      if (!await standing()) return;
      const field = fieldOf(words.key);
      if (!field || field.disabled || claimShown() !== words.claim) return;
      if (tries && field.value === words.typed) return;
      field.focus({ preventScroll: true });
      await pause();
      if (![words.typed, words.before].includes(field.value)) return;
      for (const text of ["", words.typed]) typeIn(field, text);  // the same text is no change
      await pause();
      field.blur();
      await pause(6);
    }
  }
  function pause(quarters = 1) { return new Promise((done) => setTimeout(done, 250 * quarters)); }
  async function standing() {
    for (let waited = 0, stood = 0; waited < 240 && stood < 4; waited += 1) {
      await pause();
      stood = document.querySelector(STANDS) ? stood + 1 : 0;
    }
    return document.querySelector(STANDS) !== null;
  }
  function typeIn(field, text) {
    const kind = field.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  let waiting = false;
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (french && change.type === "characterData") sayText(change.target);
      if (french && change.type === "attributes" && ATTRIBUTES.includes(change.attributeName)) sayAttributes(change.target);
      if (change.attributeName === CONNECTION && change.target.getAttribute(CONNECTION) === "CONNECTED") reconnected();
      if (change.attributeName === "target") keepHere(change.target);
      if (change.attributeName === "aria-label" || change.attributeName === "role") sayLess(change.target);
      for (const added of change.addedNodes) {
        sayLess(added);
        if (french) sayAll(added);
        keepHere(added);
      }
    }
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => { waiting = false; settle(); turnedAway(); });
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: [...ATTRIBUTES, CONNECTION, "target", "role"],
  });
  sayLess(document.documentElement);  // what may have been drawn before this began to listen
  if (french) sayAll(document.documentElement);
  addEventListener("resize", toReach);
  document.addEventListener("click", toField);
  document.addEventListener("change", chosen, true);
  document.addEventListener("drop", chosen, true);
  document.addEventListener("click", wantCard);
  document.addEventListener("keydown", () => { wanted = null; });
  for (const done of ["pointerdown", "wheel", "keydown"]) document.addEventListener(done, () => { part = ""; });
  document.addEventListener("focusin", noteField);
  document.addEventListener("input", noteTyped);
  // Pressed with something still to mend: the summary takes the focus again.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".st-key-continuer")) summary = null;
  });
})();
