import { instant, istDate } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { addDays } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { meetingsBetween } from './company-events.ts';
import { dayMonthYear } from './day-spelling.ts';
import type { SandboxInstrument } from './instrument.ts';
import type { Market } from './market.ts';

/** A letter of a pretend company to the exchanges. */
export interface PretendFiling {
  readonly company: SandboxInstrument;
  readonly at: Instant;
  readonly category: string;
  readonly text: string;
}

/** Longest time between a letter and the meeting that it is about, days. */
const AHEAD_DAYS = 15;

/**
 * What companies filed on days of the range by the moment, newest first: letters about meetings of
 * their boards, and what came out of those.
 */
export function filingsBetween(
  market: Market,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
): PretendFiling[] {
  return meetingsBetween(market, from, addDays(to, AHEAD_DAYS), now)
    .flatMap(({ company, date, toldAt, reportedAt }) => {
      const day = dayMonthYear(date);
      return [
        {
          company,
          at: toldAt,
          category: 'Board Meeting Intimation',
          text: `${company.name} has informed the Exchange about Board Meeting to be held on ${day} to consider and approve the Quarterly Unaudited Financial results of the Company`,
        },
        {
          company,
          at: reportedAt,
          category: 'Outcome of Board Meeting',
          text: `${company.name} has informed the Exchange regarding Outcome of Board Meeting held on ${day} to approve the Financial Results`,
        },
      ];
    })
    .filter(({ at }) => at <= now && istDate(at) >= from && istDate(at) <= to)
    .toSorted((a, b) => b.at - a.at || (a.company.symbol < b.company.symbol ? -1 : 1));
}

/** The growing number of a filing. */
export function filingNumber({ at, company }: PretendFiling): number {
  return Math.floor(instant(at) / 60) * 100 + (company.token % 100);
}
