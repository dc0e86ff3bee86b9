/* The files of a bundle, whether a ZIP read by its central directory or the folder it was unpacked
   into. Nothing is unpacked: a stored member is a slice of the ZIP. */

const LITTER = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);
const SAFE = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;
const ENDS = 22, AT_MOST = 65535 + ENDS, LOCATOR = 20, ENDS_64 = 56;
const NEWEST = 63; // the version of the format, times ten
const LINK = 0o120000, KIND = 0o170000, FULL = 0xffffffff;

class Fault extends Error {
  constructor(where, code) {
    super(`${where}: ${code}`);
    this.where = where;
    this.code = code;
  }
}

class Bundle {
  /* files: [name, {blob, crc}], in order; crc null outside a ZIP. */
  constructor(name, files) {
    this.name = name;
    this.files = new Map();
    const seen = new Set();
    for (const [path, file] of files) {
      if (file.barred || !SAFE.test(path) || path.split("/").includes("..")) {
        throw new Fault(path, "name");
      }
      if (seen.has(path.toLowerCase())) throw new Fault(path, "twice");
      seen.add(path.toLowerCase());
      this.files.set(path, file);
    }
  }

  async bytes(name) {
    const file = this.files.get(name), bytes = new Uint8Array(await file.blob.arrayBuffer());
    if (file.crc !== null && crc32(0, bytes) !== file.crc) throw new TypeError(name);
    return bytes;
  }

  async text(name) {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(await this.bytes(name));
  }

  async json(name) {
    return JSON.parse(await this.text(name));
  }

  /* Each line of a text with its end, read a block at a time. */
  async *lines(name) {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const { blob } = this.files.get(name);
    let rest = "";
    for (let at = 0; at < blob.size; at += BLOCK) {
      const bytes = await blob.slice(at, at + BLOCK).arrayBuffer();
      rest += decoder.decode(bytes, { stream: at + BLOCK < blob.size });
      const lines = rest.split("\n");
      rest = lines.pop();
      for (const line of lines) yield `${line}\n`;
    }
    if (rest) yield rest;
  }
}

async function view(file, from, to) {
  if (from < 0 || to > file.size) throw new RangeError("past the end");
  return new DataView(await file.slice(from, to).arrayBuffer());
}

function big(data, at) {
  return data.getUint32(at, true) + data.getUint32(at + 4, true) * 2 ** 32;
}

async function openZip(file) {
  const end = await endOf(file);
  const start = end.at - end.size, shift = start - end.offset;
  if (shift < 0) throw new RangeError("central directory");
  const data = await view(file, start, end.at), entries = [];
  for (let at = 0; at < end.size; at += entries.at(-1).length) entries.push(entryAt(data, at));
  return new Bundle(file.name, await each(entries, async (entry) => {
    const blob = await member(file, entry, shift);
    return [entry.name, { blob, crc: entry.crc, barred: entry.barred }];
  }));
}

/* Where the central directory ends, how long it is and where it says it starts; past 4 GiB or
   65,535 members, a second record says so. */
async function endOf(file) {
  const from = Math.max(0, file.size - AT_MOST), data = await view(file, from, file.size);
  let at = data.byteLength - ENDS;
  while (at >= 0 && data.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) throw new RangeError("not a ZIP");
  const end = { at: from + at, size: data.getUint32(at + 12, true), offset: data.getUint32(at + 16, true) };
  if (at < LOCATOR + ENDS_64 || data.getUint32(at - LOCATOR, true) !== 0x07064b50) return end;
  const record = at - LOCATOR - ENDS_64;
  if (data.getUint32(record, true) !== 0x06064b50) return end;
  return { at: from + record, size: big(data, record + 40), offset: big(data, record + 48) };
}

function entryAt(data, at) {
  if (data.getUint32(at, true) !== 0x02014b50 || data.getUint8(at + 6) > NEWEST) {
    throw new RangeError("central directory");
  }
  const [name, extra, comment] = [28, 30, 32].map((n) => data.getUint16(at + n, true));
  const entry = {
    bytes: new Uint8Array(data.buffer, at + 46, name),
    method: data.getUint16(at + 10, true),
    crc: data.getUint32(at + 16, true),
    packed: data.getUint32(at + 20, true),
    size: data.getUint32(at + 24, true),
    offset: data.getUint32(at + 42, true),
    length: 46 + name + extra + comment,
  };
  entry.name = new TextDecoder("utf-8").decode(entry.bytes);
  const linked = ((data.getUint32(at + 38, true) >>> 16) & KIND) === LINK;
  entry.barred = Boolean(data.getUint16(at + 8, true) & 1) || linked;
  widened(entry, new DataView(data.buffer, at + 46 + name, extra));
  return entry;
}

/* Sizes and places past 4 GiB stand in a field of their own. */
function widened(entry, extra) {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    let place = at + 4;
    for (const name of ["size", "packed", "offset"]) {
      if (entry[name] === FULL) {
        entry[name] = big(extra, place);
        place += 8;
      }
    }
  }
}

/* The bytes of a member, as a slice of the ZIP; null when its own header says another name. */
async function member(file, entry, shift) {
  if (entry.method !== 0) throw new Fault(entry.name, "packed");
  const at = entry.offset + shift, named = 30 + entry.bytes.length;
  if (at + named > file.size) return null;
  const head = await view(file, at, at + named);
  if (head.getUint32(0, true) !== 0x04034b50) return null;
  const name = head.getUint16(26, true), start = at + 30 + name + head.getUint16(28, true);
  const same = name === entry.bytes.length && entry.bytes.every((byte, i) => byte === head.getUint8(30 + i));
  return same ? file.slice(start, start + Math.min(entry.size, entry.packed)) : null;
}

/* files: of a folder, each with its path from that folder. */
function openFolder(name, files) {
  const kept = files.filter(([path]) => !LITTER.has(path.split("/").pop()));
  kept.sort(([one], [two]) => (one < two ? -1 : 1));
  return new Bundle(name, kept.map(([path, blob]) => [path, { blob, crc: null }]));
}
