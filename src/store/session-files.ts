import type { ExchangeCode } from '../core/market/listing.ts';
import { instant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { SessionFileKind } from '../core/sync/session-needs.ts';
import type { Handle } from './handle.ts';

/** A file of a session: had, or asked for and not there. */
export interface SessionFile {
  readonly session: SessionDate;
  readonly kind: SessionFileKind;
  readonly state: 'done' | 'missing';
  /** Which shape of file answered; absent where there is only one, or none was there. */
  readonly format?: string;
  readonly rows: number;
  readonly refused: number;
  /** Wall time. */
  readonly at: Instant;
}

/** Reading of which files of sessions were had. */
export function readSessionFiles({ db }: Handle) {
  return {
    /** Files of the sessions of a range, both ends in it, oldest first. */
    async between(
      exchange: ExchangeCode,
      from: SessionDate,
      to: SessionDate,
    ): Promise<SessionFile[]> {
      const rows = await db
        .selectFrom('session_files')
        .selectAll()
        .where('exchange', '=', exchange)
        .where('session', '>=', from)
        .where('session', '<=', to)
        .orderBy('session')
        .orderBy('kind')
        .execute();
      return rows.map((row) => ({
        session: sessionDate(row.session),
        kind: row.kind as SessionFileKind,
        state: row.state === 'done' ? ('done' as const) : ('missing' as const),
        rows: row.rows,
        refused: row.refused,
        at: instant(row.at),
        ...(row.format === null ? {} : { format: row.format }),
      }));
    },
    /** Sessions of which a file of the kind was had, oldest first. */
    async done(exchange: ExchangeCode, kind: SessionFileKind): Promise<SessionDate[]> {
      const rows = await db
        .selectFrom('session_files')
        .select('session')
        .where('exchange', '=', exchange)
        .where('kind', '=', kind)
        .where('state', '=', 'done')
        .orderBy('session')
        .execute();
      return rows.map(({ session }) => sessionDate(session));
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeSessionFiles({ db }: Handle) {
  return {
    /** A file that was had once stays so, though it be missing later. */
    async record(exchange: ExchangeCode, file: SessionFile): Promise<void> {
      const { session, kind, state, rows, refused, at } = file;
      const facts = { state, format: file.format ?? null, rows, refused, at };
      await db
        .insertInto('session_files')
        .values({ exchange, session, kind, ...facts })
        .onConflict((conflict) => {
          const update = conflict.columns(['exchange', 'session', 'kind']).doUpdateSet(facts);
          return state === 'done' ? update : update.where('session_files.state', '=', 'missing');
        })
        .execute();
    },
  };
}
