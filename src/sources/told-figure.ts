import type { Paise } from '../core/market/money.ts';
import { paiseFromRupees } from '../core/market/money.ts';

/**
 * A price that may not be told: rupees above zero, to whole paise. Live answers write 0 or null where
 * there is no trade, no order or no limit.
 *
 * @returns absent for those, and for what is too large to be exact
 */
export function toldPrice(rupees: number | null | undefined): Paise | undefined {
  return typeof rupees === 'number' && rupees > 0 ? paiseFromRupees(rupees) : undefined;
}

/** A count that may not be told; null is absent, 0 is a count. */
export function toldCount(count: number | null | undefined): number | undefined {
  return typeof count === 'number' && Number.isFinite(count) ? count : undefined;
}

/** The record without the keys whose value is absent: absent keys are left out in our types. */
export function told<Fields extends Readonly<Record<string, unknown>>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: Exclude<Fields[Name], undefined>;
  };
}
