import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decompress } from '../../src/platform/decompress.ts';
import { zipFile } from '../support/zip-file.ts';

const TEXT = Buffer.from('SYMBOL,SERIES\nTEAPOT&CO,EQ\n'.repeat(200));
const CAP = 1_000_000;

function badData(pattern: RegExp): object {
  return { code: 'bad-data', message: expect.stringMatching(pattern) as string };
}

function caught(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('gunzip', () => {
  it('unpacks', () => {
    expect(Buffer.from(decompress.gunzip(gzipSync(TEXT), CAP)).equals(TEXT)).toBe(true);
  });

  it('gives back what was unpacked on the way', () => {
    expect(decompress.gunzip(TEXT, CAP)).toBe(TEXT);
  });

  it('refuses more than the cap, packed or not', () => {
    const tooMuch = badData(/at most 100 unpacked bytes/);
    expect(caught(() => decompress.gunzip(gzipSync(TEXT), 100))).toMatchObject(tooMuch);
    expect(caught(() => decompress.gunzip(TEXT, 100))).toMatchObject(tooMuch);
  });

  it('refuses a file that was cut off and one with a wrong checksum', () => {
    const packed = gzipSync(TEXT);
    const changed = Buffer.from(packed);
    changed.writeUInt32LE(1, changed.length - 8);
    const damaged = badData(/gzip file, found a damaged one/);
    expect(caught(() => decompress.gunzip(packed.subarray(0, 40), CAP))).toMatchObject(damaged);
    expect(caught(() => decompress.gunzip(changed, CAP))).toMatchObject(damaged);
  });
});

describe('unzipOne', () => {
  it.each([true, false])('takes the one file with the ending, stored: %s', (stored) => {
    const zip = zipFile(
      { name: 'readme.txt', bytes: Buffer.from('read me') },
      { name: 'cm13JUL2020bhav.csv/cm13JUL2020bhav.CSV', bytes: TEXT, stored },
    );
    const one = decompress.unzipOne(zip, '.csv', CAP);
    expect(one.name).toBe('cm13JUL2020bhav.csv/cm13JUL2020bhav.CSV');
    expect(Buffer.from(one.bytes).equals(TEXT)).toBe(true);
  });

  it('reads an archive that lies inside a larger buffer', () => {
    const zip = zipFile({ name: 'a.csv', bytes: TEXT });
    const around = Buffer.concat([Buffer.alloc(13, 7), zip, Buffer.alloc(9, 7)]);
    const inside = new Uint8Array(around.buffer, around.byteOffset + 13, zip.length);
    expect(decompress.unzipOne(inside, '.csv', CAP).bytes).toHaveLength(TEXT.length);
  });

  const lone = { name: 'a.csv', bytes: TEXT };
  const good = Buffer.from(zipFile(lone));
  const withoutHeader = Buffer.from(good);
  withoutHeader.writeUInt32LE(0, 0);
  withoutHeader.write('PK', 0, 'latin1');
  const withoutDirectory = Buffer.from(good);
  withoutDirectory.writeUInt32LE(0, good.readUInt32LE(good.length - 6));
  const changed = Buffer.from(good);
  changed[40] = (changed[40] ?? 0) ^ 0xff;

  it.each<[string, Uint8Array, RegExp]>([
    [
      'a page',
      Buffer.from('<html>Resource not found, and more of it</html>'),
      /bytes that are none/,
    ],
    ['nothing', Buffer.alloc(0), /0 bytes that are none/],
    ['an archive that was cut off', good.subarray(0, good.length - 30), /without an end record/],
    ['no file with the ending', zipFile({ ...lone, name: 'a.txt' }), /one ".csv" file, found 0/],
    ['two such files', zipFile(lone, { ...lone, name: 'b.csv' }), /one ".csv" file, found 2/],
    ['a wrong checksum', zipFile({ ...lone, claimedCrc: 1 }), /another checksum/],
    ['a wrong size', zipFile({ ...lone, claimedSize: 7 }), /of 7 bytes, found 5400/],
    ['a size over the cap', zipFile({ ...lone, claimedSize: CAP + 1 }), /at most 1000000 unpacked/],
    ['an encrypted file', zipFile({ ...lone, flags: 1 }), /stored or deflated/],
    ['a header that is not there', withoutHeader, /no header where/],
    ['a damaged directory', withoutDirectory, /directory damaged/],
    ['damaged contents', changed, /damaged|checksum/],
  ])('refuses %s', (_, bytes, pattern) => {
    expect(caught(() => decompress.unzipOne(bytes, '.csv', CAP))).toMatchObject(badData(pattern));
  });

  it('stops unpacking at the cap when the archive lies about the size', () => {
    const bomb = zipFile({ name: 'a.csv', bytes: Buffer.alloc(50_000), claimedSize: 10 });
    const error = caught(() => decompress.unzipOne(bomb, '.csv', 1000));
    expect(error).toMatchObject(badData(/at most 1000 unpacked bytes, found more/));
  });
});
