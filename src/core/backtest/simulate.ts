import type { Calendar, OpenDay } from '../calendar/calendar.ts';
import { closesAt, opensAt } from '../calendar/calendar.ts';
import type { BrokeragePlan } from '../charges/brokerage.ts';
import { acceptOrder } from '../exchange/accept.ts';
import { accountOf, heldShares, liveOrders, openBook } from '../exchange/book.ts';
import type { Book, BookListing, FillRules } from '../exchange/book.ts';
import type { Booking } from '../exchange/booking.ts';
import type { OrderRequest } from '../exchange/order-request.ts';
import { MARKET_BUFFER } from '../exchange/order-request.ts';
import { step } from '../exchange/step.ts';
import { tickSize } from '../exchange/tick-size.ts';
import type { InstrumentKind } from '../market/listing.ts';
import { paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import { creditDividends } from './paid-dividends.ts';
import type { PaidDividend } from './paid-dividends.ts';
import { seededDraws } from './seeded.ts';
import { simulatedTrade } from './simulated-trade.ts';
import type { SimulatedTrade } from './simulated-trade.ts';

/** Daily bars in shares of the day of the run: whole numbers, for a whole market must fit into memory. */
export interface ContenderBars {
  /** Oldest first, as many as there are bars. */
  readonly sessions: readonly SessionDate[];
  readonly openPaise: Int32Array;
  readonly highPaise: Int32Array;
  readonly lowPaise: Int32Array;
  readonly closePaise: Int32Array;
  /** Shares, to seven figures: enough for a cap that is a part of them. */
  readonly volume: Float32Array;
}

/** One instrument of a backtest. */
export interface Contender {
  readonly instrumentId: number;
  readonly symbol: string;
  readonly kind: InstrumentKind;
  readonly series: ContenderBars;
  /** What the strategy says at the close of each bar, as many as there are: 1 enter, −1 exit, 0 nothing. */
  readonly actions: Int8Array;
  /** Whether it may be bought on a session: it was a member of the index then. */
  readonly eligible: (session: SessionDate) => boolean;
  /** What it pays on a share of the series, oldest first; absent: nothing. */
  readonly dividends?: readonly PaidDividend[];
}

/** How a backtest trades. */
export interface SimulationTerms {
  readonly capitalPaise: number;
  /** Positions at the same time; each gets its equal part of the account's value. */
  readonly maxPositions: number;
  readonly plan: BrokeragePlan;
  readonly rules: FillRules;
  /** Decides which of more candidates than places are bought. */
  readonly seed: number;
}

/** What came of a backtest. */
export interface Simulation {
  /** The account's value at each close, oldest first. */
  readonly equity: readonly { readonly session: SessionDate; readonly equityPaise: number }[];
  readonly trades: readonly SimulatedTrade[];
  /** Orders that the exchange would not take, by reason; figures in it are blanked. */
  readonly refused: ReadonlyMap<string, number>;
  /** Cash from dividends, before tax. */
  readonly dividendsPaise: number;
  /** Shares that are still held, valued at their last close. */
  readonly open: readonly { readonly symbol: string; readonly quantity: number }[];
}

const ACCOUNT = 1;

interface Runner {
  readonly contender: Contender;
  /** Told to leave, and not yet out. */
  leaving: boolean;
  /** Place of the last bar so far. */
  last: number;
}

interface Desk {
  readonly book: Book;
  readonly runners: ReadonlyMap<number, Runner>;
  readonly calendar: Calendar;
  readonly terms: SimulationTerms;
  readonly refused: Map<string, number>;
}

function listingOn({ contender, last }: Runner, session: SessionDate): BookListing {
  const fund = contender.kind === 'etf';
  const close = contender.series.closePaise[last];
  return {
    listingId: contender.instrumentId,
    exchange: 'XNSE',
    fund,
    tickPaise: tickSize(session, fund, close === undefined ? undefined : paise(close)),
  };
}

/** The place of the session's bar, which comes after the last one; absent: it was not dealt in. */
function placeOn({ contender, last }: Runner, session: SessionDate): number | undefined {
  const { sessions } = contender.series;
  let place = last + 1;
  while ((sessions[place] ?? session) < session) place++;
  return sessions[place] === session ? place : undefined;
}

/** A session of one instrument goes by: what waits for it may fill, what was for it only ends. */
function trade(desk: Desk, runner: Runner, day: OpenDay): Booking[] {
  const { book } = desk;
  const { session } = day;
  const listingId = runner.contender.instrumentId;
  const place = placeOn(runner, session);
  const bookings: Booking[] = [];
  if (place !== undefined) {
    const { openPaise, highPaise, lowPaise, closePaise: closes, volume } = runner.contender.series;
    if (liveOrders(book, listingId).length > 0) {
      book.listings.set(listingId, listingOn(runner, session));
      const print = {
        start: opensAt(day),
        end: closesAt(day),
        openPaise: paise(openPaise[place] ?? 0),
        highPaise: paise(highPaise[place] ?? 0),
        lowPaise: paise(lowPaise[place] ?? 0),
        closePaise: paise(closes[place] ?? 0),
        volume: Math.floor(volume[place] ?? 0),
      };
      bookings.push(...step(book, { kind: 'print', at: print.end, listingId, session, print }));
    }
    runner.last = place;
  }
  const at = closesAt(day);
  bookings.push(...step(book, { kind: 'session-end', at, listingId, session }));
  return bookings;
}

function held({ book }: Desk, { contender }: Runner): number {
  return heldShares(book, ACCOUNT, contender.instrumentId);
}

function closePaise({ contender, last }: Runner): number {
  return contender.series.closePaise[last] ?? 0;
}

function worth(desk: Desk): number {
  let total: number = accountOf(desk.book, ACCOUNT).cashPaise;
  for (const runner of desk.runners.values()) total += held(desk, runner) * closePaise(runner);
  return total;
}

/** Without its figures: refusals of different amounts for one reason are counted together. */
function reasonOf(sentence: string): string {
  return sentence.replaceAll(/\d[\d.,]*\d|\d/g, '…');
}

/** Asks for an order after the close; it is for the next session. */
function ask(
  desk: Desk,
  runner: Runner,
  day: OpenDay,
  side: 'BUY' | 'SELL',
  quantity: number,
): boolean {
  const { contender } = runner;
  const request: OrderRequest = {
    accountId: ACCOUNT,
    side,
    type: 'MARKET',
    validity: 'DAY',
    product: 'CNC',
    quantity,
  };
  desk.book.listings.set(contender.instrumentId, listingOn(runner, day.session));
  const answer = acceptOrder(
    desk.book,
    {
      request,
      listing: {
        listingId: contender.instrumentId,
        symbol: contender.symbol,
        series: 'EQ',
        kind: contender.kind,
        provisional: false,
        lastPaise: paise(closePaise(runner)),
      },
      limits: { freezeQuantity: Number.MAX_SAFE_INTEGER },
      now: closesAt(day),
    },
    desk.calendar,
    false,
  );
  if (answer.accepted) return true;
  const reason = reasonOf(answer.reason);
  desk.refused.set(reason, (desk.refused.get(reason) ?? 0) + 1);
  return false;
}

/** What the strategy said at the close of the session; nothing where there was no bar. */
function actionOn({ contender, last }: Runner, session: SessionDate): number {
  return contender.series.sessions[last] === session ? (contender.actions[last] ?? 0) : 0;
}

/** Orders after a close: who is told to leave leaves, and places that are free are given away. */
function decide(desk: Desk, day: OpenDay, draw: () => number): void {
  const { session } = day;
  let taken = 0;
  const candidates: { readonly runner: Runner; readonly draw: number }[] = [];
  for (const runner of desk.runners.values()) {
    const shares = held(desk, runner);
    const action = actionOn(runner, session);
    if (action < 0) runner.leaving = true;
    if (shares === 0) runner.leaving = false;
    if (shares > 0 && runner.leaving) ask(desk, runner, day, 'SELL', shares);
    if (shares > 0) taken++;
    else if (action > 0 && runner.contender.eligible(session)) {
      candidates.push({ runner, draw: draw() });
    }
  }
  const free = Math.max(0, desk.terms.maxPositions - taken);
  const stake = worth(desk) / desk.terms.maxPositions;
  const chosen = candidates.toSorted((a, b) => a.draw - b.draw).slice(0, free);
  for (const { runner } of chosen) {
    // The exchange sets aside more than the last price, for the open may be dearer.
    const quantity = Math.floor(stake / (closePaise(runner) * (1 + 2 * MARKET_BUFFER)));
    if (quantity > 0) ask(desk, runner, day, 'BUY', quantity);
  }
}

/**
 * Trades a strategy over past sessions by the matching and the charges of paper trading: what is
 * decided at a close is an order for the next session, filled at its open as far as its volume allows.
 * The same contenders, terms and seed give the same trades.
 *
 * @param contenders by instrument
 * @param days sessions, oldest first
 */
export function simulate(
  contenders: readonly Contender[],
  days: readonly OpenDay[],
  calendar: Calendar,
  terms: SimulationTerms,
): Simulation {
  const account = {
    accountId: ACCOUNT,
    cashPaise: paise(terms.capitalPaise),
    plan: terms.plan,
    mayShort: false,
  };
  const book = openBook({
    rules: terms.rules,
    accounts: [account],
    listings: [],
    orders: [],
    lots: [],
  });
  const runners = new Map(
    contenders.map((contender): [number, Runner] => [
      contender.instrumentId,
      {
        contender,
        leaving: false,
        last: -1,
      },
    ]),
  );
  const desk: Desk = { book, runners, calendar, terms, refused: new Map() };
  const draw = seededDraws(terms.seed);
  const trades: SimulatedTrade[] = [];
  const equity: { session: SessionDate; equityPaise: number }[] = [];
  let dividendsPaise = 0;
  for (const day of days) {
    const since = equity.at(-1)?.session;
    for (const runner of runners.values()) {
      const { dividends = [], instrumentId, symbol } = runner.contender;
      for (const booking of creditDividends(book, instrumentId, dividends, day, since)) {
        if (booking.kind === 'cash') dividendsPaise += booking.amountPaise;
      }
      for (const booking of trade(desk, runner, day)) {
        if (booking.kind === 'fill') trades.push(simulatedTrade(booking, symbol));
      }
    }
    equity.push({ session: day.session, equityPaise: worth(desk) });
    decide(desk, day, draw);
  }
  const open = [...runners.values()].flatMap((runner) => {
    const quantity = held(desk, runner);
    return quantity > 0 ? [{ symbol: runner.contender.symbol, quantity }] : [];
  });
  return { equity, trades, refused: desk.refused, dividendsPaise, open };
}
