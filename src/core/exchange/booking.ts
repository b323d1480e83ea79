import { CHARGE_ITEMS, totalCharges } from '../charges/charges.ts';
import type { Charges } from '../charges/charges.ts';
import type { Instant } from '../market/instant.ts';
import { paise } from '../market/money.ts';
import type { Paise } from '../market/money.ts';
import type { SessionDate } from '../market/session-date.ts';
import { realised } from './lot.ts';
import type { Closing } from './lot.ts';
import { signOf } from './order.ts';
import type { OrderState, Product, Side } from './order.ts';

interface Dated {
  readonly accountId: number;
  readonly at: Instant;
  readonly session: SessionDate;
}

/** Why shares came or went without a trade. */
const SHARE_CAUSES = ['split', 'consolidation', 'bonus', 'demerger'] as const;
export type ShareCause = (typeof SHARE_CAUSES)[number];

/** Part or all of an order was traded. */
export interface Fill extends Dated {
  readonly kind: 'fill';
  readonly tradeId: number;
  readonly orderId: number;
  readonly listingId: number;
  readonly side: Side;
  readonly product: Product;
  readonly quantity: number;
  readonly pricePaise: Paise;
  readonly charges: Charges;
  readonly closings: readonly Closing[];
}

/** Shares that a company gave, joined or split. */
export interface ShareChange extends Dated {
  readonly kind: 'shares';
  readonly tradeId: number;
  readonly listingId: number;
  readonly cause: ShareCause;
  readonly side: Side;
  readonly product: Product;
  readonly quantity: number;
  /** Lots that ended for want of a whole share. */
  readonly closings: readonly Closing[];
  /** The part of the cost that came along from the shares of another company; absent: none did. */
  readonly carried?: { readonly fromListingId: number; readonly costPaise: Paise };
}

/** Money that came or went without a trade. */
export interface CashChange extends Dated {
  readonly kind: 'cash';
  readonly cause: 'dividend' | 'fraction' | 'deposit' | 'withdrawal';
  readonly amountPaise: Paise;
  /** Absent for deposits and withdrawals. */
  readonly listingId?: number;
  readonly note: string;
}

/** An order ended, was touched, armed or changed. */
export interface OrderChange extends Dated {
  readonly kind: 'order';
  readonly orderId: number;
  readonly listingId: number;
  readonly state: OrderState;
  readonly reason: string;
}

/** Something that a person should know and that books nothing. */
export interface Notice extends Dated {
  readonly kind: 'notice';
  readonly listingId: number;
  readonly text: string;
}

/** What one step of the market does to accounts: to be written down in this order. */
export type Booking = Fill | ShareChange | CashChange | OrderChange | Notice;

/** The accounts of double entry: `cash` is what an account has, the others say why. */
export const LEDGERS = [
  'cash',
  'capital',
  'shares',
  'gains',
  'dividends',
  ...CHARGE_ITEMS.map((item) => `charges.${item}` as const),
] as const;
export type LedgerName = (typeof LEDGERS)[number];

/** One side of a booking: above zero into it, below out of it. */
export interface LedgerEntry {
  readonly ledger: LedgerName;
  readonly amountPaise: Paise;
  /** What it is about, where that is not the listing of the booking. */
  readonly listingId?: number;
}

const entry = (ledger: LedgerName, amount: number): LedgerEntry => ({
  ledger,
  amountPaise: paise(amount),
});

/** What the shares of a fill were dealt at; below zero where they were sold. */
const valueOf = ({ side, quantity, pricePaise }: Fill): number =>
  signOf(side) * quantity * pricePaise;

const cashOfFill = (fill: Fill): Paise => paise(0 - valueOf(fill) - totalCharges(fill.charges));

function cashOfShares({ closings, carried }: ShareChange): Paise {
  if (carried) return paise(0);
  return paise(closings.reduce((sum, { proceedsPaise }) => sum + proceedsPaise, 0));
}

function entriesOfFill(fill: Fill): LedgerEntry[] {
  const { charges, closings } = fill;
  const gained = realised(closings);
  const entries = [
    entry('cash', cashOfFill(fill)),
    entry('shares', valueOf(fill) + gained),
    entry('gains', 0 - gained),
  ];
  for (const item of CHARGE_ITEMS) entries.push(entry(`charges.${item}`, charges[item]));
  return entries;
}

function entriesOfCash({ cause, amountPaise }: CashChange): LedgerEntry[] {
  const other = cause === 'dividend' ? 'dividends' : cause === 'fraction' ? 'gains' : 'capital';
  return [entry('cash', amountPaise), entry(other, 0 - amountPaise)];
}

function entriesOfShares(change: ShareChange): LedgerEntry[] {
  const { closings, carried } = change;
  if (carried) {
    const { fromListingId, costPaise } = carried;
    return [
      { ...entry('shares', 0 - costPaise), listingId: fromListingId },
      entry('shares', costPaise),
    ];
  }
  const gained = realised(closings);
  const cash = cashOfShares(change);
  return [entry('cash', cash), entry('shares', gained - cash), entry('gains', 0 - gained)];
}

/** The entries of a booking; they add up to zero. Those of nothing are left out. */
export function ledgerEntries(booking: Booking): LedgerEntry[] {
  const all = (): LedgerEntry[] => {
    switch (booking.kind) {
      case 'fill':
        return entriesOfFill(booking);
      case 'shares':
        return entriesOfShares(booking);
      case 'cash':
        return entriesOfCash(booking);
      case 'order':
      case 'notice':
        return [];
    }
  };
  return all().filter(({ amountPaise }) => amountPaise !== 0);
}

/** What a booking does to an account's cash: its entries of the ledger `cash`. */
export function cashEffect(booking: Booking): Paise {
  switch (booking.kind) {
    case 'fill':
      return cashOfFill(booking);
    case 'shares':
      return cashOfShares(booking);
    case 'cash':
      return booking.amountPaise;
    case 'order':
    case 'notice':
      return paise(0);
  }
}
