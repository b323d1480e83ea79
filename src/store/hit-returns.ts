import { sql } from 'kysely';
import { BASES, HORIZONS } from '../core/backtest/forward-returns.ts';
import type { Basis } from '../core/backtest/forward-returns.ts';
import type { HitStatistics } from '../core/backtest/hit-statistics.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { RateName } from './backtest-tables.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';
import { actionOf } from './strategy-hits.ts';
import type { StrategyHit } from './strategy-hits.ts';

/** What came after a hit, from one price. */
export interface HitReturns {
  readonly instrumentId: number;
  readonly session: SessionDate;
  readonly strategy: string;
  readonly basis: Basis;
  /** Rupees, in shares of the day of the run. */
  readonly entry: number;
  /** Hundredths of a per cent after 1, 2, … bars, as many as there are, at most 100. */
  readonly rates: readonly number[];
}

/** What is kept of a hit after charges. */
export interface KeptReturns extends Pick<
  HitReturns,
  'instrumentId' | 'session' | 'strategy' | 'entry'
> {
  /** After the bars that were asked about; absent where no bar is. */
  readonly rates: readonly (number | undefined)[];
}

/** Statistics of a strategy's hits over one horizon, counted in bars. */
export interface KeptStatistics extends HitStatistics {
  readonly strategy: string;
  readonly basis: Basis;
  readonly horizon: number;
  readonly from: SessionDate;
  readonly to: SessionDate;
}

/** Which returns to show; absent: all; both ends of the days are in it. */
export interface ShownReturns {
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly strategies?: readonly string[];
  readonly action?: StrategyHit['action'];
  readonly instrumentIds?: readonly number[];
}

/** Returns beside what the strategy said; absent: it no longer says it. */
export interface SaidReturns extends HitReturns {
  readonly action?: StrategyHit['action'];
}

const RATES = Array.from({ length: HORIZONS }, (_, place): RateName => `rate_${place + 1}`);
const basisOf = (text: string): Basis => BASES.find((basis) => basis === text) ?? 'close';

/** Figures that may be undefined, by their column. */
const FIGURES = [
  ['hit_rate', 'hitRate'],
  ['mean', 'mean'],
  ['median', 'median'],
  ['q05', 'q05'],
  ['q25', 'q25'],
  ['q75', 'q75'],
  ['q95', 'q95'],
  ['t_value', 'tValue'],
  ['universe_mean', 'universeMean'],
  ['excess_mean', 'excessMean'],
  ['excess_t_value', 'excessTValue'],
] as const satisfies readonly (readonly [string, keyof HitStatistics])[];

