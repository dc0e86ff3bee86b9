/* index.csv and the lists of review platforms, as verify.py writes them to compare. */

const BOM = "\ufeff", PARTED = "\x14", QUOTED = "\xfe", BROKEN = "\xae", SIGN = "(R)";
const BREAKS = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

async function checkLists(bundle, manifest, claims, told) {
  const lists = listsOf(manifest, claims);
  for (const path of DATA.lists) {
    const wanted = lists.has(path);
    if (wanted !== Object.hasOwn(manifest.files, path)) throw new Fault(path, wanted ? "missing" : "extra");
  }
  for (const [path, list] of logOf(manifest, told)) lists.set(path, list);
  for (const [path, [names, lines]] of lists) mustSay(await bundle.text(path), path, names, lines);
}

/* A list says these lines and nothing else; the first cell that differs is named. */
function mustSay(text, path, names, lines) {
  let at = 0;
  for (const [number, cells] of lines) {
    for (const [place, cell] of cells.entries()) {
      if (!text.startsWith(cell, at)) throw new Fault([path, number, names[place]].filter(Boolean).join(", "), "listed");
      at += cell.length;
    }
  }
  if (at !== text.length) throw new Fault(path, "listed");
}

/* List → the names of its cells, and each line: the number of what it tells, and its cells. */
function listsOf(manifest, claims) {
  const english = Number(manifest.language === "en"), known = new Map();
  for (const [number, claim] of claims) known.set(number, filedBy(claim));
  const every = [...manifest.exhibits].sort((one, two) => inPlace(one.number, two.number));
  const rows = every.map((given) => [given, toldOf(manifest, given, known.get(given.claim))]);
  const names = DATA.indexed.map((texts) => texts[english]);
  const index = [["", [...names]], ...manifest.documents.map(documentRow)];
  for (const [given, told] of rows) index.push([given.number, indexRow(given, told)]);
  const lists = new Map([[DATA.lists[0], [names, table(index, english ? "," : ";")]]]);
  const paged = rows.filter(([given]) => given.numbered).sort(([one], [two]) => spanOf(one).first - spanOf(two).first);
  if (!paged.length) return lists;
  const [dat, edrm] = [0, 1].map((n) => DATA.loaded.map((texts) => texts[n]));
  const loaded = () => paged.map(([given, told]) => [given.number, loadedRow(given, told)]);
  const volume = manifest.volume ?? "VOL001";
  lists.set(DATA.lists[1], [dat, concordance([["", [...dat]], ...loaded()])]);
  lists.set(DATA.lists[2], [DATA.images, paged.map(([given, told]) => imageLine(given, told, volume))]);
  return lists.set(DATA.lists[3], [edrm, table([["", [...edrm]], ...loaded()], ",")]);
}

/* What a claim says that titles its exhibits: who filed them, and for which sites. */
function filedBy(claim) {
  const domains = new Map([...claim.services].reverse().map((each) => [each.id, each.domain]));
  return { by: claim.claimant.name, about: claim.losses.filter((loss) => loss.service), domains };
}

/* What an exhibit is called where counsel gave it no title. */
function described(filed, kind, losses, english) {
  const proved = new Set(losses);
  const services = new Set(filed.about.filter(({ id }) => proved.has(id)).map(({ service }) => service));
  let sites = [...services].filter((id) => filed.domains.has(id)).map((id) => filed.domains.get(id));
  if (sites.length > DATA.sites) {
    sites = [`${String(sites.length).replace(/\B(?=(\d{3})+$)/g, english ? "," : "\u00a0")} sites`];
  }
  return `${kind} — ${[filed.by, ...sites].join(" · ")}`;
}

function inPlace(one, two) {
  const [first, second] = [one, two].map((number) => number.slice(2).split(".").map(Number));
  return first[0] - second[0] || (first[1] ?? 0) - (second[1] ?? 0);
}

/* What every list says of an exhibit, as texts. */
function toldOf(manifest, given, filed) {
  const english = Number(manifest.language === "en"), said = given.titled ?? { title: "", day: "" };
  const kind = Object.hasOwn(manifest.kinds, given.kind) ? manifest.kinds[given.kind] : given.kind;
  const file = given.filed ?? given, [first, last] = labelsOf(manifest, given);
  return {
    title: said.title || described(filed, kind, given.losses, english), kind, dated: said.day,
    level: DATA.levels[given.level][english], claim: `${given.claim} · ${given.revision}`, filer: filed.by,
    first, last, size: String(file.size),
    sha256: file.sha256, scan: DATA.scans[given.scan][english], flags: [...given.flags, ...beside(given)].join(" "),
    read: readOf(given, english),
  };
}

/* The first and the last number of the pages of an exhibit; empty when they have none. */
function labelsOf(manifest, given) {
  const span = spanOf(given);
  return span ? [labelOf(manifest, span.first), labelOf(manifest, span.last)] : ["", ""];
}

function labelOf({ bates }, number) {
  return `${bates.prefix}-${String(number).padStart(bates.digits, "0")}`;
}

