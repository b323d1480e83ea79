import type { SessionDate } from '../market/session-date.ts';
import type { Book } from './book.ts';
import { exposureOf } from './exposure.ts';
import type { ExposureFacts } from './exposure.ts';
import { remaining, signOf } from './order.ts';
import type { Order } from './order.ts';

/** Limits of an account, as fractions of its value; absent: none. */
export interface RiskLimits {
  /** Value in one listing. */
  readonly position?: number;
  /** Value in the listings of one industry. */
  readonly sector?: number;
  /** Value of all, longs and shorts added up. */
  readonly gross?: number;
  /** Listings held or ordered; a number, not a fraction. */
  readonly positions?: number;
  /** Fall from the highest value so far. */
  readonly drawdown?: number;
  /** Loss that one day in twenty is worse than. */
  readonly valueAtRisk?: number;
}

/** Figures of the last reckoning of an account's risk, as fractions above zero. */
export interface RiskStanding {
  readonly session: SessionDate;
  readonly drawdown?: number;
  readonly valueAtRisk?: number;
}

/** Everything by which an order is judged as a risk. */
export interface RiskCheck extends ExposureFacts {
  readonly limits: RiskLimits;
  /** Absent: the account's risk was never reckoned. */
  readonly standing?: RiskStanding;
}

/** A fraction as per cent with two decimals at most, for sentences. */
export const percentText = (ratio: number): string => `${Math.round(ratio * 10_000) / 100} %`;

/** Why the account takes no new risk at all, by the last reckoning; absent: it may. */
function whyStandingBeyond(
  limits: RiskLimits,
  standing: RiskStanding | undefined,
): string | undefined {
  const beyond = (
    name: string,
    value: number | undefined,
    limit: number | undefined,
    setting: string,
  ): string | undefined =>
    value === undefined || limit === undefined || value <= limit
      ? undefined
      : `the account's ${name} was ${percentText(value)} on ${standing?.session ?? ''}, more than the ${percentText(limit)} of ${setting}: only orders that close are taken`;
  return (
    beyond('drawdown', standing?.drawdown, limits.drawdown, 'risk.max_drawdown_percent') ??
    beyond('value at risk', standing?.valueAtRisk, limits.valueAtRisk, 'risk.max_var_percent')
  );
}

/**
 * Why an order goes beyond the account's limits; absent: it does not. Orders that close never do.
 *
 * @param order as it is to be in the book; where it is there already, its own part is not counted twice
 */
export function whyBeyondLimits(book: Book, order: Order, check: RiskCheck): string | undefined {
  if (order.intent === 'close') return undefined;
  const { limits } = check;
  const halted = whyStandingBeyond(limits, check.standing);
  if (halted !== undefined) return halted;
  const { accountId, listingId, side } = order;
  const before = exposureOf(book, accountId, check, order);
  const added = signOf(side) * remaining(order) * order.boundPaise;
  const own = before.byListing.get(listingId) ?? 0;
  const more = Math.abs(own + added) - Math.abs(own);
  const sector = check.sectors.get(listingId);
  const { valuePaise } = before;
  const beyond = (what: string, value: number, limit: number | undefined, setting: string) => {
    // Divided, not multiplied: 29 % of an amount can come out a trifle below 0.29 times it.
    const ratio = valuePaise > 0 ? value / valuePaise : value > 0 ? Infinity : 0;
    if (limit === undefined || ratio <= limit) return undefined;
    const part = ratio === Infinity ? 'more than all' : percentText(ratio);
    return `${what} would be ${part} of the account, more than the ${percentText(limit)} of ${setting}`;
  };
  const count = before.byListing.size + (before.byListing.has(listingId) ? 0 : 1);
  if (limits.positions !== undefined && count > limits.positions) {
    return `${count} shares would be held or ordered, more than the ${limits.positions} of risk.max_positions`;
  }
  return (
    beyond('the position', Math.abs(own + added), limits.position, 'risk.max_position_percent') ??
    (sector === undefined
      ? undefined
      : beyond(
          `the industry ${sector}`,
          (before.bySector.get(sector) ?? 0) + more,
          limits.sector,
          'risk.max_sector_percent',
        )) ??
    beyond('what is at stake', before.grossPaise + more, limits.gross, 'risk.max_gross_percent')
  );
}
