import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { decompress } from '../../../src/platform/decompress.ts';
import { zippedText } from '../../support/zip-file.ts';
import { EVERY_FAULT, SEED, fractionsOf } from '../seed.ts';
import { CSV_CASES } from './csv-cases.ts';
import type { ParserCase } from './csv-cases.ts';
import { JSON_CASES } from './json-cases.ts';
import { mutateCsv } from './mutate-csv.ts';
import { mutateJson } from './mutate-json.ts';
import { mutateText } from './mutate-text.ts';
import type { Mutated } from './mutated.ts';
import { chanceOf } from './random.ts';
import type { Chance } from './random.ts';
import { flawsOf, rowsOf, rowsUnlike } from './sound.ts';
import { TEXT_CASES } from './text-cases.ts';

/** Changed texts of each reader. */
const RUNS = EVERY_FAULT ? 5000 : 250;
/** Far more than any of these small texts needs, on a machine that has other things to do. */
const LONGEST_MS = 2000;

const NOTHING = Symbol('refused');

async function answerOf({ read, codes = ['bad-data'] }: ParserCase, text: string, told: string) {
  const began = performance.now();
  try {
    return await read(text);
  } catch (error) {
    const code = error instanceof Failure ? error.code : String(error);
    expect(codes, `${told}: ${error instanceof Error ? (error.stack ?? '') : ''}`).toContain(code);
    return NOTHING;
  } finally {
    expect(performance.now() - began, `${told}: milliseconds`).toBeLessThan(LONGEST_MS);
  }
}

async function mutatedAnyhow(
  parser: ParserCase,
  mutate: (good: string, chance: Chance) => Mutated,
): Promise<void> {
  const chance = chanceOf(fractionsOf(parser.name));
  const clean = rowsOf(await parser.read(parser.good));
  let refused = 0;
  for (let run = 0; run < RUNS; run++) {
    const { what, text, alters } = mutate(parser.good, chance);
    const told = `${parser.name}, ${what}, run ${run}, PAPERJOBS_TEST_SEED=${SEED}: ${text.slice(0, 500)}`;
    const answer = await answerOf(parser, text, told);
    if (answer === NOTHING) {
      expect(alters, `${told}: refused`).not.toBe('nothing');
      refused++;
      continue;
    }
    const flaws = flawsOf(answer);
    if (flaws.length > 0) expect.fail(`${told}: ${flaws.join(', ')}`);
    const rows = rowsOf(answer);
    const most = alters === 'nothing' ? 0 : alters === 'all' ? Infinity : alters;
    const unlike = rowsUnlike(rows, clean);
    if (unlike > most) expect.fail(`${told}: ${unlike} other rows than before`);
    if (most === 0 && rowsUnlike(clean, rows) > 0) expect.fail(`${told}: rows are missing`);
  }
  if (parser.codes?.length !== 0) expect(refused, 'refusals').toBeGreaterThan(0);
}

describe('whatever is changed in a text, it is refused in our words or read right', () => {
  it.each(CSV_CASES.map((parser) => [parser.name, parser] as const))('%s', async (_, parser) => {
    await mutatedAnyhow(parser, (good, chance) => mutateCsv(good, chance, !parser.unnamed));
  });

  it.each(JSON_CASES.map((parser) => [parser.name, parser] as const))('%s', async (_, parser) => {
    await mutatedAnyhow(parser, mutateJson);
  });

  it.each(TEXT_CASES.map((parser) => [parser.name, parser] as const))('%s', async (_, parser) => {
    await mutatedAnyhow(parser, mutateText);
  });

  it('a zip archive', () => {
    const chance = chanceOf(fractionsOf('zip'));
    const text = 'a,b\n1,2\n'.repeat(50);
    const good = zippedText('a.csv', text);
    for (let run = 0; run < RUNS; run++) {
      const bytes = Uint8Array.from(good);
      for (let left = chance.below(3); left >= 0; left--) {
        bytes[chance.below(bytes.length)] = chance.below(256);
      }
      const cut = chance.below(4) === 0 ? bytes.subarray(0, chance.below(bytes.length)) : bytes;
      const told = `zip, run ${run}, PAPERJOBS_TEST_SEED=${SEED}`;
      try {
        const unpacked = decompress.unzipOne(cut, '.csv', 10_000);
        expect(Buffer.from(unpacked.bytes).toString(), `${told}: other bytes`).toBe(text);
      } catch (error) {
        expect(error instanceof Failure && error.code, `${told}: ${String(error)}`).toBe(
          'bad-data',
        );
      }
    }
  });
});
