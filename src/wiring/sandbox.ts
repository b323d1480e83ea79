import type { Environment } from '../config/layer.ts';
import type { Calendar } from '../core/calendar/calendar.ts';
import type { Instant } from '../core/market/instant.ts';
import { fixedClock, wallClock } from '../platform/clock.ts';
import type { Clock } from '../ports/clock.ts';
import { sandboxCalendar, sandboxNow } from '../sandbox/calendar.ts';
import { SANDBOX_WATCHLIST } from '../sandbox/companies.ts';
import { SANDBOX_FEEDS } from '../sandbox/news/feeds.ts';
import { parseFaults } from '../sandbox/faults.ts';
import { startSandbox } from '../sandbox/start-sandbox.ts';

/** The seed of the sandbox's market: the same prices on every machine. */
const SEED = 20_260_101;

/** The built-in exchange, running for the length of one invocation. */
export interface RunningSandbox {
  readonly calendar: Calendar;
  /** Stands at 15:20 of its latest session, so that its exchange is always open. */
  readonly clock: Clock;
  /** Settings that point every source at it. */
  readonly forced: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * Starts the built-in exchange on loopback.
 *
 * @param now the run's as-of clock: nothing later is served
 */
export async function openSandbox(env: Environment, now: () => Instant): Promise<RunningSandbox> {
  const faults = env['PAPERJOBS_SANDBOX_FAULTS'];
  const sandbox = await startSandbox({
    seed: SEED,
    now,
    ...(faults ? { faults: parseFaults(faults) } : {}),
  });
  const { origin } = sandbox;
  return {
    calendar: sandboxCalendar(),
    clock: fixedClock(sandboxNow(wallClock.now())),
    forced: {
      base_url: origin,
      'sources.upstox.base_url': origin,
      'sources.yahoo.base_url': origin,
      'sources.nse.base_url': origin,
      'sources.bse.base_url': origin,
      'telegram.base_url': origin,
      'pings.base_url': origin,
      'sources.newsapi.base_url': origin,
      'news.feeds': SANDBOX_FEEDS.join(','),
      watchlist: SANDBOX_WATCHLIST.join(','),
    },
    close: () => sandbox.close(),
  };
}
