import { describe, expect, test } from 'vitest';
import type { ListedInstrument } from '../../src/core/market/listing.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { identify, namingOf, rowsOf } from '../../src/store/identify.ts';
import {
  noteInstrument,
  noteSymbol,
  noteSymbolEnd,
  nothingKnown,
} from '../../src/store/known-instruments.ts';
import type { KnownInstruments } from '../../src/store/known-instruments.ts';
import { share } from '../support/opened-store.ts';

const TODAY = '2026-11-26';
const ACME = share('ACME', { isin: 'INE001A01018' });

/** Instruments 1, 2, … that bear the symbols of the items. */
function knowing(...items: readonly (ListedInstrument & { provisional?: true })[]) {
  const known = nothingKnown();
  for (const [place, item] of items.entries()) {
    const instrumentId = place + 1;
    const { isin = null, listedOn = null, provisional = false } = item;
    noteInstrument(known, { instrumentId, isin, listedOn, provisional });
    noteSymbol(known, item.exchange, item.symbol, { instrumentId, series: item.series });
  }
  return known;
}

test('a preference share or warrant never bears the symbol of its company', () => {
  const warrant = share('ACME', { isin: 'INE001A13013', series: 'W1', kind: 'other' });
  const preferred = share('ACME', { isin: 'INE001A04012', series: 'P1', kind: 'other' });
  expect(rowsOf([warrant, preferred]).map(({ bearsSymbol }) => bearsSymbol)).toEqual([
    false,
    false,
  ]);
  expect(rowsOf([warrant, ACME])[0]).toEqual({ item: ACME, bearsSymbol: true });
});

describe('identify', () => {
  const provisional = { ...share('ACME'), provisional: true as const };
  const index = share('ACME', { series: 'INDEX', kind: 'index' });
  const known = { kind: 'known', instrumentId: 1 };
  const told = { kind: 'told', instrumentId: 1 };
  const cases: readonly (readonly [string, KnownInstruments, ListedInstrument, object])[] = [
    ['a symbol and ISIN never seen', nothingKnown(), ACME, { kind: 'new' }],
    ['a symbol never seen without ISIN', nothingKnown(), share('ACME'), { kind: 'new' }],
    ['the same row again', knowing(ACME), ACME, known],
    ['the ISIN under another symbol', knowing(ACME), { ...ACME, symbol: 'NEW' }, known],
    ['the symbol without ISIN', knowing(ACME), share('ACME'), known],
    ['an ISIN for a bearer without', knowing(share('ACME')), ACME, told],
    ['a new ISIN of the issuer', knowing(ACME), { ...ACME, isin: 'INE001A01026' }, told],
    [
      'an ISIN of another issuer',
      knowing(ACME),
      { ...ACME, isin: 'INE999Z01011' },
      { kind: 'new' },
    ],
    ['a bond of the issuer', knowing(ACME), { ...ACME, isin: 'INE001A07AA1' }, { kind: 'new' }],
    ['an index named like a share', knowing(ACME), index, { kind: 'new' }],
    ['a share named like an index', knowing(index), ACME, { kind: 'new' }],
    ['a provisional bearer', knowing(provisional), ACME, told],
    ['a provisional bearer that is an index', knowing(provisional), index, told],
    [
      'a provisional bearer of a known ISIN',
      knowing({ ...provisional, symbol: 'NEW' }, ACME),
      { ...ACME, symbol: 'NEW' },
      { kind: 'merged', instrumentId: 2, provisionalId: 1 },
    ],
  ];
  test.each(cases)('tells what is meant by %s', (_, register, item, identity) => {
    expect(identify(register, { item, bearsSymbol: true })).toEqual(identity);
  });

  test('goes by the ISIN alone for a row that does not bear its symbol', () => {
    const bond = { ...ACME, isin: 'INE001A01026', series: 'BZ' };
    expect(identify(knowing(ACME), { item: bond, bearsSymbol: false })).toEqual({ kind: 'new' });
    expect(identify(knowing(ACME), { item: ACME, bearsSymbol: false })).toEqual(known);
  });
});

describe('rowsOf', () => {
  test('lets the most usual series bear the symbol, and puts bearers first', () => {
    const bond = share('ACME', { series: 'N1', isin: 'INE001A07AA1' });
    const bombay = share('ACME', { exchange: 'XBOM', series: 'A' });
    expect(rowsOf([bond, ACME, bombay])).toEqual([
      { item: ACME, bearsSymbol: true },
      { item: bombay, bearsSymbol: true },
      { item: bond, bearsSymbol: false },
    ]);
  });

  test('leaves out a second row of a symbol that has no ISIN to tell it by', () => {
    expect(rowsOf([ACME, share('ACME', { series: 'BE' })])).toHaveLength(1);
  });
});

describe('namingOf', () => {
  const from2020 = { ...ACME, listedOn: sessionDate('2020-01-02') };

  test('gives a first symbol from the day of listing, or since ever', () => {
    const first = { ends: [], first: true };
    expect(namingOf(nothingKnown(), from2020, 1, TODAY)).toEqual({ ...first, from: '2020-01-02' });
    expect(namingOf(nothingKnown(), ACME, 1, TODAY)).toEqual({ ...first, from: '1900-01-01' });
  });

  test('gives a first symbol not before its last bearer lost it', () => {
    const known = knowing(ACME);
    noteSymbolEnd(known, 'XNSE', 'ACME', '2024-05-06');
    expect(namingOf(known, from2020, 2, TODAY)).toMatchObject({ from: '2024-05-06', first: true });
    expect(namingOf(known, from2020, 1, TODAY), 'its own again').toMatchObject({
      from: TODAY,
      first: false,
    });
  });

  test('does nothing for a symbol in its series', () => {
    expect(namingOf(knowing(ACME), ACME, 1, TODAY)).toBeUndefined();
  });

  test.each([
    ['a renamed instrument', { ...ACME, symbol: 'NEW' }, 1, ['ACME']],
    ['a moved series', { ...ACME, series: 'BE' }, 1, ['ACME']],
    ['a symbol of somebody else', ACME, 3, ['ACME']],
    ['a swapped symbol', share('BOLT'), 1, ['ACME', 'BOLT']],
  ])('ends today what %s makes untrue', (_, item, instrumentId, ends) => {
    expect(namingOf(knowing(ACME, share('BOLT')), item, instrumentId, TODAY)).toEqual({
      from: TODAY,
      ends,
      first: false,
    });
  });
});
