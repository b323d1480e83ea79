import { wantedPlaces } from '../core/analysis/daily-series.ts';
import type { DailySeries, WantedSessions } from '../core/analysis/daily-series.ts';
import { readBarsFile } from '../core/analysis/read-bars-file.ts';
import { Failure } from '../core/failure.ts';
import { overlaps } from '../core/indices/member-days.ts';
import type { MemberDays } from '../core/indices/member-days.ts';
import type { InstrumentKind } from '../core/market/listing.ts';
import { addDays, earlierOf } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { nearest } from '../core/nearest.ts';
import { finishedAt } from '../core/sync/plan.ts';
import type { Context } from '../kit/context.ts';
import { askedSessions } from '../kit/options.ts';
import type { OptionValues } from '../kit/options.ts';
import type { PricedInstrument } from '../store/daily-bars.ts';
import type { ANALYSIS_OPTIONS } from './analysis-options.ts';
import { keptMembers } from './index-member-days.ts';

const EXCHANGE = 'XNSE';
/** What is looked at where no symbol was asked for: what people hold for its price. */
const KINDS: readonly InstrumentKind[] = ['share', 'etf', 'reit', 'invit'];

/** Said by a computing run that had nothing to look at. */
export const NO_DAILY_BARS =
  'no daily bars are kept of the sessions asked for: `paperjobs eod` fetches them';

type Values = OptionValues<typeof ANALYSIS_OPTIONS>;

/** What a computing run is about. */
export interface AnalysisSelection {
  /** By instrument. */
  readonly instruments: readonly PricedInstrument[];
  readonly sessions: WantedSessions;
  /** Whoever was a member of the index that is asked for, and when: on other days nothing is asked. */
  readonly members?: MemberDays;
  /** Last session that may be looked at. */
  readonly until: SessionDate;
  /** Symbols that nothing is known of, each with a sentence for the person. */
  readonly unknown: readonly string[];
}

/** The last day of which all has happened at the run's moment: what comes later is not looked at. */
function lastOver(ctx: Context): SessionDate {
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const today = calendar.dateAt(now);
  const day = calendar.day(today);
  return day.state === 'open' && finishedAt(day, '1d') > now ? addDays(today, -1) : today;
}

function askedSymbols({ symbols, index }: Values): readonly string[] | undefined {
  if (symbols && index !== undefined) {
    throw new Failure('usage', 'expected either --symbols or --index, found both');
  }
  return symbols && [...new Set(symbols.map((symbol) => symbol.toUpperCase()))];
}

/** Sentences about symbols that no instrument bears or bore. */
async function unknownAmong(
  ctx: Context,
  symbols: readonly string[],
  found: readonly PricedInstrument[],
): Promise<string[]> {
  const borne = new Set(found.map(({ symbol }) => symbol));
  const doubtful = symbols.filter((symbol) => !borne.has(symbol));
  if (doubtful.length === 0) return [];
  const bearers = await ctx.store.securities.all();
  const ever = new Set(bearers.map(({ symbol }) => symbol));
  return doubtful
    .filter((symbol) => !ever.has(symbol))
    .map((symbol) => {
      const close = nearest(symbol, [...ever]);
      return `nothing is known of "${symbol}"${close === undefined ? '' : `; did you mean "${close}"?`}`;
    });
}

function wantedOf(values: Values): WantedSessions | undefined {
  const asked = askedSessions(values);
  const dated = asked.from !== undefined || asked.to !== undefined;
  if (values.allHistory && dated) {
    throw new Failure('usage', 'expected either --all-history or dates, found both');
  }
  return dated || values.allHistory ? asked : undefined;
}

/** All that were members of the index on a day that is asked for, and when. */
async function selectMembers(
  ctx: Context,
  index: string,
  asked: WantedSessions | undefined,
  until: SessionDate,
): Promise<AnalysisSelection> {
  const { dailyBars } = ctx.store;
  const all = await dailyBars.instruments({ exchange: EXCHANGE });
  const newest = asked ? undefined : ((await dailyBars.newestSession(all, until)) ?? until);
  const from = newest ?? asked?.from ?? (await dailyBars.oldestSession(all));
  const last = newest ?? until;
  const { days, unknown } = await keptMembers(ctx, index, from, last);
  return {
    instruments: all.filter(({ instrumentId }) =>
      days.get(instrumentId)?.some((stretch) => overlaps(stretch, from, last)),
    ),
    sessions: asked ?? { only: new Set([last]) },
    members: days,
    until: last,
    unknown: unknown.map(
      (symbol) => `nothing is known of "${symbol}", a member of ${index.toUpperCase()}`,
    ),
  };
}

/**
 * Which instruments and sessions a computing run is about: all shares, funds and trusts that were
 * dealt in, in the newest session that is kept, unless told otherwise. Of an index it is who was a
 * member on each of the sessions.
 *
 * @throws Failure `usage` for contradicting options and where no symbol is known; `not-yet` for an
 *   index of which no list is kept
 */
export async function selectAnalysis(ctx: Context, values: Values): Promise<AnalysisSelection> {
  const wanted = wantedOf(values);
  const symbols = askedSymbols(values);
  const over = lastOver(ctx);
  const until = wanted?.to === undefined ? over : earlierOf(wanted.to, over);
  if (values.index !== undefined) return selectMembers(ctx, values.index, wanted, until);
  const instruments = await ctx.store.dailyBars.instruments({
    exchange: EXCHANGE,
    ...(symbols ? { symbols } : { kinds: KINDS }),
  });
  const unknown = symbols ? await unknownAmong(ctx, symbols, instruments) : [];
  if (symbols && instruments.length === 0 && unknown.length > 0) {
    throw new Failure('usage', `${unknown.join('; ')}: see \`paperjobs watch\` and \`eod\``);
  }
  if (wanted) return { instruments, sessions: wanted, until, unknown };
  const newest = await ctx.store.dailyBars.newestSession(instruments, until);
  const only = new Set(newest === undefined ? [] : [newest]);
  return { instruments, sessions: { only }, until: newest ?? until, unknown };
}

/** Bars of a file, and which of them are asked for. */
export interface AnalysisFile {
  /** The file's name without its ending. */
  readonly symbol: string;
  readonly series: DailySeries;
  readonly places: readonly number[];
}

/**
 * The bars of `--input`: every session of the file unless dates are asked for.
 *
 * @throws Failure `usage` when it is not there or instruments are asked for too; `bad-data`
 */
export async function analysisFile(
  ctx: Context,
  values: Values & { readonly input: string },
): Promise<AnalysisFile> {
  const { input, symbols, index } = values;
  if (symbols || index !== undefined) {
    throw new Failure('usage', 'expected --input without --symbols and --index, found both');
  }
  const wanted = wantedOf(values) ?? {};
  const text = await ctx.files.read(input);
  if (text === undefined) {
    throw new Failure('usage', `--input: expected a CSV file, found none at "${input}"`);
  }
  const series = readBarsFile(text, input);
  const name = input.slice(input.lastIndexOf('/') + 1);
  return {
    symbol: name.replace(/\.[^.]+$/, ''),
    series,
    places: wantedPlaces(series.sessions, wanted),
  };
}
