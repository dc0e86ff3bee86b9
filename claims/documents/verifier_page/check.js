/* What verify.py checks but the amounts, in the same order, with the same names of faults. */

const SUMS = "SHA256SUMS", MANIFEST = "manifest.json", JOURNAL = "journal.jsonl";
const STAMP = "manifest.tsr", NO_KEY = "ILLISIBLES_UNREADABLE.txt";
const LINE = /^([0-9a-f]{64})  ((?:[^\s\x1c-\x1f\x85]|\ufeff)+)\n$/;
const UTF8 = new TextEncoder();

async function check(bundle, head, tick) {
  const sums = await checkFiles(bundle, tick);
  const manifest = await bundle.json(MANIFEST);
  checkShape(manifest);
  mustBeOf(bundle, manifest.at);
  const claims = await checkManifest(bundle, manifest, sums);
  const told = { filed: new Map(), status: new Map(), quarantined: new Set(), classed: new Map(), redacted: new Map(), titled: new Map(), counted: new Map(), said: new Map(), snapshot: "" };
  const found = await checkJournal(bundle, manifest, head, told);
  checkSealed(manifest, told);
  const noticed = checkExhibits(manifest, claims, told);
  const elsewhere = checkElsewhere(manifest, claims), unborne = checkNumbers(manifest);
  const unlisted = await checkStood(bundle, manifest, claims, told);
  await checkLists(bundle, manifest, claims, told);
  await checkWords(bundle, manifest);
  for (const name of ["steps", "lines"]) await checkHeads(bundle, manifest[name], DATA.rows[name]);
  await checkTaken(bundle, manifest);
  return {
    ...found, ...noticed, elsewhere, unborne, unlisted, partial: manifest.selection ? [...claims.keys()].sort() : [], name: bundle.name, files: sums.size, claims: claims.size, title: manifest.title,
    root: manifest.merkle.root, manifest: sums.get(MANIFEST), stamped: bundle.files.has(STAMP) ? [STAMP] : [], litter: bundle.litter, unmade: unmade(manifest),
    copies: manifest.exhibits.filter(({ copy }) => copy).map(({ copy }) => copy.path), tools: otherProgram(manifest),
  };
}

/* A value that must be there; without it the bundle cannot be read. */
function need(object, name) {
  if (object === null || typeof object !== "object" || !Object.hasOwn(object, name)) {
    throw new TypeError(name);
  }
  return object[name];
}

async function checkFiles(bundle, tick) {
  if (!bundle.files.has(SUMS)) throw new Fault(SUMS, "missing");
  const sums = await readSums(bundle);
  const faults = new Map();
  for (const name of new Set([...bundle.files.keys(), ...sums.keys()])) {
    const there = name !== SUMS && bundle.files.has(name), listed = sums.has(name);
    if (there !== listed) faults.set(name, listed ? "missing" : "extra");
  }
  await each([...sums.keys()].filter((name) => bundle.files.has(name)), async (name) => {
    const { blob, crc } = bundle.files.get(name);
    const found = blob ? await digests(blob, tick) : {};
    if (found.sha256 !== sums.get(name) || (crc !== null && found.crc !== crc)) {
      faults.set(name, "hash");
    }
  });
  for (const name of [MANIFEST, JOURNAL]) if (!bundle.files.has(name)) faults.set(name, "missing");
  if (faults.size) {
    const [[where, code], ...also] = [...faults].sort(([one], [other]) => (one < other ? -1 : 1));
    throw new Fault(where, code, also);
  }
  return sums;
}

async function readSums(bundle) {
  const sums = new Map();
  let number = 0, last = "";
  await bundle.bytes(SUMS);
  for await (const line of bundle.lines(SUMS)) {
    const found = LINE.exec(line);
    number += 1;
    if (!found || found[2] <= last) throw new Fault(`${SUMS}, ${number}`, "sums");
    last = found[2];
    sums.set(last, found[1]);
  }
  return sums;
}

