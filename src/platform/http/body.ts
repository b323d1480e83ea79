import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { errorCode } from './faults.ts';

/** A body within its cap, or why it is not taken. */
type Taken = { readonly bytes: Uint8Array } | { readonly refused: string };

const UNPACK: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  br: promisify(brotliDecompress),
};

function tooLarge(maxBytes: number): { readonly refused: string } {
  return { refused: `a body larger than ${maxBytes} bytes` };
}

/**
 * Reads a stream up to a cap; leaving the loop early closes the stream, and so cuts the transfer.
 *
 * @throws the stream's error
 */
export async function collect(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Taken> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) return tooLarge(maxBytes);
    parts.push(chunk);
  }
  return { bytes: Buffer.concat(parts, size) };
}

/**
 * Undoes the encodings of a transfer, the last one first.
 *
 * @param encodings value of `Content-Encoding`; absent: none
 * @throws an error of zlib when the bytes are damaged or cut off
 */
export async function unpack(
  packed: Uint8Array,
  encodings: string | undefined,
  maxBytes: number,
): Promise<Taken> {
  const names = (encodings ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  let bytes = packed;
  for (const name of names.toReversed()) {
    const undo = UNPACK[name];
    if (!undo) return { refused: `a body encoded as "${name}", which was not asked for` };
    try {
      if (bytes.byteLength > 0) bytes = await undo(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge(maxBytes);
      throw error;
    }
  }
  return { bytes };
}
