import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../src/core/sentiment/label.ts';
import { isNeutralFiling, scoreHeadline } from '../../../src/core/sentiment/score-headline.ts';

interface Labelled {
  readonly label: string;
  readonly text: string;
}

function labelled(name: string): Labelled[] {
  return readFileSync(`test/fixtures/sentiment/${name}.made-up.tsv`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [label = '', text = ''] = line.split('\t');
      return { label, text };
    });
}

const found = ({ text }: Labelled): string => labelOf(scoreHeadline(text));
const share = (part: readonly unknown[], whole: readonly unknown[]): number =>
  part.length / whole.length;

const development = labelled('development');
const heldOut = labelled('held-out');
const anotherHand = labelled('another-hand');

describe('the labelled headlines', () => {
  it('are many, each once, of all three kinds, and those held out are others', () => {
    const texts = [...development, ...heldOut, ...anotherHand].map(({ text }) => text);
    expect(texts.length).toBeGreaterThanOrEqual(300);
    expect(new Set(texts).size).toBe(texts.length);
    for (const set of [development, heldOut]) {
      for (const kind of ['positive', 'negative', 'neutral']) {
        const part = set.filter(({ label }) => label === kind);
        expect(share(part, set), kind).toBeGreaterThan(0.25);
      }
    }
  });

  it('of the development part are told right, 99 in a hundred', () => {
    const wrong = development.filter((one) => found(one) !== one.label);
    expect(1 - share(wrong, development), JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.99);
  });

  // The figures that docs/sentiment.md states; these headlines were written after the list was closed.
  it('that were held out are told right in five of six, and hardly ever called the opposite', () => {
    const right = heldOut.filter((one) => found(one) === one.label);
    const opposite = heldOut.filter(
      (one) => found(one) !== one.label && found(one) !== 'neutral' && one.label !== 'neutral',
    );
    const spoken = heldOut.filter((one) => found(one) !== 'neutral');
    const spokenRight = spoken.filter((one) => found(one) === one.label);
    expect(share(right, heldOut)).toBeGreaterThanOrEqual(0.84);
    expect(share(spokenRight, spoken)).toBeGreaterThanOrEqual(0.91);
    expect(share(opposite, heldOut)).toBeLessThanOrEqual(0.02);
  });

  it('that another hand wrote are told right since the list was widened by them', () => {
    const wrong = anotherHand.filter((one) => found(one) !== one.label);
    expect(1 - share(wrong, anotherHand), JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.98);
    expect(wrong.filter((one) => found(one) !== 'neutral')).toEqual([]);
  });
});

describe('scoreHeadline', () => {
  it.each([
    ['net profit falls 12%', 'negative'],
    ['net loss narrows', 'positive'],
    ['net loss widens', 'negative'],
    ['fall in profit', 'negative'],
    ['rise in NPAs', 'negative'],
    ['fall in provisions lifts profit', 'positive'],
    ['cuts debt', 'positive'],
    ['cuts guidance', 'negative'],
    ['margins expand', 'positive'],
    ['costs up, margins down', 'negative'],
    ['Bad loans rise to five-quarter high', 'negative'],
    ['Inflation at 14-month low', 'positive'],
    ['Inflation eases to 4.2%, lowest in a year', 'positive'],
    ['Exports at decade low', 'negative'],
    ['Costs rise; stock at 52-week high', 'neutral'],
    ['NPAs fall, stock hits record high', 'positive'],
    ['Profit climbs to all-time high', 'positive'],
    ['FIIs turn net sellers', 'negative'],
    ['High Court quashes tax demand', 'positive'],
    ['denies fraud allegations', 'positive'],
    ['no default', 'positive'],
    ['Loss of share certificates', 'neutral'],
    ['Teapot & Company Limited: Spurt in Volume', 'neutral'],
    ['Board Meeting Intimation: profit, loss, fraud', 'neutral'],
    ['', 'neutral'],
    ['123 456 %', 'neutral'],
    ['मुनाफा बढ़ा', 'neutral'],
  ])('%j is %s', (text, label) => {
    expect(labelOf(scoreHeadline(text))).toBe(label);
  });

  it('stays between −1 and 1 and ends, whatever the text', () => {
    const word = fc.constantFrom(
      'profit',
      'falls',
      'rises',
      'not',
      'fraud',
      'wins',
      'order',
      ':',
      '…',
      'loss',
      'outlook',
      'cut',
      'to',
      'a',
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 120 }).map((words) => words.join(' ')),
      fc.string({ maxLength: 300, unit: 'binary' }),
    );
    fc.assert(
      fc.property(text, (some) => {
        const score = scoreHeadline(some);
        expect(Math.abs(score)).toBeLessThan(1);
        expect(Object.is(score, -0)).toBe(false);
        if (isNeutralFiling(some)) expect(score).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not mind capitals, nor what a company is called by', () => {
    for (const { text } of development.slice(0, 100)) {
      expect(scoreHeadline(text.toUpperCase()), text).toBe(scoreHeadline(text));
    }
  });
});