async function checkManifest(bundle, manifest, sums) {
  if (bundle.files.has(STAMP)) checkStamp(await bundle.bytes(STAMP), sums.get(MANIFEST));
  const listed = new Map(Object.entries(manifest.files).map(([path, told]) => [path, told.sha256]));
  const others = new Map([...sums].filter(([path]) => path !== MANIFEST && path !== STAMP));
  for (const path of [...new Set([...others.keys(), ...listed.keys()])].sort()) {
    if (others.get(path) !== listed.get(path) || manifest.files[path].size !== bundle.files.get(path).blob.size) {
      throw new Fault(path, "manifest");
    }
  }
  checkRoot(manifest, listed);
  for (const path of [manifest.lines, manifest.steps, manifest.frozen]) {
    if (!listed.has(path)) throw new Fault(path, "missing");
  }
  checkStrays(manifest, listed);
  checkNamed(manifest);
  checkPlaces(manifest);
  const claims = new Map();
  for (const told of manifest.claims) {
    const claim = await bundle.json(told.path);
    if (claim.number !== told.number) throw new Fault(told.path, "claim");
    claims.set(told.number, claim);
  }
  return claims;
}

/* Every file is one that the manifest says something of, or one of ours. */
function checkStrays(manifest, listed) {
  const named = new Set([...checkCopies(manifest), ...checkPages(manifest)]);
  const ours = oursOf(manifest);
  for (const path of [...checkTexts(manifest), ...ours, ...DATA.lists, manifest.lines, manifest.steps, manifest.frozen]) named.add(path);
  for (const told of [...manifest.claims, ...manifest.documents, ...manifest.exhibits]) named.add(told.path);
  for (const path of [...listed.keys()].sort()) {
    if (!named.has(path)) throw new Fault(path, "extra");
  }
  for (const path of ours) if (!listed.has(path)) throw new Fault(path, "missing");
}

/* The files of ours that this bundle must have, but what the manifest names and the lists of pages. */
function oursOf(manifest) {
  const named = DATA.named[manifest.language], ours = [...DATA.ours];
  const has = (name) => manifest.exhibits.some((told) => Object.hasOwn(told, name));
  if (has("filed")) ours.push(NO_KEY);
  if (has("redaction") || has("withheld")) ours.push(`${named.redactions}.csv`, `${named.redactions}.pdf`);
  if (manifest.totals.lines <= DATA.scheduled) ours.push(named.schedule);
  return ours.sort();
}

/* Every file stands where a bundle puts it; of our own documents, those that this bundle calls for. */
function checkPlaces(manifest) {
  const named = DATA.named[manifest.language], has = (name) => Object.hasOwn(manifest, name);
  if (inOrder(manifest.withheld) !== inOrder(DATA.kept_back)) throw new Fault(`${MANIFEST}, withheld`, "shape");
  if (has("volume") !== has("elsewhere")) throw new Fault(`${MANIFEST}, volume`, "shape");
  for (const name of ["lines", "steps", "frozen"]) {
    if (manifest[name] !== named[name]) throw new Fault(manifest[name], "place");
  }
  const documents = (manifest.volume ?? DATA.volume) === DATA.volume ? named.documents : [];
  for (const told of manifest.documents.slice(documents.length)) throw new Fault(told.path, "extra");
  documents.forEach(([ending, title, pages], n) => {
    const told = manifest.documents[n];
    if (!told) throw new Fault(`P-…${ending}`, "missing");
    const same = told.path === told.number + ending && told.title === title;
    if (!same || !new RegExp(`^(?:${pages})$`).test(told.pages)) throw new Fault(told.path, "place");
  });
  for (const { path, number, revision } of manifest.claims) {
    if (path !== `${named.claims}/${number}-r${revision}.json`) throw new Fault(path, "place");
  }
  for (const told of manifest.exhibits) {
    checkBeside(manifest, told);
    checkPlace(manifest, told, named.exhibits);
  }
  checkLost(manifest);
}

/* What stands beside an exhibit: a copy without what acts, of one given as filed in which something
   does; a copy with its pages numbered, where those of the bundle are, unless its key is lost; and
   with it alone, its words, unless a notice stands in its place. */
function checkBeside(manifest, told) {
  const { number, copy, text, flags, numbered, pictures } = told;
  const acts = isAsFiled(told) && flags.some((flag) => !DATA.unread.includes(flag));
  if (copy && !acts) throw new Fault(copy.path, "extra");
  if (acts && !copy) throw new Fault(`${number}, copy`, "missing");
  if (text && (isNoticed(told) || !numbered)) throw new Fault(text.path, "extra");
  if (manifest.bates && !numbered && !Object.hasOwn(told, "filed")) throw new Fault(`${number}, numbered`, "missing");
  if (pictures && !areItsPictures(told, pictures)) throw new Fault(`${told.path}, pictures`, "told");
}

