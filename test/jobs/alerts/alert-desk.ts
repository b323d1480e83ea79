import { readRule, USUAL_MANNER } from '../../../src/core/alerts/rule.ts';
import type { RuleManner } from '../../../src/core/alerts/rule.ts';
import { istDate, readInstant } from '../../../src/core/market/instant.ts';
import type { Interval } from '../../../src/core/market/bar.ts';
import { paise } from '../../../src/core/market/money.ts';
import type { RunReport } from '../../../src/core/run-report.ts';
import { exitStatus } from '../../../src/cli/exit.ts';
import { alerts } from '../../../src/jobs/alerts/job.ts';
import { readOptions } from '../../../src/kit/options.ts';
import type { RawOptions } from '../../../src/kit/options.ts';
import { runJob } from '../../../src/kit/run-job.ts';
import type { SourcedQuote } from '../../../src/store/quotes.ts';
import type { OpenStore } from '../../../src/store/store.ts';
import { bench } from '../../support/bench.ts';
import type { Bench } from '../../support/bench.ts';
import { newListing, openedStore } from '../../support/opened-store.ts';

/** A desk with alert rules, made-up prices and no network. */
export interface AlertDesk extends Bench {
  readonly opened: OpenStore;
  /** Lists a share. */
  share(symbol: string): Promise<number>;
  /** Its price at the desk's moment, in rupees. */
  price(symbol: string, rupees: number, more?: Partial<SourcedQuote>): Promise<void>;
  rule(text: string, manner?: Partial<RuleManner>, interval?: Interval): Promise<number>;
  run(raw?: RawOptions, opened?: OpenStore): Promise<RunReport>;
  /** A price at a moment, and a run then. */
  at(moment: string, symbol: string, rupees: number): Promise<RunReport>;
  /** Events, oldest first, as `11:05 ACME`. */
  events(): Promise<string[]>;
}

/** @param now moment in India; 26 November 2026 is a session */
export async function alertDesk(now: string, path?: string): Promise<AlertDesk> {
  const opened = await openedStore(path);
  const desk = bench({ now, store: opened.store, settings: { watchlist: ['ACME', 'BOLT'] } });
  const { ctx, moveTo } = desk;
  const listings = new Map<string, number>();
  let runs = 0;
  const uuid = () => `00000000-0000-4000-8000-${String(++runs).padStart(12, '0')}`;
  const self: AlertDesk = {
    ...desk,
    opened,
    async share(symbol) {
      const listingId = await newListing(opened, symbol);
      listings.set(symbol, listingId);
      return listingId;
    },
    async price(symbol, rupees, more = {}) {
      const listingId = listings.get(symbol) ?? (await self.share(symbol));
      const quote: SourcedQuote = {
        listingId,
        source: 'upstox',
        lastPaise: paise(Math.round(rupees * 100)),
        at: ctx.clock.now(),
        ...more,
      };
      await opened.store.write((books) => books.quotes.save([quote], ctx.wall.now()));
    },
    rule(text, manner = {}, interval) {
      const createdAt = readInstant(now);
      return opened.store.write((books) =>
        books.alertRules.add({
          ...readRule(text, interval),
          ...USUAL_MANNER,
          ...manner,
          enabled: true,
          levelsOn: istDate(createdAt),
          createdAt,
        }),
      );
    },
    run: (raw = {}, through = opened) =>
      runJob(alerts, readOptions(alerts.options, raw), {
        context: { ...ctx, store: through.store, random: { ...ctx.random, uuid } },
        // Two scanners at once are what is tested: the lock must not be what keeps them apart.
        lock: { tryAcquire: () => ({ release: () => undefined }) },
        waitSeconds: 0,
        dryRun: false,
        unrecorded: false,
        sandbox: false,
        force: false,
        trigger: 'manual',
        arguments: 'alerts',
        version: '0',
        host: 'desk',
        pid: 1,
        rowsWritten: through.rowsWritten,
        exitStatus,
        jobs: [alerts],
        redact: (text) => text,
      }),
    async at(moment, symbol, rupees) {
      moveTo(moment);
      await self.price(symbol, rupees);
      return self.run();
    },
    async events() {
      const newest = await opened.store.alertEvents.newest({ limit: 1000 });
      return newest
        .toReversed()
        .map(
          ({ at, symbol }) =>
            `${new Date((at + 19_800) * 1000).toISOString().slice(11, 16)} ${symbol}`,
        );
    },
  };
  return self;
}
