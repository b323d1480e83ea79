import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { PLANS } from '../../../src/core/charges/brokerage.ts';
import { totalCharges } from '../../../src/core/charges/charges.ts';
import { paidDividends } from '../../../src/core/backtest/paid-dividends.ts';
import { simulate } from '../../../src/core/backtest/simulate.ts';
import type { Contender } from '../../../src/core/backtest/simulate.ts';
import type { CorporateAction } from '../../../src/core/corporate-actions/corporate-action.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { MARKET_BUFFER } from '../../../src/core/exchange/order-request.ts';
import { paise } from '../../../src/core/market/money.ts';
import { dayNumber, sessionDate } from '../../../src/core/market/session-date.ts';
import { run as runBot } from '../../../src/jobs/bot/run.ts';
import { run as runOrders } from '../../../src/jobs/orders/run.ts';
import { strategyNamed } from '../../../src/core/strategies/registry.ts';
import { readParameters } from '../../../src/core/strategies/strategy.ts';
import { haveRecorded, recordedPrices } from '../../support/recorded-prices.ts';
import type { RecordedPrices } from '../../support/recorded-prices.ts';
import { askMoneyOf } from '../../support/money.ts';
import { share } from '../../support/opened-store.ts';
import { madeUpAction, paperDesk } from '../../support/paper-desk.ts';
import { plan } from '../../core/bot/made-up-bot.ts';

const SHARES = 5;
const POSITIONS = 10;
const CAPITAL = 1_000_000;
const XNSE = calendarOf('XNSE');
const [FROM, TO] = [sessionDate('2019-01-01'), sessionDate('2019-12-31')];
const DAYS = XNSE.sessions(FROM, TO);
const inPaise = (rupees: number | undefined) => paise(Math.round((rupees ?? 0) * 100));

/** Recorded shares with a bar of every session of the year. */
function wholeYear(): RecordedPrices[] {
  const found = recordedPrices().filter(({ sessions }) => {
    const dealt = new Set(sessions);
    return (sessions[0] ?? '9') < '2017-06' && DAYS.every(({ session }) => dealt.has(session));
  });
  return found.slice(0, SHARES);
}

/** Dividends of every share, large enough to be seen in the size of what is bought later. */
const DIVIDENDS = [
  ['2019-05-15', 60],
  ['2019-08-20', 42.5],
] as const;
const actionsOf = (symbol: string, isin: string): CorporateAction[] =>
  DIVIDENDS.map(([exDate, rupees]) => {
    const named = { security: isin, isin, symbol, nseSymbol: symbol };
    return madeUpAction(exDate, { ...named, amount: millionths(rupees * 1_000_000) });
  });
const isinOf = (place: number): string => `INE00${place}A01010`;

/** A trade as both tell it. */
const told = (
  session: string,
  symbol: string,
  side: string,
  quantity: number,
  price: number,
  charges: number,
): string => `${session} ${side} ${quantity} ${symbol} at ${price}, charges ${charges}`;

/** The trades of the backtest of the strategy, in the order of sessions and shares. */
function backtested(prices: readonly RecordedPrices[]): string[] {
  const strategy = strategyNamed('turtle');
  const values = readParameters(strategy);
  const contenders = prices.map(({ symbol, sessions, bars }, place): Contender => {
    const dates = sessions.map(sessionDate);
    const days = Int32Array.from(dates, dayNumber);
    const { actionAt } = strategy.prepare({ ...bars, days }, values);
    const first = dates.findIndex((session) => session >= FROM);
    const cut = (column: Float64Array): Int32Array =>
      Int32Array.from(column.subarray(first), inPaise);
    return {
      instrumentId: place + 1,
      symbol,
      kind: 'share',
      series: {
        sessions: dates.slice(first),
        openPaise: cut(bars.open),
        highPaise: cut(bars.high),
        lowPaise: cut(bars.low),
        closePaise: cut(bars.close),
        volume: Float32Array.from(bars.volume.subarray(first)),
      },
      actions: Int8Array.from(dates.slice(first), (_, bar) => {
        const action = actionAt(first + bar);
        return action === 'enter' ? 1 : action === 'exit' ? -1 : 0;
      }),
      eligible: () => true,
      dividends: paidDividends(actionsOf(symbol, isinOf(place)), []),
    };
  });
  const { trades, refused, dividendsPaise } = simulate(contenders, DAYS, XNSE, {
    capitalPaise: CAPITAL * 100,
    maxPositions: POSITIONS,
    plan: PLANS.none,
    rules: { participation: 1, slippage: 0 },
    seed: 1,
  });
  expect([...refused]).toEqual([]);
  expect(dividendsPaise, 'something was held on an ex-date').toBeGreaterThan(100_000);
  return trades.map((one) =>
    told(one.session, one.symbol, one.side, one.quantity, one.pricePaise, one.chargesPaise),
  );
}