/* Whether an exhibit may have so many pages that are pictures, and so many of them unread: no more
   than it has pages; none if it is a text, or a notice stands in its place, or its key is lost. */
function areItsPictures(told, { pages, unread }) {
  const stands = !isNoticed(told) && !Object.hasOwn(told, "filed") && !DATA.texts.includes(told.media);
  return stands && unread <= pages && pages <= Math.max(told.pages, 1);
}

/* Whether the manifest says that a notice stands in the place of an exhibit. */
function isNoticed(told) {
  return told.transfer !== null && !Object.hasOwn(told, "redaction");
}

/* Whether the manifest says that an exhibit is the file that was filed. */
function isAsFiled(told) {
  return told.transfer === null && !Object.hasOwn(told, "filed");
}

function checkPlace(manifest, told, folder) {
  const [main, sub] = told.number.slice(2).split("."), span = spanOf(told), scheme = manifest.bates;
  const own = `${folder}/${main.padStart(4, "0")}${sub ? `.${sub.padStart(3, "0")}` : ""}`;
  if (told.path !== NO_KEY && told.path !== `${own}/${safeName(told.name)}`) throw new Fault(told.path, "place");
  if (told.copy) {
    const dot = told.name.lastIndexOf("."), stem = dot > 0 ? told.name.slice(0, dot) : told.name;
    const named = DATA.copies.map((end) => `${own}/${safeName(`${stem}.${DATA.copied[manifest.language]}.${end}`)}`);
    if (!named.includes(told.copy.path)) throw new Fault(told.copy.path, "place");
  }
  if (!span) return;
  const label = `${scheme.prefix}-${String(span.first).padStart(scheme.digits, "0")}_${told.number}`;
  for (const [copy, path] of [[told.numbered, `pages/${label}.pdf`], [told.text, `texts/${label}.txt`]]) {
    if (copy && copy.path !== path) throw new Fault(copy.path, "place");
  }
}

/* A file name every system accepts, as verify.py makes it of the claimant's. */
function safeName(name) {
  const last = name.split(/[/\\]/).pop(), point = last.replace(/^\.+/, "").includes(".") ? last.lastIndexOf(".") : last.length;
  const suffix = plainLetters(last.slice(point + 1)).slice(0, 10), most = DATA.longest - 12;
  let stem = plainLetters(last.slice(0, point)) || "piece";
  if (stem.length > most) stem = `${stem.slice(0, most - DATA.ending - 1)}_${stem.slice(-DATA.ending)}`;
  if (DATA.reserved.includes(stem.split(".")[0].toLowerCase())) stem = `_${stem}`;
  return suffix ? `${stem}.${suffix}` : stem;
}

function plainLetters(text) {
  const letters = text.normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
  return letters.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^[._-]+|[._-]+$/g, "");
}

/* NO_KEY names the exhibits whose key is lost, and says nothing else. */
function checkLost(manifest) {
  const lost = manifest.exhibits.filter((told) => told.path === NO_KEY && Object.hasOwn(told, "filed"));
  if (!lost.length) return;
  const lines = lost.map(({ number, claim, filed }) => `${number}  ${claim}  ${filed.sha256}\n`);
  const text = [`${DATA.lost[0]}\n\n${DATA.lost[1]}\n\n`, ...lines].join("");
  if (manifest.files[NO_KEY].sha256 !== hex(sha256(UTF8.encode(text)))) throw new Fault(NO_KEY, "listed");
}

/* The losses and their steps have our columns and no other; their rows are for verify.py. */
async function checkHeads(bundle, path, names) {
  const { value } = await bundle.lines(path).next();
  if (value !== `${names.join()}\r\n`) throw new Fault(`${path}, 1`, "table");
}

/* The snapshot is the one that the last entry took, of that matter; the bundle is of that moment. */
async function checkTaken(bundle, manifest) {
  let last = "{}";
  for await (const line of bundle.lines(JOURNAL)) last = line;
  const { at = "", subject, body = "{}" } = JSON.parse(last), moment = `${at.slice(0, 19)}Z`;
  const told = [manifest.at, manifest.journal.at, manifest.matter, manifest.snapshot];
  const wanted = [moment, moment, subject, `I-${JSON.parse(body).number}`];
  if (told.some((each, n) => each !== wanted[n])) throw new Fault(MANIFEST, "taken");
}

