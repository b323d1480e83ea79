import { Failure, mostTelling } from '../../core/failure.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';

/** A list without a date is today's: under a past moment it would be stored as what it is not. */
function refusePast(ctx: CommandContext): void {
  const { settings } = ctx.resolved;
  const past = ctx.wall.now() - ctx.clock.now() > 60;
  const elsewhere =
    settings.base_url ?? (settings['sources.nse.base_url'] && settings['sources.upstox.base_url']);
  if (!past || elsewhere !== undefined || ctx.sandbox) return;
  throw new Failure(
    'usage',
    'expected no --as-of in the past: the holiday lists have no date; they are stored so only where their base URL is overridden',
  );
}

/**
 * Asks every list.
 *
 * @throws Failure when none could be had: the one that tells the most
 */
export async function run(ctx: CommandContext): Promise<CommandResult> {
  refusePast(ctx);
  const { holidays } = await ctx.sources();
  const store = await ctx.store('write');
  const lines: { source: string; days?: number; changed?: number; failure?: string }[] = [];
  const failures: Failure[] = [];
  for (const source of holidays) {
    try {
      const days = await source.holidays();
      const changed = await store.write((books) =>
        books.calendarDays.learn(days, source.name, ctx.wall.now()),
      );
      lines.push({ source: source.name, days: days.length, changed });
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'stopped') throw error;
      failures.push(error);
      lines.push({ source: source.name, failure: error.message });
    }
  }
  const telling = mostTelling(failures);
  if (telling && failures.length === lines.length) throw telling;
  const calendar = await ctx.calendar('XNSE');
  const text = lines.map(({ source, days, changed, failure }) =>
    failure === undefined
      ? `${source}: ${days} days listed, ${changed} new or changed\n`
      : `${source}: not available: ${failure}\n`,
  );
  return {
    text: [...text, `XNSE is known to ${calendar.knownTo}\n`],
    json: { sources: lines, knownTo: calendar.knownTo },
  };
}
