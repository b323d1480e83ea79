import type { Basis } from '../core/market/bar.ts';
import { MAIN_SERIES } from '../core/market/listing.ts';
import type { NamedCompany } from '../core/corporate-actions/same-company.ts';
import { paise } from '../core/market/money.ts';
import type { Paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import { viewsOf } from './row-views.ts';

/** A security of NSE under every symbol that it bears or bore. */
export interface NamedSecurity extends NamedCompany {
  readonly instrumentId: number;
  readonly isin?: string;
  /** Whether it bears the symbol now. */
  readonly current: boolean;
}

/** Prices around an ex-date, in one series; what is not kept is absent. */
export interface PricesAround {
  readonly cum?: { readonly session: SessionDate; readonly closePaise: Paise };
  readonly open?: { readonly session: SessionDate; readonly openPaise: Paise };
}

/** Reading of what joins corporate actions with prices. */
export function readSecurities({ db }: Handle) {
  return {
    /** One row for each symbol of each instrument on NSE, current symbols first. */
    async all(): Promise<NamedSecurity[]> {
      const query = db
        .selectFrom('instrument_symbols as s')
        .innerJoin('instruments as i', 'i.instrument_id', 's.instrument_id')
        .select(['s.symbol', 's.valid_to', 'i.instrument_id', 'i.isin', 'i.name'])
        .where('s.exchange', '=', 'XNSE')
        .orderBy('s.valid_to')
        .orderBy('i.instrument_id')
        .compile();
      return (await viewsOf(db, query)).map((row) => ({
        symbol: row.symbol,
        company: row.name,
        instrumentId: row.instrument_id,
        current: row.valid_to === null,
        ...(row.isin === null ? {} : { isin: row.isin }),
      }));
    },
    /**
     * The last close before the ex-date and the first open from it on, of the usual series on NSE.
     *
     * @param basis of the rows to look at: only raw ones are as traded
     * @param until last session that may be looked at
     */
    async pricesAround(
      instrumentId: number,
      exDate: SessionDate,
      until: SessionDate,
      basis: Basis,
    ): Promise<PricesAround> {
      const bars = db
        .selectFrom('candles_1d as c')
        .innerJoin('listings as l', 'l.listing_id', 'c.listing_id')
        .where('l.instrument_id', '=', instrumentId)
        .where('l.exchange', '=', 'XNSE')
        .where('l.series', 'in', MAIN_SERIES)
        .where('c.basis', '=', basis === 'raw' ? 0 : 1)
        .where('c.session', '<=', until);
      const cum = await bars
        .select(['c.session', 'c.close_paise'])
        .where('c.session', '<', exDate)
        .orderBy('c.session', 'desc')
        .limit(1)
        .executeTakeFirst();
      const open = await bars
        .select(['c.session', 'c.open_paise'])
        .where('c.session', '>=', exDate)
        .orderBy('c.session')
        .limit(1)
        .executeTakeFirst();
      return {
        ...(cum
          ? { cum: { session: sessionDate(cum.session), closePaise: paise(cum.close_paise) } }
          : {}),
        ...(open
          ? { open: { session: sessionDate(open.session), openPaise: paise(open.open_paise) } }
          : {}),
      };
    },
  };
}
