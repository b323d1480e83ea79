import { PHRASES } from './data/lexicon.ts';
import type { HeadlineWord } from './words.ts';

/** One place of a pattern: words any of which fits, or a stretch of up to so many words. */
type Place = { readonly any: ReadonlySet<string> } | { readonly upTo: number };

interface Pattern {
  readonly places: readonly Place[];
  readonly weight: number;
}

function placeOf(text: string): Place {
  const gap = /^~(\d)$/.exec(text);
  return gap ? { upTo: Number(gap[1]) } : { any: new Set(text.split('|')) };
}

/** Patterns by each word that they can begin with, those of most places first. */
const BY_FIRST = ((): ReadonlyMap<string, readonly Pattern[]> => {
  const byFirst = new Map<string, Pattern[]>();
  const patterns = PHRASES.map(([text, weight]) => ({
    places: text.split(' ').map(placeOf),
    weight,
  })).toSorted((a, b) => b.places.length - a.places.length);
  for (const pattern of patterns) {
    const [first] = pattern.places;
    for (const word of first && 'any' in first ? first.any : []) {
      byFirst.set(word, [...(byFirst.get(word) ?? []), pattern]);
    }
  }
  return byFirst;
})();

/** Words of the pattern's places from `at` on, without those of gaps; absent: it does not fit. */
function placesAt(
  words: readonly HeadlineWord[],
  at: number,
  places: readonly Place[],
): number[] | undefined {
  const [place, ...rest] = places;
  if (!place) return [];
  if ('upTo' in place) {
    for (let skipped = 0; skipped <= place.upTo; skipped++) {
      const found = placesAt(words, at + skipped, rest);
      if (found) return found;
    }
    return undefined;
  }
  const word = words[at];
  if (!word || !place.any.has(word.text)) return undefined;
  const found = placesAt(words, at + 1, rest);
  return found && [at, ...found];
}

/** A phrase that was found: its weight, and the places of its words. */
export interface FoundPhrase {
  readonly weight: number;
  readonly at: number;
  readonly places: readonly number[];
}

/** The weightiest fitting of the longest patterns, from left to right, none sharing a word. */
export function phrasesIn(words: readonly HeadlineWord[]): FoundPhrase[] {
  const found: FoundPhrase[] = [];
  const taken = new Set<number>();
  for (const [at, { text }] of words.entries()) {
    if (taken.has(at)) continue;
    for (const { places, weight } of BY_FIRST.get(text) ?? []) {
      const fitting = placesAt(words, at, places);
      const clause = words[at]?.clause;
      if (
        !fitting ||
        fitting.some((place) => taken.has(place) || words[place]?.clause !== clause)
      ) {
        continue;
      }
      for (const place of fitting) taken.add(place);
      found.push({ weight, at, places: fitting });
      break;
    }
  }
  return found;
}
