import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradictions } from '../../../src/core/backup/contradictions.ts';
import { manifestText } from '../../../src/core/backup/manifest.ts';
import { readManifest } from '../../../src/core/backup/read-manifest.ts';
import { Failure } from '../../../src/core/failure.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { madeUpManifest } from './manifest.made-up.ts';

describe('a manifest', () => {
  it.each([
    ['as it is written', madeUpManifest()],
    ['of a foreign database', madeUpManifest({ applicationId: -5, rows: {}, samples: {} })],
    ['of a proven copy', madeUpManifest({ proven: { at: instant(5), runId: 'r' } })],
  ])('%s is read as it was', (_, manifest) => {
    expect(readManifest(manifestText(manifest))).toEqual(manifest);
  });

  it.each([
    ['', /expected JSON/],
    ['[]', /the document: expected an object/],
    ['{}', /format: expected paperjobs-backup-1, found nothing/],
    [manifestText(madeUpManifest()).replace('"bytes": 8192', '"bytes": -1'), /bytes: expected/],
    [manifestText(madeUpManifest()).replaceAll('ab', 'xy'), /sha256: expected a text like/],
    [manifestText(madeUpManifest({ file: '../x.db' })), /file: expected/],
    [manifestText(madeUpManifest()).replace('"quick"', '"none"'), /check: expected/],
    [
      manifestText(madeUpManifest()).replace('"2026-11-25"', '"2026-11-31"'),
      /lastSession: expected/,
    ],
  ])('that is none is refused: %#', (text, sentence) => {
    expect(() => readManifest(text)).toThrow(
      expect.objectContaining({
        code: 'bad-data',
        message: expect.stringMatching(sentence) as string,
      }) as Error,
    );
  });

  it('with any change is read or refused in our words, never anything else', () => {
    const text = manifestText(madeUpManifest());
    const change = fc.record({
      at: fc.nat({ max: text.length }),
      length: fc.nat({ max: 40 }),
      put: fc.oneof(fc.string(), fc.json(), fc.constantFrom('null', '-1', '1e400', '{}', '"')),
    });
    fc.assert(
      fc.property(change, ({ at, length, put }) => {
        try {
          readManifest(text.slice(0, at) + put + text.slice(at + length));
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          expect(error).toMatchObject({ code: 'bad-data' });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('contradictions', () => {
  it('are none between a database and itself', () => {
    expect(contradictions(madeUpManifest(), madeUpManifest())).toEqual([]);
  });

  it('name what was told and what was found', () => {
    const found = madeUpManifest({ pageCount: 3, rows: { candles_1d: 2, more: 1 }, samples: {} });
    expect(contradictions(madeUpManifest(), found)).toEqual([
      'number of pages: expected 2, found 3',
      'rows of candles_1d: expected 3, found 2',
      'rows of more: expected none, found 1',
      expect.stringMatching(/^sample of candles_1d: expected \{.*found none$/),
    ]);
  });
});
