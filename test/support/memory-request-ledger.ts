import type { RateWindow } from '../../src/ports/http.ts';
import type { KeptAnswer, RequestLedger, SourceHealth } from '../../src/ports/request-ledger.ts';

/** A ledger that lasts as long as the test, and counts what was written. */
export interface MemoryRequestLedger extends RequestLedger {
  healthWrites(): number;
  /** Requests booked for a source so far. */
  booked(source: string): number;
}

/** Milliseconds until the window has room for one more; 0 when it has. */
function waitFor(window: RateWindow, stampsMs: readonly number[], nowMs: number): number {
  const spanMs = window.seconds * 1000;
  const inside = stampsMs.filter((at) => at > nowMs - spanMs);
  // The request whose leaving makes room; stamps are in the order of their time.
  const leaving = inside[inside.length - window.requests];
  return leaving === undefined ? 0 : Math.max(1, leaving + spanMs - nowMs);
}

/** Rate windows, health and kept answers in memory. */
export function memoryRequestLedger(): MemoryRequestLedger {
  const stamps = new Map<string, number[]>();
  const healths = new Map<string, SourceHealth>();
  const answers = new Map<string, KeptAnswer>();
  let healthWrites = 0;
  return {
    reserve: async (source, windows, nowMs) => {
      // A wall clock that was set back leaves stamps in the future: they count as of now.
      const known = (stamps.get(source) ?? []).map((at) => Math.min(at, nowMs));
      const waitMs = Math.max(0, ...windows.map((window) => waitFor(window, known, nowMs)));
      stamps.set(source, waitMs > 0 ? known : [...known, nowMs]);
      return waitMs;
    },
    health: async (source) =>
      healths.get(source) ?? { source, failuresInRow: 0, throttlesInRow: 0, opened: 0 },
    saveHealth: async (health) => {
      healthWrites++;
      healths.set(health.source, health);
    },
    kept: async (url) => answers.get(url),
    keep: async (answer) => {
      answers.set(answer.url, answer);
    },
    healthWrites: () => healthWrites,
    booked: (source) => stamps.get(source)?.length ?? 0,
  };
}
