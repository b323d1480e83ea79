import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

/** What a strategy said of an instrument in a session. */
export interface StrategyHit {
  readonly instrumentId: number;
  readonly session: SessionDate;
  readonly strategy: string;
  readonly action: 'enter' | 'exit';
  /** In words, with numbers. */
  readonly reason: string;
}

/** Which hits to show; absent: all; both ends of the days are in it. */
export interface ShownHits {
  readonly instrumentIds?: readonly number[];
  readonly strategies?: readonly string[];
  readonly action?: StrategyHit['action'];
  readonly from: SessionDate;
  readonly to: SessionDate;
}

/** What was looked at of an instrument, and what was found. */
export interface StrategyFindings {
  readonly instrumentId: number;
  /** Every session that was looked at, oldest first. */
  readonly sessions: readonly SessionDate[];
  /** Every strategy that was asked. */
  readonly strategies: readonly string[];
  readonly found: readonly Omit<StrategyHit, 'instrumentId'>[];
}

/** The word for it. */
export function actionOf(text: string): StrategyHit['action'] {
  return text === 'exit' ? 'exit' : 'enter';
}

/** Reading of what strategies said. */
export function readStrategyHits({ db }: Handle) {
  return {
    /** The newest session up to a day in which a strategy said something; absent: none is kept. */
    async newest(to: SessionDate): Promise<SessionDate | undefined> {
      const row = await db
        .selectFrom('instruments as i')
        .select((expression) =>
          expression.fn
            .max<string | null>(
              expression
                .selectFrom('strategy_hits as h')
                .select(({ fn }) => fn.max('h.session').as('last'))
                .whereRef('h.instrument_id', '=', 'i.instrument_id')
                .where('h.session', '<=', to),
            )
            .as('session'),
        )
        .executeTakeFirst();
      return row?.session ? sessionDate(row.session) : undefined;
    },
    /** What strategies said of an instrument, without their reasons, by session and strategy. */
    async said(
      instrumentId: number,
      { from, to, strategies }: Pick<ShownHits, 'from' | 'to' | 'strategies'>,
    ): Promise<Pick<StrategyHit, 'session' | 'strategy' | 'action'>[]> {
      let query = db
        .selectFrom('strategy_hits')
        .select(['session', 'strategy', 'action'])
        .where('instrument_id', '=', instrumentId)
        .where('session', '>=', from)
        .where('session', '<=', to)
        .orderBy('session')
        .orderBy('strategy');
      if (strategies) query = query.where('strategy', 'in', strategies);
      return (await query.execute()).map((row) => ({
        session: sessionDate(row.session),
        strategy: row.strategy,
        action: actionOf(row.action),
      }));
    },
    /** Hits by session, strategy and instrument. */
    async shown({
      instrumentIds,
      strategies,
      action,
      from,
      to,
    }: ShownHits): Promise<StrategyHit[]> {
      let query = db
        // From instrument to instrument: an index by session would double the table.
        .selectFrom('instruments as i')
        .innerJoin('strategy_hits as h', 'h.instrument_id', 'i.instrument_id')
        .selectAll('h')
        .where('h.session', '>=', from)
        .where('h.session', '<=', to)
        .orderBy('h.session')
        .orderBy('h.strategy')
        .orderBy('h.instrument_id');
      if (instrumentIds) query = query.where('i.instrument_id', 'in', instrumentIds);
      if (strategies) query = query.where('h.strategy', 'in', strategies);
      if (action) query = query.where('h.action', '=', action);
      return (await query.execute()).map((row) => ({
        instrumentId: row.instrument_id,
        session: sessionDate(row.session),
        strategy: row.strategy,
        action: actionOf(row.action),
        reason: row.reason,
      }));
    },
  };
}

const BLANK = { instrument_id: 0, session: '', strategy: '', action: '', reason: '' };

const keyOf = ({ session, strategy }: Pick<StrategyHit, 'session' | 'strategy'>): string =>
  `${session} ${strategy}`;

/** Writing of it, inside the caller's transaction. */
export function writeStrategyHits(handle: Handle) {
  const { db, raw } = handle;
  const kept = readStrategyHits(handle);
  const compile = (rows: number) =>
    db
      .insertInto('strategy_hits')
      .values(Array.from({ length: rows }, () => BLANK))
      .onConflict((conflict) =>
        conflict.columns(['instrument_id', 'session', 'strategy']).doUpdateSet((expression) => ({
          action: expression.ref('excluded.action'),
          reason: expression.ref('excluded.reason'),
        })),
      )
      .compile();

  /** What of the findings is not kept so already. Rows that they deny are removed, and counted. */
  async function changesOf({
    instrumentId,
    sessions,
    strategies,
    found,
  }: StrategyFindings): Promise<{ removed: number; rows: StrategyHit[] }> {
    const [from, to] = [sessions[0], sessions.at(-1)];
    if (from === undefined || to === undefined) return { removed: 0, rows: [] };
    const looked = new Set(sessions);
    const before = (
      await kept.shown({ instrumentIds: [instrumentId], strategies, from, to })
    ).filter(({ session }) => looked.has(session));
    const known = new Map(before.map((row) => [keyOf(row), row]));
    const now = new Set(found.map(keyOf));
    const gone = before.filter((row) => !now.has(keyOf(row)));
    for (const { session, strategy } of gone) {
      await db
        .deleteFrom('strategy_hits')
        .where('instrument_id', '=', instrumentId)
        .where('session', '=', session)
        .where('strategy', '=', strategy)
        .execute();
    }
    const rows = found
      .filter((row) => {
        const old = known.get(keyOf(row));
        return old?.action !== row.action || old.reason !== row.reason;
      })
      .map((row) => ({ instrumentId, ...row }));
    return { removed: gone.length, rows };
  }

  return {
    /**
     * Keeps what was found in the sessions by the strategies that were asked: what is no longer found
     * goes, the rest is not touched.
     *
     * @param findings by instrument
     * @returns rows inserted, changed or removed
     */
    async replace(findings: readonly StrategyFindings[]): Promise<number> {
      let removed = 0;
      const rows: StrategyHit[] = [];
      for (const one of findings) {
        const changes = await changesOf(one);
        removed += changes.removed;
        rows.push(...changes.rows);
      }
      const changed = runBulk(raw, 'strategy_hits', compile, rows, 5, (row, cells, at) => {
        cells[at] = row.instrumentId;
        cells[at + 1] = row.session;
        cells[at + 2] = row.strategy;
        cells[at + 3] = row.action;
        cells[at + 4] = row.reason;
      });
      return removed + changed;
    },
  };
}
