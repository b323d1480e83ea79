import { createHttp } from '../platform/http/http.ts';
import type { RunHttp } from '../platform/http/http.ts';
import { pacer } from '../platform/clock.ts';
import { random } from '../platform/random.ts';
import type { RequestLedger } from '../ports/request-ledger.ts';
import type { Desk } from './desk.ts';

/** The polite client of one run, on the desk's settings. */
export function httpFor(
  desk: Desk,
  ledger: RequestLedger,
  signal: AbortSignal,
  lowPriority: boolean,
): RunHttp {
  const { settings, log, redact, paths, wall } = desk;
  return createHttp({
    ledger,
    pacer,
    random,
    wallClock: wall,
    log,
    signal,
    secrets: redact,
    keepFolder: paths.refused,
    budgetMs: settings['http.budget_seconds'] * 1000,
    timeoutMs: settings['http.timeout_seconds'] * 1000,
    retries: settings['http.retries'],
    lowPriority,
    userAgent: 'Mozilla/5.0 (compatible; paperjobs)',
  });
}
