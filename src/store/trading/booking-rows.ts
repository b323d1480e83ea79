import type { Insertable } from 'kysely';
import { NO_CHARGES } from '../../core/charges/charges.ts';
import type {
  CashChange,
  Fill,
  LedgerEntry,
  Notice,
  OrderChange,
  ShareChange,
} from '../../core/exchange/booking.ts';
import { realised } from '../../core/exchange/lot.ts';
import type { Closing, Lot } from '../../core/exchange/lot.ts';
import type { TradingTables } from '../trading-tables.ts';

type Row<Table extends keyof TradingTables> = Insertable<TradingTables[Table]>;
export type Trade = Fill | ShareChange;

export function tradeRow(trade: Trade, runId: string | undefined): Row<'trades'> {
  const charges = trade.kind === 'fill' ? trade.charges : NO_CHARGES;
  return {
    trade_id: trade.tradeId,
    account_id: trade.accountId,
    listing_id: trade.listingId,
    order_id: trade.kind === 'fill' ? trade.orderId : null,
    kind: trade.kind === 'fill' ? 'fill' : trade.cause,
    side: trade.side,
    product: trade.product,
    quantity: trade.quantity,
    price_paise: trade.kind === 'fill' ? trade.pricePaise : 0,
    brokerage_paise: charges.brokerage,
    stt_paise: charges.stt,
    exchange_paise: charges.exchange,
    ipft_paise: charges.ipft,
    sebi_paise: charges.sebi,
    stamp_paise: charges.stamp,
    gst_paise: charges.gst,
    dp_paise: charges.dp,
    realised_paise: realised(trade.closings),
    traded_at: trade.at,
    session: trade.session,
    run_id: runId ?? null,
  };
}

/** A closed part of a lot, with the trade that closed it. */
export interface ClosedBy {
  readonly trade: Trade;
  readonly closing: Closing;
}

export function closingRow({ trade, closing }: ClosedBy): Row<'lot_closings'> {
  return {
    trade_id: trade.tradeId,
    lot_id: closing.lotId,
    product: closing.product,
    opened_on: closing.openedOn,
    quantity: closing.quantity,
    cost_paise: closing.costPaise,
    proceeds_paise: closing.proceedsPaise,
  };
}

/** What a booking is, for a person who reads the ledger. */
export function noteOf(booking: Trade | CashChange): string {
  switch (booking.kind) {
    case 'fill':
      return `${booking.side} ${booking.quantity} at ${(booking.pricePaise / 100).toFixed(2)}`;
    case 'shares':
      return `${booking.cause}: ${booking.side === 'BUY' ? '+' : '-'}${booking.quantity}`;
    case 'cash':
      return booking.note;
  }
}

/** One entry of a booking, and the number that its entries have in common. */
export interface Entered {
  readonly booking: Trade | CashChange;
  readonly journal: number;
  readonly entry: LedgerEntry;
}

export function entryRow({ booking, journal, entry }: Entered): Row<'ledger_entries'> {
  return {
    journal,
    account_id: booking.accountId,
    ledger: entry.ledger,
    amount_paise: entry.amountPaise,
    booked_at: booking.at,
    session: booking.session,
    trade_id: booking.kind === 'cash' ? null : booking.tradeId,
    listing_id: entry.listingId ?? booking.listingId ?? null,
    note: noteOf(booking),
  };
}

export function eventRow(booking: OrderChange | Notice): Row<'order_events'> {
  const told = booking.kind === 'order';
  return {
    account_id: booking.accountId,
    listing_id: booking.listingId,
    order_id: told ? booking.orderId : null,
    happened_at: booking.at,
    session: booking.session,
    state: told ? booking.state : null,
    text: told ? booking.reason : booking.text,
  };
}

export function lotRow(lot: Lot): Row<'lots'> {
  return {
    lot_id: lot.lotId,
    account_id: lot.accountId,
    listing_id: lot.listingId,
    product: lot.product,
    quantity: lot.quantity,
    cost_paise: lot.costPaise,
    opened_at: lot.openedAt,
    opened_on: lot.openedOn,
  };
}
