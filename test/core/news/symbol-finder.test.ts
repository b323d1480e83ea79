import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAliases } from '../../../src/core/news/alias.ts';
import { ALIASES } from '../../../src/core/news/data/aliases.ts';
import type { ToldArticle } from '../../../src/core/news/article.ts';
import { symbolFinder } from '../../../src/core/news/symbol-finder.ts';
import type { KnownName } from '../../../src/core/news/symbol-finder.ts';

const known: KnownName[] = (
  [
    ['KAVERIBANK', 'Kaveri Bank Limited', 'INE001A01011', true],
    ['KAVERIPOWR', 'Kaveri Power Company Limited', 'INE001A01029', true],
    ['IDEA', 'Vindhya Idea Limited', 'INE001A01037', true],
    ['TITAN', 'Titan Company Limited', 'INE001A01045', true],
    ['M&M', 'Malabar & Malwa Limited', 'INE001A01052', true],
    ['LT', 'Laxman & Thakur Limited', 'INE001A01060', true],
    ['SAHYADRI', 'Sahyadri Limited', 'INE001A01078', true],
    ['TWINA', 'Twin Mills Limited', 'INE001A01086', true],
    ['TWINB', 'Twin Mills Limited', 'INE001A01094', true],
    ['NEWNAME', 'Newname Foods Limited', 'INE001A01102', true],
    ['HILLHOTELS', 'The Hill Hotels Company Limited', 'INE001A01110', true],
    ['BANKHILLS', 'Bank of Hills', 'INE001A01128', true],
    ['OLDNAME', 'Newname Foods Limited', 'INE001A01102', false],
  ] as const
).map(([symbol, company, isin, current]) => ({
  symbol,
  company,
  isin,
  current,
  instrumentId: Number(isin.slice(7)),
}));

const find = symbolFinder({
  known,
  aliases: readAliases([
    'LT: L&T',
    'M&M: Malabar',
    'TITAN: Titan Watches',
    'KAVERIBANK: KBL',
    '-: KBL Mutual Fund',
    '-: Reserve Bank of Hills',
  ]),
  watched: ['FRESHIPO'],
});

const news = (title: string, summary = ''): ToldArticle => ({
  kind: 'news',
  source: 'papertimes.example',
  title,
  summary,
  ownLink: true,
});
const symbols = (title: string, summary = ''): string[] =>
  find(news(title, summary)).map(({ symbol }) => symbol);

