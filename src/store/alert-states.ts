import type { EdgeState } from '../core/alerts/edge.ts';
import { instant } from '../core/market/instant.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';
import { viewsOf } from './row-views.ts';

/** Where a rule stands with an instrument. */
export interface AlertState extends EdgeState {
  readonly ruleId: number;
  readonly symbol: string;
  /** Why it cannot be evaluated; absent: it can. */
  readonly problem?: string;
}

const COLUMNS = ['active', 'sides', 'seen_at', 'fired_at', 'problem'] as const;

/** Reading of where rules stand. */
export function readAlertStates({ db }: Handle) {
  return {
    /** By rule and symbol; absent rule: of all. */
    async list(ruleId?: number): Promise<AlertState[]> {
      let query = db.selectFrom('alert_states').selectAll().orderBy('rule_id').orderBy('symbol');
      if (ruleId !== undefined) query = query.where('rule_id', '=', ruleId);
      const rows = await viewsOf(db, query.compile());
      return rows.map((row) => ({
        ruleId: row.rule_id,
        symbol: row.symbol,
        active: row.active === 1,
        sides: row.sides,
        seenAt: row.seen_at,
        ...(row.fired_at === null ? {} : { firedAt: instant(row.fired_at) }),
        ...(row.problem === null ? {} : { problem: row.problem }),
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeAlertStates({ db, raw }: Handle) {
  const compile = (rows: number) =>
    db
      .insertInto('alert_states')
      .values(
        Array.from({ length: rows }, () => ({
          rule_id: 0,
          symbol: '',
          active: 0,
          sides: '',
          seen_at: 0,
          fired_at: 0,
          problem: '',
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['rule_id', 'symbol'])
          .doUpdateSet((all) =>
            Object.fromEntries(COLUMNS.map((name) => [name, all.ref(`excluded.${name}`)])),
          ),
      )
      .compile();
  return {
    /** Inserts or replaces, by rule and symbol. */
    save(states: readonly AlertState[]): void {
      runBulk(raw, 'alert_states', compile, states, 7, (state, cells, at) => {
        cells[at] = state.ruleId;
        cells[at + 1] = state.symbol;
        cells[at + 2] = Number(state.active);
        cells[at + 3] = state.sides;
        cells[at + 4] = state.seenAt;
        cells[at + 5] = state.firedAt ?? null;
        cells[at + 6] = state.problem ?? null;
      });
    },
  };
}
