import type { Instant } from '../core/market/instant.ts';
import type { RateWindow } from './http.ts';

/** What the names of channels begin with where they are kept beside sources: `notify:email`. */
export const CHANNEL_PREFIX = 'notify:';

/** State of a source as every process sees it. */
export interface SourceHealth {
  readonly source: string;
  readonly failuresInRow: number;
  readonly throttlesInRow: number;
  /** The circuit is open until then; absent: closed. */
  readonly openUntil?: Instant;
  /** How often it opened in a row, for doubling the time. */
  readonly opened: number;
  readonly lastOkAt?: Instant;
  readonly lastFailureAt?: Instant;
  readonly lastError?: string;
}

/** A body kept with what a source needs to say "not modified". */
export interface KeptAnswer {
  readonly url: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly fetchedAt: Instant;
}

/** What must outlive a process for the client to be polite: kept in the database, shared by all. */
export interface RequestLedger {
  /**
   * Books one request now if every window has room.
   *
   * @returns 0 when it is booked, else the milliseconds until it is worth asking again
   */
  reserve(source: string, windows: readonly RateWindow[], nowMs: number): Promise<number>;
  health(source: string): Promise<SourceHealth>;
  saveHealth(health: SourceHealth): Promise<void>;
  kept(url: string): Promise<KeptAnswer | undefined>;
  keep(answer: KeptAnswer): Promise<void>;
}
