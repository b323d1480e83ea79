import { BREAKERS, subjectAt } from './direction.ts';
import type { FoundDirection } from './direction.ts';
import type { HeadlineWord } from './words.ts';

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));
/** What makes of a high or a low the furthest of some time: `52-week high`, `all-time low`. */
const SPANS = setOf('day session week month quarter year decade record lifetime life time');
const HIGHS = setOf('high highs peak');
const LOWS = setOf('low lows');
/** How far from it the words about what is so high may begin, words. */
const BEFORE = 10;
const BEHIND = 4;

/** 1 for a high, −1 for a low, with the places of its words; absent: there is none. */
function extremeAt(
  words: readonly HeadlineWord[],
  at: number,
): { readonly sign: 1 | -1; readonly places: readonly number[] } | undefined {
  const { text = '', clause } = words[at] ?? {};
  const following = words[at + 1];
  if (text === 'highest' || text === 'lowest') {
    const timed = following?.clause === clause && /^(?:in|since)$/.test(following?.text ?? '');
    return timed ? { sign: text === 'highest' ? 1 : -1, places: [at] } : undefined;
  }
  if (!SPANS.has(text) || following?.clause !== clause) return undefined;
  const word = following?.text ?? '';
  if (HIGHS.has(word)) return { sign: 1, places: [at, at + 1] };
  return LOWS.has(word) ? { sign: -1, places: [at, at + 1] } : undefined;
}

/**
 * What is so high or so low: the nearest thing named before it in its clause, or behind it; of a
 * clause that begins with it (`…, lowest in a year`) that of the clause before. A verb may have the
 * same subject: `bad loans rise to a five-quarter high`.
 *
 * @returns 1 where more of it is better, −1 where it is worse; absent: nothing is named
 */
function signOfSubject(words: readonly HeadlineWord[], first: number, last: number) {
  const clause = words[first]?.clause ?? 0;
  let own = 0;
  for (let at = first - 1; at >= 0 && first - at <= BEFORE; at--) {
    const behind = clause - (words[at]?.clause ?? 0);
    if (behind > 1 || (behind === 1 && own > 2)) break;
    if (behind === 0) own++;
    if (BREAKERS.has(words[at]?.text ?? '')) break;
    const sign = subjectAt(words, at - 1)?.sign ?? subjectAt(words, at)?.sign;
    if (sign !== undefined) return sign;
  }
  for (let at = last + 1; at <= last + BEHIND; at++) {
    if (words[at]?.clause !== clause || BREAKERS.has(words[at]?.text ?? '')) break;
    const sign = subjectAt(words, at)?.sign;
    if (sign !== undefined) return sign;
  }
  return undefined;
}

/**
 * Highs and lows of some time, bound to what they are of: `profit at record high` is good, `NPAs at
 * six-year high` bad, `inflation at 14-month low` good. Where nothing is named, the share is meant.
 *
 * @param taken places that a phrase has used
 */
export function extremesIn(
  words: readonly HeadlineWord[],
  taken: ReadonlySet<number>,
): FoundDirection[] {
  const found: FoundDirection[] = [];
  for (const at of words.keys()) {
    const extreme = extremeAt(words, at);
    if (!extreme || extreme.places.some((place) => taken.has(place))) continue;
    const last = extreme.places.at(-1) ?? at;
    const weight = extreme.sign * (signOfSubject(words, at, last) ?? 1);
    found.push({ weight, at, places: extreme.places });
  }
  return found;
}
