import type { CorporateAction } from '../corporate-actions/corporate-action.ts';
import type { ScreenColumn } from './column.ts';

/** What is known of an instrument in a session beside its bars; absent: nobody tells. */
export interface SideFacts {
  readonly valuePaise?: number | undefined;
  readonly trades?: number | undefined;
  readonly volume?: number | undefined;
  readonly delivered?: number | undefined;
  /** Delivered part of the volume in the last 20 sessions, those of which it is told. */
  readonly deliveryRatios: readonly number[];
  /** Value dealt in the last 20 sessions, in paise. */
  readonly valuesPaise: readonly number[];
  /** Change of the NIFTY 50 over so many sessions, as a fraction. */
  readonly indexReturns: ReadonlyMap<number, number>;
  readonly actions: ActionFacts;
  readonly results: { readonly next?: number | undefined; readonly last?: number | undefined };
  readonly deals: DealFacts;
  /** Net buying of the day in paise, in the whole market. */
  readonly fiiNetPaise?: number | undefined;
  readonly diiNetPaise?: number | undefined;
  /** Per cent; absent: none, or not known. */
  readonly band?: number | undefined;
  /** Calendar days since the day of listing that the exchange tells. */
  readonly daysListed?: number | undefined;
}

/** Days and amounts of corporate actions around a session. */
export interface ActionFacts {
  /** Calendar days to the next ex-date that was known. */
  readonly nextInDays?: number | undefined;
  /** Rupees a share of today of dividends with an ex-date in the last 365 days. */
  readonly dividendYear: number;
  /** Splits, consolidations and bonuses in the last 365 days. */
  readonly sharesChanged: number;
}

/** What large deals tell. */
export interface DealFacts {
  /** Whether a list of the session is kept at all. */
  readonly listed: boolean;
  readonly netPaise: number;
  readonly netMonthPaise: number;
  readonly buyersQuarter: number;
  readonly shortQuantity?: number | undefined;
}

/** Kinds of actions that change what a share is. */
export const SHARE_ACTIONS: ReadonlySet<CorporateAction['kind']> = new Set([
  'split',
  'consolidation',
  'bonus',
]);

interface SideColumn extends ScreenColumn {
  /** @param bar values of the columns that bars tell, by name */
  readonly of: (facts: SideFacts, bar: (name: string) => number) => number;
}

const rupees = (paise: number | undefined): number => (paise ?? Number.NaN) / 100;
const told = (figure: number | undefined): number => figure ?? Number.NaN;

function mean(values: readonly number[]): number {
  return values.length === 0
    ? Number.NaN
    : values.reduce((sum, value) => sum + value, 0) / values.length;
}

const side = (
  name: string,
  unit: ScreenColumn['unit'],
  help: string,
  of: SideColumn['of'],
): SideColumn => ({ name, unit, help, of });

const excess = (sessions: number): SideColumn =>
  side(
    `excess_${sessions}`,
    'ratio',
    `return over ${sessions} sessions less that of the NIFTY 50`,
    ({ indexReturns }, bar) => bar(`return_${sessions}`) - told(indexReturns.get(sessions)),
  );

/** Windows of those returns. */
export const EXCESS_WINDOWS = [3, 5, 10, 20, 30] as const;

/** Columns that files beside the prices tell. */
export const SIDE_COLUMNS: readonly SideColumn[] = [
  side('value', 'price', 'value dealt, rupees', ({ valuePaise }) => rupees(valuePaise)),
  side('value_avg_20', 'price', 'mean of it over 20 sessions', ({ valuesPaise }) =>
    rupees(mean(valuesPaise)),
  ),
  side('vwap', 'price', 'value by volume, in shares of the session', ({ valuePaise, volume = 0 }) =>
    volume > 0 ? rupees(valuePaise) / volume : Number.NaN,
  ),
  side('trades', 'count', 'trades', ({ trades }) => told(trades)),
  side('delivered', 'count', 'shares that were delivered', ({ delivered }) => told(delivered)),
  side('delivery_ratio', 'ratio', 'delivered part of the volume', ({ delivered, volume = 0 }) =>
    volume > 0 ? told(delivered) / volume : Number.NaN,
  ),
  side('delivery_ratio_20', 'ratio', 'mean of it over 20 sessions', ({ deliveryRatios }) =>
    mean(deliveryRatios),
  ),
  ...EXCESS_WINDOWS.map(excess),
  side('price_band', 'number', 'daily price band, per cent', ({ band }) => told(band)),
  side('days_listed', 'count', 'calendar days since the day of listing', ({ daysListed }) =>
    told(daysListed),
  ),
  side('days_to_ex', 'count', 'calendar days to the next ex-date that is known', ({ actions }) =>
    told(actions.nextInDays),
  ),
  side(
    'dividend_12m',
    'price',
    'dividends of 365 days, rupees a share of today',
    ({ actions }) => actions.dividendYear,
  ),
  side(
    'dividend_yield',
    'ratio',
    'those dividends by the close',
    ({ actions }, bar) => actions.dividendYear / bar('close'),
  ),
  side(
    'shares_changed_12m',
    'count',
    'splits, consolidations and bonuses of 365 days',
    ({ actions }) => actions.sharesChanged,
  ),
  side(
    'days_to_results',
    'count',
    'calendar days to the next meeting about results',
    ({ results }) => told(results.next),
  ),
  side('days_since_results', 'count', 'calendar days since the last one', ({ results }) =>
    told(results.last),
  ),
  side('deal_net_value', 'price', 'bought less sold in bulk and block deals, rupees', ({ deals }) =>
    deals.listed ? rupees(deals.netPaise) : Number.NaN,
  ),
  side('deal_net_value_30d', 'price', 'the same over 30 calendar days', ({ deals }) =>
    rupees(deals.netMonthPaise),
  ),
  side(
    'deal_buyers_90d',
    'count',
    'different buyers in such deals over 90 days',
    ({ deals }) => deals.buyersQuarter,
  ),
  side('short_quantity', 'count', 'shares sold short, as disclosed', ({ deals }) =>
    told(deals.shortQuantity),
  ),
  side(
    'fii_net',
    'price',
    'net buying of foreign institutions in the whole market, rupees',
    (facts) => rupees(facts.fiiNetPaise),
  ),
  side(
    'dii_net',
    'price',
    'net buying of domestic institutions in the whole market, rupees',
    (facts) => rupees(facts.diiNetPaise),
  ),
];
