import type { LearnedDay, TradingHours } from './calendar.ts';
import type { ExchangeRules, WallHours, WallStretch } from './exchange-rules.ts';
import { wallMinute } from './wall-clock.ts';

/** The hours that the entry tells, else the usual ones; pre-open and auction where they fit. */
export function hoursOn(rules: ExchangeRules, day: LearnedDay): WallHours {
  const usual = rules.usualHours(day.session);
  const stretches = stretchesOn(rules, day);
  if (stretches.length === 0) return usual;
  const [told, ordinary] = [endsOf({ stretches }), endsOf(usual)];
  const { preOpen, derivativeStocksClose } = usual;
  return {
    stretches,
    ...(preOpen !== undefined && told.open === ordinary.open ? { preOpen } : {}),
    ...(derivativeStocksClose !== undefined && told.close === ordinary.close
      ? { derivativeStocksClose }
      : {}),
  };
}

/** The told stretches that lie on that day, oldest first and apart; a list may be wrong. */
export function stretchesOn(rules: ExchangeRules, day: LearnedDay): readonly WallStretch[] {
  const onWall = ({ open, close }: TradingHours): WallStretch => ({
    open: wallMinute(rules.clock, day.session, open),
    close: wallMinute(rules.clock, day.session, close),
  });
  const kept: WallStretch[] = [];
  for (const stretch of (day.hours ?? []).map(onWall).toSorted((a, b) => a.open - b.open)) {
    const free = kept[kept.length - 1]?.close ?? 0;
    if (stretch.open >= free && stretch.close > stretch.open && stretch.close <= 24 * 60) {
      kept.push(stretch);
    }
  }
  return kept;
}

/** First opening and last close of a day; both 0 where there is no stretch. */
export function endsOf({ stretches }: WallHours): WallStretch {
  return { open: stretches[0]?.open ?? 0, close: stretches[stretches.length - 1]?.close ?? 0 };
}
