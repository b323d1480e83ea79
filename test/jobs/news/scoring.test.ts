import { expect, it } from 'vitest';
import { scoresOf } from '../../../src/jobs/news/scoring.ts';
import type { SentimentModel } from '../../../src/ports/sentiment.ts';

/** Scores what it is shown by the number of words in it, and remembers it. */
function counting(): { model: SentimentModel; shown: string[] } {
  const shown: string[] = [];
  const model: SentimentModel = {
    name: 'counting-1',
    score: async (texts) => {
      shown.push(...texts);
      return texts.map((text) => (text.includes('silent') ? 0 : text.split(' ').length / 100));
    },
    close: async () => undefined,
  };
  return { model, shown };
}

it('reads titles of news and texts of filings; routine letters are 0 for every model', async () => {
  const { model, shown } = counting();
  const scores = await scoresOf(model, [
    { kind: 'news', title: 'one two', summary: 'never read' },
    { kind: 'filing', title: 'Board Meeting Intimation', summary: 'fraud' },
    { kind: 'filing', title: 'A: Updates', summary: 'wins an order' },
    { kind: 'news', title: 'silent', summary: 'six words that tell all here' },
    { kind: 'news', title: 'silent', summary: '' },
  ]);
  expect(scores).toEqual([0.02, 0, 0.05, 0.03, 0]);
  expect(shown).toEqual([
    'one two',
    'A: Updates. wins an order',
    'silent',
    'silent',
    'six words that tell all here',
  ]);
});

it('asks nothing of the model where there is nothing', async () => {
  const { model, shown } = counting();
  expect(await scoresOf(model, [])).toEqual([]);
  expect(shown).toEqual([]);
});
