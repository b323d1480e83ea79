import { expect } from 'vitest';
import type { BotPlan } from '../../../src/core/bot/bot-plan.ts';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { paise } from '../../../src/core/market/money.ts';
import { addDays, sessionDate } from '../../../src/core/market/session-date.ts';
import { run as runBot } from '../../../src/jobs/bot/run.ts';
import type { Outcome } from '../../../src/kit/job.ts';
import { askMoneyOf } from '../../support/money.ts';
import { share } from '../../support/opened-store.ts';
import { paperDesk } from '../../support/paper-desk.ts';
import type { PaperDesk, PaperGiven } from '../../support/paper-desk.ts';
import { plan } from '../../core/bot/made-up-bot.ts';

/** A paper desk with bots: moments are of 26 November 2026 unless a whole one is told. */
export interface BotDesk extends PaperDesk {
  bot(at?: string, options?: { signalsOnly?: boolean; bot?: string }): Promise<Outcome>;
  /** Daily closes up to a session, one for each session before it; in rupees. */
  walk(symbol: string, closes: readonly number[], last?: string): Promise<void>;
  /** Decisions as `TEAPOT bought: reason`, in the order of bots and shares. */
  decided(): Promise<string[]>;
}

const SYMBOLS = ['TEAPOT', 'KETTLE', 'SAUCER'];
const XNSE = calendarOf('XNSE');

export async function botDesk(
  plans: readonly Partial<BotPlan>[] = [{}],
  given: PaperGiven = {},
): Promise<BotDesk> {
  const desk = await paperDesk({
    shares: SYMBOLS.map((symbol, place) => share(symbol, { isin: `INE000A0${place}011` })),
    deposit: 1_000_000,
    ...given,
  });
  const bots = plans.map((facts) => plan({ parameters: { days: 3, exit_days: 2 }, ...facts }));
  const { store } = desk.opened;
  return {
    ...desk,
    async bot(at = '2026-11-26T09:30', { signalsOnly = false, bot } = {}) {
      desk.moveTo(at);
      const outcome = await runBot({ ...desk.ctx, bots }, { signalsOnly, bot });
      expect(await askMoneyOf(store), 'the books balance').toEqual([]);
      return outcome;
    },
    async walk(symbol, closes, last = '2026-11-25') {
      const listingId = await desk.listing(symbol);
      const to = sessionDate(last);
      const sessions = XNSE.sessions(addDays(to, -2 * closes.length - 20), to).slice(
        -closes.length,
      );
      const made = sessions.map(({ session }, place) => {
        const price = paise(Math.round((closes[place] ?? 0) * 100));
        return {
          session,
          openPaise: price,
          highPaise: price,
          lowPaise: price,
          closePaise: price,
          volume: 100_000,
        };
      });
      await store.write(async (books) => books.candles.saveDaily(listingId, 'raw', 'nse', made));
    },
    async decided() {
      const names = new Map<number, string>();
      for (const symbol of SYMBOLS) names.set(await desk.listing(symbol), symbol);
      return (await store.botDecisions.list()).map(
        ({ listingId, outcome, reason }) => `${names.get(listingId)} ${outcome}: ${reason}`,
      );
    },
  };
}