/** Reading of what came after hits. */
export function readHitReturns({ db }: Handle) {
  return {
    /** Returns by session, strategy, instrument and basis, with what the strategy said. */
    async shown({
      from,
      to,
      strategies,
      action,
      instrumentIds,
    }: ShownReturns): Promise<SaidReturns[]> {
      let query = db
        .selectFrom('hit_returns as r')
        .leftJoin('strategy_hits as h', (join) =>
          join
            .onRef('h.instrument_id', '=', 'r.instrument_id')
            .onRef('h.session', '=', 'r.session')
            .onRef('h.strategy', '=', 'r.strategy'),
        )
        .selectAll('r')
        .select('h.action')
        .where('r.session', '>=', from)
        .where('r.session', '<=', to)
        .orderBy('r.session')
        .orderBy('r.strategy')
        .orderBy('r.instrument_id')
        .orderBy('r.basis');
      if (strategies) query = query.where('r.strategy', 'in', strategies);
      if (action) query = query.where('h.action', '=', action);
      if (instrumentIds) query = query.where('r.instrument_id', 'in', instrumentIds);
      return (await query.execute()).map((row) => ({
        instrumentId: row.instrument_id,
        session: sessionDate(row.session),
        strategy: row.strategy,
        basis: basisOf(row.basis),
        entry: row.entry,
        rates: RATES.flatMap((name) => row[name] ?? []),
        ...(row.action === null ? {} : { action: actionOf(row.action) }),
      }));
    },
    /** What is kept of an instrument's hits after charges, after some bars each, by session and strategy. */
    async kept(
      instrumentId: number,
      { from, to, strategies }: Pick<ShownReturns, 'from' | 'to' | 'strategies'>,
      horizons: readonly number[],
    ): Promise<KeptReturns[]> {
      let query = db
        .selectFrom('hit_returns')
        .select(['session', 'strategy', 'entry'])
        .select(horizons.map((bars): RateName => `rate_${bars}`))
        .where('instrument_id', '=', instrumentId)
        .where('session', '>=', from)
        .where('session', '<=', to)
        .where('basis', '=', 'net');
      if (strategies) query = query.where('strategy', 'in', strategies);
      return (await query.execute()).map((row) => ({
        instrumentId,
        session: sessionDate(row.session),
        strategy: row.strategy,
        entry: row.entry,
        rates: horizons.map((bars) => row[`rate_${bars}`] ?? undefined),
      }));
    },
    /** Statistics by strategy, basis and horizon. */
    async statistics(strategies?: readonly string[]): Promise<KeptStatistics[]> {
      let query = db
        .selectFrom('hit_statistics')
        .selectAll()
        .orderBy('strategy')
        .orderBy('basis')
        .orderBy('horizon');
      if (strategies) query = query.where('strategy', 'in', strategies);
      return (await query.execute()).map((row) => ({
        strategy: row.strategy,
        basis: basisOf(row.basis),
        horizon: row.horizon,
        from: sessionDate(row.from_session),
        to: sessionDate(row.to_session),
        hits: row.hits,
        sessions: row.sessions,
        ...Object.fromEntries(
          FIGURES.flatMap(([column, name]) => (row[column] === null ? [] : [[name, row[column]]])),
        ),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeHitReturns({ db, raw }: Handle) {
  const blank = {
    instrument_id: 0,
    session: '',
    strategy: '',
    basis: '',
    entry: 0,
    ...(Object.fromEntries(RATES.map((name) => [name, null])) as Record<RateName, null>),
  };
  const named = ['entry', ...RATES] as const;
  const compile = (rows: number) =>
    db
      .insertInto('hit_returns')
      .values(Array.from({ length: rows }, () => blank))
      .onConflict((conflict) =>
        conflict
          .columns(['instrument_id', 'session', 'strategy', 'basis'])
          .doUpdateSet(
            Object.fromEntries(named.map((name) => [name, sql.ref<number>(`excluded.${name}`)])),
          )
          .where(
            sql<boolean>`(${sql.join(named.map((name) => sql.ref(`hit_returns.${name}`)))}) is not (${sql.join(
              named.map((name) => sql.ref(`excluded.${name}`)),
            )})`,
          ),
      )
      .compile();
  return {
    /** Keeps returns, in place of those of the same hits. @returns rows inserted or changed */
    save(rows: readonly HitReturns[]): number {
      return runBulk(raw, 'hit-returns', compile, rows, 5 + HORIZONS, (row, cells, offset) => {
        cells[offset] = row.instrumentId;
        cells[offset + 1] = row.session;
        cells[offset + 2] = row.strategy;
        cells[offset + 3] = row.basis;
        cells[offset + 4] = row.entry;
        for (let place = 0; place < HORIZONS; place++) {
          cells[offset + 5 + place] = row.rates[place] ?? null;
        }
      });
    },
    /** Removes what is kept of hits that are none. @returns rows removed */
    async remove(
      hits: readonly Pick<HitReturns, 'instrumentId' | 'session' | 'strategy'>[],
    ): Promise<number> {
      let removed = 0;
      for (const { instrumentId, session, strategy } of hits) {
        const { numDeletedRows } = await db
          .deleteFrom('hit_returns')
          .where('instrument_id', '=', instrumentId)
          .where('session', '=', session)
          .where('strategy', '=', strategy)
          .executeTakeFirst();
        removed += Number(numDeletedRows);
      }
      return removed;
    },
    /** Keeps statistics in place of all that were kept. @returns rows written */
    async replaceStatistics(rows: readonly KeptStatistics[]): Promise<number> {
      await db.deleteFrom('hit_statistics').execute();
      for (const row of rows) {
        await db
          .insertInto('hit_statistics')
          .values({
            strategy: row.strategy,
            basis: row.basis,
            horizon: row.horizon,
            from_session: row.from,
            to_session: row.to,
            hits: row.hits,
            sessions: row.sessions,
            hit_rate: row.hitRate ?? null,
            mean: row.mean ?? null,
            median: row.median ?? null,
            q05: row.q05 ?? null,
            q25: row.q25 ?? null,
            q75: row.q75 ?? null,
            q95: row.q95 ?? null,
            t_value: row.tValue ?? null,
            universe_mean: row.universeMean ?? null,
            excess_mean: row.excessMean ?? null,
            excess_t_value: row.excessTValue ?? null,
          })
          .execute();
      }
      return rows.length;
    },
  };
}