/* Whether the file that a copy says it is stands in the bundle. */
function isListed(manifest, { path, sha256: hash, size }) {
  const there = Object.hasOwn(manifest.files, path) ? manifest.files[path] : {};
  return there.sha256 === hash && there.size === size;
}

/* The token names the SHA-256 of the manifest; who signed it is for other programs to say. */
function checkStamp(token, digest) {
  const told = hex(token);
  const named = DATA.imprints.some((before) => told.includes(before + digest));
  if (!named) throw new Fault(STAMP, "stamp");
}

function checkRoot(manifest, listed) {
  const paths = [...listed.keys()].sort();
  const lines = paths.map((path) => UTF8.encode(`${listed.get(path)}  ${path}\n`));
  const root = hex(rootOf(lines.map((line) => sha256(new Uint8Array([0]), line))));
  const { root: wanted, leaves } = manifest.merkle;
  if (wanted !== root || leaves !== paths.length) throw new Fault(MANIFEST, "merkle");
}

function rootOf(nodes) {
  if (nodes.length === 1) return nodes[0];
  let middle = 1;
  while (middle * 2 < nodes.length) middle *= 2;
  return sha256(new Uint8Array([1]), rootOf(nodes.slice(0, middle)), rootOf(nodes.slice(middle)));
}

function folderOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function checkCopies(manifest) {
  const copies = new Set();
  for (const told of manifest.exhibits) {
    const copy = told.copy;
    if (copy === null) continue;
    if (!isListed(manifest, copy) || folderOf(copy.path) !== folderOf(told.path)) {
      throw new Fault(copy.path, "manifest");
    }
    if (copy.transfer.source !== told.sha256) throw new Fault(copy.path, "unfiled");
    copies.add(copy.path);
  }
  return copies;
}

function checkPages(manifest) {
  const copies = new Set(), given = manifest.exhibits.filter(spanOf);
  given.sort((one, two) => spanOf(one).first - spanOf(two).first);
  let last = 0;
  for (const told of given) {
    if (manifest.bates === null) throw new Fault(`${MANIFEST}, bates`, "shape");
    const span = spanOf(told), copy = told.numbered;
    if (!(last < span.first && span.first <= span.last)) throw new Fault(copy ? copy.path : told.number, "number");
    last = span.last;
    if (copy) copies.add(checkNumbered(manifest, copy, told, copies));
  }
  return copies;
}

function checkNumbered(manifest, copy, told, copies) {
  if (!isListed(manifest, copy) || copies.has(copy.path)) throw new Fault(copy.path, "manifest");
  if (copy.transfer.source !== told.sha256) throw new Fault(copy.path, "unfiled");
  return copy.path;
}

/* The numbers of the pages of an exhibit, also of one whose key is lost or that stands in another
   volume. */
function spanOf(told) {
  return told.range ?? told.numbered ?? told.filed?.range ?? null;
}

function checkTexts(manifest) {
  const texts = new Set();
  for (const { text } of manifest.exhibits) {
    if (text === null) continue;
    if (!isListed(manifest, text) || texts.has(text.path)) throw new Fault(text.path, "manifest");
    texts.add(text.path);
  }
  return texts;
}

function checkNamed(manifest) {
  const numbers = new Set(), owners = new Map();
  for (const [kind, given] of [["documents", "sha256"], ["exhibits", "sha256"], ["claims", "disclosed"]]) {
    for (const told of manifest[kind]) {
      if (numbers.has(told.number)) throw new Fault(told.number, "number");
      numbers.add(told.number);
      mustShare(told, owners);
      const there = Object.hasOwn(manifest.files, told.path) ? manifest.files[told.path] : {};
      if (there.sha256 !== told[given] || there.size !== (told.size ?? there.size)) throw new Fault(told.path, "manifest");
    }
  }
}

/* Exhibits under one number, as P-12.1 and P-12.2 are, are of one claim, and nothing else bears it. */
function mustShare(told, owners) {
  const [number, sub] = told.number.split("."), owner = sub ? need(told, "claim") : told.number;
  if ((owners.get(number) ?? owner) !== owner) throw new Fault(told.number, "number");
  owners.set(number, owner);
}