describe('a headline', () => {
  it.each<[string, string[]]>([
    ['Kaveri Bank profit rises 12%', ['KAVERIBANK']],
    ['Kaveri Power commissions a plant', ['KAVERIPOWR']],
    ['Kaveri Bank lends to Kaveri Power Ltd', ['KAVERIBANK', 'KAVERIPOWR']],
    ['The river Kaveri rises', []],
    ['KAVERIBANK among top gainers today', ['KAVERIBANK']],
    ['KAVERIBANKING reform ahead', []],
    ['XKAVERIBANK is no symbol', []],
    ['Why Sahyadri is up', ['SAHYADRI']],
    ['Trekking in the sahyadri range', []],
    ['A big IDEA for small investors', []],
    ['Vodafone (NSE: IDEA) in talks', ['IDEA']],
    ['Operators (IDEA) and others', ['IDEA']],
    ['IDEA.NS slips', ['IDEA']],
    ['$IDEA trends', ['IDEA']],
    ['Titan of industry retires', []],
    ['Titan Watches opens stores', ['TITAN']],
    ['M&M sales grow, says dealer', ['M&M']],
    ['MM&M is somebody else', []],
    ['Malabar gold prices', ['M&M']],
    ['L&T wins order', ['LT']],
    ['LT foods', []],
    ['Laxman and Thakur bags order', ['LT']],
    ['KBL and kbl', ['KAVERIBANK']],
    ['a kbl of nothing', []],
    ['KBL Mutual Fund buys', []],
    ['Hill Hotels opens a resort', ['HILLHOTELS']],
    ['Hill hotels are full', []],
    ['Bank of Hills lends', ['BANKHILLS']],
    ['Reserve Bank of Hills keeps rates', []],
    ['Twin Mills merges', []],
    ['TWINA merges with TWINB', ['TWINA', 'TWINB']],
    ['ISIN INE001A01060 suspended', ['LT']],
    ['XINE001A010601 is none', []],
    ['OLDNAME changes its name', ['NEWNAME']],
    ['FRESHIPO lists at a premium', ['FRESHIPO']],
    ['SENSEX SOARS AS SAHYADRI KAVERIBANK LEAD', ['SAHYADRI']],
    ['ALL CAPS: KAVERIBANK LEADS MARKET HIGHER', []],
  ])('%s → %j', (title, expected) => {
    expect(symbols(title).toSorted()).toEqual(expected.toSorted());
  });

  it('and its summary are read apart, the surest evidence first', () => {
    expect(find(news('Kaveri', 'Bank holidays. NSE: TITAN and SAHYADRI'))).toEqual([
      { symbol: 'TITAN', evidence: 'marked' },
      { symbol: 'SAHYADRI', evidence: 'name' },
    ]);
  });

  it('never matches inside a word, whatever stands around', () => {
    const letter = fc.constantFrom(...'abzABZ019éक'.split(''));
    fc.assert(
      fc.property(letter, letter, (before, after) => {
        expect(symbols(`Mind ${before}KAVERIBANK${after} now`)).toEqual([]);
        expect(symbols(`Mind KAVERIBANK${after} now`)).toEqual([]);
        expect(symbols(`Mind ${before}Sahyadri now`)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a filing', () => {
  const filing = (facts: Partial<ToldArticle>): string[] =>
    find({ ...news('Order from Kaveri Bank'), kind: 'filing', ...facts }).map(
      ({ symbol }) => symbol,
    );
  it('is of the company that filed it, whoever else is named', () => {
    expect(filing({ company: 'TITAN COMPANY LTD' })).toEqual(['TITAN']);
    expect(filing({ symbol: 'M&M', company: 'whoever' })).toEqual(['M&M']);
    expect(filing({ symbol: 'OLDNAME' })).toEqual(['NEWNAME']);
    expect(filing({ company: 'Twin Mills Limited' })).toEqual([]);
    expect(filing({})).toEqual([]);
  });
});

it('a line that is no alias is told', () => {
  expect(() => readAliases(['RELIANCE RIL'])).toThrow(/SYMBOL: NAME.*"RELIANCE RIL"/);
});

it.each<[string, string[]]>([
  ['M&M Financial Services profit rises', ['M&MFIN']],
  ['M&M Finance and M&M lead', ['M&MFIN', 'M&M']],
  ['Mahindra Finance raises Rs 500 crore', ['M&MFIN']],
  ['J&K Bank net up', ['J&KBANK']],
  ['Bank of India net up', ['BANKINDIA']],
  ['Export-Import Bank of India raises bonds', []],
  ['Small Industries Development Bank of India lends', []],
])('with the built-in names: %s → %j', (title, expected) => {
  const named = (symbol: string, company: string, instrumentId: number): KnownName => ({
    symbol,
    company,
    instrumentId,
    current: true,
  });
  const finder = symbolFinder({
    known: [
      named('M&M', 'Mahindra & Mahindra Limited', 1),
      named('M&MFIN', 'Mahindra & Mahindra Financial Services Limited', 2),
      named('J&KBANK', 'The Jammu & Kashmir Bank Limited', 3),
      named('BANKINDIA', 'Bank of India', 4),
    ],
    aliases: ALIASES,
    watched: [],
  });
  expect(finder(news(title)).map(({ symbol }) => symbol)).toEqual(expected);
});
