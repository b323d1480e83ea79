import { expect } from 'vitest';
import type { CorporateAction } from '../../src/core/corporate-actions/corporate-action.ts';
import { readInstant } from '../../src/core/market/instant.ts';
import type { ListedInstrument } from '../../src/core/market/listing.ts';
import { paise } from '../../src/core/market/money.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { calendarOf } from '../../src/core/calendar/calendars.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import type { CommandContext, CommandResult } from '../../src/kit/command.ts';
import type { Outcome } from '../../src/kit/job.ts';
import { run as runOrders } from '../../src/jobs/orders/run.ts';
import { run as runPositions } from '../../src/jobs/positions/run.ts';
import { readOptions } from '../../src/kit/options.ts';
import { askMoneyOf } from './money.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { bench } from './bench.ts';
import type { Bench } from './bench.ts';
import { defaultSettings } from './defaults.ts';
import { learnt, openedStore, share } from './opened-store.ts';

type Prices = readonly [open: number, high: number, low: number, close: number];

/** A desk on which orders are typed, prices come in, and the trading jobs run. */
export interface PaperDesk extends Bench {
  readonly opened: OpenStore;
  /** Types a command: `order buy TEAPOT 10 --limit 100`. */
  type(line: string): Promise<{ text: string; json: unknown; no: boolean }>;
  /** Keeps one-minute candles of a day, in rupees: `{ '10:01': [100, 101, 99, 100] }`. */
  minutes(
    symbol: string,
    day: string,
    bars: Readonly<Record<string, Prices>>,
    volume?: number,
  ): Promise<void>;
  /** Keeps official daily closes. */
  closes(symbol: string, closes: Readonly<Record<string, number>>): Promise<void>;
  actions(...actions: readonly CorporateAction[]): Promise<void>;
  orders(at: string): Promise<Outcome>;
  positions(at: string, rebuild?: boolean): Promise<Outcome>;
  /** Fills as `BUY 10 at 100`, oldest first. */
  fills(): Promise<string[]>;
  cash(): Promise<number>;
  listing(symbol: string): Promise<number>;
}

const CALENDAR = calendarOf('XNSE');

export interface PaperGiven {
  readonly shares?: readonly ListedInstrument[];
  readonly path?: string;
  readonly settings?: Parameters<typeof defaultSettings>[0];
  /** When the desk begins, in India. */
  readonly now?: string;
  /** Rupees in the account `main`; 0: no account. */
  readonly deposit?: number;
}

/** Slippage and the volume cap are off unless asked for; the account's broker is free. */
export async function paperDesk(given: PaperGiven = {}): Promise<PaperDesk> {
  const opened = await openedStore(given.path);
  const { store } = opened;
  const settings = defaultSettings({
    'trading.slippage_percent': 0,
    'trading.participation_percent': 100,
    'trading.brokerage_plan': 'none',
    ...given.settings,
  });
  await learnt(
    opened,
    given.shares ?? [share('TEAPOT', { isin: 'INE000A01011' })],
    sessionDate('2026-01-01'),
  );
  const desk = bench({ now: given.now ?? '2026-11-26T10:00', store, settings });
  const listing = async (symbol: string): Promise<number> => {
    const [found] = await store.instruments.find('XNSE', [symbol]);
    return found?.listingId ?? expect.fail(`${symbol} is not listed`);
  };
  const ctx = {
    clock: desk.ctx.clock,
    wall: desk.ctx.wall,
    resolved: { settings },
    jobs: [],
    sandbox: false,
    calendar: async () => CALENDAR,
    store: async () => store,
  } as unknown as CommandContext;
  const balanced = async (): Promise<void> => {
    expect(await askMoneyOf(store), 'the books balance').toEqual([]);
  };
  const result: PaperDesk = {
    ...desk,
    opened,
    listing,
    async type(line) {
      const words = line.match(/"[^"]*"|\S+/g)?.map((word) => word.replace(/^"(.*)"$/, '$1')) ?? [];
      const command = COMMANDS.find(({ name }) => line.startsWith(`${name} `) || line === name);
      if (!command) return expect.fail(`no command ${line}`);
      const rest = words.slice(command.name.split(' ').length);
      const [raw, plain]: [Record<string, string | boolean>, string[]] = [{}, []];
      for (let at = 0; at < rest.length; at++) {
        const word = rest[at] ?? '';
        if (!word.startsWith('--')) {
          plain.push(word);
          continue;
        }
        const name = word
          .slice(2)
          .replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
        raw[name] = command.options[name]?.type === 'flag' ? true : (rest[++at] ?? '');
      }
      const { run } = await command.load();
      const told: CommandResult = await run(ctx, readOptions(command.options, raw), plain);
      const text = typeof told.text === 'string' ? told.text : [...told.text].join('');
      await balanced();
      return { text, json: told.json, no: told.no ?? false };
    },
    async minutes(symbol, day, bars, volume = 1_000_000) {
      const id = await listing(symbol);
      const made = Object.entries(bars).map(([time, prices]) => {
        const [openPaise, highPaise, lowPaise, closePaise] = prices.map((price) =>
          paise(Math.round(price * 100)),
        );
        return {
          start: readInstant(`${day}T${time}`),
          openPaise,
          highPaise,
          lowPaise,
          closePaise,
          volume,
        };
      });
      await store.write(async (books) =>
        books.candles.saveIntraday('1m', id, 'upstox', made as never),
      );
    },
    async closes(symbol, closes) {
      const id = await listing(symbol);
      const made = Object.entries(closes).map(([session, rupees]) => {
        const price = paise(Math.round(rupees * 100));
        return {
          session: sessionDate(session),
          openPaise: price,
          highPaise: price,
          lowPaise: price,
          closePaise: price,
          volume: 1000,
        };
      });
      await store.write(async (books) => books.candles.saveDaily(id, 'raw', 'nse', made));
    },
    async actions(...actions) {
      await store.write((books) => books.corporateActions.apply([], actions));
    },
    async orders(at) {
      desk.moveTo(at);
      const outcome = await runOrders(desk.ctx);
      await balanced();
      return outcome;
    },
    async positions(at, rebuild = false) {
      desk.moveTo(at);
      const outcome = await runPositions(desk.ctx, { rebuild });
      await balanced();
      return outcome;
    },
    async fills() {
      const trades = await store.trades.list();
      return trades.map(({ kind, side, quantity, pricePaise }) =>
        kind === 'fill'
          ? `${side} ${quantity} at ${pricePaise / 100}`
          : `${kind} ${side} ${quantity}`,
      );
    },
    async cash() {
      return (await store.accounts.all()).reduce((sum, account) => sum + account.cashPaise, 0);
    },
  };
  const deposit = given.deposit ?? 100_000;
  if (deposit > 0) await result.type(`account create main --deposit ${deposit}`);
  return result;
}

/** A corporate action as it is kept. */
export function madeUpAction(exDate: string, facts: Partial<CorporateAction>): CorporateAction {
  return {
    security: 'INE000A01011',
    symbol: 'TEAPOT',
    isin: 'INE000A01011',
    company: 'Teapot Limited',
    subject: 'made up',
    part: 0,
    kind: 'dividend',
    exDate: sessionDate(exDate),
    nseSymbol: 'TEAPOT',
    ...facts,
  };
}
