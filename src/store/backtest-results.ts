import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';

/** What a backtest was asked, and what came of it. Money in paise. */
export interface BacktestResult {
  /** All that was asked, as JSON: the same question has the same text. */
  readonly asked: string;
  readonly strategy: string;
  /** In words. */
  readonly universe: string;
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly seed: number;
  readonly capitalPaise: number;
  readonly finalPaise: number;
  readonly chargesPaise: number;
  readonly trades: number;
  /** Fractions; absent: undefined. */
  readonly totalReturn?: number;
  readonly maxDrawdown?: number;
  readonly sharpe?: number;
  /** All figures, the value at each close, and the trades: as JSON. */
  readonly figures: string;
  readonly equity: string;
  readonly tradeList: string;
  readonly computedAt: Instant;
}

/** Reading of backtests. */
export function readBacktestResults({ db }: Handle) {
  return {
    /** The newest first; of one strategy where named. */
    async shown(strategy: string | undefined, limit: number): Promise<BacktestResult[]> {
      let query = db
        .selectFrom('backtest_results')
        .selectAll()
        .orderBy('computed_at', 'desc')
        .orderBy('asked')
        .limit(limit);
      if (strategy !== undefined) query = query.where('strategy', '=', strategy);
      return (await query.execute()).map((row) => ({
        asked: row.asked,
        strategy: row.strategy,
        universe: row.universe,
        from: sessionDate(row.from_session),
        to: sessionDate(row.to_session),
        seed: row.seed,
        capitalPaise: row.capital_paise,
        finalPaise: row.final_paise,
        chargesPaise: row.charges_paise,
        trades: row.trades,
        ...(row.total_return === null ? {} : { totalReturn: row.total_return }),
        ...(row.max_drawdown === null ? {} : { maxDrawdown: row.max_drawdown }),
        ...(row.sharpe === null ? {} : { sharpe: row.sharpe }),
        figures: row.figures,
        equity: row.equity,
        tradeList: row.trade_list,
        computedAt: instant(row.computed_at),
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeBacktestResults({ db }: Handle) {
  return {
    /** Keeps a result in place of an earlier one of the same question; the same one is not touched. */
    async save(result: BacktestResult): Promise<number> {
      const row = {
        asked: result.asked,
        strategy: result.strategy,
        universe: result.universe,
        from_session: result.from,
        to_session: result.to,
        seed: result.seed,
        capital_paise: result.capitalPaise,
        final_paise: result.finalPaise,
        charges_paise: result.chargesPaise,
        trades: result.trades,
        total_return: result.totalReturn ?? null,
        max_drawdown: result.maxDrawdown ?? null,
        sharpe: result.sharpe ?? null,
        figures: result.figures,
        equity: result.equity,
        trade_list: result.tradeList,
        computed_at: result.computedAt,
      };
      const before = await db
        .selectFrom('backtest_results')
        .select(['figures', 'equity', 'trade_list'])
        .where('asked', '=', result.asked)
        .executeTakeFirst();
      const same =
        before?.figures === row.figures &&
        before.equity === row.equity &&
        before.trade_list === row.trade_list;
      if (same) return 0;
      await db.replaceInto('backtest_results').values(row).execute();
      return 1;
    },
  };
}
