import { closesAt, opensAt } from '../../core/calendar/calendar.ts';
import type { OpenDay } from '../../core/calendar/calendar.ts';
import { squareOffAt } from '../../core/exchange/order-session.ts';
import type { MarketEvent } from '../../core/exchange/step.ts';
import type { Print } from '../../core/exchange/touch.ts';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import type { Ohlcv } from '../../core/market/bar.ts';
import type { Paise } from '../../core/market/money.ts';

const MINUTE = 60;
/** Candles this late are given up: a quote counts, or the square-off goes ahead. */
const LATE_SECONDS = 180;
/** After the end of trading, its last candles are waited for this long. */
const SETTLE_SECONDS = 600;
/** A past session whose last quarter of an hour is missing is waited for so long into the next. */
const HOLD_SECONDS = 7200;
const LAST_STRETCH_SECONDS = 900;

/** What is known of a listing on one session. */
export interface SessionFeed {
  readonly listingId: number;
  /** Whether the share has futures: its continuous trading may end before that of the others. */
  readonly derivatives: boolean;
  /** Prices that began before have been matched. */
  readonly from: Instant;
  /** Candles of the session from then on, oldest first. */
  readonly bars: readonly (Ohlcv & { readonly start: Instant })[];
  /** End of the newest candle that is kept of the session, whenever it began. */
  readonly barsTo?: Instant;
  /** The last price that somebody told. */
  readonly quote?: { readonly lastPaise: Paise; readonly at: Instant };
}

/** What there is to step through, and how far that brings the listing. */
export interface SessionEvents {
  readonly events: readonly MarketEvent[];
  /** Prices that began before this are settled afterwards. */
  readonly matchedTo: Instant;
  /** Whether the session is over for the listing; else a later session has to wait. */
  readonly settled: boolean;
}

/** A price at one moment. It counts for orders that came before its second. */
function quotePrint(pricePaise: Paise, at: Instant): Print {
  return {
    start: instant(at - 1),
    end: at,
    openPaise: pricePaise,
    highPaise: pricePaise,
    lowPaise: pricePaise,
    closePaise: pricePaise,
  };
}

/**
 * A quote is looked at where candles do not come: when none reaches within three minutes of it.
 */
function usableQuote(feed: SessionFeed, day: OpenDay): SessionFeed['quote'] {
  const { quote, from, barsTo } = feed;
  if (!quote || quote.at <= from) return undefined;
  if (barsTo !== undefined && barsTo + LATE_SECONDS >= quote.at) return undefined;
  const trading = day.hours.some(({ open, close }) => open < quote.at && quote.at <= close);
  return trading ? quote : undefined;
}

/** Whether no more prices of the session are to be expected. */
function isSettled(
  feed: SessionFeed,
  day: OpenDay,
  next: OpenDay | undefined,
  now: Instant,
): boolean {
  const close = closesAt(day);
  if (now < close) return false;
  const { barsTo } = feed;
  if (barsTo !== undefined && barsTo >= close) return true;
  if (!next || now < opensAt(next)) return now >= close + SETTLE_SECONDS;
  if (barsTo !== undefined && barsTo >= close - LAST_STRETCH_SECONDS) return true;
  // It had been looked at when the session ended: nothing was missed.
  if (feed.from >= close - LAST_STRETCH_SECONDS) return true;
  return now >= opensAt(next) + HOLD_SECONDS;
}

/**
 * The events of one session of a listing that are due now, oldest first: its candles from the cursor
 * on, a quote where there are none, the square-off of intraday positions and the end of the session,
 * these two once the prices before them are there or are given up.
 *
 * @param next the session after it, where that has begun or is known
 */
export function sessionEvents(
  feed: SessionFeed,
  day: OpenDay,
  next: OpenDay | undefined,
  now: Instant,
): SessionEvents {
  const { listingId, derivatives, from, bars } = feed;
  const { session } = day;
  const events: MarketEvent[] = [];
  let matchedTo = from;
  for (const bar of bars) {
    const end = instant(bar.start + MINUTE);
    if (bar.start < from || end > now) continue;
    const { openPaise, highPaise, lowPaise, closePaise, volume, start } = bar;
    const print = { start, end, openPaise, highPaise, lowPaise, closePaise, volume };
    events.push({ kind: 'print', at: end, listingId, session, print });
    matchedTo = end;
  }
  const quote = usableQuote({ ...feed, from: matchedTo }, day);
  if (quote) {
    const print = quotePrint(quote.lastPaise, quote.at);
    events.push({ kind: 'print', at: quote.at, listingId, session, print });
    matchedTo = quote.at;
  }
  const squareOff = squareOffAt(day, derivatives);
  const reached = matchedTo >= squareOff || now >= squareOff + LATE_SECONDS;
  const settled = isSettled(feed, day, next, now);
  if (now >= squareOff && (reached || settled)) {
    events.push({ kind: 'square-off', at: squareOff, listingId, session });
  }
  if (!settled) return { events, matchedTo, settled };
  const close = closesAt(day);
  events.push({ kind: 'session-end', at: close, listingId, session });
  return { events, matchedTo: instant(Math.max(matchedTo, close)), settled };
}
