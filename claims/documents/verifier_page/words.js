/* The words of exhibits that are texts, made again, and the files that nothing here makes again. */

const BARE = /[\0-\x08\x0b\x0e-\x1f]/, UNASSIGNED = /[\x81\x8d\x8f\x90\x9d]/, BLANK = /^(?:(?!\ufeff)[\s\x85])*$/;

async function checkWords(bundle, manifest) {
  for (const given of manifest.exhibits) {
    if (!isRemade(given)) continue;
    const words = given.text.optical ? null : decoded(await bundle.bytes(given.path)), path = given.text.path;
    const wanted = words === null ? null : new TextEncoder().encode(words);
    const kept = await bundle.bytes(path);
    if (wanted === null || wanted.length !== kept.length || wanted.some((byte, i) => byte !== kept[i])) {
      throw new Fault(path, "words");
    }
  }
}

/* Whether the words of an exhibit are made again: of a text, given as filed. */
function isRemade(given) {
  return given.text !== null && isAsFiled(given) && DATA.texts.includes(given.media);
}

/* The words of a text, as they were read when a bundle was made; null of what is none. */
function decoded(bytes) {
  const order = { 0xfeff: "utf-16be", 0xfffe: "utf-16le" }[(bytes[0] << 8) | bytes[1]];
  for (const encoding of order ? [order] : ["utf-8", "windows-1252"]) {
    let text;
    try {
      text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
    if (encoding === "windows-1252" && UNASSIGNED.test(text)) continue;
    if (!BLANK.test(text) && !BARE.test(text)) {
      return text.length > DATA.letters ? Array.from(text).slice(0, DATA.letters).join("") : text;
    }
  }
  return null;
}

/* Files that their hashes in the bundle alone hold, but the copies without what acts, named apart. */
function unmade(manifest) {
  const made = manifest.exhibits.flatMap((given) =>
    [given.numbered, isRemade(given) ? null : given.text]);
  const paths = [...manifest.documents, ...made.filter(Boolean)].map(({ path }) => path);
  return [...new Set([...paths, ...DATA.hands, ...Object.keys(manifest.files).filter((path) => /^[^/]+\.pdf$/.test(path))])].sort();
}

/* The verifier in the bundle, unless it is the program published with this page. */
function otherProgram(manifest) {
  return manifest.files[DATA.program.name].sha256 === DATA.program.sha256 ? [] : [DATA.program.name];
}
