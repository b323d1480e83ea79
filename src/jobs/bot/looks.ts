import type { BotPlan } from '../../core/bot/bot-plan.ts';
import { strategyOf } from '../../core/bot/bot-strategy.ts';
import type { BotBlank, BotLook } from '../../core/bot/look.ts';
import { yearlyVolatility } from '../../core/bot/size-position.ts';
import type { ClosedBars } from '../../core/alerts/instrument-facts.ts';
import { istText } from '../../core/market/instant.ts';
import { paiseFromRupees } from '../../core/market/money.ts';
import { dayNumber } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { momentumRanks } from '../../core/strategies/momentum-rank.ts';
import { factorsUntil } from '../../feed/adjusted-series.ts';
import { dailyReader, intervalReader } from '../../feed/alerts/read-bars.ts';
import type { Context } from '../../kit/context.ts';
import { expectedBar } from './expected-bar.ts';
import type { ExpectedBar } from './expected-bar.ts';
import { botInstruments } from './instruments.ts';
import type { BotInstrument } from './instruments.ts';

const EXCHANGE = 'XNSE';
/** Recursive indicators want all of the past: no series is as long. */
const ALL_BARS = 20_000;

/** Closed bars of each instrument, in their order. */
async function readBars(
  ctx: Context,
  plan: BotPlan,
  instruments: readonly BotInstrument[],
): Promise<ClosedBars[]> {
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const factors = await factorsUntil(ctx.store, calendar.dateAt(now));
  const desk = { store: ctx.store, settings: ctx.settings, calendar, now };
  const daily = dailyReader(desk, factors);
  const within = intervalReader(desk, factors);
  const all: ClosedBars[] = [];
  for (const { priced } of instruments) {
    ctx.step();
    const { interval } = plan;
    all.push(
      interval === '1d' ? await daily(priced, ALL_BARS) : await within(priced, interval, ALL_BARS),
    );
  }
  return all;
}

/** Why an instrument cannot be decided on; absent: its newest bar is there. */
function whyBlank({ ends, bars }: ClosedBars, { earliest, end, advice }: ExpectedBar) {
  const newest = ends.at(-1);
  if (newest === undefined) return `no bar of it is kept: ${advice}`;
  if (newest < earliest) {
    return `its newest bar ended at ${istText(newest)}, that of ${istText(end)} is not kept: ${advice}`;
  }
  const close = bars.close.at(-1) ?? Number.NaN;
  return close > 0 ? undefined : `its bar of ${istText(newest)} has no close`;
}

function lookOf(
  plan: BotPlan,
  { strategy, values }: ReturnType<typeof strategyOf>,
  { listingId, symbol, member }: BotInstrument,
  closed: ClosedBars,
  rank: Float64Array | undefined,
  expected: ExpectedBar,
): BotLook | BotBlank {
  const facts = { listingId, symbol, member };
  const missing = whyBlank(closed, expected);
  if (missing !== undefined) return { ...facts, barEnd: expected.end, missing };
  const { bars, sessions, ends } = closed;
  const place = ends.length - 1;
  const { actionAt, reasonAt } = strategy.prepare(
    {
      ...bars,
      days: Int32Array.from(sessions, dayNumber),
      ...(rank ? { facts: { momentumRank: rank } } : {}),
    },
    values,
  );
  const after = (session: SessionDate): number => {
    const first = sessions.findIndex((one) => one > session);
    return first < 0 ? sessions.length : first;
  };
  const closePaise = paiseFromRupees(bars.close[place] ?? Number.NaN);
  if (closePaise === undefined || closePaise <= 0) {
    return { ...facts, barEnd: expected.end, missing: 'its newest close is no price' };
  }
  const volatility = yearlyVolatility(bars.close, plan.interval);
  return {
    ...facts,
    barEnd: ends[place] ?? expected.end,
    action: actionAt(place),
    reason: reasonAt(place),
    closePaise,
    ...(volatility === undefined ? {} : { volatility }),
    highestSince: (session) => {
      const since = sessions.findIndex((one) => one >= session);
      const closes = since < 0 ? [] : bars.close.subarray(since);
      return closes.length === 0 ? undefined : paiseFromRupees(Math.max(...closes));
    },
    sessionsSince: (session) => new Set(sessions.slice(after(session))).size,
  };
}

/**
 * What a bot sees of everything in its universe, and of what its account holds beside it, at the close
 * of the newest bar.
 *
 * @throws Failure `config`, `not-yet`
 */
export async function looksOf(ctx: Context, plan: BotPlan): Promise<(BotLook | BotBlank)[]> {
  const prepared = strategyOf(plan);
  const expected = expectedBar(ctx, plan.interval);
  const instruments = await botInstruments(ctx, plan);
  const bars = await readBars(ctx, plan, instruments);
  const ranked = prepared.strategy.facts.includes('momentumRank');
  const peers = bars.flatMap((closed, place) => (instruments[place]?.member ? [closed] : []));
  const ranks = ranked
    ? momentumRanks(peers.map((one) => ({ sessions: one.sessions, close: one.bars.close })))
    : [];
  const rankOf = new Map(peers.map((closed, place) => [closed, ranks[place]]));
  return instruments.flatMap((instrument, place) => {
    const closed = bars[place];
    if (!closed) return [];
    return [lookOf(plan, prepared, instrument, closed, rankOf.get(closed), expected)];
  });
}