/** The trades of the bot, which decides each evening on the bars that were there by then. */
async function traded(prices: readonly RecordedPrices[]): Promise<string[]> {
  const desk = await paperDesk({
    now: '2019-01-01T09:00',
    deposit: CAPITAL,
    shares: prices.map(({ symbol }, place) => share(symbol, { isin: isinOf(place) })),
  });
  const turtle = plan({
    universe: { kind: 'symbols', symbols: prices.map(({ symbol }) => symbol) },
    // The backtest leaves room for a dearer open in the same way.
    size: 100 / POSITIONS / (1 + 2 * MARKET_BUFFER),
    maxPositions: POSITIONS,
  });
  const { store } = desk.opened;
  await desk.actions(...prices.flatMap(({ symbol }, place) => actionsOf(symbol, isinOf(place))));
  const ids = new Map<string, number>();
  for (const { symbol } of prices) ids.set(symbol, await desk.listing(symbol));
  /** Keeps the session's bars of every share, and opens as the first minutes of the day. */
  const keep = async (wanted: (session: string) => boolean, minutes: boolean): Promise<void> => {
    await store.write(async (books) => {
      for (const { symbol, sessions, bars } of prices) {
        const listingId = ids.get(symbol) ?? 0;
        const places = sessions.flatMap((session, place) => (wanted(session) ? [place] : []));
        const made = places.map((place) => ({
          session: sessionDate(sessions[place] ?? ''),
          openPaise: inPaise(bars.open[place]),
          highPaise: inPaise(bars.high[place]),
          lowPaise: inPaise(bars.low[place]),
          closePaise: inPaise(bars.close[place]),
          volume: bars.volume[place] ?? 0,
        }));
        if (!minutes) books.candles.saveDaily(listingId, 'raw', 'nse', made);
        else {
          const flat = made.map(({ session, openPaise, volume }) => {
            const day = XNSE.day(session);
            const start = day.state === 'open' ? day.hours[0]?.open : undefined;
            if (start === undefined) throw new Error(`${session} is no session`);
            const price = {
              openPaise,
              highPaise: openPaise,
              lowPaise: openPaise,
              closePaise: openPaise,
            };
            return { start, ...price, volume };
          });
          books.candles.saveIntraday('1m', listingId, 'upstox', flat);
        }
      }
    });
  };
  await keep((session) => session < FROM, false);
  for (const { session } of DAYS) {
    await keep((one) => one === session, true);
    desk.moveTo(`${session}T20:00`);
    await runOrders(desk.ctx);
    await keep((one) => one === session, false);
    desk.moveTo(`${session}T20:30`);
    await runBot({ ...desk.ctx, bots: [turtle] }, { signalsOnly: false, bot: undefined });
  }
  expect(await askMoneyOf(store), 'the books balance').toEqual([]);
  const symbols = new Map([...ids].map(([symbol, id]) => [id, symbol]));
  return (await store.trades.list()).map((one) =>
    told(
      one.session,
      symbols.get(one.listingId) ?? '',
      one.side,
      one.quantity,
      one.pricePaise,
      totalCharges(one.charges),
    ),
  );
}

describe.skipIf(!haveRecorded)('a recorded year of real prices with the turtle strategy', () => {
  it('is traded by the bot as the backtest trades it, trade for trade', async () => {
    const prices = wholeYear();
    expect(prices).toHaveLength(SHARES);
    const expected = backtested(prices).toSorted();
    expect(expected.length, 'the year was not idle').toBeGreaterThan(10);
    expect((await traded(prices)).toSorted()).toEqual(expected);
  }, 120_000);
});
