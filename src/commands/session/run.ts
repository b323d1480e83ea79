import type { CalendarDay } from '../../core/calendar/calendar.ts';
import { describeDay } from '../../core/calendar/describe-day.ts';
import { Failure } from '../../core/failure.ts';
import { istText, utcText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { options } from './command.ts';

function record(day: CalendarDay, zone: string): Readonly<Record<string, unknown>> {
  const text = (at: Instant): string => (zone === 'Asia/Kolkata' ? istText(at) : utcText(at));
  const base = { exchange: day.exchange, session: day.session, state: day.state };
  if (day.state !== 'open') return { ...base, why: day.why };
  return {
    ...base,
    kind: day.kind,
    hours: day.hours.map(({ open, close }) => ({ open: text(open), close: text(close) })),
    preOpen: day.preOpen === undefined ? null : text(day.preOpen),
    derivativeStocksClose:
      day.derivativeStocksClose === undefined ? null : text(day.derivativeStocksClose),
    why: day.why ?? null,
  };
}

/**
 * Asks the calendar. Its status serves as a unit's `ExecCondition`.
 *
 * @throws Failure `config` for a day past the calendar's last: it is not guessed by the weekday
 */
export async function run(
  ctx: CommandContext,
  { exchange }: OptionValues<typeof options>,
  [date]: readonly string[],
): Promise<CommandResult> {
  const calendar = await ctx.calendar(exchange);
  const day = calendar.day(
    date === undefined ? calendar.dateAt(ctx.clock.now()) : sessionDate(date),
  );
  if (day.state === 'unknown') throw new Failure('config', day.why);
  return {
    text: `${describeDay(day)}\n`,
    json: record(day, calendar.zone),
    no: day.state === 'closed',
  };
}