/* The log of redactions, as `listsOf` gives a list; none where nothing is withheld. */
function logOf(manifest, told) {
  const english = Number(manifest.language === "en");
  const held = manifest.exhibits.filter((given) => given.redaction || given.withheld);
  if (!held.length) return [];
  const names = DATA.logged.map((texts) => texts[english]), lines = [["", [...names]]];
  for (const given of held.sort((one, two) => inPlace(one.number, two.number))) {
    const boxes = given.redaction ? boxesTold(manifest, given, told) : [];
    const rows = boxes.length ? boxes : [withheldRow(manifest, given, told)];
    for (const row of rows) lines.push([given.number, [given.number, ...row, given.sha256]]);
  }
  return [[`${DATA.named[manifest.language].redactions}.csv`, [names, table(lines, english ? "," : ";")]]];
}

function worded(texts, code, english) {
  return Object.hasOwn(texts, code) ? texts[code][english] : code;
}

function withheldRow(manifest, given, told) {
  const english = Number(manifest.language === "en"), { reason, level } = need(given, "withheld");
  const span = [...new Set(labelsOf(manifest, given).filter(Boolean))].join(" - ");
  const said = told.said.get(`class exhibit\n${given.claim}\n${given.id}`) ?? ["", ""];
  const why = worded(DATA.reasons, reason, english), who = DATA.levels[level][english];
  return ["", DATA.entire[english], why, who, span, ...said, "", "", "", ""];
}

/* Each box of a redacted copy; places in per cent of the page. */
function boxesTold(manifest, given, told) {
  const english = Number(manifest.language === "en"), span = spanOf(given);
  const said = told.said.get(`redact exhibit\n${given.claim}\n${given.id}`);
  return given.redaction.boxes.map((box, n) => {
    const place = span ? span.first + box.page - 1 : 0;
    const label = span && place <= span.last ? labelOf(manifest, place) : "";
    const sides = [box.left, box.top, box.right, box.bottom].map((side) =>
      `${Math.floor(side / 100)}.${String(side % 100).padStart(2, "0")}`);
    const why = worded(DATA.reasons, box.reason, english), by = worded(DATA.patterns, box.pattern, english);
    return [String(box.page), String(n + 1), why, by, label, ...said, ...sides];
  });
}

function beside(given) {
  if (given.filed) return ["key-lost"];
  if (given.redaction || given.withheld) return [given.redaction ? "redacted" : "withheld"];
  return given.copy ? ["copy-beside"] : [];
}

/* A document of the bundle itself, in the index. */
function documentRow(told) {
  const file = [told.path, String(told.size), told.sha256, "", "", "", "", "", ""];
  return [told.number, [told.number, told.title, "Document", told.day, told.pages, "", "", "", ...file]];
}

function indexRow(given, told) {
  const span = [...new Set([told.first, told.last].filter(Boolean))].join(" - ");
  return [
    given.number, told.title, told.kind, given.day, String(given.pages || ""), told.claim, span, given.name,
    given.path, told.size, told.sha256, told.flags, told.scan, told.dated, told.level, told.filer,
    told.read,
  ];
}

function loadedRow(given, told) {
  const { name, text, numbered: copy } = given;
  return [
    told.first, told.last, String(copy.pages), given.number, told.title, told.kind, told.filer,
    given.day.replaceAll("-", ""), name, name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "",
    told.size, told.sha256, windows(given.path), windows(copy.path), text ? windows(text.path) : "",
    opticalOf(given), told.dated.replaceAll("-", ""), told.level,
    given.claim, String(given.revision),
  ];
}

/* Y, its words were read optically; P, in part; N, they are its own; nothing of one without words. */
function opticalOf({ text, pictures }) {
  if (pictures?.unread) return "P";
  return text ? (text.optical ? "Y" : "N") : "";
}

/* 20 of 23: how many of its pages that are pictures were read optically. */
function readOf({ pictures }, english) {
  return pictures ? `${pictures.pages - pictures.unread} ${DATA.read_of[english]} ${pictures.pages}` : "";
}

function imageLine(given, told, volume) {
  const copy = given.numbered;
  return [given.number, ended([told.first, volume, windows(copy.path), "Y", "", "", String(copy.pages)], ",")];
}

/* Lines of CSV, the first behind the mark of UTF-8. */
function table(lines, comma) {
  return marked(lines.map(([number, cells]) => [number, ended(cells.map((cell) => quoted(cell, comma)), comma)]));
}

/* Lines of a DAT: cells between thorns. */
function concordance(lines) {
  return marked(lines.map(([number, cells]) =>
    [number, ended(cells.map((cell) => `${QUOTED}${unbroken(cell)}${QUOTED}`), PARTED)]));
}

function marked(lines) {
  lines[0][1][0] = BOM + lines[0][1][0];
  return lines;
}

/* A cell that no spreadsheet runs, between quotes where it needs them. */
function quoted(text, comma) {
  const safe = DATA.run.some((sign) => text.startsWith(sign)) ? `'${text}` : text;
  return [comma, '"', "\r", "\n"].some((sign) => safe.includes(sign)) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/* A text without what would part or end it. */
function unbroken(text) {
  const lines = text.replaceAll(BROKEN, SIGN).split(BREAKS);
  if (lines.at(-1) === "") lines.pop();
  return lines.join(BROKEN).replaceAll(PARTED, " ").replaceAll(QUOTED, QUOTED.toUpperCase());
}

function ended(cells, comma) {
  return cells.map((cell, n) => cell + (n < cells.length - 1 ? comma : "\r\n"));
}

function windows(path) {
  return `.\\${path.replaceAll("/", "\\")}`;
}
