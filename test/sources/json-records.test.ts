import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonRecords } from '../../src/sources/json-records.ts';

function records(text: string): unknown[] {
  return [...jsonRecords(Buffer.from(text))].map((record): unknown => JSON.parse(record));
}

it('gives the records of any list of objects, as JSON.parse has them', () => {
  const list = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 });
  fc.assert(
    fc.property(list, fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      expect(records(text)).toEqual(JSON.parse(text));
    }),
  );
});

it('takes braces and quotes inside strings for text', () => {
  const value = [{ name: 'a } b { "c" \\' }, { 'ke"y}': { deep: ['}', { x: '\\"' }] } }];
  expect(records(` ${JSON.stringify(value)} `)).toEqual(value);
});

it.each([
  ['', 'expected "["'],
  ['{"a":1}', 'expected "[" at byte 0'],
  ['[1]', 'expected "{" at byte 1'],
  ['[{"a":1} {"b":2}]', 'expected "," or "]" at byte 9'],
  ['[{"a":1},', 'expected "{" at byte 9'],
  ['[{"a":1', 'expected "}" at byte 7'],
  ['[{"a":"1}]', 'expected "}" at byte 10'],
  ['[{"a":"1\\', 'expected "}" at byte 9'],
])('refuses %j', (text, sentence) => {
  expect(() => records(text)).toThrow(sentence);
});
