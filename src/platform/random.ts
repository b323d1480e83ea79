import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Random } from '../ports/random.ts';

const KERNEL = '/dev/urandom';

/** Random bytes of the kernel; absent where it has no such file. */
function kernelBytes(count: number): Buffer | undefined {
  let file: number;
  try {
    file = openSync(KERNEL, 'r');
  } catch {
    // Another system than Linux: Node knows where to ask.
    return undefined;
  }
  try {
    const bytes = Buffer.alloc(count);
    return readSync(file, bytes) === count ? bytes : undefined;
  } finally {
    closeSync(file);
  }
}

/**
 * A version 4 UUID. Every run has one for its row in the ledger, and for that alone loading Node's
 * crypto would take longer than what most runs do.
 *
 * @see RFC 9562, section 5.4
 */
function uuid(): string {
  const bytes = kernelBytes(16);
  if (!bytes) return randomUUID();
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  const ends = [8, 12, 16, 20, 32];
  return ends.map((end, place) => hex.slice(ends[place - 1] ?? 0, end)).join('-');
}

/** The kernel's randomness: 48 bits for a fraction, version 4 for a UUID. */
export const random: Random = {
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  uuid,
};
