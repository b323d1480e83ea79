import type { Selectable } from 'kysely';
import { dealChanges } from '../core/flows/deal.ts';
import type { Deal, DealKind, NumberedDeal } from '../core/flows/deal.ts';
import { paise } from '../core/market/money.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { runBulk } from './bulk.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

/** A deal as it is kept. */
export interface KeptDeal extends NumberedDeal {
  readonly dealId: number;
  readonly kind: DealKind;
}

/** Which deals to show; absent: all; both ends of the days are in it. */
export interface ShownDeals {
  readonly kinds?: readonly DealKind[];
  readonly symbols?: readonly string[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

function fromRow(row: Selectable<Schema['deals']>): KeptDeal {
  return {
    dealId: row.deal_id,
    kind: row.kind as DealKind,
    session: sessionDate(row.session),
    symbol: row.symbol,
    securityName: row.security_name,
    quantity: row.quantity,
    ordinal: row.ordinal,
    ...(row.client === null ? {} : { client: row.client }),
    ...(row.side === null ? {} : { side: row.side === 'BUY' ? ('BUY' as const) : 'SELL' }),
    ...(row.price_paise === null ? {} : { pricePaise: paise(row.price_paise) }),
    ...(row.remarks === null ? {} : { remarks: row.remarks }),
  };
}

/** Reading of deals. */
export function readDeals({ db }: Handle) {
  return {
    /** One day's list as it is kept, in no particular order. */
    async listOf(kind: DealKind, session: SessionDate): Promise<KeptDeal[]> {
      const rows = await db
        .selectFrom('deals')
        .selectAll()
        .where('session', '=', session)
        .where('kind', '=', kind)
        .execute();
      return rows.map(fromRow);
    },
    /** Deals by session, kind and symbol; within one, in the list's order as far as it was kept. */
    async shown({ kinds, symbols, from, to }: ShownDeals): Promise<KeptDeal[]> {
      let query = db
        .selectFrom('deals')
        .selectAll()
        .orderBy('session')
        .orderBy('kind')
        .orderBy('symbol')
        .orderBy('deal_id');
      if (kinds) query = query.where('kind', 'in', kinds);
      if (symbols) query = query.where('symbol', 'in', symbols);
      if (from !== undefined) query = query.where('session', '>=', from);
      if (to !== undefined) query = query.where('session', '<=', to);
      return (await query.execute()).map(fromRow);
    },
  };
}

const BLANK = {
  session: '',
  kind: '',
  symbol: '',
  security_name: '',
  client: '',
  side: '',
  quantity: 0,
  price_paise: 0,
  remarks: '',
  ordinal: 0,
};

function insert({ db, raw }: Handle, kind: DealKind, deals: readonly NumberedDeal[]): number {
  const compile = (rows: number) =>
    db
      .insertInto('deals')
      .values(Array.from({ length: rows }, () => BLANK))
      .compile();
  return runBulk(raw, 'deals', compile, deals, 10, (deal, cells, at) => {
    cells[at] = deal.session;
    cells[at + 1] = kind;
    cells[at + 2] = deal.symbol;
    cells[at + 3] = deal.securityName;
    cells[at + 4] = deal.client ?? null;
    cells[at + 5] = deal.side ?? null;
    cells[at + 6] = deal.quantity;
    cells[at + 7] = deal.pricePaise ?? null;
    cells[at + 8] = deal.remarks ?? null;
    cells[at + 9] = deal.ordinal;
  });
}

/** Writing of them, inside the caller's transaction. */
export function writeDeals(handle: Handle) {
  const kept = readDeals(handle);
  return {
    /**
     * Keeps one day's list as it is published now: what is new is added, what is no longer in it goes,
     * the rest is not touched.
     *
     * @param deals the whole list of the kind, all of that session
     * @returns rows added or removed
     */
    async replaceList(
      kind: DealKind,
      session: SessionDate,
      deals: readonly Deal[],
    ): Promise<number> {
      const { add, remove } = dealChanges(await kept.listOf(kind, session), deals);
      for (const { dealId } of remove) {
        await handle.db.deleteFrom('deals').where('deal_id', '=', dealId).execute();
      }
      return remove.length + insert(handle, kind, add);
    },
  };
}
