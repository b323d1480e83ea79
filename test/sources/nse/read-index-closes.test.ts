import { expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readIndexCloses } from '../../../src/sources/nse/read-index-closes.ts';
import { haveRecorded, recorded, sourceFixture } from '../../support/source-fixture.ts';

const text = sourceFixture('index-closes.made-up.csv');
const DAY = sessionDate('2026-05-19');
const read = (given = text, day = DAY) => readIndexCloses(given, 'closes.csv', day);

it('gives values in hundredths, turnover in paise, and leaves out what is not told', () => {
  const { closes, refused } = read();
  expect(refused).toEqual([]);
  expect(closes[0]).toEqual({
    session: DAY,
    name: 'Nifty Teapots',
    open: 10_050,
    high: 10_425,
    low: 9995,
    close: 10_320,
    change: -280,
    volume: 125_000,
    turnoverPaise: 128_980_000_000,
    priceToEarnings: 2188,
    priceToBook: 354,
    dividendYield: 127,
  });
  expect(closes[1]).toMatchObject({ open: 50, close: 50, change: 1 });
  expect(closes[2]).toEqual({ session: DAY, name: 'Nifty Teapots Arbitrage', close: 250_000 });
});

it('reads the days of the year that wrote them with a slash', () => {
  expect(read(text.replaceAll('19-05-2026', '19/05/2026')).closes).toHaveLength(3);
});

it.each([
  ['another day', text.replaceAll('19-05-2026', '18-05-2026'), /expected the session 2026-05-19/],
  ['a spelling of nobody', text.replaceAll('19-05-2026', '2026-05-19'), /found "2026-05-19"/],
  ['a header only', `${text.split('\n')[0] ?? ''}\n`, /found no row/],
  ['a lost column', text.replace('Div Yield', 'Yield'), /expected a column "Div Yield"/],
  ['a page', '<html></html>', /expected a column/],
])('refuses %s', (_, given, sentence) => {
  expect(() => read(given)).toThrow(sentence);
});

const more = (line: string): string => {
  const good = Array.from({ length: 20 }, (_, at) =>
    text.split('\n')[1]?.replace('Teapots', `N${at}`),
  );
  return `${[text.trimEnd(), ...good, line].join('\n')}\n`;
};

it.each([
  ['a close that is none', 'X,19-05-2026,1,2,1,-,-,-,-,-,-,-,-', /X: has no closing value/],
  ['a high below the low', 'X,19-05-2026,1,1,2,1,-,-,-,-,-,-,-', /X: high 100 is below low 200/],
  ['a close outside', 'X,19-05-2026,1,2,1,3,-,-,-,-,-,-,-', /outside 100..200/],
  ['a word for a number', 'X,19-05-2026,1,2,1,1,x,-,-,-,-,-,-', /"x" is no Points Change/],
  ['a part of a share', 'X,19-05-2026,1,2,1,1,-,-,1.5,-,-,-,-', /no number of shares/],
  ['a negative turnover', 'X,19-05-2026,1,2,1,1,-,-,1,-5,-,-,-', /no turnover/],
  ['an index under two spellings', 'NIFTY TEAPOTS,19-05-2026,1,2,1,1,-,-,-,-,-,-,-', /already/],
  ['a row of another day', 'X,18-05-2026,1,2,1,1,-,-,-,-,-,-,-', /is of "18-05-2026"/],
])('refuses a row with %s, and keeps the others', (_, line, reason) => {
  const { closes, refused } = read(more(line));
  expect(closes).toHaveLength(23);
  expect(refused.map((row) => row.reason).join()).toMatch(reason);
});

it.skipIf(!haveRecorded).each([
  ['01102012', '2012-10-01', 30, 571_880],
  ['01012025', '2025-01-01', 129, 2_374_290],
  ['03032025', '2025-03-03', 136, 2_211_930],
])('reads every row of the recorded file of %s', (name, day, rows, close) => {
  const given = Buffer.from(recorded(`index-close/ind_close_all_${name}.csv`)).toString();
  const { closes, refused } = read(given, sessionDate(day));
  expect(refused).toEqual([]);
  expect(closes).toHaveLength(rows);
  expect(closes[0]?.close).toBe(close);
});

it('a high that is told alone still bounds the close', () => {
  const row = 'Nifty Teapots Arbitrage,19-05-2026,-,-,-,2500,';
  const given = text.replace(row, row.replace('-,-,-', '-,0,-'));
  expect(given).not.toBe(text);
  expect(() => read(given)).toThrow(/close 250000 is outside/);
});
