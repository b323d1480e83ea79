import { crc32, gunzipSync, inflateRawSync } from 'node:zlib';
import { Failure } from '../core/failure.ts';
import type { Decompress } from '../ports/decompress.ts';

/** Longest tail of a zip archive that can hold its end record: 22 bytes and a comment of 65,535. */
const LONGEST_TAIL = 22 + 0xffff;
const END_RECORD = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** One file as the archive's directory tells it; sizes in bytes. */
interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
}

function damaged(what: string, cause?: unknown): Failure {
  return new Failure('bad-data', `expected a whole ${what}; ask again`, { cause });
}

function tooLarge(found: string, maxBytes: number): Failure {
  return new Failure(
    'bad-data',
    `expected at most ${maxBytes} unpacked bytes, found ${found}; nothing was unpacked`,
  );
}

/** Runs zlib under the cap and puts its complaints into our words. */
function inflated(what: string, maxBytes: number, inflate: () => Uint8Array): Uint8Array {
  try {
    return inflate();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('more', maxBytes);
    const words = error instanceof Error ? error.message : String(error);
    throw damaged(`${what}, found a damaged one (${words})`, error);
  }
}

function gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return inflated('gzip file', maxBytes, () => gunzipSync(bytes, { maxOutputLength: maxBytes }));
  }
  if (bytes.length > maxBytes) throw tooLarge(`${bytes.length}`, maxBytes);
  return bytes;
}

function endRecordAt(zip: Buffer): number {
  const first = Math.max(0, zip.length - LONGEST_TAIL);
  for (let at = zip.length - 22; at >= first; at--) {
    if (zip.readUInt32LE(at) === END_RECORD) return at;
  }
  throw damaged(`zip archive, found ${zip.length} bytes without an end record`);
}

function directoryOf(zip: Buffer): ZipEntry[] {
  const end = endRecordAt(zip);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      throw damaged('zip archive, found its directory damaged');
    }
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, nameEnd),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      headerAt: zip.readUInt32LE(at + 42),
    });
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function unpacked(zip: Buffer, entry: ZipEntry, maxBytes: number): Uint8Array {
  const what = `file "${entry.name}" in the zip archive`;
  if (entry.encrypted || (entry.method !== STORED && entry.method !== DEFLATED)) {
    throw damaged(`${what} that is stored or deflated, found method ${entry.method}`);
  }
  if (entry.size > maxBytes) throw tooLarge(`"${entry.name}" of ${entry.size}`, maxBytes);
  const { headerAt } = entry;
  if (headerAt + 30 > zip.length || zip.readUInt32LE(headerAt) !== LOCAL_HEADER) {
    throw damaged(`${what}, found no header where the directory points`);
  }
  const start = headerAt + 30 + zip.readUInt16LE(headerAt + 26) + zip.readUInt16LE(headerAt + 28);
  const packed = zip.subarray(start, start + entry.packedSize);
  const bytes =
    entry.method === STORED
      ? packed
      : inflated(what, maxBytes, () => inflateRawSync(packed, { maxOutputLength: maxBytes }));
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) {
    throw damaged(`${what} of ${entry.size} bytes, found ${bytes.length} with another checksum`);
  }
  return bytes;
}

function unzipOne(
  bytes: Uint8Array,
  suffix: string,
  maxBytes: number,
): { name: string; bytes: Uint8Array } {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (zip.length < 22 || zip.toString('latin1', 0, 2) !== 'PK') {
    throw damaged(`zip archive, found ${zip.length} bytes that are none`);
  }
  const wanted = suffix.toLowerCase();
  const matching = directoryOf(zip).filter(({ name }) => name.toLowerCase().endsWith(wanted));
  const [entry] = matching;
  if (!entry || matching.length > 1) {
    throw damaged(`zip archive with one "${suffix}" file, found ${matching.length}`);
  }
  return { name: entry.name, bytes: unpacked(zip, entry, maxBytes) };
}

/**
 * Unpacking on zlib. Of a zip archive the directory at its end is believed, not the headers in
 * between, since writers that stream leave sizes out of those; ZIP64 and encryption are refused.
 *
 * @see APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
export const decompress: Decompress = { gunzip, unzipOne };
