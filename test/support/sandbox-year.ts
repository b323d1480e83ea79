import { addDays, sessionDate } from '../../src/core/market/session-date.ts';
import type { SessionDate } from '../../src/core/market/session-date.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { openStore } from '../../src/store/store.ts';
import { run } from './program.ts';
import type { Desk } from './program.ts';
import { tradedAccount } from './traded-account.ts';

const SANDBOX = '--sandbox';
const SYMBOLS = ['PAPERTIGER', 'MONSOONTEA', 'SPICEROUTE', 'KITE&KIN'];

/** The last session of the sandbox that is over at the end of the day. */
export const YEAR = { from: '2025-06-02', to: '2026-05-29' } as const;

async function done(desk: Desk, words: readonly string[]): Promise<void> {
  const { status, stderr } = await run(desk, [...words, SANDBOX]);
  if (status !== 0 && status !== 3) throw new Error(`${words.join(' ')}: ${status}: ${stderr}`);
}

/** Buys and sells in turn at the closes of the sandbox, every eighth session. */
async function trade(path: string, first: SessionDate, last: SessionDate): Promise<void> {
  const opened = await openStore(path);
  try {
    const { store } = opened;
    const calendar = sandboxCalendar();
    const account = await tradedAccount(store, { calendar });
    const listings = await store.instruments.find('XNSE', SYMBOLS);
    const sessions = calendar.sessions(first, last).map(({ session }) => session);
    await account.cash(sessions[0] ?? first, 1_000_000);
    for (const [place, listing] of listings.entries()) {
      const bars = await store.candles.daily([listing.listingId], first, last);
      const closes = new Map(bars.map((bar) => [bar.session, bar.closePaise]));
      let buys = true;
      for (let at = place * 2; at < sessions.length; at += 8) {
        const on = sessions[at] ?? last;
        const close = closes.get(on);
        // A session on which the share was not dealt in is passed over.
        if (close === undefined) continue;
        const side = buys ? ('BUY' as const) : ('SELL' as const);
        const price = Math.floor(close / 100);
        const key = place % 2 === 0 ? {} : { key: `bot:turtle:${listing.symbol} ${on}` };
        await account.trade(listing.listingId, { on, side, quantity: 100, price, ...key });
        buys = !buys;
      }
    }
  } finally {
    await opened.close();
  }
}

/**
 * A year on the sandbox, as the jobs leave it: prices, events, flows, news, patterns, strategies; and an
 * account that trades, reckoned up to its last session.
 */
export async function sandboxYear(desk: Desk): Promise<{ readonly asOf: string }> {
  const [from, to] = [sessionDate(YEAR.from), sessionDate(YEAR.to)];
  const asOf = ['--as-of', `${to}T22:00`];
  await done(desk, ['eod', '--from', from, '--to', to, ...asOf]);
  await done(desk, ['corp-actions', '--from', from, '--to', to, ...asOf]);
  // What lies ahead.
  await done(desk, ['corp-actions', ...asOf]);
  for (const day of ['2026-05-26', '2026-05-27', '2026-05-28', to]) {
    // Figures of institutions are told of the newest day only.
    await done(desk, ['flows', '--as-of', `${day}T22:00`]);
  }
  await done(desk, ['news', ...asOf]);
  await done(desk, ['patterns', '--from', addDays(to, -180), '--to', to, ...asOf]);
  await done(desk, ['strategies', '--from', addDays(to, -30), '--to', to, ...asOf]);
  await done(desk, ['indicators', '--date', to, ...asOf]);
  await done(desk, ['screen', '--date', to, ...asOf]);
  await trade(desk.sandboxDatabase, from, to);
  await done(desk, ['perf', ...asOf]);
  return { asOf: `${to}T22:00` };
}
