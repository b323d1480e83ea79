import type { SessionDate } from '../market/session-date.ts';
import type { SessionTrades } from './account-months.ts';
import type { BookedTrade, ClosedTrade } from './closed-trades.ts';

/**
 * What trades did, by session, oldest first. Fills of orders count as trades, and those
 * that closed something as wins or losses.
 */
export function tradesBySession(
  trades: readonly BookedTrade[],
  closed: readonly ClosedTrade[],
): SessionTrades[] {
  const sessions = new Map<SessionDate, SessionTrades>();
  const blank = { trades: 0, wins: 0, losses: 0, realisedPaise: 0, chargesPaise: 0 };
  for (const { session, strategy, realisedPaise, chargesPaise } of trades) {
    const day = sessions.get(session) ?? { session, ...blank };
    sessions.set(session, {
      ...day,
      trades: day.trades + Number(strategy !== undefined),
      realisedPaise: day.realisedPaise + realisedPaise,
      chargesPaise: day.chargesPaise + chargesPaise,
    });
  }
  for (const { session, profitPaise } of closed) {
    const day = sessions.get(session) ?? { session, ...blank };
    sessions.set(session, {
      ...day,
      wins: day.wins + Number(profitPaise > 0),
      losses: day.losses + Number(profitPaise < 0),
    });
  }
  return [...sessions.values()].toSorted((a, b) => (a.session < b.session ? -1 : 1));
}
