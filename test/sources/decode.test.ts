import { array, nullish, number, object, string } from 'valibot';
import { describe, expect, it } from 'vitest';
import { decoded, jsonOf, listAt, misshapen, textOf } from '../../src/sources/decode.ts';

const SCHEMA = object({ rows: array(object({ close: number(), note: nullish(string()) })) });

describe('decoding', () => {
  it('gives the fields of the schema and leaves the others out', () => {
    const value = { rows: [{ close: 1, more: true }], other: 1 };
    expect(decoded(SCHEMA, value)).toEqual({ rows: [{ close: 1 }] });
  });

  it.each<[unknown, string, string]>([
    [{ rows: [{ close: 1 }, {}] }, '', 'at rows[1].close, found nothing'],
    [{ rows: [{ close: '1' }] }, '', 'expected number at rows[0].close, found "1"'],
    [{ rows: 7 }, 'chart', 'at chart.rows, found 7'],
    [[], '', 'at rows, found nothing'],
    [undefined, '', 'at the top level, found nothing'],
  ])('names the first place that is wrong in %j', (value, root, sentence) => {
    expect(() => decoded(SCHEMA, value, root)).toThrow(sentence);
  });

  it('shows no more than the beginning of what was found', () => {
    expect(misshapen('a', 'a list', 'x'.repeat(5000)).message.length).toBeLessThan(200);
  });
});

it('parses JSON after a byte order mark', () => {
  expect(jsonOf(Buffer.from('\uFEFF{"a":1}'))).toEqual({ a: 1 });
});

it('shows the beginning of what is no JSON', () => {
  expect(() => jsonOf(Buffer.from('<html>'))).toThrow('found 6 characters beginning "<html>"');
});

it('takes a list for a list only', () => {
  expect(listAt([1], 'a')).toEqual([1]);
  expect(() => listAt({ length: 1 }, 'a.b')).toThrow('expected a list at a.b');
});

it('reads text that is no UTF-8 without failing', () => {
  expect(textOf(Uint8Array.of(0x41, 0xe9, 0x42))).toBe('A\uFFFDB');
});
