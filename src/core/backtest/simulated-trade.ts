import { totalCharges } from '../charges/charges.ts';
import type { Fill } from '../exchange/booking.ts';
import { realised } from '../exchange/lot.ts';
import type { SessionDate } from '../market/session-date.ts';

/** A trade as it was filled. Money in paise. */
export interface SimulatedTrade {
  readonly session: SessionDate;
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: number;
  readonly pricePaise: number;
  readonly chargesPaise: number;
  /** Shares that it closed, and what these won, charges apart. */
  readonly closed: number;
  readonly realisedPaise: number;
  readonly instrumentId: number;
}

/** A fill as a backtest tells it. */
export function simulatedTrade(fill: Fill, symbol: string): SimulatedTrade {
  return {
    session: fill.session,
    symbol,
    side: fill.side,
    quantity: fill.quantity,
    pricePaise: fill.pricePaise,
    chargesPaise: totalCharges(fill.charges),
    closed: fill.closings.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0),
    realisedPaise: realised(fill.closings),
    instrumentId: fill.listingId,
  };
}
