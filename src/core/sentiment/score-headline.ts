import {
  AGAINST,
  BAD_WORDS,
  CAUSES,
  FAIRLY_BAD_WORDS,
  FAIRLY_GOOD_WORDS,
  GOOD_WORDS,
  LEXICON_VERSION,
  NEGATIONS,
  NEUTRAL,
} from './data/lexicon.ts';
import { directionsIn } from './direction.ts';
import { extremesIn } from './extremes.ts';
import { phrasesIn } from './phrase-match.ts';
import { headlineWords } from './words.ts';
import type { HeadlineWord } from './words.ts';

/** Name of the built-in model; with its version, so that scores of two versions are never mixed. */
export const LEXICON_MODEL = `lexicon-${LEXICON_VERSION}`;

const WEIGHTS: ReadonlyMap<string, number> = new Map(
  (
    [
      [FAIRLY_GOOD_WORDS, 0.4],
      [FAIRLY_BAD_WORDS, -0.5],
      [GOOD_WORDS, 0.9],
      [BAD_WORDS, -0.9],
    ] as const
  ).flatMap(([words, weight]) => words.split(' ').map((word) => [word, weight] as const)),
);
const NEGATING = new Set(NEGATIONS.split(' '));
const CAUSING = new Set(CAUSES.split(' '));
const OPPOSING = new Set(AGAINST.split(' '));

/** Words in front in which a negation is looked for. */
const NEGATION_WINDOW = 3;
const NEGATED = -0.7;
const CAUSE_WEIGHT = 0.6;
const AGAINST_WEIGHT = 0.25;
/** Where the sum of weights is 1, the score is 0.58; it never reaches 1. */
const SOFTNESS = 2;

/** Something in the headline that counts. */
interface Sign {
  readonly weight: number;
  readonly at: number;
}

function signsIn(words: readonly HeadlineWord[]): Sign[] {
  const phrases = phrasesIn(words);
  const taken = new Set(phrases.flatMap(({ places }) => places));
  const extremes = extremesIn(words, taken);
  for (const { places } of extremes) for (const place of places) taken.add(place);
  const directions = directionsIn(words, taken);
  for (const { places } of directions) for (const place of places) taken.add(place);
  const single = words.flatMap(({ text }, at) => {
    const weight = taken.has(at) ? undefined : WEIGHTS.get(text);
    return weight === undefined ? [] : [{ weight, at }];
  });
  return [...phrases, ...extremes, ...directions, ...single];
}

/** How much a place counts: what is told as a cause, or against which the news stands, for less. */
function placeWeight(words: readonly HeadlineWord[], at: number): number {
  for (let back = at - 1; back >= 0; back--) {
    const { text, clause } = words[back] ?? { text: '', clause: -1 };
    if (clause !== words[at]?.clause) return 1;
    if (OPPOSING.has(text)) return AGAINST_WEIGHT;
    if (CAUSING.has(text)) return CAUSE_WEIGHT;
  }
  return 1;
}

function isNegated(words: readonly HeadlineWord[], at: number): boolean {
  const clause = words[at]?.clause;
  return words
    .slice(Math.max(0, at - NEGATION_WINDOW), at)
    .some((word) => word.clause === clause && NEGATING.has(word.text));
}

/** Whether a text is a routine letter or a mere list, which says nothing of how a company fares. */
export function isNeutralFiling(text: string): boolean {
  return NEUTRAL.some((pattern) => pattern.test(text));
}

/**
 * Scores a headline by the project's lexicon: phrases first, then highs, lows and verbs of direction
 * bound to what they are about, then single words; a negation in front turns a sign round.
 *
 * @param text one headline; more than the first 400 characters are not read
 * @returns −1 (bad for who owns the share) to 1 (good), to four decimals; 0 for routine letters and
 *   for texts in which nothing is known
 */
export function scoreHeadline(text: string): number {
  const read = text.slice(0, 400);
  if (isNeutralFiling(read)) return 0;
  const words = headlineWords(read);
  const sum = signsIn(words).reduce((total, { weight, at }) => {
    const turned = isNegated(words, at) ? NEGATED : 1;
    return total + weight * turned * placeWeight(words, at);
  }, 0);
  const score = sum / Math.sqrt(sum * sum + SOFTNESS);
  // Minus zero is no score of its own.
  return Math.round(score * 10_000) / 10_000 + 0;
}
