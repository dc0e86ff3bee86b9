/* Whether what the journal shows of each claim is the last word on it, by the list of its last snapshot. */

const STOOD = "stands", LOGGED_BY = ["class exhibit", "redact exhibit"];

async function checkStood(bundle, manifest, claims, told) {
  const path = manifest.frozen, there = claims.size;
  if (manifest.files[path].sha256 !== told.snapshot) throw new Fault(path, "frozen");
  const frozen = await bundle.json(path);
  if (!Object.hasOwn(frozen, STOOD)) return [path];
  const sealed = new Set(frozen[STOOD]), chosen = manifest.selection ?? { claims: there, of: there };
  if (chosen.claims !== there || chosen.of !== sealed.size) throw new Fault(path, "fewer");
  for (const { number, salt } of manifest.claims) {
    const exhibits = need(claims.get(number), "exhibits").map((exhibit) => need(exhibit, "id"));
    if (!sealed.has(stoodSeal(number, exhibits, salt ?? "", told))) throw new Fault(number, "stood");
  }
  return [];
}

/* Names in alphabetical order, as verify.py writes them. */
function stoodSeal(number, exhibits, salt, told) {
  const filed = told.filed.get(number);
  const said = {
    exhibits: exhibits.map((exhibit) => exhibitStood(told, exhibit, `${number}\n${exhibit}`)),
    number,
    revision: filed.revision,
    rules: told.counted.get(number).rules ?? "",
    salt,
    sha256: filed.sha256,
    status: told.status.get(number) ?? "",
  };
  return hex(sha256(UTF8.encode(JSON.stringify(said))));
}

function exhibitStood(told, id, key) {
  const classed = told.classed.get(key) ?? {}, made = told.redacted.get(key) ?? {};
  return {
    by: LOGGED_BY.map((action) => told.said.get(`${action}\n${key}`) ?? ["", ""]),
    copy: made.sha256 ?? "",
    id,
    level: classed.level ?? DATA.unsaid,
    quarantined: told.quarantined.has(key),
    reason: classed.reason ?? "",
    title: told.titled.get(key) ?? "",
    version: made.version ?? 0,
  };
}
