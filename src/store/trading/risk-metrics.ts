import type { Selectable } from 'kysely';
import { instant } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { RiskExposure, RiskFigures } from '../../core/risk/risk-figures.ts';
import type { Handle } from '../handle.ts';
import type { RiskTables } from '../risk-tables.ts';

/** An account's risk as it was reckoned on a session. */
export interface KeptRisk extends RiskFigures {
  readonly accountId: number;
  readonly session: SessionDate;
  readonly reckonedAt: Instant;
  /** Limits that it was beyond. */
  readonly breaches: number;
}

/** Columns of figures that may be unknown, and their names. */
const FIGURES = {
  gross_ratio: 'grossRatio',
  net_ratio: 'netRatio',
  largest_ratio: 'largestRatio',
  top_five_ratio: 'topFiveRatio',
  concentration: 'concentration',
  drawdown: 'drawdown',
  max_drawdown: 'maxDrawdown',
  historical_var95: 'historicalVar95',
  historical_var99: 'historicalVar99',
  expected_shortfall95: 'expectedShortfall95',
  parametric_var95: 'parametricVar95',
  parametric_var99: 'parametricVar99',
  volatility: 'volatility',
  beta: 'beta',
  covered: 'covered',
  liquidity_days: 'liquidityDays',
} as const satisfies Partial<Record<keyof RiskTables['risk_metrics'], keyof RiskFigures>>;
type FigureColumn = keyof typeof FIGURES;
const COLUMNS = Object.keys(FIGURES) as readonly FigureColumn[];

function fromRow(row: Selectable<RiskTables['risk_metrics']>): KeptRisk {
  return {
    accountId: row.account_id,
    session: sessionDate(row.session),
    reckonedAt: instant(row.reckoned_at),
    valuePaise: row.value_paise,
    grossPaise: row.gross_paise,
    netPaise: row.net_paise,
    positions: row.positions,
    returns: row.returns,
    pairs: row.pairs,
    breaches: row.breaches,
    ...Object.fromEntries(
      COLUMNS.flatMap((column) => {
        const value = row[column];
        return value === null ? [] : [[FIGURES[column], value]];
      }),
    ),
  };
}

/** Reading of accounts' risk. */
export function readRiskMetrics({ db }: Handle) {
  return {
    /** Of one account, oldest first; both ends are in the range. */
    async list(accountId: number, from?: SessionDate, to?: SessionDate): Promise<KeptRisk[]> {
      let query = db
        .selectFrom('risk_metrics')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('session');
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map(fromRow);
    },
    /** The newest up to a session. Absent: it was never reckoned. */
    async newest(accountId: number, to: SessionDate): Promise<KeptRisk | undefined> {
      const row = await db
        .selectFrom('risk_metrics')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('session', '<=', to)
        .orderBy('session', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && fromRow(row);
    },
    /** What a session's risk was made of: shares, then industries, the largest first. */
    async exposures(accountId: number, session: SessionDate): Promise<RiskExposure[]> {
      const rows = await db
        .selectFrom('risk_exposures')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('session', '=', session)
        .orderBy('kind', 'desc')
        .orderBy((order) => order.fn('abs', ['value_paise']), 'desc')
        .orderBy('name')
        .execute();
      return rows.map((row) => ({
        kind: row.kind as RiskExposure['kind'],
        name: row.name,
        valuePaise: row.value_paise,
        ...(row.ratio === null ? {} : { ratio: row.ratio }),
        ...(row.liquidity_days === null ? {} : { liquidityDays: row.liquidity_days }),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeRiskMetrics({ db }: Handle) {
  return {
    /** Puts an account's risk of a session in the place of what was kept of it. */
    async save(risk: KeptRisk, exposures: readonly RiskExposure[]): Promise<void> {
      const { accountId, session } = risk;
      const figures = Object.fromEntries(
        COLUMNS.map((column) => [column, risk[FIGURES[column]] ?? null]),
      ) as Record<FigureColumn, number | null>;
      await db
        .deleteFrom('risk_exposures')
        .where('account_id', '=', accountId)
        .where('session', '=', session)
        .execute();
      await db
        .replaceInto('risk_metrics')
        .values({
          account_id: accountId,
          session,
          reckoned_at: risk.reckonedAt,
          value_paise: risk.valuePaise,
          gross_paise: risk.grossPaise,
          net_paise: risk.netPaise,
          positions: risk.positions,
          returns: risk.returns,
          pairs: risk.pairs,
          breaches: risk.breaches,
          ...figures,
        })
        .execute();
      for (const { kind, name, valuePaise, ratio, liquidityDays } of exposures) {
        await db
          .insertInto('risk_exposures')
          .values({
            account_id: accountId,
            session,
            kind,
            name,
            value_paise: valuePaise,
            ratio: ratio ?? null,
            liquidity_days: liquidityDays ?? null,
          })
          .execute();
      }
    },
  };
}
