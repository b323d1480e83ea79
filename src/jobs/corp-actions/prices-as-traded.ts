import { alreadyIn } from '../../core/corporate-actions/already-in.ts';
import type { CorporateAction } from '../../core/corporate-actions/corporate-action.ts';
import { factorsOf } from '../../core/corporate-actions/factors.ts';
import { paise } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { PricesAround } from '../../store/securities.ts';
import type { Store } from '../../store/store.ts';

/** Prices around an ex-date as they were traded, or as they must have been. */
export type TradedPrices = PricesAround;

/** A price further from the ex-date than this says nothing about it. */
const NEAR_DAYS = 15;

/** Prices near enough to the ex-date to say something about it. */
function near({ cum, open }: PricesAround, exDate: SessionDate): PricesAround {
  return {
    ...(cum && cum.session >= addDays(exDate, -NEAR_DAYS) ? { cum } : {}),
    ...(open && open.session <= addDays(exDate, NEAR_DAYS) ? { open } : {}),
  };
}

const over = (price: Paise, factor: number): Paise => paise(Math.round(price / factor));

/**
 * Finds the prices around the ex-dates of one share, as traded. Where only a split-adjusted series
 * is kept, the splits and bonuses that it has in it are taken out again.
 *
 * @param instrumentId absent: nothing is known of it
 * @param today last session that may be looked at
 * @returns to be called with each ex-date and its actions, the newest date first
 */
export function pricesAsTraded(
  securities: Store['securities'],
  instrumentId: number | undefined,
  today: SessionDate,
): (exDate: SessionDate, day: readonly CorporateAction[]) => Promise<TradedPrices> {
  // Factors of later ex-dates that the split-adjusted series has in it.
  let later = 1;
  return async (exDate, day) => {
    if (instrumentId === undefined) return {};
    const raw = near(await securities.pricesAround(instrumentId, exDate, today, 'raw'), exDate);
    const series = await securities.pricesAround(instrumentId, exDate, today, 'split-adjusted');
    const { cum, open } = near(series, exDate);
    const { shares } = factorsOf(day, {});
    const within =
      exDate <= today && (!cum || !open || alreadyIn(open.openPaise, cum.closePaise, shares));
    const before = later;
    if (within) later *= shares;
    if (raw.cum || raw.open || !cum) return raw;
    const closePaise = over(cum.closePaise, later);
    return {
      cum: { session: cum.session, closePaise },
      ...(open ? { open: { session: open.session, openPaise: over(open.openPaise, before) } } : {}),
    };
  };
}
