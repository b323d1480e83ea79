import { closesAt, opensAt } from '../core/calendar/calendar.ts';
import type { Calendar } from '../core/calendar/calendar.ts';
import { Failure } from '../core/failure.ts';
import { istTime } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import type { Gate } from './job.ts';

/** Whether the market lets a gated job work now; `why` says why not, or until when. */
export interface GateAnswer {
  readonly open: boolean;
  readonly why: string;
}

/**
 * Asks the calendar, not the weekday.
 *
 * @throws Failure `config` for a day that the calendar knows nothing about
 */
export function askGate(gate: Gate, calendar: Calendar, now: Instant): GateAnswer {
  const day = calendar.day(calendar.dateAt(now));
  switch (day.state) {
    case 'unknown':
      throw new Failure('config', day.why);
    case 'closed':
      return { open: false, why: `${day.exchange} is closed on ${day.session}: ${day.why}` };
    case 'open': {
      const from = opensAt(day) - gate.beforeMinutes * 60;
      const to = closesAt(day) + gate.afterMinutes * 60;
      const open = from <= now && now <= to;
      const span = `${istTime(opensAt(day))} to ${istTime(closesAt(day))} IST`;
      const where = `${day.exchange} trades from ${span} on ${day.session}`;
      return { open, why: open ? where : `${where}; it is ${istTime(now)}` };
    }
  }
}
