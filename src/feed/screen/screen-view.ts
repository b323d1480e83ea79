import { Failure } from '../../core/failure.ts';
import { publishedIndex } from '../../core/indices/published-index.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { ScreenedInstrument } from '../../core/screen/answer.ts';
import { columnNamed } from '../../core/screen/vocabulary.ts';
import type { Needs } from '../../core/screen/vocabulary.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import type { Store } from '../../store/store.ts';

/** The screener table of one session, with what else is known of its instruments. */
export interface ScreenView {
  readonly session: SessionDate;
  /** By symbol. */
  readonly rows: readonly ScreenedInstrument[];
  /** What is not kept of the session, a sentence for each table that was needed. */
  readonly lacksFor: (needs: Pick<Needs, 'indicators' | 'patterns'>) => readonly string[];
  /** A column by name, one value per row; NaN is absent. */
  readonly column: (name: string) => Float64Array;
  /** For each row 1 where the name's value is the word, 0 where it is another, NaN where not known. */
  readonly matches: (name: string, word: string) => Float64Array;
}

/** Later than any list. */
const EVER = sessionDate('9999-12-31');

/**
 * The industry of instruments on a day, by symbol. Of a day before the first list that is kept it is
 * what the first ones say: a company seldom changes its industry.
 */
async function sectorsOn(store: Store, day: SessionDate): Promise<ReadonlyMap<string, string>> {
  const spells = await store.sectors.on(day);
  const told = spells.length > 0 ? spells : await store.sectors.on(EVER);
  return new Map(told.map(({ symbol, industry }) => [symbol, industry]));
}

/** Members of indices on a day. */
interface Members {
  /** ISINs and symbols, by the word that asked. */
  readonly byWord: ReadonlyMap<string, ReadonlySet<string>>;
  /** Sentences about lists that are of a later day. */
  readonly later: readonly string[];
}

async function membersOn(
  store: Store,
  words: readonly string[],
  day: SessionDate,
): Promise<Members> {
  const byWord = new Map<string, ReadonlySet<string>>();
  const later: string[] = [];
  for (const word of words) {
    const { code } = publishedIndex(word);
    const kept = await store.indexMembership.on(code, day);
    const near = kept ? undefined : await store.indexMembership.nearest(code, day);
    const members = kept?.members ?? near?.members;
    if (!members) {
      throw new Failure(
        'not-yet',
        `expected a kept list of ${code}, found none: run \`paperjobs nse-indices\` first`,
      );
    }
    if (near) {
      later.push(
        `no list of ${code} of ${day} or before is kept: that of ${near.day} stands in, who left before is missing`,
      );
    }
    byWord.set(
      word,
      new Set(members.flatMap(({ dummy, isin, symbol }) => (dummy ? [] : [isin, symbol]))),
    );
  }
  return { byWord, later };
}

type Rows = ReadonlyMap<number, Float64Array>;

async function indicatorRows(store: Store, session: SessionDate): Promise<Rows> {
  const rows = await store.indicators.between({ from: session, to: session });
  return new Map(rows.map(({ instrumentId, values }) => [instrumentId, values]));
}

/** Values of patterns by instrument, then by name; absent: none was looked for in the session. */
async function patternRows(
  store: Store,
  session: SessionDate,
): Promise<ReadonlyMap<number, ReadonlyMap<string, number>> | undefined> {
  const hits = await store.patterns.shown({ from: session, to: session });
  if (hits.length === 0) return undefined;
  const byInstrument = new Map<number, Map<string, number>>();
  for (const { instrumentId, pattern, value } of hits) {
    const known = byInstrument.get(instrumentId) ?? new Map<string, number>();
    byInstrument.set(instrumentId, known.set(pattern, value));
  }
  return byInstrument;
}

/**
 * Reads the table of a session.
 *
 * @param instruments that it may hold; their symbols name the rows
 * @throws Failure `usage` for an unknown index, `not-yet` for one of which no list is kept
 */
export async function screenView(
  store: Store,
  session: SessionDate,
  instruments: readonly PricedInstrument[],
  needs: Omit<Needs, 'bars'>,
): Promise<ScreenView> {
  const kept = await store.screen.between({ from: session, to: session });
  const values = new Map(kept.map((row) => [row.instrumentId, row.values]));
  const sectors = await sectorsOn(store, session);
  const members = await membersOn(store, needs.indices, session);
  const indicators: Rows = needs.indicators ? await indicatorRows(store, session) : new Map();
  const patterns = needs.patterns ? await patternRows(store, session) : undefined;
  const hits = needs.strategies
    ? new Set(
        (await store.strategyHits.shown({ from: session, to: session })).map(
          ({ instrumentId, strategy, action }) => `${instrumentId} ${strategy} ${action}`,
        ),
      )
    : undefined;
  const isins = new Map<number, string>();
  if (needs.indices.length > 0) {
    for (const { instrumentId, isin } of await store.securities.all()) {
      if (isin !== undefined) isins.set(instrumentId, isin);
    }
  }
  const rows = instruments
    .filter(({ instrumentId }) => values.has(instrumentId))
    .toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
    .map(({ instrumentId, symbol, kind }): ScreenedInstrument => {
      const sector = sectors.get(symbol);
      return { instrumentId, symbol, kind, ...(sector === undefined ? {} : { sector }) };
    });
  const each = (of: (row: ScreenedInstrument) => number): Float64Array =>
    Float64Array.from(rows, of);
  const absent = Number.NaN;
  const same = (text: string, word: string): number =>
    Number(text.toUpperCase() === word.toUpperCase());
  return {
    session,
    rows,
    lacksFor: (asked) => [
      ...members.later,
      ...[
        ...(asked.indicators && indicators.size === 0 ? ['indicators'] : []),
        ...(asked.patterns && !patterns ? ['patterns'] : []),
      ].map((job) => `no ${job} of ${session} are kept: \`paperjobs ${job}\` computes them`),
    ],
    column(name) {
      const named = columnNamed(name);
      switch (named?.from) {
        case undefined:
          return each(() => absent);
        case 'screen':
          return each(({ instrumentId }) => values.get(instrumentId)?.[named.place] ?? absent);
        case 'indicators':
          return each(({ instrumentId }) => indicators.get(instrumentId)?.[named.place] ?? absent);
        case 'patterns':
          return each(({ instrumentId }) =>
            patterns ? (patterns.get(instrumentId)?.get(named.pattern) ?? 0) : absent,
          );
      }
    },
    matches(name, word) {
      switch (name) {
        case 'index': {
          const own = members.byWord.get(word);
          return each(({ instrumentId, symbol }) =>
            own ? Number(own.has(isins.get(instrumentId) ?? symbol) || own.has(symbol)) : absent,
          );
        }
        case 'sector':
        case 'industry':
          return each(({ sector }) => (sector === undefined ? absent : same(sector, word)));
        case 'symbol':
          return each(({ symbol }) => same(symbol, word));
        case 'kind':
          return each(({ kind }) => same(kind, word));
        case 'pattern': {
          const upper = word.toUpperCase();
          const pattern = upper.startsWith('CDL') ? upper : `CDL${upper}`;
          return each(({ instrumentId }) =>
            patterns ? Number((patterns.get(instrumentId)?.get(pattern) ?? 0) !== 0) : absent,
          );
        }
        case 'strategy':
          return each(({ instrumentId }) =>
            hits ? Number(hits.has(`${instrumentId} ${word.toLowerCase()} enter`)) : absent,
          );
        default:
          return each(() => absent);
      }
    },
  };
}
