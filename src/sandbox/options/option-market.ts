import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { Calendar, OpenDay } from '../../core/calendar/calendar.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays, dayNumber, weekday } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sandboxCompanies, sandboxIndices } from '../companies.ts';
import { mix, share, swing } from '../hash.ts';
import type { SandboxInstrument } from '../instrument.ts';
import { liveQuote } from '../live-quote.ts';
import type { Market } from '../market.ts';
import { TICK_PAISE } from '../price-path.ts';
import { blackScholes } from './black-scholes.ts';
import type { OptionValue } from './black-scholes.ts';

/** Something that options are dealt in. */
export interface OptionUnderlying {
  readonly instrument: SandboxInstrument;
  readonly stepPaise: number;
  readonly lot: number;
}

/** One side of a strike; prices in paise, counts in contracts, 0 where nothing was dealt. */
export interface SandboxLeg {
  readonly type: 'CE' | 'PE';
  readonly last: number;
  readonly bid: number;
  readonly ask: number;
  readonly volume: number;
  readonly openInterest: number;
  readonly change: number;
  readonly delta: number;
}

/** A strike with its one or two sides. */
export interface SandboxStrike {
  readonly strikePaise: number;
  /** Yearly, a fraction. */
  readonly volatility: number;
  readonly value: OptionValue;
  readonly legs: readonly SandboxLeg[];
}

/** A strike whose sides ask less than nothing. */
export function belowNothing(strike: SandboxStrike): SandboxStrike {
  const legs = strike.legs.map((leg) => ({ ...leg, last: -1, volume: -1 }));
  return { ...strike, legs };
}

/** A chain as of now. */
export interface SandboxChain {
  readonly underlying: OptionUnderlying;
  readonly expiry: SessionDate;
  readonly spotPaise: number;
  /** When its last trades were. */
  readonly at: Instant;
  readonly strikes: readonly SandboxStrike[];
}

const TERMS: Readonly<Record<string, Omit<OptionUnderlying, 'instrument'>>> = {
  NIFTY: { stepPaise: 5_000, lot: 75 },
  BANKNIFTY: { stepPaise: 10_000, lot: 35 },
  PAPERTIGER: { stepPaise: 2_000, lot: 400 },
};
const EXPIRIES = 6;
/** Strikes on each side of the middle. */
const REACH = 20;
const RATE = 0.065;
const TUESDAY = 2;
const YEAR_SECONDS = 365 * 86_400;

/** The underlying of that symbol; absent where no options are dealt in it. */
export function optionUnderlying(symbol: string): OptionUnderlying | undefined {
  const terms = TERMS[symbol];
  const instrument = [...sandboxIndices, ...sandboxCompanies].find((one) => one.symbol === symbol);
  return terms && instrument && { instrument, ...terms };
}

/** The session of an expiry: the Tuesday, or where it is none the last session before it. */
function sessionOf(calendar: Calendar, tuesday: SessionDate): OpenDay | undefined {
  return calendar.sessions(addDays(tuesday, -6), tuesday).at(-1);
}

/** Weekly expiries that are still to come, soonest first. */
export function optionExpiries(calendar: Calendar, now: Instant): SessionDate[] {
  const today = calendar.dateAt(now);
  const first = addDays(today, (TUESDAY - weekday(today) + 7) % 7);
  const days = Array.from({ length: EXPIRIES + 2 }, (_, week) =>
    sessionOf(calendar, addDays(first, 7 * week)),
  );
  const sessions = days.flatMap((day) => (day && closesAt(day) > now ? [day.session] : []));
  return [...new Set(sessions)].slice(0, EXPIRIES);
}

function onTick(amount: number): number {
  return Math.max(TICK_PAISE, Math.round(amount / TICK_PAISE) * TICK_PAISE);
}

/** Lowest a little above the money, higher the farther a strike is: the usual smile. */
function smile(spot: number, strike: number): number {
  const distance = Math.log(strike / spot);
  return 0.13 - 0.12 * distance + 5 * distance * distance;
}

function legOf(
  type: SandboxLeg['type'],
  value: OptionValue,
  key: number,
  distance: number,
  elapsed: number,
): SandboxLeg {
  const draw = mix(key, type === 'CE' ? 1 : 2);
  const near = Math.exp(-((distance / 0.025) ** 2));
  const openInterest = Math.floor(24_000 * near * (0.4 + share(draw, 1)) + 40 * share(draw, 2));
  const volume = Math.floor(openInterest * (0.5 + 2 * share(draw, 3)) * elapsed);
  const last = onTick(type === 'CE' ? value.call : value.put);
  const half = Math.max(TICK_PAISE, onTick(last * 0.002));
  return {
    type,
    last: volume > 0 ? last : 0,
    bid: Math.max(0, last - half),
    ask: last + half,
    volume,
    openInterest,
    change: Math.trunc(openInterest * 0.1 * swing(draw, 4)),
    delta: type === 'CE' ? value.callDelta : value.callDelta - 1,
  };
}

/** How much of the session is over, as a fraction. */
function elapsedOf(day: OpenDay, at: Instant): number {
  return Math.min(1, Math.max(0.01, (at - opensAt(day)) / (closesAt(day) - opensAt(day))));
}

/**
 * The chain of an expiry as of now: prices of Black and Scholes on the underlying's price and a smooth
 * volatility, counts highest at the money. The farthest strikes have one side only.
 *
 * @returns absent for an expiry that there is not
 */
export function optionChain(
  market: Market,
  underlying: OptionUnderlying,
  expiry: SessionDate,
  now: Instant,
): SandboxChain | undefined {
  const { instrument, stepPaise } = underlying;
  const quote = liveQuote(market, instrument, now);
  const last = market.calendar.day(expiry);
  if (!quote || last.state !== 'open') return undefined;
  if (!optionExpiries(market.calendar, now).includes(expiry)) return undefined;
  const day = market.calendar.day(quote.session);
  const elapsed = day.state === 'open' ? elapsedOf(day, quote.at) : 1;
  const years = Math.max(600, closesAt(last) - now) / YEAR_SECONDS;
  const middle = Math.round((quote.previous ?? quote.open) / stepPaise);
  const steps = Array.from({ length: 2 * REACH + 1 }, (_, at) => middle - REACH + at);
  const strikes = steps.map((step, at): SandboxStrike => {
    const strikePaise = step * stepPaise;
    const volatility = smile(quote.last, strikePaise);
    const terms = { spot: quote.last, strike: strikePaise, years, rate: RATE, volatility };
    const value = blackScholes(terms);
    const key = mix(mix(market.seed, instrument.token), mix(dayNumber(expiry), step));
    const distance = Math.log(strikePaise / quote.last);
    const legs = (['CE', 'PE'] as const)
      .filter((type) => (type === 'CE' ? at > 0 : at < 2 * REACH))
      .map((type) => legOf(type, value, key, distance, elapsed));
    return { strikePaise, volatility, value, legs };
  });
  return { underlying, expiry, spotPaise: quote.last, at: quote.at, strikes };
}
