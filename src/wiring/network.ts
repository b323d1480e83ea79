import type { Sources } from '../kit/context.ts';
import type { RunHttp } from '../platform/http/http.ts';
import type { RequestLedger } from '../ports/request-ledger.ts';
import type { Upstox } from '../sources/upstox/upstox.ts';
import type { Desk } from './desk.ts';
import { httpFor } from './http.ts';
import { upstoxToken } from './live-sources.ts';
import { newsKey } from './news-sources.ts';
import { sourcesOf, upstoxOf } from './sources.ts';

/** What asks sources: the client of a run and all that speaks through it. */
export interface Network {
  readonly http: RunHttp;
  readonly sources: Sources;
  /** Upstox with a token that is not kept yet. */
  upstoxWith(token: string): Upstox;
}

/**
 * Opens what asks sources; nothing is asked yet. The file is loaded late, and with it the client and
 * every parser: half of what the program would load otherwise, for runs that end at the market's gate.
 */
export function openNetwork(
  desk: Desk,
  ledger: RequestLedger,
  signal: AbortSignal,
  lowPriority: boolean,
): Network {
  const { settings } = desk;
  const http = httpFor(desk, ledger, signal, lowPriority);
  return {
    http,
    sources: sourcesOf(settings, http, { upstox: upstoxToken(desk), newsApi: newsKey(desk) }),
    upstoxWith: (token) => upstoxOf(settings, http, token),
  };
}
