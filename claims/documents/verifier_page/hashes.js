/* SHA-256 (FIPS 180-4) a block at a time, for files that the browser cannot hash whole, and CRC-32. */

const BLOCK = 1 << 22;
const WHOLE = 1 << 25; // up to 32 MiB, the browser's own SHA-256 is asked
const AT_ONCE = 8;

/* What `work` gives of each thing, in order, some at once; the first fault in that order is raised. */
async function each(things, work) {
  const found = [];
  for (let at = 0; at < things.length; at += AT_ONCE) {
    const done = await Promise.allSettled(things.slice(at, at + AT_ONCE).map(work));
    for (const { status, value, reason } of done) {
      if (status === "rejected") throw reason;
      found.push(value);
    }
  }
  return found;
}

const ROUNDS = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
const START = new Uint32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

class Sha256 {
  constructor() {
    this.state = START.slice();
    this.words = new Uint32Array(64);
    this.rest = new Uint8Array(64);
    this.held = 0;
    this.size = 0;
  }

  update(bytes) {
    this.size += bytes.length;
    let at = 0;
    if (this.held) {
      at = Math.min(64 - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < 64) return;
      this.turn(this.rest, 0);
    }
    for (; at + 64 <= bytes.length; at += 64) this.turn(bytes, at);
    this.rest.set(bytes.subarray(at));
    this.held = bytes.length - at;
  }

  turn(bytes, at) {
    const w = this.words;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
    for (let i = 16; i < 64; i++) {
      const p = w[i - 15], q = w[i - 2];
      const s = ((p >>> 7) | (p << 25)) ^ ((p >>> 18) | (p << 14)) ^ (p >>> 3);
      const t = ((q >>> 17) | (q << 15)) ^ ((q >>> 19) | (q << 13)) ^ (q >>> 10);
      w[i] = (w[i - 16] + s + w[i - 7] + t) | 0;
    }
    let [a, b, c, d, e, f, g, h] = this.state;
    for (let i = 0; i < 64; i++) {
      const s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const one = (h + s + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
      const two = (t + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0;
      d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => { this.state[i] += value; });
  }

  digest() {
    const size = this.size;
    const end = new Uint8Array((this.held < 56 ? 64 : 128) - this.held);
    end[0] = 0x80;
    const bits = new DataView(end.buffer);
    bits.setUint32(end.length - 8, Math.floor(size / 0x20000000));
    bits.setUint32(end.length - 4, (size << 3) >>> 0);
    this.update(end);
    const found = new Uint8Array(32);
    this.state.forEach((word, i) => new DataView(found.buffer).setUint32(4 * i, word));
    return found;
  }
}

function sha256(...parts) {
  const hashed = new Sha256();
  for (const part of parts) hashed.update(part);
  return hashed.digest();
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const TABLE = new Uint32Array(256).map((_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

function crc32(before, bytes) {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = TABLE[(crc ^ bytes[i]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/* The SHA-256 and the CRC-32 of a file, read in blocks. */
async function digests(blob, tick) {
  const hashed = new Sha256(), whole = blob.size <= WHOLE && globalThis.crypto?.subtle;
  let crc = 0;
  if (whole) {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    tick(bytes.length);
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return { sha256: hex(found), crc: crc32(0, bytes) };
  }
  for (let at = 0; at < blob.size; at += BLOCK) {
    const bytes = new Uint8Array(await blob.slice(at, at + BLOCK).arrayBuffer());
    hashed.update(bytes);
    crc = crc32(crc, bytes);
    tick(bytes.length);
  }
  return { sha256: hex(hashed.digest()), crc };
}
