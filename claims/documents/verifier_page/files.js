/* The files of a bundle, whether a ZIP read by its central directory or the folder it was unpacked
   into. Nothing is unpacked: a stored member is a slice of the ZIP. */

const SAFE = /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;
const ESCAPING = /^[A-Za-z]:|^[/\\]|(^|[/\\])\.\.([/\\]|$)/;
const ENDS = 22, AT_MOST = 65535 + ENDS, LOCATOR = 20, ENDS_64 = 56;
const NEWEST = 63; // the version of the format, times ten
const LINK = 0o120000, KIND = 0o170000, FULL = 0xffffffff, PLAIN_FILE = 0o100644 << 16;

class Fault extends Error {
  constructor(where, code, also = []) {
    super(`${where}: ${code}`);
    this.where = where;
    this.code = code;
    this.also = also;
  }
}

class Bundle {
  /* files: [name, {blob, crc}], in order; crc null outside a ZIP. */
  constructor(name, files, litter = [], again = false) {
    this.name = name;
    this.litter = litter;
    this.made = []; // of a ZIP, each member and the moment it bears
    this.files = new Map();
    const seen = new Set();
    for (const [path, file] of files) {
      const own = again ? !ESCAPING.test(path) : SAFE.test(path) && !path.split("/").includes("..");
      if (file.barred || !own) {
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
    return parsed(await this.text(name), name);
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

/* What a text of JSON says, when it says each thing once; name: of its file. */
function parsed(text, name) {
  const told = JSON.parse(text), objects = [], piece = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}]/g;
  for (let found; (found = piece.exec(text));) {
    if (found[0] === "{") objects.push([]);
    else if (found[0] === "}") mustDiffer(objects.pop(), name);
    else if (found[2]) objects.at(-1).push(JSON.parse(found[1]));
  }
  return told;
}

function mustDiffer(keys, name) {
  const seen = new Set();
  for (const key of keys) {
    if (seen.has(key)) throw new Fault(`${name}, ${key}`, "repeated");
    seen.add(key);
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
  const end = await endOf(file), start = end.at - end.size;
  if (start < end.offset) throw new RangeError("central directory");
  const data = await view(file, start, end.at), entries = [];
  for (let at = 0; at < end.size; at += entries.at(-1).length) entries.push(entryAt(data, at));
  const pieces = between(entries), tail = pieces.at(-1), again = isAnew(entries);
  const files = entries.map((entry) => {
    const blob = file.slice(entry.first, entry.first + entry.size);
    return [isFolder(entry) ? entry.name.slice(0, -1) : entry.name, { blob, crc: entry.crc, barred: entry.barred }];
  });
  const bundle = new Bundle(file.name, files, [], again);
  if (again) throw new Fault(file.name, "packed");
  await each(pieces, async ({ name, at, bytes }) => {
    const found = new Uint8Array(await file.slice(at, at + bytes.length).arrayBuffer());
    if (found.length !== bytes.length || bytes.some((byte, i) => byte !== found[i])) {
      throw new Fault(name || file.name, "zip");
    }
  });
  if (tail.at + tail.bytes.length !== file.size) throw new Fault(file.name, "zip");
  bundle.made = entries;
  return bundle;
}

/* Whether another program made a ZIP: it has entries for folders, or no member as ours are. */
function isAnew(entries) {
  return entries.some(isFolder) || !entries.some(isMarked);
}

function isFolder({ name, size }) {
  return name.endsWith("/") && size === 0;
}

/* Whether a member says it was written as ours are: stored, its sizes after its bytes, nothing said
   beside but a size that asks for it. */
function isMarked({ method, flags, more }) {
  return method === 0 && flags === 8 && (more === null || more === 1);
}

/* The members of a ZIP bear the moment that the manifest says it was made. */
function mustBeOf(bundle, moment) {
  const [year, month, day, hour, minute, second] = moment.match(/\d+/g).map(Number);
  const time = (hour << 11) | (minute << 5) | (second >> 1), date = ((year - 1980) << 9) | (month << 5) | day;
  for (const entry of bundle.made) {
    if (entry.time !== time || entry.date !== date) throw new Fault(entry.name, "zip");
  }
}

/* What a ZIP that only stores has between its members, and after them, as a bundle is written: of
   which member, where, and the bytes. Each entry is told where its own bytes begin. */
function between(entries) {
  const pieces = [], directory = [];
  let at = 0, before = [], last = "";
  for (const entry of entries) {
    const start = at + before.length, { head, record, after } = toldOfMember(entry, start);
    pieces.push({ name: entry.name, at, bytes: new Uint8Array([...before, ...head]) });
    entry.first = start + head.length;
    at = entry.first + entry.size;
    [before, last] = [after, entry.name];
    directory.push([entry.name, record]);
  }
  pieces.push({ name: last, at, bytes: new Uint8Array(before) });
  const first = at + before.length;
  at = first;
  for (const [name, record] of directory) {
    pieces.push({ name, at, bytes: new Uint8Array(record) });
    at += record.length;
  }
  pieces.push({ name: "", at, bytes: new Uint8Array(endOfZip(directory.length, at - first, first)) });
  return pieces;
}

/* Whole numbers as bytes, lowest first; sizes: how many bytes each has. */
function packed(sizes, values) {
  return values.flatMap((value, n) => Array.from({ length: sizes[n] }, (_, i) => Math.floor(value / 2 ** (8 * i)) % 256));
}

/* A member that begins at `start`: its header, its record in the directory, what follows its bytes. */
function toldOfMember(entry, start) {
  const { bytes: name, time, date, crc, size } = entry, large = size > DATA.long, far = start > DATA.long;
  const wide = [...(large ? [size, size] : []), ...(far ? [start] : [])];
  const more = wide.length ? packed([2, 2, 8, 8, 8], [1, 8 * wide.length, ...wide]) : [];
  const extra = large ? packed([2, 2, 8, 8], [1, 16, 0, 0]) : [];
  const version = large ? 45 : 20, needed = wide.length ? 45 : 20, none = large ? FULL : 0, told = large ? FULL : size;
  const head = packed([4, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2], [0x04034b50, version, 8, 0, time, date, 0, none, none, name.length, extra.length]);
  const record = packed([4, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4], [
    0x02014b50, (3 << 8) | needed, needed, 8, 0, time, date, crc, told, told, name.length, more.length,
    0, 0, 0, PLAIN_FILE >>> 0, far ? FULL : start,
  ]);
  const after = packed(large ? [4, 4, 8, 8] : [4, 4, 4, 4], [0x08074b50, crc, size, size]);
  return { head: [...head, ...name, ...extra], record: [...record, ...name, ...more], after };
}

/* What ends a ZIP: how many members, how long its directory is and where it begins. */
function endOfZip(count, size, first) {
  const told = [Math.min(count, 0xffff), Math.min(count, 0xffff), Math.min(size, FULL), Math.min(first, FULL)];
  const last = packed([4, 2, 2, 2, 2, 4, 4, 2], [0x06054b50, 0, 0, ...told, 0]);
  if (count <= DATA.many && size <= DATA.long && first <= DATA.long) return last;
  const record = packed([4, 8, 2, 2, 4, 4, 8, 8, 8, 8], [0x06064b50, 44, 45, 45, 0, 0, count, count, size, first]);
  return [...record, ...packed([4, 4, 8, 4], [0x07064b50, 0, first + size, 1]), ...last];
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
    flags: data.getUint16(at + 8, true),
    method: data.getUint16(at + 10, true),
    time: data.getUint16(at + 12, true),
    date: data.getUint16(at + 14, true),
    crc: data.getUint32(at + 16, true),
    packed: data.getUint32(at + 20, true),
    size: data.getUint32(at + 24, true),
    offset: data.getUint32(at + 42, true),
    more: extra < 2 ? null : data.getUint16(at + 46 + name, true),
    length: 46 + name + extra + comment,
  };
  entry.name = new TextDecoder("utf-8").decode(entry.bytes);
  const linked = ((data.getUint32(at + 38, true) >>> 16) & KIND) === LINK;
  entry.barred = Boolean(entry.flags & 1) || linked;
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

/* files: of a folder, each with its path from that folder. */
function openFolder(name, files) {
  const isLitter = ([path]) => DATA.litter.includes(path.split("/").pop());
  const kept = files.filter((each) => !isLitter(each)), litter = files.filter(isLitter).map(([path]) => path).sort();
  kept.sort(([one], [two]) => (one < two ? -1 : 1));
  return new Bundle(name, kept.map(([path, blob]) => [path, { blob, crc: null }]), litter);
}
