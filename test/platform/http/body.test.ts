import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { collect, unpack } from '../../../src/platform/http/body.ts';

const TEXT = new TextEncoder().encode('Symbol,Series\n'.repeat(50));

async function* chunksOf(...sizes: number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield new Uint8Array(size);
}

describe('collect', () => {
  test('takes a body up to the cap', async () => {
    const taken = await collect(chunksOf(4, 0, 6), 10);
    expect('bytes' in taken && taken.bytes.byteLength).toBe(10);
  });

  test('stops the stream beyond the cap', async () => {
    const stream = chunksOf(4, 7, 100);
    expect(await collect(stream, 10)).toEqual({ refused: 'a body larger than 10 bytes' });
    expect((await stream.next()).done).toBe(true);
  });
});

describe('unpack', () => {
  test.each([
    ['none', undefined, TEXT],
    ['identity', 'identity', TEXT],
    ['gzip', 'GZIP', gzipSync(TEXT)],
    ['x-gzip', 'x-gzip', gzipSync(TEXT)],
    ['br', 'br', brotliCompressSync(TEXT)],
    ['two, the last one undone first', 'gzip, br', brotliCompressSync(gzipSync(TEXT))],
  ])('undoes %s', async (_name, encodings, packed) => {
    const taken = await unpack(packed, encodings, 1000);
    expect('bytes' in taken && Uint8Array.from(taken.bytes)).toEqual(TEXT);
  });

  test('an empty body needs no unpacking', async () => {
    const empty = new Uint8Array();
    expect(await unpack(empty, 'gzip', 10)).toEqual({ bytes: empty });
  });

  test('an encoding that was not asked for is refused by name', async () => {
    expect(await unpack(TEXT, 'zstd', 1000)).toEqual({
      refused: 'a body encoded as "zstd", which was not asked for',
    });
  });

  test('a small body that unpacks beyond the cap is refused', async () => {
    expect(await unpack(gzipSync(TEXT), 'gzip', 100)).toEqual({
      refused: 'a body larger than 100 bytes',
    });
  });

  test('damaged bytes reject', async () => {
    await expect(unpack(TEXT, 'gzip', 1000)).rejects.toMatchObject({ code: 'Z_DATA_ERROR' });
  });
});