async function checkJournal(bundle, manifest, head, told) {
  let seq = 0, last = "0".repeat(64), shown = 0, vouched = 0;
  for await (const line of bundle.lines(JOURNAL)) {
    const entry = parsed(line, `${JOURNAL}, ${seq + 1}`), where = `${JOURNAL}, ${need(entry, "seq")}`;
    if (entry.previous !== last || entry.seq !== seq + 1) throw new Fault(where, "link");
    if (seal(entry) !== entry.hash || !DATA.entries.includes(Object.keys(entry).sort().join())) throw new Fault(where, "seal");
    seq = entry.seq;
    last = entry.hash;
    if (head && last.startsWith(head)) vouched = seq;
    if (Object.hasOwn(entry, "action")) {
      shown += 1;
      hear(told, entry.action, entry.subject, JSON.parse(entry.body), entry);
    } else told.snapshot = "";
  }
  const stated = need(manifest, "journal");
  if (stated.seq !== seq || stated.hash !== last) throw new Fault(JOURNAL, "head");
  if (head && (head.length < DATA.printed || !vouched)) throw new Fault(JOURNAL, "asked");
  return { entries: seq, shown, vouched, head: last };
}

function seal(entry) {
  const content = Object.hasOwn(entry, "action") ? contentOf(entry) : need(entry, "content");
  return hex(sha256(new Uint8Array([1]), UTF8.encode(`${entry.previous}${content}`)));
}

function contentOf(entry) {
  const part = (...names) => JSON.stringify(Object.fromEntries(names.map((name) => [name, need(entry, name)])));
  const before = part("action", "actor", "at").slice(0, -1);
  const after = part("clock", "salt", "seq", "subject").slice(1);
  const said = `${before},"body":${need(entry, "body")},${after}`;
  return hex(sha256(new Uint8Array([0]), UTF8.encode(said)));
}

function hear(told, action, subject, body, { actor, at }) {
  if (action.endsWith(" exhibit")) told.said.set(`${action}\n${subject}\n${need(body, "id")}`, [actor, `${at.slice(0, 19)}Z`]);
  if (action === "file claim") told.filed.set(subject, body);
  if (action === "file claim" || action === "recount claim") told.counted.set(subject, body);
  if (action === "quarantine exhibit") told.quarantined.add(`${subject}\n${need(body, "id")}`);
  if (action === "class exhibit") told.classed.set(`${subject}\n${need(body, "id")}`, body);
  if (action === "title exhibit") told.titled.set(`${subject}\n${need(body, "id")}`, need(body, "sha256"));
  if (action === "redact exhibit") {
    const key = `${subject}\n${need(body, "id")}`;
    told.redacted.set(key, { ...body, version: (told.redacted.get(key)?.version ?? 0) + 1 });
  }
  if (body.status !== undefined) told.status.set(subject, body.status);
  told.snapshot = action === "take snapshot" ? need(body, "sha256") : "";
}

function checkSealed(manifest, told) {
  const there = new Set(manifest.claims.map((claim) => claim.number));
  const left = (number) => DATA.left.includes(told.status.get(number));
  for (const number of told.filed.keys()) {
    if (!there.has(number) && !left(number)) throw new Fault(number, "absent");
  }
  for (const claim of manifest.claims) {
    const sealed = told.filed.get(claim.number) ?? {};
    for (const name of ["revision", "sha256", "disclosed"]) {
      if (sealed[name] !== need(claim, name)) throw new Fault(claim.path, "disclosed");
    }
    if (left(claim.number)) throw new Fault(claim.path, "left");
  }
}

function checkExhibits(manifest, claims, told) {
  const filed = new Map(), noticed = { quarantined: [], redacted: [], withheld: [], unreadable: [] };
  for (const [number, claim] of claims) {
    for (const exhibit of need(claim, "exhibits")) filed.set(`${number}\n${exhibit.id}`, exhibit);
  }
  const revisions = new Map(manifest.claims.map((claim) => [claim.number, claim.revision]));
  checkDays(manifest);
  for (const given of manifest.exhibits) {
    const key = `${given.claim}\n${given.id}`, exhibit = filed.get(key);
    if (revisions.get(given.claim) !== given.revision) throw new Fault(given.path, "claim");
    filed.delete(key);
    if (!exhibit || original(given) !== exhibit.sha256) throw new Fault(given.path, "unfiled");
    const stands = inItsPlace(manifest, given, told, key);
    checkTold(manifest, given, exhibit, stands);
    checkTitled(manifest, given, told, key);
    if (stands) noticed[stands].push(given.number);
  }
  return noticed;
}

