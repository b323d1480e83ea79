import { alreadyIn } from '../../core/corporate-actions/already-in.ts';
import { adjust } from '../../core/corporate-actions/adjust.ts';
import type { DatedFactor } from '../../core/corporate-actions/adjust.ts';
import { instrumentFinder } from '../../core/corporate-actions/instrument-finder.ts';
import { factorFor } from '../../core/corporate-actions/price-factor.ts';
import type { Adjustment, PriceFactor } from '../../core/corporate-actions/price-factor.ts';
import type { Basis } from '../../core/market/bar.ts';
import { istDate } from '../../core/market/instant.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import type { CommandContext } from '../../kit/command.ts';
import type { ShownCandle } from '../../store/shown-candles.ts';
import type { Store } from '../../store/store.ts';

/** What a series that its source calls split-adjusted has of the factor's splits and bonuses. */
async function sharesAlreadyIn(
  store: Store,
  instrumentId: number,
  { exDate, shares }: PriceFactor,
  today: SessionDate,
): Promise<number> {
  if (shares === 1) return 1;
  const basis = 'split-adjusted';
  const { cum, open } = await store.securities.pricesAround(instrumentId, exDate, today, basis);
  return !cum || !open || alreadyIn(open.openPaise, cum.closePaise, shares) ? shares : 1;
}

/**
 * Daily candles in shares of today. What a source served split-adjusted already has its splits and
 * bonuses in it: there only the rest is applied. Factors whose ex-date is still to come wait.
 */
export async function adjusted(
  ctx: CommandContext,
  store: Store,
  candles: readonly ShownCandle[],
  adjustment: Adjustment,
): Promise<readonly ShownCandle[]> {
  if (adjustment === 'none') return candles;
  const special = ctx.resolved.settings['corp_actions.special_dividends'];
  const find = instrumentFinder(await store.securities.all());
  const today = istDate(ctx.clock.now());
  const shown = new Map<number, Set<Basis>>();
  for (const { instrumentId, basis = 'raw' } of candles) {
    shown.set(instrumentId, (shown.get(instrumentId) ?? new Set()).add(basis));
  }
  const raw = new Map<number, DatedFactor[]>();
  const rest = new Map<number, DatedFactor[]>();
  for (const factor of await store.priceFactors.list()) {
    const instrumentId = find(factor);
    const bases = instrumentId === undefined ? undefined : shown.get(instrumentId);
    if (instrumentId === undefined || !bases || factor.exDate > today) continue;
    const whole = factorFor(factor, adjustment, special);
    const { exDate } = factor;
    const inIt = bases.has('split-adjusted')
      ? await sharesAlreadyIn(store, instrumentId, factor, today)
      : 1;
    for (const [factors, number] of [
      [raw, whole],
      [rest, whole / inIt],
    ] as const) {
      factors.set(instrumentId, [...(factors.get(instrumentId) ?? []), { exDate, factor: number }]);
    }
  }
  return candles.flatMap((candle) => {
    const factors = (candle.basis === 'raw' ? raw : rest).get(candle.instrumentId) ?? [];
    return adjust([candle], factors, ({ at }) => sessionDate(String(at)));
  });
}
