import { Failure } from '../failure.ts';
import { nearest } from '../nearest.ts';
import { BROAD } from './data/broad.ts';
import { SECTORAL } from './data/sectoral.ts';
import { STRATEGY } from './data/strategy.ts';
import { THEMATIC } from './data/thematic.ts';
import type { PublishedRow } from './published-row.ts';

/** What an index is about. */
export type IndexGroup = 'broad' | 'sectoral' | 'thematic' | 'strategy';

/** An index whose list of members is published. */
export interface PublishedIndex {
  /** Ours, in capitals and digits: `NIFTY50`, `NIFTYBANK`; made of the name of its list. */
  readonly code: string;
  /** As the exchange's file of index closes has it, where it is in there. */
  readonly name: string;
  readonly group: IndexGroup;
  /** How many members it has; absent where the name does not tell. */
  readonly size?: number;
  /** Names of its list without the ending, case and blanks as published; the usual one first. */
  readonly lists: readonly string[];
}

const keyOf = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** `ind_niftymidcapselect_list` → `NIFTYMIDCAPSELECT`. */
const codeOfList = (list: string): string => keyOf(list.replace(/^ind_/, '').replace(/list$/, ''));

function published(group: IndexGroup, rows: readonly PublishedRow[]): PublishedIndex[] {
  return rows.map(([name, size, ...lists]) => ({
    code: codeOfList(lists[0]),
    name,
    group,
    ...(size === undefined ? {} : { size }),
    lists,
  }));
}

/**
 * Every index of NSE whose list is known. The lists' names follow no rule.
 *
 * @see lists linked from niftyindices.com and NSE's archives as of August 2026
 */
export const PUBLISHED_INDICES: readonly PublishedIndex[] = [
  ...published('broad', BROAD),
  ...published('sectoral', SECTORAL),
  ...published('thematic', THEMATIC),
  ...published('strategy', STRATEGY),
];

/** The lists that are kept unless others are asked for, by code. */
export const USUAL_INDICES: readonly string[] = [
  'NIFTY50',
  'NIFTYNEXT50',
  'NIFTY100',
  'NIFTY200',
  'NIFTY500',
  'NIFTYMIDCAP50',
  'NIFTYMIDCAP100',
  'NIFTYSMALLCAP50',
  'NIFTYSMALLCAP100',
];

/** A code comes before a name, where one index's code reads as another's name. */
const BY_KEY: ReadonlyMap<string, PublishedIndex> = new Map([
  ...PUBLISHED_INDICES.map((index) => [keyOf(index.name), index] as const),
  ...PUBLISHED_INDICES.flatMap((index) =>
    index.lists.map((list) => [codeOfList(list), index] as const),
  ),
]);

/**
 * The index of a code or name, however it is spelled: `NIFTY50`, `nifty-50`, `Nifty Financial
 * Services`, `NIFTYFINANCE`, and without the first word: `NEXT50`, `BANK`.
 *
 * @throws Failure `usage` naming the nearest code
 */
export function publishedIndex(asked: string): PublishedIndex {
  const key = keyOf(asked);
  const found = BY_KEY.get(key) ?? BY_KEY.get(`NIFTY${key}`);
  if (found) return found;
  const close = nearest(key, [...BY_KEY.keys()]);
  const hint =
    close === undefined
      ? `; known are ${USUAL_INDICES.join(', ')} and ${PUBLISHED_INDICES.length - USUAL_INDICES.length} more`
      : `; did you mean "${close}"?`;
  throw new Failure('usage', `expected the code of an index, found "${asked}"${hint}`);
}
