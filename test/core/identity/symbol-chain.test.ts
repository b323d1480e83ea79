import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { symbolChain, symbolHistory } from '../../../src/core/identity/symbol-chain.ts';
import type { SymbolChange } from '../../../src/core/identity/symbol-chain.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';

/** `A>B 2013-05-01`. */
function changes(...told: readonly string[]): SymbolChange[] {
  return told.map((one) => {
    const [symbols = '', on = ''] = one.split(' ');
    const [oldSymbol = '', newSymbol = ''] = symbols.split('>');
    return { oldSymbol, newSymbol, on: sessionDate(on) };
  });
}

/** `..A..2013-05-01..B..` */
function chain(told: readonly string[], symbol: string, day: string): string {
  return symbolChain(symbolHistory(changes(...told)), symbol, sessionDate(day))
    .map(({ symbol: name, from = '', to = '' }) => `${from}<${name}>${to}`)
    .join(' ');
}

const ABC = ['A>B 2013-05-01', 'B>C 2018-02-03'];

describe('a chain of symbols', () => {
  test.each([
    ['A', '2010-01-04'],
    ['B', '2013-05-01'],
    ['B', '2018-02-02'],
    ['C', '2020-01-01'],
  ])('is the same from %s on %s', (symbol, day) => {
    expect(chain(ABC, symbol, day)).toBe('<A>2013-05-01 2013-05-01<B>2018-02-03 2018-02-03<C>');
    expect(chain(ABC.toReversed(), symbol, day), 'lists are not sorted').toBe(
      chain(ABC, symbol, day),
    );
  });

  test('is the symbol alone where nothing changed', () => {
    expect(chain([], 'A', '2020-01-01')).toBe('<A>');
    expect(chain(['A>A 2020-01-01'], 'A', '2020-01-01'), 'a change to itself').toBe('<A>');
  });

  test('leaves out whoever bore a symbol before it was given out again', () => {
    expect(chain(ABC, 'A', '2015-01-01')).toBe('2013-05-01<A>');
    expect(chain(ABC, 'B', '2019-01-01')).toBe('2018-02-03<B>');
  });

  test('ends where somebody else comes to the symbol', () => {
    expect(chain(['X>A 2013-05-01'], 'A', '2010-01-04')).toBe('<A>2013-05-01');
    expect(chain(['X>A 2013-05-01'], 'A', '2014-01-04')).toBe('<X>2013-05-01 2013-05-01<A>');
  });

  test('follows two changes of one day, and a symbol that is handed on that day', () => {
    expect(chain(['A>B 2013-05-01', 'B>C 2013-05-01'], 'C', '2014-01-01')).toBe(
      '<B>2013-05-01 2013-05-01<C>',
    );
    expect(chain(['A>B 2013-05-01', 'B>C 2013-05-01'], 'B', '2014-01-01')).toBe(
      '<A>2013-05-01 2013-05-01<B>',
    );
  });

  test('comes to an end where changes go round in a circle', () => {
    expect(chain(['A>B 2013-05-01', 'B>A 2013-05-01'], 'A', '2013-05-01')).toContain('<A>');
    expect(chain(['A>B 2013-05-01', 'B>A 2014-05-01'], 'A', '2015-05-01')).toBe(
      '<A>2013-05-01 2013-05-01<B>2014-05-01 2014-05-01<A>',
    );
  });

  const symbol = fc.constantFrom('A', 'B', 'C', 'D');
  const day = fc
    .integer({ min: 0, max: 30 })
    .map((days) => addDays(sessionDate('2020-01-01'), days));
  const change = fc.record({ oldSymbol: symbol, newSymbol: symbol, on: day });

  test('tells one symbol for every day that it covers, whatever the list says', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), symbol, day, (list, name, on) => {
        const parts = symbolChain(symbolHistory(list), name, on);
        for (const [place, part] of parts.entries()) {
          const before = parts[place - 1];
          if (before) expect((before.to ?? '') <= (part.from ?? '')).toBe(true);
        }
        const covering = parts.filter(({ from = '', to = '9999-12-31' }) => from <= on && on < to);
        expect(covering.map((part) => part.symbol)).toEqual([name]);
      }),
    );
  });
});
