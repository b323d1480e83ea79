import { simulate } from '../../core/backtest/simulate.ts';
import type { Simulation } from '../../core/backtest/simulate.ts';
import type { SimulatedTrade } from '../../core/backtest/simulated-trade.ts';
import { PLANS } from '../../core/charges/brokerage.ts';
import { Failure } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { closedTrades } from '../../core/portfolio/closed-trades.ts';
import { performanceOf } from '../../core/portfolio/performance.ts';
import type { Performance } from '../../core/portfolio/performance.ts';
import { tradeStatistics } from '../../core/portfolio/trade-statistics.ts';
import type { TradeStatistics } from '../../core/portfolio/trade-statistics.ts';
import type { AnalysisSelection } from '../../feed/analysis-selection.ts';
import { benchmarkLevels } from '../../feed/benchmark-levels.ts';
import { keptMembers } from '../../feed/index-member-days.ts';
import { chooseStrategies } from '../../feed/strategies/choose.ts';
import type { ChosenStrategy } from '../../feed/strategies/choose.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome } from '../../kit/job.ts';
import { fillRules } from '../../kit/trading-rules.ts';
import { backtestText } from '../../render/backtest-text.ts';
import type { BacktestResult } from '../../store/backtest-results.ts';
import { contendersOf } from './contenders.ts';

/** What a backtest is asked. */
export interface TradeAsked {
  readonly strategy: string;
  readonly set: readonly string[];
  readonly index?: string;
  readonly symbols?: readonly string[];
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly capitalPaise: number;
  readonly positions: number;
  readonly seed: number;
}

/** The strategy with its numbers. @throws Failure `usage` when it needs what nobody tells */
function chosenOf({ strategy, set }: TradeAsked): ChosenStrategy {
  const known = new Set(['momentumRank', 'institutionalBuyers'] as const);
  const { asked, passedOver } = chooseStrategies([strategy], set, known);
  const [chosen] = asked;
  if (chosen) return chosen;
  throw new Failure('usage', passedOver.join('; '));
}

function tradeFigures(trades: readonly SimulatedTrade[]): TradeStatistics {
  const closed = closedTrades(
    trades.map((trade, place) => ({
      tradeId: place,
      listingId: trade.instrumentId,
      session: trade.session,
      closed: trade.closed,
      quantity: trade.quantity,
      realisedPaise: trade.realisedPaise,
      chargesPaise: trade.chargesPaise,
    })),
  );
  return tradeStatistics(closed.map(({ profitPaise }) => profitPaise));
}

/** What a backtest says, for `--json` and for keeping. Money in paise, ratios as fractions. */
interface Told {
  readonly performance: Performance;
  readonly closedTrades: TradeStatistics;
  readonly dividendsPaise: number;
  readonly open: Simulation['open'];
  readonly refused: Readonly<Record<string, number>>;
}

function resultOf(
  ctx: Context,
  asked: TradeAsked,
  chosen: ChosenStrategy,
  simulation: Simulation,
  told: Told,
): BacktestResult {
  const { index, symbols, from, to, capitalPaise, positions, seed } = asked;
  const universe = index ?? symbols?.join(',') ?? 'all';
  const { performance } = told;
  const { totalReturn, maxDrawdown, sharpe } = performance;
  const question = {
    strategy: chosen.name,
    values: chosen.values,
    universe,
    from,
    to,
    capitalPaise,
    positions,
    seed,
    plan: ctx.settings['trading.brokerage_plan'],
    rules: fillRules(ctx.settings),
  };
  return {
    asked: JSON.stringify(question),
    strategy: chosen.name,
    universe,
    from,
    to,
    seed,
    capitalPaise,
    finalPaise: simulation.equity.at(-1)?.equityPaise ?? capitalPaise,
    chargesPaise: simulation.trades.reduce((sum, trade) => sum + trade.chargesPaise, 0),
    trades: simulation.trades.length,
    ...(totalReturn === undefined ? {} : { totalReturn }),
    ...(maxDrawdown === undefined ? {} : { maxDrawdown }),
    ...(sharpe === undefined ? {} : { sharpe }),
    figures: JSON.stringify(told),
    equity: JSON.stringify(simulation.equity),
    tradeList: JSON.stringify(simulation.trades),
    computedAt: ctx.clock.now(),
  };
}

/** Trades a strategy over the past, and keeps what came of it. */
export async function tradeStrategy(
  ctx: Context,
  selection: AnalysisSelection,
  asked: TradeAsked,
): Promise<Outcome> {
  const chosen = chosenOf(asked);
  const { from, to, index, capitalPaise, positions, seed } = asked;
  const members = index === undefined ? undefined : (await keptMembers(ctx, index, from, to)).days;
  const instruments = members
    ? selection.instruments.filter(({ instrumentId }) => members.has(instrumentId))
    : selection.instruments;
  const part = { ...selection, instruments, sessions: { from, to }, until: to };
  const contenders = await contendersOf(ctx, part, chosen, from, members);
  const calendar = ctx.calendar('XNSE');
  const days = calendar.sessions(from, to);
  const simulation = simulate(contenders, days, calendar, {
    capitalPaise,
    maxPositions: positions,
    plan: PLANS[ctx.settings['trading.brokerage_plan']],
    rules: fillRules(ctx.settings),
    seed,
  });
  const levels = await benchmarkLevels(ctx.store, ctx.settings['performance.benchmark'], from, to);
  const benchmark = levels.total ?? levels.price;
  const told: Told = {
    performance: performanceOf(
      simulation.equity.map(({ session, equityPaise }) => ({ session, equity: equityPaise })),
      {
        riskFree: ctx.settings['performance.risk_free_percent'] / 100,
        ...(benchmark && benchmark.size > 0 ? { benchmark } : {}),
      },
    ),
    closedTrades: tradeFigures(simulation.trades),
    dividendsPaise: simulation.dividendsPaise,
    open: simulation.open,
    refused: Object.fromEntries(simulation.refused),
  };
  const result = resultOf(ctx, asked, chosen, simulation, told);
  const changed = await ctx.store.write((books) => books.backtestResults.save(result));
  return {
    status: instruments.length === 0 ? 'noop' : 'ok',
    summary: `${chosen.name} from ${from} to ${to}: ${simulation.trades.length} trades in ${contenders.length} of ${instruments.length} instruments`,
    counts: {
      instruments: instruments.length,
      contenders: contenders.length,
      sessions: days.length,
      trades: simulation.trades.length,
      changed,
    },
    result: {
      ...(JSON.parse(result.asked) as Readonly<Record<string, unknown>>),
      finalPaise: result.finalPaise,
      chargesPaise: result.chargesPaise,
      ...told,
      equity: simulation.equity,
      trades: simulation.trades,
    },
    text: backtestText({
      ...result,
      ...told.closedTrades,
      trades: simulation.trades.length,
      dividendsPaise: told.dividendsPaise,
      performance: told.performance,
    }),
  };
}
