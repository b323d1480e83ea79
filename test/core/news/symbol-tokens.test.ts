import { describe, expect, it } from 'vitest';
import { shoutsIn, symbolTokens } from '../../../src/core/news/symbol-tokens.ts';

const tokens = (text: string) =>
  symbolTokens(text).map(
    ({ text: symbol, marked, from }) => `${symbol}${marked ? '!' : ''}@${from}`,
  );

describe('words that are spelled as symbols', () => {
  it.each([
    ['IDEA and M&M rise', ['IDEA@0', 'M&M@9']],
    ['buy $IDEA, #TITAN', ['IDEA!@5', 'TITAN!@12']],
    ['(M&M) leads', ['M&M!@1']],
    ['(IDEA leads)', ['IDEA@1']],
    ['see NSE: IDEA now', ['NSE@4', 'IDEA!@9']],
    ['IDEA.NS closes', ['IDEA!@0']],
    ['IDEAS of others, Idea', ['IDEAS@0']],
    ['ÀIDEA', []],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });
});

it.each([
  ['MARKET WRAP: NIFTY RISES', true],
  ['IDEA RISES NOW', false],
  ['IDEA LEADS two gains', false],
  ['IDEA LEADS THE gains', true],
  ['आज बाजार में तेजी', false],
])('capitals mark nothing in %j: %s', (text, shouts) => {
  expect(shoutsIn(text)).toBe(shouts);
});