/* What stands for an exhibit, as the journal allows; empty for the exhibit itself. */
function inItsPlace(manifest, given, told, key) {
  const classed = told.classed.get(key) ?? {}, made = told.redacted.get(key) ?? {};
  const level = classed.level ?? DATA.unsaid, redacted = manifest.set === DATA.redacted;
  const lost = Object.hasOwn(given, "filed"), others = ["redaction", "withheld"].some((name) => Object.hasOwn(given, name))
    || ["transfer", "copy", "numbered", "text"].some((name) => given[name]);
  if (lost !== (given.path === NO_KEY) || (lost && others)) throw new Fault(`${given.path}, filed`, "told");
  if (["redaction", "withheld"].every((name) => Object.hasOwn(given, name))) throw new Fault(`${given.path}, withheld`, "told");
  if (Object.hasOwn(given, "redaction")) {
    const same = made.sha256 === given.sha256 && made.source === need(given, "transfer").source;
    if (!same || made.version !== given.redaction.version || inOrder(made.boxes) !== inOrder(need(given.redaction, "boxes"))) throw new Fault(given.path, "redaction");
    if (!redacted || level === DATA.nobody) throw new Fault(given.path, "given");
    return "redacted";
  }
  if (Object.hasOwn(given, "withheld")) {
    const reason = given.withheld.level === level && given.withheld.reason === (classed.reason ?? "");
    const allowed = level === DATA.nobody || (redacted && level === DATA.unsaid);
    if (!(allowed && reason && isNotice(given, DATA.kept))) throw new Fault(given.path, "notice");
    return "withheld";
  }
  if (need(given, "transfer")) {
    if (!told.quarantined.has(key) || !isNotice(given, DATA.notices)) throw new Fault(given.path, "notice");
    return "quarantined";
  }
  if (Object.hasOwn(given, "filed")) return "unreadable";
  if (level === DATA.nobody || (redacted && (level === DATA.unsaid || told.redacted.has(key)))) {
    throw new Fault(given.path, "given");
  }
  return "";
}

/* What the manifest says of an exhibit is what its claim says or, where something stands for it, what that is. */
function checkTold(manifest, given, exhibit, stands) {
  let { name, media, flags } = exhibit;
  if (stands === "redacted") {
    const dot = name.lastIndexOf(".");
    name = `${dot > 0 ? name.slice(0, dot) : name}.caviardee-${given.redaction.version}.pdf`;
    [media, flags] = ["application/pdf", []];
  } else if (Object.hasOwn(DATA.suffixes, stands)) {
    name = `${name}.${DATA.suffixes[stands][Number(manifest.language === "en")]}.txt`;
    media = "text/plain";
  }
  const wanted = { name, kind: exhibit.kind, media, losses: exhibit.losses, added: `${exhibit.added.slice(0, 19)}Z`, flags };
  for (const [field, value] of Object.entries(wanted)) {
    if (inOrder(given[field]) !== inOrder(value)) throw new Fault(`${given.path}, ${field}`, "told");
  }
  if (stands === "unreadable" && given.filed.size !== exhibit.size) throw new Fault(`${given.path}, filed.size`, "told");
}

/* The days of filing are those of one place: at one distance from UTC, an hour more or less. */
function checkDays(manifest) {
  let least = -12 * 60, most = 14 * 60 + 1;
  for (const { added, day, path } of manifest.exhibits) {
    const past = Number(added.slice(11, 13)) * 60 + Number(added.slice(14, 16));
    const apart = (dayOf(day) - dayOf(added.slice(0, 10))) / 60000;
    least = Math.max(least, apart - past - 60);
    most = Math.min(most, apart - past + 1440);
    if (least >= most) throw new Fault(`${path}, day`, "told");
  }
}

/* A day of the calendar; one that is not cannot be read. */
function dayOf(text) {
  const at = new Date(`${text}T00:00:00Z`);
  if (at.toISOString().slice(0, 10) !== text) throw new RangeError(text);
  return at.getTime();
}

