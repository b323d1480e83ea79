import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { FAULT_KINDS, FAULT_SOURCES, parseFaults } from '../../src/sandbox/faults.ts';

describe('parseFaults', () => {
  test('reads kind, times and source', () => {
    expect(parseFaults('429*2:nse, stall, garbage-row:yahoo,503*1')).toEqual([
      { kind: '429', times: 2, source: 'nse' },
      { kind: 'stall' },
      { kind: 'garbage-row', source: 'yahoo' },
      { kind: '503', times: 1 },
    ]);
  });

  test('reads every kind for every source', () => {
    const text = FAULT_KINDS.flatMap((kind) => FAULT_SOURCES.map((source) => `${kind}:${source}`));
    const expected = FAULT_KINDS.flatMap((kind) =>
      FAULT_SOURCES.map((source) => ({ kind, source })),
    );
    expect(parseFaults(text.join(','))).toEqual(expected);
  });

  test.each(['', ' ', ' , '])('takes "%s" for no faults', (text) => {
    expect(parseFaults(text)).toEqual([]);
  });

  test.each([
    ['stal', 'did you mean "stall"'],
    ['garbagerow', 'did you mean "garbage-row"'],
    ['428', 'did you mean "429"'],
    ['late:nze', 'did you mean "nse"'],
    ['late:upstock', 'did you mean "upstox"'],
    ['429*0', 'a count of 1 or more'],
    ['429*many', 'a count of 1 or more'],
    ['429*', 'a count of 1 or more'],
    ['429:nse:yahoo', 'KIND[*TIMES][:SOURCE]'],
    ['429:nse*2', 'did you mean "nse"'],
  ])('refuses "%s" as a wrong setting: %s', (text, sentence) => {
    let caught: unknown;
    try {
      parseFaults(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(Failure);
    expect(caught).toMatchObject({ code: 'config' });
    expect(String(caught)).toContain(sentence);
  });
});
