import { sql } from 'kysely';
import type { Extreme, YearExtreme } from '../core/flows/year-extreme.ts';
import { paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';

function extremeOf(pricePaise: number | null, on: string | null): Extreme | undefined {
  if (pricePaise === null || on === null) return undefined;
  return { pricePaise: paise(pricePaise), on: sessionDate(on) };
}

/** Reading of 52-week prices. */
export function readYearExtremes({ db }: Handle) {
  return {
    /** The newest session on or before the day whose file is kept; absent: none. */
    async newest(upTo: SessionDate): Promise<SessionDate | undefined> {
      const row = await db
        .selectFrom('year_extremes')
        .select((expression) => expression.fn.max('session').as('session'))
        .where('session', '<=', upTo)
        .executeTakeFirst();
      return row?.session ? sessionDate(row.session) : undefined;
    },
    /** Rows of one session by symbol and series. */
    async of(session: SessionDate): Promise<YearExtreme[]> {
      const rows = await db
        .selectFrom('year_extremes')
        .selectAll()
        .where('session', '=', session)
        .orderBy('symbol')
        .orderBy('series')
        .execute();
      return rows.map((row) => {
        const high = extremeOf(row.high_paise, row.high_on);
        const low = extremeOf(row.low_paise, row.low_on);
        const { symbol, series } = row;
        return { session, symbol, series, ...(high ? { high } : {}), ...(low ? { low } : {}) };
      });
    },
  };
}

const BLANK = {
  session: '',
  symbol: '',
  series: '',
  high_paise: 0,
  high_on: '',
  low_paise: 0,
  low_on: '',
};
const FACTS = ['high_paise', 'high_on', 'low_paise', 'low_on'];

/** Whether the new facts differ from the kept ones: a row that says the same is not touched. */
function whenDifferent() {
  const values = sql.join(FACTS.map((name) => sql.ref(`excluded.${name}`)));
  const kept = sql.join(FACTS.map((name) => sql.ref(`year_extremes.${name}`)));
  return sql<boolean>`(${kept}) is not (${values})`;
}

/** Writing of them, inside the caller's transaction. */
export function writeYearExtremes({ db, raw }: Handle) {
  return {
    /** Keeps a session's rows. @returns rows inserted or changed */
    save(extremes: readonly YearExtreme[]): number {
      const compile = (rows: number) =>
        db
          .insertInto('year_extremes')
          .values(Array.from({ length: rows }, () => BLANK))
          .onConflict((conflict) =>
            conflict
              .columns(['session', 'symbol', 'series'])
              .doUpdateSet({
                high_paise: sql<number>`excluded.high_paise`,
                high_on: sql<string>`excluded.high_on`,
                low_paise: sql<number>`excluded.low_paise`,
                low_on: sql<string>`excluded.low_on`,
              })
              .where(whenDifferent()),
          )
          .compile();
      return runBulk(raw, 'year_extremes', compile, extremes, 7, (row, cells, at) => {
        cells[at] = row.session;
        cells[at + 1] = row.symbol;
        cells[at + 2] = row.series;
        cells[at + 3] = row.high?.pricePaise ?? null;
        cells[at + 4] = row.high?.on ?? null;
        cells[at + 5] = row.low?.pricePaise ?? null;
        cells[at + 6] = row.low?.on ?? null;
      });
    },
  };
}
