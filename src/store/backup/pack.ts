import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';
import { createGunzip, createGzip } from 'node:zlib';
import type { Compression, FileDigest } from '../../core/backup/manifest.ts';
import { Failure } from '../../core/failure.ts';
import { onDisk } from './on-disk.ts';

/** Bytes that are read at once. */
const CHUNK_BYTES = 1 << 20;

/** Passes bytes on, and counts and hashes them. */
function meter(): { readonly stream: Transform; digest(): FileDigest } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, digest: () => ({ bytes, sha256: hash.digest('hex') }) };
}

function packer(compression: Compression): Transform {
  switch (compression) {
    case 'none':
      return new PassThrough();
    // The fastest of each: higher levels take three times as long for a tenth of the size.
    case 'brotli':
      return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
    case 'gzip':
      return createGzip({ level: 1 });
  }
}

function unpacker(compression: Compression): Transform {
  switch (compression) {
    case 'none':
      return new PassThrough();
    case 'brotli':
      return createBrotliDecompress();
    case 'gzip':
      return createGunzip();
  }
}

function reading(path: string) {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/** The file itself would be made anew: it is made 0600 before, and stays so. */
function writing(path: string) {
  return createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true });
}

/** Counts and hashes a finished file. Never one that SQLite has open in this process. */
export async function digestOf(path: string, signal: AbortSignal): Promise<FileDigest> {
  const metered = meter();
  await onDisk(path, 'reading', () =>
    pipeline(reading(path), metered.stream, async (chunks) => {
      for await (const _ of chunks) signal.throwIfAborted();
    }),
  );
  return metered.digest();
}

/** Bytes before and after packing. */
export interface Packed {
  readonly plain: FileDigest;
  readonly stored: FileDigest;
}

/**
 * Packs a finished file into a new one, which is on the disk when this resolves.
 *
 * @throws Failure `disk-io`, `disk-create`; the signal's reason
 */
export async function pack(
  from: string,
  to: string,
  compression: Compression,
  signal: AbortSignal,
): Promise<Packed> {
  const [plain, stored] = [meter(), meter()];
  await throughStreams(to, signal, () =>
    pipeline(reading(from), plain.stream, packer(compression), stored.stream, writing(to), {
      signal,
    }),
  );
  return { plain: plain.digest(), stored: stored.digest() };
}

/**
 * Unpacks a file into a new one.
 *
 * @param to absent: nothing is written, only counted and hashed
 * @throws Failure `bad-data` where it does not unpack; `disk-io`, `disk-create`; the signal's reason
 */
export async function unpack(
  from: string,
  to: string | undefined,
  compression: Compression,
  signal: AbortSignal,
): Promise<Packed> {
  const [stored, plain] = [meter(), meter()];
  const target = to === undefined ? plain.stream.resume() : writing(to);
  const parts = [reading(from), stored.stream, unpacker(compression)] as const;
  await throughStreams(to ?? from, signal, () =>
    to === undefined
      ? pipeline(...parts, target, { signal })
      : pipeline(...parts, plain.stream, target, { signal }),
  );
  return { plain: plain.digest(), stored: stored.digest() };
}

/** What streams throw: of zlib, of the file system, or because the run was asked to end. */
async function throughStreams(
  path: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await onDisk(path, 'writing', work);
  } catch (error) {
    signal.throwIfAborted();
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (typeof code === 'string' && /^(?:Z_|ERR_)/.test(code)) {
      throw new Failure('bad-data', `"${path}" does not unpack (${code}): it is damaged`, {
        cause: error,
      });
    }
    throw error;
  }
}
