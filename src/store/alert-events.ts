import type { Figure } from '../core/alerts/judge.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

/** A rule that came true. */
export interface AlertEvent {
  readonly ruleId: number;
  readonly symbol: string;
  /** Time of the data that made it true. */
  readonly at: Instant;
  /** Real time of the look. */
  readonly noticedAt: Instant;
  /** The rule's one-line form then. */
  readonly rule: string;
  /** The numbers that it hung on; NaN where one was not known. */
  readonly figures: readonly Figure[];
  readonly runId: string;
}

/** Which events; absent: all. */
export interface EventWish {
  readonly ruleId?: number;
  readonly symbols?: readonly string[];
  readonly from?: Instant;
  /** Not after it. */
  readonly to?: Instant;
  readonly limit: number;
}

/** Reading of what fired. */
export function readAlertEvents({ db }: Handle) {
  return {
    /** Newest first. */
    async newest({ ruleId, symbols, from, to, limit }: EventWish): Promise<AlertEvent[]> {
      let query = db
        .selectFrom('alert_events')
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('event_id', 'desc')
        .limit(limit);
      if (ruleId !== undefined) query = query.where('rule_id', '=', ruleId);
      if (symbols) query = query.where('symbol', 'in', symbols);
      if (from !== undefined) query = query.where('at', '>=', from);
      if (to !== undefined) query = query.where('at', '<=', to);
      return (await query.execute()).map((row) => ({
        ruleId: row.rule_id,
        symbol: row.symbol,
        at: instant(row.at),
        noticedAt: instant(row.noticed_at),
        rule: row.rule,
        figures: (JSON.parse(row.figures) as [string, number | null][]).map(([name, value]) => [
          name,
          value ?? Number.NaN,
        ]),
        runId: row.run_id,
      }));
    },
  };
}

/** Writing of them, inside the caller's transaction. */
export function writeAlertEvents({ db, raw }: Handle) {
  const compile = (rows: number) =>
    db
      .insertInto('alert_events')
      .values(
        Array.from({ length: rows }, () => ({
          rule_id: 0,
          symbol: '',
          at: 0,
          noticed_at: 0,
          rule: '',
          figures: '',
          run_id: '',
        })),
      )
      .onConflict((conflict) => conflict.columns(['rule_id', 'symbol', 'at']).doNothing())
      .compile();
  return {
    /** @returns whether it is new: a rule fires once for an instrument at a moment */
    add(event: AlertEvent): boolean {
      // One by one, for each is told in its turn; the statement is the one of many rows.
      const changed = runBulk(raw, 'alert_events', compile, [event], 7, (one, cells, at) => {
        cells[at] = one.ruleId;
        cells[at + 1] = one.symbol;
        cells[at + 2] = one.at;
        cells[at + 3] = one.noticedAt;
        cells[at + 4] = one.rule;
        cells[at + 5] = JSON.stringify(one.figures);
        cells[at + 6] = one.runId;
      });
      return changed > 0;
    },
  };
}
