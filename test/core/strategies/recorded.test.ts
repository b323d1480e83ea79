import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PICK_NAMES } from '../../../src/core/strategies/names.ts';
import { strategyNamed } from '../../../src/core/strategies/registry.ts';
import { decisionsOf, readParameters } from '../../../src/core/strategies/strategy.ts';
import { INDEPENDENT, daysOf } from './independent.ts';
import type { Day } from './independent.ts';
import { barsOf } from './made-up-bars.ts';

/** Prices of an exchange: outside the repository. */
const PRICES = join(import.meta.dirname, '../../../../shared/data/nse/daily-2017-2022');

function recorded(file: string): Day[] {
  const rows = readFileSync(join(PRICES, file), 'utf8').trim().split(/\r?\n/);
  return daysOf(
    rows.map((row) => {
      const [day = '', ...cells] = row.replaceAll('"', '').split(',');
      const [open = 0, high = 0, low = 0, close = 0, , volume = 0] = cells.map(Number);
      const date = `20${day.slice(4)}-${day.slice(2, 4)}-${day.slice(0, 2)}`;
      return { date, open, high, low, close, volume };
    }),
  );
}

describe.skipIf(!existsSync(PRICES))('real prices of five years', () => {
  const files = existsSync(PRICES)
    ? readdirSync(PRICES).filter((name) => name.endsWith('.csv'))
    : [];
  const series = new Map(files.map((file) => [basename(file, '.csv'), recorded(file)]));

  it.each([...INDEPENDENT])(
    '%s decides as the rule read by itself does, and fires',
    (name, test) => {
      const strategy = strategyNamed(name);
      const values = readParameters(strategy);
      const exits = name === 'climax_sell';
      let fired = 0;
      for (const [symbol, days] of series) {
        const decided = decisionsOf(strategy, barsOf(days), values)
          .filter(({ action }) => (action === 'exit') === exits)
          .map(({ place }) => days[place]?.date);
        // The window of the longest rule and its average: what is older decides nothing.
        const expected = days.flatMap(({ date }, place) =>
          test(days.slice(Math.max(0, place - 320), place + 1)) ? [date] : [],
        );
        expect(decided, symbol).toEqual(expected);
        fired += decided.length;
      }
      expect(fired).toBeGreaterThan(0);
    },
  );

  it('every price strategy of the eleven is among them', () => {
    const without = PICK_NAMES.filter((name) => !INDEPENDENT.has(name));
    expect(without).toEqual(['fundamental']);
    expect(files.length).toBeGreaterThan(20);
  });
});
