import type { RuleNeeds } from '../../core/alerts/bars-needed.ts';
import type { ClosedBars, InstrumentFacts } from '../../core/alerts/instrument-facts.ts';
import { LEXICON_MODEL } from '../../core/sentiment/score-headline.ts';
import type { Interval } from '../../core/market/bar.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import { factorsUntil } from '../adjusted-series.ts';
import { livePrices } from './live-prices.ts';
import type { Priced } from './live-prices.ts';
import { codeOf } from './index-code.ts';
import { dailyReader, intervalReader } from './read-bars.ts';
import type { RuleDesk } from './rule-desk.ts';

/** An instrument with all that its rules need, read once however many they are. */
export interface ReadInstrument {
  readonly instrument: PricedInstrument;
  readonly facts: InstrumentFacts;
  /** Why it has no price to be gone by; absent: it has, or no rule needs one. */
  readonly noPrice?: string;
}

/** Two rules' needs of one instrument. */
export function joinNeeds(a: RuleNeeds | undefined, b: RuleNeeds): RuleNeeds {
  if (!a || a === b) return b;
  const more = [...b.bars].filter(([interval, count]) => count > (a.bars.get(interval) ?? 0));
  const bars = more.length === 0 ? a.bars : new Map([...a.bars, ...more]);
  return {
    quote: a.quote || b.quote,
    bars,
    rows: Math.max(a.rows, b.rows),
    closesOnly: a.closesOnly && b.closesOnly,
    told: a.told || b.told,
    indices: a.indices.size === 0 ? b.indices : new Set([...a.indices, ...b.indices]),
  };
}

/** What is told beside prices, by symbol; dates in order. */
interface Told {
  readonly exDates: Map<string, SessionDate[]>;
  readonly earnings: Map<string, SessionDate[]>;
  readonly news: Map<string, Map<SessionDate, { score: number; articles: number }>>;
}

const untold = (): Told => ({ exDates: new Map(), earnings: new Map(), news: new Map() });

/** The model by which news is scored now, as far as it has scored any. */
async function newsModel({ store, settings }: RuleDesk): Promise<string> {
  if (settings['news.model'] !== 'finbert') return LEXICON_MODEL;
  const known = await store.sentimentHistory.models();
  return known.findLast((name) => name.startsWith('finbert')) ?? LEXICON_MODEL;
}

async function readTold(desk: RuleDesk): Promise<Told> {
  const { store, calendar, now, since } = desk;
  const today = calendar.dateAt(now);
  const from = since ?? today;
  const told = untold();
  const keep = (map: Map<string, SessionDate[]>, symbol: string, date: SessionDate): void => {
    const known = map.get(symbol);
    if (known) known.push(date);
    else map.set(symbol, [date]);
  };
  for (const one of await store.corporateActions.list({ from })) {
    keep(told.exDates, one.nseSymbol ?? one.symbol, one.exDate);
  }
  for (const one of await store.earningsCalendar.list({ from })) {
    keep(told.earnings, one.symbol, one.date);
  }
  const model = await newsModel(desk);
  for (const one of await store.sentimentHistory.shown({ model, from, to: today })) {
    const days = told.news.get(one.symbol) ?? new Map<SessionDate, never>();
    told.news.set(
      one.symbol,
      new Map([...days, [one.day, { score: one.meanScore, articles: one.articles }]]),
    );
  }
  return told;
}

/** Members of indices by the word that names one; an index of which no list is kept is left out. */
async function membersOf(
  { store, calendar, now }: RuleDesk,
  words: ReadonlySet<string>,
): Promise<Map<string, ReadonlySet<string>>> {
  const members = new Map<string, ReadonlySet<string>>();
  for (const word of words) {
    const code = codeOf(word);
    const on =
      code === undefined ? undefined : await store.indexMembership.on(code, calendar.dateAt(now));
    if (on) members.set(word, new Set(on.members.map(({ symbol }) => symbol)));
  }
  return members;
}

/** Reads what the rules of each instrument need, one after the other: no more than one's bars are held. */
export async function* readFacts(
  desk: RuleDesk,
  wanted: ReadonlyMap<PricedInstrument, RuleNeeds>,
): AsyncGenerator<ReadInstrument> {
  const { calendar, now, store } = desk;
  const needs = [...wanted.values()];
  const today = calendar.dateAt(now);
  const factors = await factorsUntil(store, today);
  const daily = dailyReader(desk, factors);
  const inside = intervalReader(desk, factors);
  const quoted = [...wanted].flatMap(([instrument, { quote }]) => (quote ? [instrument] : []));
  const priced = await livePrices(desk, quoted);
  const told = needs.some((one) => one.told) ? await readTold(desk) : untold();
  const words = new Set(needs.flatMap(({ indices }) => [...indices]));
  const members = await membersOf(desk, words);
  const sessionBefore = calendar.sessions(addDays(today, -31), addDays(today, -1)).at(-1)?.session;
  for (const [instrument, { quote, bars, rows, closesOnly }] of wanted) {
    const closed = new Map<Interval, ClosedBars>();
    for (const [interval, count] of bars) {
      const columns =
        interval === '1d'
          ? await daily(instrument, count, closesOnly)
          : await inside(instrument, interval, count);
      closed.set(interval, columns);
    }
    const price: Priced | undefined = quote ? priced(instrument) : undefined;
    yield {
      instrument,
      facts: {
        closed,
        rows,
        exDates: told.exDates.get(instrument.symbol) ?? [],
        earnings: told.earnings.get(instrument.symbol) ?? [],
        news: told.news.get(instrument.symbol) ?? new Map(),
        memberOf: (index) => members.get(index)?.has(instrument.symbol),
        ...(sessionBefore === undefined ? {} : { sessionBefore }),
        ...(price && 'prices' in price ? { live: price.prices } : {}),
      },
      ...(price && 'problem' in price ? { noPrice: price.problem } : {}),
    };
  }
}
