/* The page itself: takes a ZIP or a folder, shows how far it is, says what was found. */

const DATA = JSON.parse(document.getElementById("words").textContent);
const at = (id) => document.getElementById(id);
let open = null; // gives the bundle chosen last, anew
let turn = 0;
const MOST_NAMED = 20; // past so many, a list is folded

/* A text in both languages; the page shows one. Never markup. */
function told(kind, [french, english]) {
  const made = document.createElement(kind);
  for (const [language, text] of [["fr", french], ["en", english]]) {
    const part = document.createElement("span");
    part.lang = language;
    part.textContent = text;
    made.append(part);
  }
  return made;
}

/* A text as it may be shown: what turns the order of letters around, or shows nothing, is written out. */
function visible(text) {
  return text.replace(new RegExp(DATA.acts, "gu"), (letter) => {
    const code = letter.codePointAt(0), wide = code < 0x100 ? 2 : 4;
    return `\\${wide === 2 ? "x" : "u"}${code.toString(16).padStart(wide, "0")}`;
  });
}

/* What a warning concerns: few as they are; many behind a button that opens them all. */
function warning(texts, concerned) {
  const every = concerned.map(visible), said = texts.map((text, i) => `${text}${i ? ":" : "\u00a0:"} ${every.length}`);
  if (every.length <= MOST_NAMED) return told("p", said.map((text) => `${text} (${every.join(", ")})`));
  const folded = document.createElement("details"), list = document.createElement("ul");
  list.append(...every.map((name) => plain("li", name)));
  folded.append(told("summary", said), list);
  return folded;
}

function plain(kind, text, name = "") {
  const made = document.createElement(kind);
  made.textContent = text;
  made.className = name;
  return made;
}

async function run() {
  const mine = ++turn;
  at("result").hidden = true;
  at("again").hidden = false;
  at("under-way").hidden = false;
  let bundle = null;
  try {
    bundle = await open();
    const head = at("head").value.replace(/\s/g, "").toLowerCase();
    const found = await check(bundle, head, counting(bundle, mine));
    if (mine === turn) showAgreed(found);
  } catch (fault) {
    const known = fault instanceof Fault ? fault : new Fault(bundle?.name ?? open.called, "unreadable");
    if (mine === turn) showFault(known);
  }
}

function counting(bundle, mine) {
  let done = 0, whole = 1;
  for (const { blob } of bundle.files.values()) whole += blob?.size ?? 0;
  return (bytes) => {
    done += bytes;
    if (mine === turn) at("bar").value = done / whole;
  };
}

function show(...parts) {
  at("under-way").hidden = true;
  at("bar").value = 0;
  at("result").replaceChildren(...parts);
  at("result").hidden = false;
  at("result").focus({ preventScroll: true });
  at("result").scrollIntoView({ block: "nearest" });
}

function showFault(fault) {
  at("result").dataset.code = fault.code;
  at("result").dataset.where = fault.where;
  const unchecked = DATA.unchecked[fault.code];
  const every = [[fault.where, fault.code], ...fault.also];
  at("result").dataset.also = fault.also.map((each) => each.join(" ")).join("\n");
  show(
    told("h2", unchecked ? ["Non vérifié", "Not checked"] : ["Non conforme", "Does not agree"]),
    ...every.map(([where, code]) => {
      const [french, english] = unchecked ?? DATA.faults[code];
      return told("p", [`${visible(where)}\u00a0: ${french}.`, `${visible(where)}: ${english}.`]);
    }),
    ...(unchecked ? [] : [told("p", DATA.first)]),
  );
}

function showAgreed(found) {
  delete at("result").dataset.code;
  delete at("result").dataset.where;
  delete at("result").dataset.also;
  const list = document.createElement("dl");
  for (const [name, texts] of Object.entries(DATA.facts)) {
    const hashed = /^[0-9a-f]{64}$/.test(found[name]);
    if (found[name] !== undefined) {
      list.append(told("dt", texts), plain("dd", String(found[name]), hashed ? "hash" : ""));
    }
  }
  const warned = ["quarantined", "redacted", "withheld", "unreadable", "elsewhere", "unborne", "partial", "stamped", "unlisted", "litter", "copies", "tools", "unmade"].filter((name) => found[name].length);
  show(
    told("h2", ["Conforme", "Agrees"]),
    plain("p", visible(`${found.title} · ${found.name}`)),
    told("p", DATA.agreed),
    list,
    ...warned.map((name) => warning(DATA.warnings[name], found[name])),
    ...(found.vouched < found.entries ? [told("p", DATA.vouched.map((text) =>
      text.replace("{vouched}", found.vouched).replace("{entries}", found.entries)))] : []),
  );
}

function chosen(name, opening) {
  open = opening;
  open.called = name;
  run();
}

function zipChosen(file) {
  chosen(file.name, () => openZip(file));
}

function folderChosen(name, files) {
  chosen(name, async () => openFolder(name, files));
}

/* Every file under a folder dropped, with its path from that folder. */
async function walked(handle, path = "") {
  const found = [];
  for await (const each of handle.values()) {
    const inside = path ? `${path}/${each.name}` : each.name;
    if (each.kind === "file") found.push([inside, await each.getFile()]);
    else found.push(...await walked(each, inside));
  }
  return found;
}

/* A page opened from a disk is given files, and a folder only by a handle; without one, the button
   remains. */
async function dropped(event) {
  event.preventDefault();
  at("drop").classList.remove("over");
  const [item] = event.dataTransfer.items, [file, ...others] = event.dataTransfer.files;
  const whole = item?.webkitGetAsEntry()?.isDirectory;
  if (!file) return;
  if (!whole && !others.length) {
    zipChosen(file);
    return;
  }
  const handle = whole && await item.getAsFileSystemHandle?.();
  if (handle) chosen(handle.name, async () => openFolder(handle.name, await walked(handle)));
  else showFault(new Fault(file.name, "by-hand"));
}

function speak(language) {
  document.documentElement.lang = language;
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
}

at("zip").addEventListener("change", ({ target }) => {
  if (target.files.length) zipChosen(target.files[0]);
  target.value = ""; // the same file may be chosen again
});
at("folder").addEventListener("change", ({ target }) => {
  const files = [...target.files].map((file) => [file.webkitRelativePath.split("/").slice(1).join("/"), file]);
  if (files.length) folderChosen(target.files[0].webkitRelativePath.split("/")[0], files);
  target.value = "";
});
at("again").addEventListener("click", run);
at("head").addEventListener("keydown", ({ key }) => {
  if (key === "Enter" && open) run();
});
for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, (event) => {
    event.preventDefault();
    at("drop").classList.add("over");
  });
}
addEventListener("dragleave", ({ relatedTarget }) => {
  if (!relatedTarget) at("drop").classList.remove("over");
});
addEventListener("drop", dropped);
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}
speak(navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en");
