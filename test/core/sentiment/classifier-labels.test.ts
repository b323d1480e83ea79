import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { classifierLabels, scoreOfLogits } from '../../../src/core/sentiment/classifier-labels.ts';

it.each([
  [
    { 0: 'positive', 1: 'negative', 2: 'neutral' },
    { positive: 0, negative: 1, neutral: 2 },
  ],
  [
    { 0: 'Neutral', 1: 'Positive', 2: 'Negative' },
    { positive: 1, negative: 2, neutral: 0 },
  ],
])('the order is the one that the model tells: %j', (id2label, expected) => {
  expect(classifierLabels({ id2label })).toEqual(expected);
});

it.each([
  [undefined],
  [null],
  [{}],
  [{ id2label: { 0: 'LABEL_0', 1: 'LABEL_1', 2: 'LABEL_2' } }],
  [{ id2label: { 0: 'positive', 1: 'negative' } }],
  [{ id2label: { 0: 'positive', 1: 'negative', 3: 'neutral' } }],
  [{ id2label: ['positive', 'negative', 'neutral', 'mixed'] }],
])('a model of other classes is refused: %j', (config) => {
  expect(() => classifierLabels(config)).toThrow(/id2label.*positive, negative and neutral/);
});

it('is the probability of positive less that of negative', () => {
  const labels = { positive: 2, negative: 0, neutral: 1 };
  expect(scoreOfLogits([0, 0, 0], labels)).toBe(0);
  // Softmax of (0, 0, ln 2) is (1/4, 1/4, 1/2).
  expect(scoreOfLogits([0, 0, Math.log(2)], labels)).toBe(0.25);
  expect(scoreOfLogits([1000, 0, -1000], labels), 'no overflow').toBe(-1);
  fc.assert(
    fc.property(
      fc.tuple(
        fc.float({ noNaN: true, min: -50, max: 50 }),
        fc.float({ noNaN: true, min: -50, max: 50 }),
        fc.float({ noNaN: true, min: -50, max: 50 }),
      ),
      (logits) => {
        const score = scoreOfLogits(logits, labels);
        expect(Math.abs(score)).toBeLessThanOrEqual(1);
        const turned = scoreOfLogits([logits[2], logits[1], logits[0]], labels);
        expect(score + turned).toBeCloseTo(0, 10);
      },
    ),
    { numRuns: 200 },
  );
});
