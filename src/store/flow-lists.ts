import type { FlowList } from '../core/flows/flow-list.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';

/** That a list of a session was had, however many rows it held. */
export interface FlowListMark {
  /** The session whose evening published it. */
  readonly session: SessionDate;
  readonly list: FlowList;
  readonly rows: number;
  /** The as-of moment of the run that was answered. */
  readonly answeredAt: Instant;
}

/** Reading of which lists were had. */
export function readFlowLists({ db }: Handle) {
  return {
    /** Marks of the sessions, both ends in it, oldest first. */
    async between(from: SessionDate, to: SessionDate): Promise<FlowListMark[]> {
      const rows = await db
        .selectFrom('flow_lists')
        .selectAll()
        .where('session', '>=', from)
        .where('session', '<=', to)
        .orderBy('session')
        .orderBy('list')
        .execute();
      return rows.map((row) => ({
        session: sessionDate(row.session),
        list: row.list as FlowList,
        rows: row.rows,
        answeredAt: instant(row.answered_at),
      }));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeFlowLists({ db }: Handle) {
  return {
    async mark({ session, list, rows, answeredAt }: FlowListMark): Promise<void> {
      const facts = { rows, answered_at: answeredAt };
      await db
        .insertInto('flow_lists')
        .values({ session, list, ...facts })
        .onConflict((conflict) =>
          conflict
            .columns(['session', 'list'])
            .doUpdateSet(facts)
            .where((kept) =>
              kept.or([
                kept('flow_lists.rows', '<>', rows),
                kept('flow_lists.answered_at', '<>', answeredAt),
              ]),
            ),
        )
        .execute();
    },
  };
}
