import type { Selectable } from 'kysely';
import type { Interval } from '../core/market/bar.ts';
import { instant } from '../core/market/instant.ts';
import type { GapChanges, GapState, KeptGap } from '../core/sync/holes.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

/** A remembered gap with the series that it belongs to. */
export interface SeriesGap extends KeptGap {
  readonly instrumentId: number;
  readonly interval: Interval;
}

function fromRow(row: Selectable<Schema['data_gaps']>): SeriesGap {
  return {
    instrumentId: row.instrument_id,
    interval: row.interval as Interval,
    from: row.from_slot,
    to: row.to_slot,
    slots: row.slots,
    state: row.state as GapState,
    reason: row.reason,
    attempts: row.attempts,
    firstSeenAt: instant(row.first_seen_at),
    ...(row.last_tried_at === null ? {} : { lastTriedAt: instant(row.last_tried_at) }),
  };
}

/** Reading of what is missing, and why. */
export function readGaps({ db }: Handle) {
  return {
    /** Gaps of one series that touch the range of slot names, oldest first, filled ones included. */
    async touching(
      instrumentId: number,
      interval: Interval,
      from: string,
      to: string,
    ): Promise<SeriesGap[]> {
      const rows = await db
        .selectFrom('data_gaps')
        .selectAll()
        .where('instrument_id', '=', instrumentId)
        .where('interval', '=', interval)
        .where('from_slot', '<=', to)
        .where('to_slot', '>=', from)
        .orderBy('from_slot')
        .execute();
      return rows.map(fromRow);
    },
    /** Every gap in that state (all: whatever the state), by instrument, interval and age. */
    async list(state: GapState | 'all'): Promise<SeriesGap[]> {
      let query = db
        .selectFrom('data_gaps')
        .selectAll()
        .orderBy('instrument_id')
        .orderBy('interval')
        .orderBy('from_slot');
      if (state !== 'all') query = query.where('state', '=', state);
      return (await query.execute()).map(fromRow);
    },
    /** How many gaps are in each state. */
    async counts(): Promise<Readonly<Partial<Record<GapState, number>>>> {
      const rows = await db
        .selectFrom('data_gaps')
        .select((expression) => ['state', expression.fn.countAll<number>().as('gaps')])
        .groupBy('state')
        .execute();
      return Object.fromEntries(rows.map(({ state, gaps }) => [state, gaps]));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeGaps({ db }: Handle) {
  return {
    async apply(instrumentId: number, interval: Interval, changes: GapChanges): Promise<void> {
      for (const from of changes.remove) {
        await db
          .deleteFrom('data_gaps')
          .where('instrument_id', '=', instrumentId)
          .where('interval', '=', interval)
          .where('from_slot', '=', from)
          .execute();
      }
      for (const gap of changes.save) {
        const facts = {
          to_slot: gap.to,
          slots: gap.slots,
          state: gap.state,
          reason: gap.reason,
          attempts: gap.attempts,
          first_seen_at: gap.firstSeenAt,
          last_tried_at: gap.lastTriedAt ?? null,
        };
        await db
          .insertInto('data_gaps')
          .values({ instrument_id: instrumentId, interval, from_slot: gap.from, ...facts })
          .onConflict((conflict) =>
            conflict.columns(['instrument_id', 'interval', 'from_slot']).doUpdateSet(facts),
          )
          .execute();
      }
    },
  };
}
