/* Whether the manifest is what it must be: the same table as verify.py, read the same way. */

function checkShape(manifest) {
  const named = manifest !== null && typeof manifest === "object" && Object.hasOwn(manifest, "format");
  if (!named || manifest.format !== DATA.format) throw new Fault(MANIFEST, "format");
  for (const place of misfits(manifest, DATA.shape, "")) throw new Fault(`${MANIFEST}, ${place}`, "shape");
}

/* Where a value is not as it should be, in order. */
function* misfits(value, shape, place) {
  const [kind, inner] = typeof shape === "string" ? [shape, null] : Object.entries(shape)[0];
  if (kind === "maybe" && value === null) return;
  if (kind === "maybe") yield* misfits(value, inner, place);
  else if (!isOf(value, kind, inner)) yield place;
  else if (kind === "all") yield* misfitsOf(value, inner, place && `${place}.`);
  else if (kind === "each" || kind === "by") {
    const names = kind === "by" ? Object.keys(value).sort() : value.keys();
    for (const name of names) yield* misfits(value[name], inner, `${place}.${name}`);
  }
}

/* Entries that are missing or amiss, then those that should not be there. */
function* misfitsOf(value, entries, before) {
  for (const [known, shape] of Object.entries(entries)) {
    const name = known.replace("?", "");
    if (Object.hasOwn(value, name)) yield* misfits(value[name], shape, before + name);
    else if (name === known) yield before + name;
  }
  for (const name of Object.keys(value).sort()) {
    if (!Object.hasOwn(entries, name) && !Object.hasOwn(entries, `${name}?`)) yield before + name;
  }
}

/* Whether a value is of a kind; of what it is made of, nothing is said. */
function isOf(value, kind, inner) {
  if (kind === "all" || kind === "by") return value !== null && typeof value === "object" && !Array.isArray(value);
  if (kind === "each") return Array.isArray(value);
  if (kind === "flag") return typeof value === "boolean";
  if (kind === "one") return inner.includes(value);
  if (kind === "count") return Number.isSafeInteger(value) && value >= 0;
  if (typeof value !== "string" || /\p{Surrogate}/u.test(value)) return false;
  return kind === "text" || new RegExp(`^(?:${inner})$`).test(value);
}
