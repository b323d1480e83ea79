import { istDate } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import type { ExchangeCode, InstrumentKind } from '../market/listing.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import type { BookListing } from './book.ts';
import type { AskedListing } from './order-request.ts';
import { tickSize } from './tick-size.ts';

/** What is kept about a listing that somebody trades in. What nobody told is absent. */
export interface TradedListing {
  readonly listingId: number;
  readonly instrumentId: number;
  readonly exchange: ExchangeCode;
  /** Today's name; of a delisted one, the last. */
  readonly symbol: string;
  /** In which it is dealt in now, whatever it was bought in. */
  readonly series: string;
  readonly kind: InstrumentKind;
  readonly provisional: boolean;
  readonly isin?: string;
  /** The listing whose prices count now: that of the current series. */
  readonly pricedBy: number;
  /** No symbol is its any more. */
  readonly delisted: boolean;
  readonly quote?: {
    readonly lastPaise: Paise;
    readonly at: Instant;
    readonly lowerPaise?: Paise;
    readonly upperPaise?: Paise;
  };
  /** Close of the last session that is kept. */
  readonly close?: { readonly session: SessionDate; readonly closePaise: Paise };
  /** Last close of the month before. */
  readonly monthClosePaise?: Paise;
  /** What splits and bonuses after that close, up to the session, make of a price; absent: there were none. */
  readonly sharesSinceClose?: number;
  /** The same of those in the month of the session. */
  readonly sharesInMonth?: number;
  /** How far it may move on a day, per cent; null: no fixed band, as stocks with derivatives. */
  readonly bandPercent?: number | null;
}

/** Whether the share has futures: those have no fixed band. */
export function hasDerivatives({ bandPercent }: Pick<TradedListing, 'bandPercent'>): boolean {
  return bandPercent === null;
}

const times = (price: Paise, factor: number): Paise => paise(Math.round(price * factor));

type Limits = Pick<BookListing, 'lowerPaise' | 'upperPaise'>;

/** Limits of a session: as the exchange tells them on it, else the band around the last close. */
function limitsOn(
  listing: TradedListing,
  session: SessionDate,
  tick: Paise,
  closeOf: SessionDate | undefined,
): Limits {
  const { quote, close, bandPercent, sharesSinceClose = 1 } = listing;
  if (quote && istDate(quote.at) === session) {
    const { lowerPaise, upperPaise } = quote;
    if (lowerPaise !== undefined && upperPaise !== undefined) return { lowerPaise, upperPaise };
  }
  if (!close || close.session >= session || typeof bandPercent !== 'number') return {};
  if (closeOf !== undefined && close.session < closeOf) return {};
  const base = close.closePaise * sharesSinceClose;
  const reach = (base * bandPercent) / 100;
  return {
    lowerPaise: paise(Math.ceil((base - reach) / tick) * tick),
    upperPaise: paise(Math.floor((base + reach) / tick) * tick),
  };
}

/**
 * The listing as the book has it on a session.
 *
 * @param closeOf an older close than of this session makes no limits; absent: any that is kept does
 */
export function bookListing(
  listing: TradedListing,
  session: SessionDate,
  closeOf?: SessionDate,
): BookListing {
  const { listingId, exchange, kind, sharesInMonth = 1 } = listing;
  // A split or bonus of this month: the tick follows the new price.
  const monthClosePaise = listing.monthClosePaise && times(listing.monthClosePaise, sharesInMonth);
  const fund = kind === 'etf';
  const tickPaise =
    exchange === 'XNSE' || exchange === 'XBOM'
      ? tickSize(session, fund, monthClosePaise)
      : paise(1);
  return {
    listingId,
    exchange,
    fund,
    tickPaise,
    ...limitsOn(listing, session, tickPaise, closeOf),
  };
}

/** The last price that is known, and when it was one. */
export function lastPrice({ quote, close }: TradedListing): Paise | undefined {
  if (quote && (!close || istDate(quote.at) >= close.session)) return quote.lastPaise;
  return close?.closePaise;
}

/** A price in shares of the session: one of before an ex-date is of fewer or more shares. */
export function inSharesOfSession(
  { close, sharesSinceClose = 1 }: TradedListing,
  pricePaise: Paise,
  day: SessionDate,
): Paise {
  return close && day > close.session ? pricePaise : times(pricePaise, sharesSinceClose);
}

/** The last price, in shares of the session. */
export function lastToday(listing: TradedListing): Paise | undefined {
  const { quote, close } = listing;
  const last = lastPrice(listing);
  if (last === undefined) return undefined;
  const quoted = quote && (!close || istDate(quote.at) >= close.session);
  const day = quoted ? istDate(quote.at) : close?.session;
  return day === undefined ? last : inSharesOfSession(listing, last, day);
}

/** The listing as acceptance looks at it. */
export function askedListing(listing: TradedListing): AskedListing {
  const { listingId, symbol, series, kind, provisional, delisted } = listing;
  const lastPaise = lastToday(listing);
  return {
    listingId,
    symbol,
    series,
    kind,
    provisional,
    ...(delisted ? { suspended: 'no list of the exchange names it any more' } : {}),
    ...(lastPaise === undefined ? {} : { lastPaise }),
  };
}
