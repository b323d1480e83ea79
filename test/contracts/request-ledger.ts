import { describe, expect, test } from 'vitest';
import { instant } from '../../src/core/market/instant.ts';
import type { RequestLedger } from '../../src/ports/request-ledger.ts';

const START_MS = Date.UTC(2026, 10, 26, 4, 0, 0);
const NOW = instant(START_MS / 1000);

/** An implementation may count in spans of up to this length, and so wait longer by as much. */
const SLACK_MS = 100;

const perSecond = { seconds: 1, requests: 2 };
const perMinute = { seconds: 60, requests: 3 };

/** How many of so many requests are booked at one moment. */
async function bookedOf(ledger: RequestLedger, tries: number, nowMs: number): Promise<number> {
  let booked = 0;
  for (let i = 0; i < tries; i++) {
    if ((await ledger.reserve('nse', [perSecond, perMinute], nowMs)) === 0) booked++;
  }
  return booked;
}

/**
 * What every request ledger does.
 *
 * @param name of the implementation
 * @param create an empty ledger; called once a test
 */
export function requestLedgerContract(
  name: string,
  create: () => RequestLedger | Promise<RequestLedger>,
): void {
  describe(`${name}: rate windows`, () => {
    test('a window takes as many requests as it allows', async () => {
      const ledger = await create();
      expect(await bookedOf(ledger, 5, START_MS)).toBe(perSecond.requests);
    });

    test('a full window tells the milliseconds after which there is room', async () => {
      const ledger = await create();
      await ledger.reserve('nse', [perSecond], START_MS);
      await ledger.reserve('nse', [perSecond], START_MS + 400);
      const waitMs = await ledger.reserve('nse', [perSecond], START_MS + 500);
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(501 + SLACK_MS);
      expect(await ledger.reserve('nse', [perSecond], START_MS + 500 + waitMs)).toBe(0);
    });

    test('the fullest of several windows decides', async () => {
      const ledger = await create();
      expect(await bookedOf(ledger, 5, START_MS)).toBe(2);
      expect(await bookedOf(ledger, 5, START_MS + 2000)).toBe(1);
      const waitMs = await ledger.reserve('nse', [perSecond, perMinute], START_MS + 4000);
      expect(waitMs).toBeGreaterThan(50_000);
      expect(waitMs).toBeLessThanOrEqual(56_001 + SLACK_MS);
    });

    test('a request that is refused takes no room', async () => {
      const ledger = await create();
      await bookedOf(ledger, 50, START_MS);
      const laterMs = START_MS + 1001 + SLACK_MS;
      expect(await ledger.reserve('nse', [perSecond, perMinute], laterMs)).toBe(0);
    });

    test('sources do not share windows', async () => {
      const ledger = await create();
      await bookedOf(ledger, 5, START_MS);
      expect(await ledger.reserve('yahoo', [perSecond], START_MS)).toBe(0);
    });

    test('without windows every request is booked', async () => {
      const ledger = await create();
      for (let i = 0; i < 5; i++) expect(await ledger.reserve('nse', [], START_MS)).toBe(0);
    });

    test('requests that ask at the same time never overfill a window', async () => {
      const ledger = await create();
      const waits = await Promise.all(
        Array.from({ length: 10 }, () => ledger.reserve('nse', [perSecond], START_MS)),
      );
      expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(perSecond.requests);
    });

    test('a wall clock that was set back makes nobody wait longer than the window', async () => {
      const ledger = await create();
      await bookedOf(ledger, 2, START_MS);
      const yesterdayMs = START_MS - 86_400_000;
      const waitMs = await ledger.reserve('nse', [perSecond], yesterdayMs);
      expect(waitMs).toBeLessThanOrEqual(1000 + SLACK_MS);
      const laterMs = yesterdayMs + 1001 + SLACK_MS;
      expect(await ledger.reserve('nse', [perSecond], laterMs)).toBe(0);
    });
  });

  describe(`${name}: health`, () => {
    test('a source that nobody asked yet is well', async () => {
      const ledger = await create();
      expect(await ledger.health('nse')).toEqual({
        source: 'nse',
        failuresInRow: 0,
        throttlesInRow: 0,
        opened: 0,
      });
    });

    test('saved health comes back whole, and is replaced by what is saved later', async () => {
      const ledger = await create();
      const ill = {
        source: 'nse',
        failuresInRow: 3,
        throttlesInRow: 1,
        openUntil: instant(NOW + 60),
        opened: 2,
        lastOkAt: instant(NOW - 60),
        lastFailureAt: NOW,
        lastError: '503 without a body',
      };
      await ledger.saveHealth(ill);
      expect(await ledger.health('nse')).toEqual(ill);
      const well = { source: 'nse', failuresInRow: 0, throttlesInRow: 0, opened: 0, lastOkAt: NOW };
      await ledger.saveHealth(well);
      expect(await ledger.health('nse')).toEqual(well);
      expect((await ledger.health('bse')).failuresInRow).toBe(0);
    });
  });

  describe(`${name}: kept answers`, () => {
    test('an address that was never kept has none', async () => {
      const ledger = await create();
      expect(await ledger.kept('https://archive.example/ind.csv')).toBeUndefined();
    });

    test('a body comes back byte for byte with its validators, and is replaced by a later one', async () => {
      const ledger = await create();
      const url = 'https://archive.example/ind.csv';
      const first = {
        url,
        etag: '"a1"',
        lastModified: 'Thu, 26 Nov 2026 03:00:00 GMT',
        contentType: 'text/csv',
        body: Uint8Array.from([0, 255, 10, 128]),
        fetchedAt: NOW,
      };
      await ledger.keep(first);
      const kept = await ledger.kept(url);
      expect(kept && { ...kept, body: Uint8Array.from(kept.body) }).toEqual(first);

      const second = {
        url,
        contentType: 'text/plain',
        body: Uint8Array.from([1]),
        fetchedAt: instant(NOW + 5),
      };
      await ledger.keep(second);
      const later = await ledger.kept(url);
      expect(later && { ...later, body: Uint8Array.from(later.body) }).toEqual(second);
    });
  });
}
