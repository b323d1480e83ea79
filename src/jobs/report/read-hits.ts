import type { SessionDate } from '../../core/market/session-date.ts';
import type { ReportPeriod } from '../../core/report/report-period.ts';
import { adjustedSeries } from '../../feed/adjusted-series.ts';
import type {
  CandleFacts,
  Dated,
  HitCount,
  HitFacts,
  ReportFacts,
} from '../../render/report/facts.ts';
import type { PricedInstrument } from '../../store/daily-bars.ts';
import type { Reading } from '../../store/store.ts';
import type { Followed } from './followed.ts';

type Asked = Pick<
  Reading,
  'dailyBars' | 'patterns' | 'priceFactors' | 'securities' | 'strategyHits'
>;

const EXCHANGE = 'XNSE';
/** Charts of candles, and candles in each. */
const MOST_CHARTS = 6;
const CANDLES = 120;
/** Rows of the tables. */
const MOST_OWN = 60;
const MOST_KINDS = 20;

/** A hit of any instrument. */
interface AnyHit {
  readonly instrumentId: number;
  readonly session: SessionDate;
  readonly what: string;
  readonly up?: boolean;
}

async function hitsBetween(
  { patterns, strategyHits }: Asked,
  from: SessionDate,
  to: SessionDate,
  instrumentIds?: readonly number[],
): Promise<AnyHit[]> {
  const wish = { from, to, ...(instrumentIds ? { instrumentIds } : {}) };
  const found = await patterns.shown(wish);
  const said = await strategyHits.shown(wish);
  return [
    ...said.map(({ instrumentId, session, strategy, action }) => ({
      instrumentId,
      session,
      what: `${strategy}: ${action}`,
      up: action === 'enter',
    })),
    ...found.map(({ instrumentId, session, pattern, value }) => ({
      instrumentId,
      session,
      what: pattern,
      ...(value === 0 ? {} : { up: value > 0 }),
    })),
  ];
}

/** How often each was found, most frequent first. */
function counted(hits: readonly AnyHit[]): HitCount[] {
  const counts = new Map<string, HitCount>();
  for (const { what, up } of hits) {
    const one = counts.get(what) ?? { what, up: 0, down: 0 };
    counts.set(what, {
      what,
      up: one.up + Number(up === true),
      down: one.down + Number(up === false),
    });
  }
  return [...counts.values()]
    .toSorted((a, b) => b.up + b.down - a.up - a.down || (a.what < b.what ? -1 : 1))
    .slice(0, MOST_KINDS);
}

const rounded = (price: number): number => Math.round(price * 100) / 100;

async function candlesOf(
  store: Asked,
  instruments: readonly PricedInstrument[],
  to: SessionDate,
  hits: readonly HitFacts[],
): Promise<CandleFacts[]> {
  const drawn: CandleFacts[] = [];
  const selection = { instruments, sessions: { to }, until: to };
  for await (const { instrument, series } of adjustedSeries(store, selection)) {
    const first = Math.max(0, series.sessions.length - CANDLES);
    const bars = series.sessions.slice(first).map((session, place) => {
      const at = first + place;
      const price = (column: Float64Array): number => rounded(column[at] ?? Number.NaN);
      const { open, high, low, close } = series;
      return [session, price(open), price(high), price(low), price(close)] as const;
    });
    const { symbol } = instrument;
    drawn.push({ symbol, bars, hits: hits.filter((hit) => hit.symbol === symbol) });
  }
  return drawn;
}

const laterOf = (a: SessionDate | undefined, b: SessionDate | undefined): SessionDate | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** Reads what patterns and strategies found, and the candles of those that are held or followed. */
export async function readHits(
  store: Asked,
  { from, to }: ReportPeriod,
  { held, symbols }: Followed,
): Promise<Pick<ReportFacts, 'hits' | 'candles'>> {
  const asOf = laterOf(await store.patterns.newest(to), await store.strategyHits.newest(to));
  const known =
    symbols.length === 0 ? [] : await store.dailyBars.instruments({ exchange: EXCHANGE, symbols });
  const byId = new Map(known.map((instrument) => [instrument.instrumentId, instrument]));
  const ids = [...byId.keys()];
  const found = ids.length === 0 ? [] : await hitsBetween(store, from, to, ids);
  const own = found
    .map(({ instrumentId, ...hit }): HitFacts => {
      const symbol = byId.get(instrumentId)?.symbol ?? '';
      return { ...hit, symbol, held: held.has(symbol) };
    })
    .toSorted(
      (a, b) =>
        Number(b.held) - Number(a.held) ||
        (a.session === b.session ? (a.symbol < b.symbol ? -1 : 1) : a.session < b.session ? 1 : -1),
    );
  const drawn = [...new Set(own.map(({ symbol }) => symbol))].slice(0, MOST_CHARTS);
  const instruments = drawn.flatMap((symbol) => known.find((one) => one.symbol === symbol) ?? []);
  const market = asOf === undefined ? [] : counted(await hitsBetween(store, asOf, asOf));
  const hits: Dated<{ readonly own: readonly HitFacts[]; readonly market: readonly HitCount[] }> = {
    facts: { own: own.slice(0, MOST_OWN), market },
    ...(asOf === undefined ? {} : { asOf }),
  };
  return { hits, candles: await candlesOf(store, instruments, to, own) };
}
