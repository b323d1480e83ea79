import { crc32, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zipOf } from '../../src/sandbox/zip.ts';

test('writes an archive of one file whose directory, sizes and sum agree with its content', () => {
  const content = Buffer.from('SYMBOL,SERIES\nPAPERTIGER,EQ\n'.repeat(50));
  const archive = zipOf('a.csv', content);
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  expect(archive.readUInt16LE(end + 10)).toBe(1);
  const central = archive.readUInt32LE(end + 16);
  expect(central + archive.readUInt32LE(end + 12)).toBe(end);
  expect(archive.readUInt32LE(central)).toBe(0x02014b50);
  expect(archive.readUInt32LE(central + 16)).toBe(crc32(content));
  expect(archive.readUInt32LE(central + 24)).toBe(content.length);
  expect(
    archive.toString('utf8', central + 46, central + 46 + archive.readUInt16LE(central + 28)),
  ).toBe('a.csv');
  const local = archive.readUInt32LE(central + 42);
  expect(archive.readUInt32LE(local)).toBe(0x04034b50);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(central + 20));
  expect(inflateRawSync(packed)).toEqual(content);
});
