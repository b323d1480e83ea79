import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readInstant } from '../../src/core/market/instant.ts';
import type { RunReport } from '../../src/core/run-report.ts';
import { readOptions } from '../../src/kit/options.ts';
import type { RawOptions } from '../../src/kit/options.ts';
import { runJob } from '../../src/kit/run-job.ts';
import { exitStatus } from '../../src/cli/exit.ts';
import type { Job } from '../../src/kit/job.ts';
import { createHttp } from '../../src/platform/http/http.ts';
import { decompress } from '../../src/platform/decompress.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { parseFaults } from '../../src/sandbox/faults.ts';
import { SANDBOX_FEEDS } from '../../src/sandbox/news/feeds.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { createBse } from '../../src/sources/bse/bse.ts';
import { createNseEndOfDay, createNseLists } from '../../src/sources/nse/end-of-day.ts';
import { createNseFilings } from '../../src/sources/nse/filings.ts';
import { createNseIndices } from '../../src/sources/nse/indices.ts';
import { createNseFlows } from '../../src/sources/nse/flows.ts';
import { createNse } from '../../src/sources/nse/nse.ts';
import { createNseFeeds } from '../../src/sources/rss/nse-feeds.ts';
import { createUpstox } from '../../src/sources/upstox/upstox.ts';
import { createYahoo } from '../../src/sources/yahoo/yahoo.ts';
import { newsSources } from '../../src/wiring/news-sources.ts';
import { liveSources } from '../../src/wiring/live-sources.ts';
import { defaultSettings } from '../support/defaults.ts';
import { bench } from '../support/bench.ts';
import type { Bench } from '../support/bench.ts';
import { memoryRequestLedger } from '../support/memory-request-ledger.ts';
import { openedStore } from '../support/opened-store.ts';
import type { OpenStore } from '../../src/store/store.ts';

/** Real adapters and client against the pretend exchange on loopback, with a store in memory. */
export interface SandboxDesk extends Bench {
  readonly opened: OpenStore;
  readonly sandbox: Sandbox;
  /** Paths asked for since the last time. */
  told(): string[];
  run(job: Job, raw?: RawOptions): Promise<RunReport>;
}

/** Live sources of a desk; `token` is what Upstox is asked with, absent: none is set. */
export interface LiveDesk {
  readonly token?: string;
}

/**
 * @param now the run's moment and the exchange's
 * @param live with sources of quotes and option chains; absent: there are none
 */
export async function sandboxDesk(now: string, faults = '', live?: LiveDesk): Promise<SandboxDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'paperjobs-jobs-'));
  const begun: { desk?: Bench } = {};
  const moment = () => begun.desk?.ctx.clock.now() ?? readInstant(now);
  const sandbox = await startSandbox({ seed: 42, now: moment, faults: parseFaults(faults) });
  const opened = await openedStore();
  const http = createHttp({
    // Rate windows are tested with the client: here they would only cost real seconds.
    ledger: { ...memoryRequestLedger(), reserve: async () => 0 },
    pacer: { monotonicMs: () => performance.now(), sleep: async () => undefined },
    random: { fraction: () => 0.5, uuid: () => '' },
    wallClock: { now: moment },
    log: { write: () => undefined },
    signal: new AbortController().signal,
    secrets: [],
    keepFolder: folder,
    budgetMs: 1000,
    retries: 0,
  });
  onTestFinished(async () => {
    await http.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });
  const { origin } = sandbox;
  const place = { http, decompress };
  const nse = createNse({ ...place, archivesOrigin: origin, siteOrigin: origin });
  const filings = createNseFilings({ http, siteOrigin: origin });
  const bse = createBse({ http, apiOrigin: origin });
  const feeds = createNseFeeds({ http, archivesOrigin: origin });
  const upstox = createUpstox({ ...place, apiOrigin: origin, assetsOrigin: origin });
  const yahoo = createYahoo({ http, origin });
  const desk = bench({
    now,
    store: opened.store,
    sandbox: true,
    calendar: sandboxCalendar(),
    settings: { watchlist: ['PAPERTIGER', 'KITE&KIN'], 'market_sync.daily_backfill_days': 60 },
    sources: {
      prices: [upstox, yahoo, nse],
      instruments: [nse, upstox],
      furtherLists: createNseLists({ http, archivesOrigin: origin }),
      endOfDay: createNseEndOfDay({ http, archivesOrigin: origin }),
      indices: createNseIndices({ http, archivesOrigin: origin, niftyIndicesOrigin: origin }),
      flows: createNseFlows({ http, archivesOrigin: origin, siteOrigin: origin }),
      corporateActions: [filings.actions, feeds.actions, bse.actions],
      announcements: [filings.announcements, bse.announcements, feeds.announcements],
      meetings: filings.meetings,
      ...newsSources(defaultSettings({ base_url: origin, 'news.feeds': SANDBOX_FEEDS }), {
        http,
        archivesOrigin: origin,
        newsApiOrigin: origin,
        key: async () => 'sandbox',
        announcements: filings.announcements,
      }),
      requestCount: () => sandbox.requests().length,
      ...(live
        ? liveSources({
            http,
            token: async () => live.token,
            upstoxOrigin: origin,
            nseSiteOrigin: origin,
            yahooOrigin: origin,
          })
        : {}),
    },
  });
  begun.desk = desk;
  const { ctx } = desk;
  let seen = 0;
  let runs = 0;
  const uuid = () => `00000000-0000-4000-8000-${String(++runs).padStart(12, '0')}`;
  return {
    ...desk,
    opened,
    sandbox,
    told() {
      const fresh = sandbox.requests().slice(seen);
      seen += fresh.length;
      return fresh.map(({ path }) => path);
    },
    run: (job, raw = {}) =>
      runJob(job, readOptions(job.options, raw), {
        context: { ...ctx, random: { ...ctx.random, uuid } },
        lock: { tryAcquire: () => ({ release: () => undefined }) },
        waitSeconds: 0,
        dryRun: false,
        sandbox: true,
        force: false,
        trigger: 'manual',
        arguments: job.name,
        version: '0',
        host: 'desk',
        pid: 1,
        jobs: [],
        redact: (text) => text,
        rowsWritten: opened.rowsWritten,
        exitStatus,
      }),
  };
}
