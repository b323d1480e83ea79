import { BAD_SUBJECTS, CUTTING, FALLING, GOOD_SUBJECTS, RAISING, RISING } from './data/lexicon.ts';
import type { HeadlineWord } from './words.ts';

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const [RISE, FALL, RAISE, CUT] = [RISING, FALLING, RAISING, CUTTING].map(setOf);

/** Names of subjects as words, with 1 where more is better and −1 where it is worse. */
const SUBJECTS: ReadonlyMap<string, number> = new Map([
  ...GOOD_SUBJECTS.split('|').map((name) => [name, 1] as const),
  ...BAD_SUBJECTS.split('|').map((name) => [name, -1] as const),
]);
/** Words of the longest name of a subject. */
const LONGEST_SUBJECT = 2;
/** How far in front of its verb a subject may stand, and how far behind, words. */
const BEFORE = 7;
const BEHIND = 5;
/** What moves is not named: it is the share, or the business as a whole. */
const UNNAMED_WEIGHT = 0.8;

/** Something that was found to go up or down. */
export interface FoundDirection {
  /** What it means for who owns the share. */
  readonly weight: number;
  readonly at: number;
  /** Places of the verb and of its subject. */
  readonly places: readonly number[];
}

interface Subject {
  readonly sign: number;
  readonly places: readonly number[];
}

/** The subject whose name begins at a place; absent: there is none. */
export function subjectAt(words: readonly HeadlineWord[], at: number): Subject | undefined {
  for (let length = LONGEST_SUBJECT; length > 0; length--) {
    const part = words.slice(at, at + length);
    const sign = SUBJECTS.get(part.map(({ text }) => text).join(' '));
    if (sign !== undefined && part.length === length) {
      return { sign, places: part.map((_, place) => at + place) };
    }
  }
  return undefined;
}

/**
 * The subject of a verb: of what somebody does, what stands behind; of what happens, what stands in
 * front, else what stands behind (`fall in profit`). It is looked for inside the clause.
 */
function subjectOf(
  words: readonly HeadlineWord[],
  at: number,
  taken: ReadonlySet<number>,
  transitive: boolean,
): Subject | undefined {
  const clause = words[at]?.clause;
  const free = (place: number): Subject | undefined => {
    if (words[place]?.clause !== clause) return undefined;
    const subject = subjectAt(words, place);
    return subject?.places.some((one) => taken.has(one)) ? undefined : subject;
  };
  const before = (): Subject | undefined => {
    for (let back = 1; back <= BEFORE; back++) {
      // A name of two words is found from its first one.
      const longer = free(at - back - 1);
      if (longer && longer.places.length === 2) return longer;
      const subject = free(at - back);
      if (subject) return subject;
      if (BREAKERS.has(words[at - back]?.text ?? '')) return undefined;
    }
    return undefined;
  };
  const behind = (): Subject | undefined => {
    for (let ahead = 1; ahead <= BEHIND; ahead++) {
      if (BREAKERS.has(words[at + ahead]?.text ?? '')) return undefined;
      const subject = free(at + ahead);
      if (subject) return subject;
    }
    return undefined;
  };
  return transitive ? (behind() ?? before()) : (before() ?? behind());
}

/** Words past which a verb and its subject do not belong together. */
export const BREAKERS = setOf(
  'as after amid while but despite though although on lifting hurting and',
);

function signOf(word: string): { sign: number; transitive: boolean } | undefined {
  const transitive = (RAISE?.has(word) ?? false) || (CUT?.has(word) ?? false);
  if (RISE?.has(word) || RAISE?.has(word)) return { sign: 1, transitive };
  return FALL?.has(word) || CUT?.has(word) ? { sign: -1, transitive } : undefined;
}

/**
 * Verbs of direction with what they are about: `profit falls` is bad, `loss narrows` good.
 *
 * @param taken places that a phrase has used
 */
export function directionsIn(
  words: readonly HeadlineWord[],
  taken: ReadonlySet<number>,
): FoundDirection[] {
  const used = new Set(taken);
  const found: FoundDirection[] = [];
  for (const [at, { text }] of words.entries()) {
    const direction = used.has(at) ? undefined : signOf(text);
    if (!direction) continue;
    const subject = subjectOf(words, at, used, direction.transitive);
    const weight = direction.sign * (subject?.sign ?? UNNAMED_WEIGHT);
    const places = [at, ...(subject?.places ?? [])];
    for (const place of places) used.add(place);
    found.push({ weight, at, places });
  }
  return found;
}
