import { sql } from 'kysely';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { SCREEN_NAMES as NAMES } from '../core/screen/names.ts';
import type { ScreenName } from '../core/screen/names.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

/** An instrument's row of the screener table of one session. */
export interface ScreenRow {
  readonly instrumentId: number;
  readonly session: SessionDate;
  /** One for each column of the table, in its order; NaN is absent. */
  readonly values: Float64Array;
}

/** Which rows to read; absent instruments: all. */
export interface ScreenWish {
  readonly from: SessionDate;
  readonly to: SessionDate;
  readonly instrumentIds?: readonly number[];
}

/** Reading of the screener table. */
export function readScreen({ db }: Handle) {
  return {
    /** The newest session up to a day of which there are rows; absent: none. */
    async newest(to: SessionDate): Promise<SessionDate | undefined> {
      const row = await db
        .selectFrom('screen')
        .select((expression) => expression.fn.max('session').as('session'))
        .where('session', '<=', to)
        .executeTakeFirst();
      return row?.session ? sessionDate(row.session) : undefined;
    },
    /** Instruments that have a row of the session, with every column of the table as it is now. */
    async instrumentsIn(session: SessionDate): Promise<number[]> {
      const rows = await db
        .selectFrom('screen')
        .select('instrument_id')
        .where('session', '=', session)
        // Bars always tell it: without it a row is of before the column was there.
        .where('since_high', 'is not', null)
        .execute();
      return rows.map((row) => row.instrument_id);
    },
    /** Rows by session, then instrument. */
    async between({ from, to, instrumentIds }: ScreenWish): Promise<ScreenRow[]> {
      let query = db
        .selectFrom('screen')
        .selectAll()
        .where('session', '>=', from)
        .where('session', '<=', to)
        .orderBy('session')
        .orderBy('instrument_id');
      if (instrumentIds) query = query.where('instrument_id', 'in', instrumentIds);
      return (await query.execute()).map((row) => ({
        instrumentId: row.instrument_id,
        session: sessionDate(row.session),
        values: Float64Array.from(NAMES, (name) => row[name] ?? Number.NaN),
      }));
    },
  };
}

/** A row that says the same as the kept one is not touched. */
function whenDifferent() {
  const values = sql.join(NAMES.map((name) => sql.ref(`excluded.${name}`)));
  const kept = sql.join(NAMES.map((name) => sql.ref(`screen.${name}`)));
  return sql<boolean>`(${kept}) is not (${values})`;
}

const BLANK = Object.fromEntries(NAMES.map((name) => [name, null])) as Record<ScreenName, null>;

/** Writing of them, inside the caller's transaction. */
export function writeScreen({ db, raw }: Handle) {
  const compile = (rows: number) =>
    db
      .insertInto('screen')
      .values(Array.from({ length: rows }, () => ({ session: '', instrument_id: 0, ...BLANK })))
      .onConflict((conflict) =>
        conflict
          .columns(['session', 'instrument_id'])
          .doUpdateSet(
            Object.fromEntries(NAMES.map((name) => [name, sql.ref<number>(`excluded.${name}`)])),
          )
          .where(whenDifferent()),
      )
      .compile();
  return {
    /**
     * Keeps rows, in place of those of the same sessions and instruments.
     *
     * @param rows by session, then instrument
     * @returns rows inserted or changed
     */
    save(rows: readonly ScreenRow[]): number {
      return runBulk(raw, 'screen', compile, rows, NAMES.length + 2, (row, cells, offset) => {
        cells[offset] = row.session;
        cells[offset + 1] = row.instrumentId;
        for (const [place, value] of row.values.entries()) {
          cells[offset + 2 + place] = Number.isNaN(value) ? null : value;
        }
      });
    },
  };
}
