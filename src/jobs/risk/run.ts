import { Failure } from '../../core/failure.ts';
import { addDays, earlierOf } from '../../core/market/session-date.ts';
import type { NotificationDraft } from '../../core/notification/notification.ts';
import { accountRisk } from '../../core/risk/account-risk.ts';
import { breachesOf } from '../../core/risk/breaches.ts';
import type { Breach } from '../../core/risk/breaches.ts';
import { benchmarkLevels } from '../../feed/benchmark-levels.ts';
import { exposureFacts } from '../../feed/trading/order-limits.ts';
import { accountBooks } from '../../feed/trading/place-order.ts';
import type { PlacingNow } from '../../feed/trading/place-order.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { watchedLimits } from '../../kit/trading-rules.ts';
import type { Books } from '../../store/store.ts';
import type { Account } from '../../store/trading/accounts.ts';
import { holdingsOf, pastsOf, underwaterOf } from './holdings.ts';
import type { SharePast } from './holdings.ts';
import type { options } from './job.ts';

const EXCHANGE = 'XNSE';

function messageOf(
  { name, accountId }: Account,
  breaches: readonly Breach[],
  { session }: PlacingNow,
): Omit<NotificationDraft, 'at' | 'runId'>[] {
  return breaches.map((breach) => ({
    topic: 'risk-limit',
    dedupeKey: `risk-limit ${accountId} ${breach.setting} ${breach.name ?? ''} ${session}`,
    priority: 'high',
    title: `${name} is beyond a limit: ${breach.sentence}`,
    body: 'Orders that open something beyond a limit are refused; what is held stays.',
    facts: [['setting', breach.setting]],
  }));
}

async function reckon(
  books: Books,
  ctx: Context,
  account: Account,
  placing: PlacingNow,
  pasts: ReadonlyMap<number, SharePast>,
): Promise<readonly Breach[]> {
  const { accountId } = account;
  const { session, now, calendar, settings } = placing;
  const opened = await accountBooks(books, placing, accountId, []);
  const facts = await exposureFacts(books, opened.listings, session);
  const { holdings, valuePaise } = holdingsOf(opened, accountId, facts, pasts);
  const window = settings['risk.window_sessions'];
  // A share that was not dealt in for weeks looks back farther than the window of the others.
  const from = [...pasts.values()].reduce(
    (first, { sessions }) => earlierOf(first, sessions[0] ?? first),
    session,
  );
  const levels = await benchmarkLevels(books, settings['performance.benchmark'], from, session);
  const risk = accountRisk({
    valuePaise,
    holdings,
    underwater: await underwaterOf(books, calendar, accountId, session, valuePaise),
    levels: levels.price ?? new Map(),
    window,
    participation: settings['trading.participation_percent'] / 100,
  });
  const breaches = breachesOf(risk, watchedLimits(settings));
  await books.riskMetrics.save(
    { ...risk.figures, accountId, session, reckonedAt: now, breaches: breaches.length },
    risk.exposures,
  );
  for (const message of messageOf(account, breaches, placing)) {
    await books.notifications.queue({ ...message, at: ctx.wall.now(), runId: ctx.run.id });
  }
  return breaches;
}

/** Reckons the risk of every account: see the declaration. */
export async function run(
  ctx: Context,
  { account: name }: Options<typeof options>,
): Promise<Outcome> {
  const all = await ctx.store.accounts.all();
  const accounts = all.filter((one) => name === undefined || one.name === name);
  if (name !== undefined && accounts.length === 0) {
    const names = all.map((one) => one.name).join(', ');
    throw new Failure(
      'usage',
      names === ''
        ? `expected an account for --account ${name}, found none: \`paperjobs account create\` opens one`
        : `expected --account as one of ${names}, found "${name}"`,
    );
  }
  if (accounts.length === 0) {
    const summary = 'there is no account: `paperjobs account create main` opens one';
    return { status: 'noop', summary, counts: {} };
  }
  const calendar = ctx.calendar(EXCHANGE);
  const now = ctx.clock.now();
  const today = calendar.dateAt(now);
  // After hours and on holidays the figures are those of the last session.
  const session = calendar.sessions(addDays(today, -31), today).at(-1)?.session ?? today;
  const placing = { now, calendar, session, settings: ctx.settings };
  const pasts = await pastsOf(ctx, ctx.settings['risk.window_sessions']);
  let beyond = 0;
  for (const account of accounts) {
    ctx.step();
    const breaches = await ctx.store.write((books) => reckon(books, ctx, account, placing, pasts));
    beyond += breaches.length;
    for (const { sentence } of breaches) ctx.warn(`${account.name}: ${sentence}`);
  }
  return {
    status: 'ok',
    summary: `${accounts.length} accounts reckoned, ${beyond} limits exceeded`,
    counts: { accounts: accounts.length, breaches: beyond },
  };
}
