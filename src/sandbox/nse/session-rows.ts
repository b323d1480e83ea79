import type { Instant } from '../../core/market/instant.ts';
import { paise } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import { dayNumber } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sandboxBonds } from '../bonds.ts';
import type { SandboxBond } from '../bonds.ts';
import { sandboxCompanies } from '../companies.ts';
import { mix, share, textKey } from '../hash.ts';
import { symbolOn } from '../instrument.ts';
import type { Market } from '../market.ts';

/** One line of a session's file, whatever the format. */
export interface SessionRow {
  readonly symbol: string;
  readonly series: string;
  readonly isin: string;
  readonly name: string;
  readonly token: number;
  readonly lotShares: number;
  readonly openPaise: Paise;
  readonly highPaise: Paise;
  readonly lowPaise: Paise;
  readonly closePaise: Paise;
  readonly previousClosePaise: number;
  readonly volume: number;
  readonly turnoverPaise: number;
  readonly trades: number;
}

/** Fair value of a bond on a day in paise: near its face value of ₹100. */
function bondPaise(seed: number, bond: SandboxBond, day: number): number {
  return 9_800 + 5 * (mix(mix(seed, textKey(bond.symbol)), day) % 80);
}

/** Bonds deal seldom and at one or two prices; a day without dealing has no line. */
function bondRow(market: Market, bond: SandboxBond, session: SessionDate): SessionRow | undefined {
  const day = dayNumber(session);
  const key = mix(market.seed, bond.token);
  if (share(key, day) < 0.2) return undefined;
  const open = bondPaise(market.seed, bond, day);
  const close = open + (mix(key, day) % 3) * 5;
  const volume = 10 * (1 + (mix(key, day + 1) % 90));
  return {
    ...bond,
    lotShares: 1,
    openPaise: paise(open),
    highPaise: paise(close),
    lowPaise: paise(open),
    closePaise: paise(close),
    previousClosePaise: bondPaise(market.seed, bond, day - 1),
    volume,
    turnoverPaise: volume * close,
    trades: 1 + (volume % 7),
  };
}

/** All that was dealt in a session, by symbol: the companies and a few bonds. */
export function sessionRows(market: Market, session: SessionDate, now: Instant): SessionRow[] {
  const shares = sandboxCompanies.flatMap((company) => {
    const bar = market.day(company, session, now);
    if (!bar) return [];
    const { openPaise, highPaise, lowPaise, closePaise, volume, turnoverPaise } = bar;
    const { series, isin = '', name, token, lotShares } = company;
    const symbol = symbolOn(company, session);
    const previousClosePaise = market.previousClosePaise(company, session) ?? openPaise;
    const trades = Math.max(1, Math.round(volume / (40 * lotShares)));
    return [
      {
        symbol,
        series,
        isin,
        name,
        token,
        lotShares,
        openPaise,
        highPaise,
        lowPaise,
        closePaise,
        previousClosePaise,
        volume,
        turnoverPaise,
        trades,
      },
    ];
  });
  const bonds = sandboxBonds.flatMap((bond) => bondRow(market, bond, session) ?? []);
  return [...shares, ...bonds].toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