/* A title, its day and a level are the last that the journal sealed; a title stays behind with what a notice keeps back. */
function checkTitled(manifest, given, told, key) {
  const level = (told.classed.get(key) ?? {}).level ?? DATA.unsaid, redacted = manifest.set === DATA.redacted;
  if (given.level !== level) throw new Fault(given.path, "title");
  const keptBack = level === DATA.nobody || (redacted && level === DATA.unsaid && !told.redacted.has(key));
  const sealed = keptBack ? "" : told.titled.get(key) ?? "", said = given.titled;
  const made = said ? hex(sha256(UTF8.encode([need(said, "salt"), need(said, "day"), need(said, "title")].join("\0")))) : "";
  if (made !== sealed) throw new Fault(given.path, "title");
}

/* Values as text, keys in order, to compare them. */
function inOrder(value) {
  if (value === null || typeof value !== "object") return String(JSON.stringify(value));
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`;
  return `{${Object.keys(value).sort().map((name) => `${name}:${inOrder(value[name])}`).join()}}`;
}

/* Every exhibit that is not here stands in another volume, as filed, under its own number. */
function checkElsewhere(manifest, claims) {
  const filed = new Map(), numbers = new Set(), owners = new Map();
  for (const [number, claim] of claims) {
    for (const exhibit of need(claim, "exhibits")) filed.set(`${number}\n${exhibit.id}`, exhibit.sha256);
  }
  for (const told of [...manifest.documents, ...manifest.exhibits]) {
    numbers.add(told.number);
    mustShare(told, owners);
  }
  for (const given of manifest.exhibits) filed.delete(`${given.claim}\n${given.id}`);
  for (const told of manifest.elsewhere ?? []) {
    const key = `${told.claim}\n${told.id}`;
    if (numbers.has(told.number)) throw new Fault(told.number, "number");
    if (!filed.has(key) || filed.get(key) !== told.sha256) throw new Fault(told.number, "unfiled");
    filed.delete(key);
    mustShare(told, owners);
    numbers.add(told.number);
  }
  for (const key of filed.keys()) throw new Fault(key.replace("\n", ", "), "lacking");
  return [...numbers].slice(numbers.size - (manifest.elsewhere ?? []).length);
}

/* The numbers of pages, those of other volumes too, follow from the scheme: from its first on, none
   twice, as many as there are pages, or one an exhibit; those that no exhibit bears are named. */
function checkNumbers(manifest) {
  const scheme = manifest.bates, unborne = [];
  const given = [...manifest.exhibits, ...manifest.elsewhere ?? []].map((told) => [told, spanOf(told)]);
  for (const [told, span] of given) if ((span === null) !== (scheme === null)) throw new Fault(told.number, "bates");
  if (scheme === null) return unborne;
  if (!(1 <= scheme.start && scheme.start < 10 ** scheme.digits)) throw new Fault(`${MANIFEST}, bates.start`, "bates");
  let following = scheme.start;
  for (const [told, span] of given.sort(([, one], [, two]) => one.first - two.first)) {
    const { first, last } = span;
    if (!(scheme.start <= first && first <= last) || !asMany(scheme, told, span)) throw new Fault(told.number, "bates");
    if (first < following) throw new Fault(told.number, "number");
    const ends = [...new Set([following, first - 1])].map((number) => labelOf(manifest, number));
    if (first > following) unborne.push(ends.join(" - "));
    following = last + 1;
  }
  return unborne;
}

/* Whether an exhibit takes as many numbers as it has pages, or one, and its numbered copy has them
   all; of a sheet in their place, as of a notice, the one page takes any. */
function asMany(scheme, told, { first, last }) {
  const copy = told.numbered, taken = last - first + 1, byPage = scheme.level === "page";
  if (!copy) return byPage || taken === 1;
  const several = DATA.several.includes(told.media);
  if (copy.transfer.tool.endsWith(DATA.sheet)) {
    return copy.pages === 1 && ((byPage && (several || isNoticed(told))) || taken === 1);
  }
  const pages = several ? Math.max(told.pages, 1) : 1;
  return copy.pages === pages && !isNoticed(told) && taken === (byPage ? pages : 1);
}

function original(given) {
  if (given.transfer) return need(given.transfer, "source");
  return given.filed && given.path === NO_KEY ? given.filed.sha256 : given.sha256;
}

function isNotice(given, notices) {
  const texts = notices.map((text) => text.replace("{sha256}", given.transfer.source));
  return texts.some((text) => hex(sha256(UTF8.encode(text))) === given.sha256);
}
