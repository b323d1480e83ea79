import { Failure } from '../../core/failure.ts';
import { istInstant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import { oldReports, reportFolder, reportName } from '../../core/report/report-file.ts';
import { reportPeriod } from '../../core/report/report-period.ts';
import type { ReportKind, ReportPeriod } from '../../core/report/report-period.ts';
import { wantedSymbols } from '../../feed/universe.ts';
import type { Context } from '../../kit/context.ts';
import type { Options, Outcome } from '../../kit/job.ts';
import { reportDigest } from '../../render/report/digest.ts';
import type { ReportDigest } from '../../render/report/digest.ts';
import type { ReportFacts } from '../../render/report/facts.ts';
import { reportPage } from '../../render/report/page.ts';
import type { Books } from '../../store/store.ts';
import { followedOf } from './followed.ts';
import type { options } from './job.ts';
import { readAccountFacts } from './read-accounts.ts';
import { readBots } from './read-bots.ts';
import { readDesk } from './read-desk.ts';
import { readHits } from './read-hits.ts';
import { readMarket } from './read-market.ts';
import { readScreens } from './read-screens.ts';

type Values = Options<typeof options>;

const EXCHANGE = 'XNSE';
/** A moment longer ago than this is one that somebody looks back to. */
const LIVE_SECONDS = 86_400;

function kindOf({ daily, weekly, monthly }: Values): ReportKind {
  const asked = [
    ...(daily ? ['daily' as const] : []),
    ...(weekly ? ['weekly' as const] : []),
    ...(monthly ? ['monthly' as const] : []),
  ];
  if (asked.length > 1) {
    throw new Failure('usage', `expected one kind of report, found --${asked.join(' and --')}`);
  }
  return asked[0] ?? 'daily';
}

async function readFacts(ctx: Context, period: ReportPeriod): Promise<ReportFacts> {
  const { store, settings } = ctx;
  const { to } = period;
  const books = await readAccountFacts(
    store,
    period,
    settings['performance.risk_free_percent'] / 100,
  );
  ctx.step();
  const followed = followedOf(books.holdings, await wantedSymbols(ctx, EXCHANGE, {}));
  const priced = await store.sessionFiles.done(EXCHANGE, 'prices');
  const pricesOf = priced.findLast((session) => session <= to);
  const market = await readMarket(store, period, followed, settings['news.model'] === 'finbert');
  ctx.step();
  const hits = await readHits(store, period, followed);
  ctx.step();
  return {
    period,
    at: ctx.clock.now(),
    sandbox: ctx.run.sandbox,
    benchmark: settings['performance.benchmark'],
    ...books,
    ...market,
    ...hits,
    ...(await readBots(store, period)),
    ...(await readScreens(store, to, settings['screen.saved'])),
    ...(await readDesk(store, istInstant(period.from, '00:00'), ctx.run.id)),
    lookedAt: ctx.wall.now(),
    ...(pricesOf === undefined ? {} : { pricesOf }),
  };
}

/** Keeps the page, and where it was asked for; takes daily ones away that are past their days. */
async function keep(ctx: Context, { html }: Values, period: ReportPeriod, page: string) {
  const folder = reportFolder(ctx.paths.dataDir);
  await ctx.files.write(`${folder}/${reportName(period)}`, page);
  if (html !== undefined) await ctx.files.write(html, page);
  const before = addDays(period.to, -ctx.settings['report.keep_days']);
  const old = oldReports(await ctx.files.list(folder), before);
  for (const name of old) await ctx.files.remove(`${folder}/${name}`);
  return { removed: old.length };
}

/** Queues the digest, once for each period. */
function telling(
  ctx: Context,
  { kind, to }: ReportPeriod,
  digest: ReportDigest,
): (books: Books) => Promise<void> {
  return async (books) => {
    await books.notifications.queue({
      topic: 'report',
      dedupeKey: `report ${kind} ${to}`,
      priority: 'normal',
      ...digest,
      at: ctx.wall.now(),
      runId: ctx.run.id,
    });
  };
}

/** Tells how everything went: see the declaration. */
export async function run(ctx: Context, values: Values): Promise<Outcome> {
  const kind = kindOf(values);
  if (values.text && values.html !== undefined) {
    throw new Failure('usage', 'expected either --text or --html, found both');
  }
  const now = ctx.clock.now();
  const period = reportPeriod(kind, ctx.calendar(EXCHANGE), now);
  if (!period) {
    const summary = 'no session of the last month is over: there is nothing to tell';
    return { status: 'closed', summary, counts: {} };
  }
  const facts = await readFacts(ctx, period);
  const digest = reportDigest(facts);
  const { accounts, alerts, trades } = facts;
  const counts = { accounts: accounts.length, trades: trades.length, alerts: alerts.length };
  if (values.text) {
    const lines = digest.facts.map(([name, value]) => `${name}: ${value}`);
    return {
      status: 'ok',
      summary: `${digest.title}, in text`,
      counts,
      text: `${[digest.title, digest.body, ...lines].join('\n')}\n`,
      result: { ...digest, facts: Object.fromEntries(digest.facts) },
    };
  }
  const page = reportPage(facts, await ctx.chartLibrary());
  ctx.step();
  const { removed } = ctx.run.dryRun ? { removed: 0 } : await keep(ctx, values, period, page);
  // The sandbox has a clock of its own, and its messages stay in it.
  const live = ctx.run.sandbox || ctx.wall.now() - now < LIVE_SECONDS;
  const tells = live && ctx.settings['report.digest'];
  return {
    status: 'ok',
    summary: `${digest.title}: kept as ${reportName(period)}${values.html === undefined ? '' : ` and ${values.html}`}`,
    counts: { ...counts, kilobytes: Math.ceil(page.length / 1024), removed },
    ...(tells ? { last: telling(ctx, period, digest) } : {}),
  };
}
