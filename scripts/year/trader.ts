import { COMMANDS } from '../../src/commands/index.ts';
import { Failure } from '../../src/core/failure.ts';
import type { OpenDay } from '../../src/core/calendar/calendar.ts';
import type { CommandContext } from '../../src/kit/command.ts';
import { readOptions } from '../../src/kit/options.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import { sandboxCompanies } from '../../src/sandbox/companies.ts';
import { createMarket } from '../../src/sandbox/market.ts';
import { openStore } from '../../src/store/store.ts';
import { FOLLOWED, SEED } from './desk.ts';
import type { YearDesk } from './desk.ts';
import { oneOf } from './seeded.ts';
import type { Seeded } from './seeded.ts';
import { splitWords } from './words.ts';

/** What a person did at the desk, and what the desk answered. */
export interface Typed {
  readonly line: string;
  /** The answer was no: an order that was refused, or a slip. */
  readonly no: boolean;
  readonly text: string;
}

/** Types a command as a person would. A slip is answered, as on the command line. */
export async function type(desk: YearDesk, line: readonly string[]): Promise<Typed> {
  const said = line.join(' ');
  const command = COMMANDS.find(({ name }) => said.startsWith(`${name} `) || said === name);
  if (!command) throw new Error(`"${said}" is no command`);
  const words = line.slice(command.name.split(' ').length);
  const { raw, plain } = splitWords(command.options, words);
  const opened = await openStore(desk.database);
  // A command that trades looks at nothing else of the program.
  const ctx = {
    clock: desk.clock,
    wall: desk.clock,
    resolved: desk.resolved,
    jobs: [],
    sandbox: true,
    calendar: async () => sandboxCalendar(),
    store: async () => opened.store,
  } as unknown as CommandContext;
  try {
    const { run } = await command.load();
    const { text, no = false } = await run(ctx, readOptions(command.options, raw), plain);
    return { line: said, no, text: typeof text === 'string' ? text : [...text].join('') };
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'usage') throw error;
    return { line: said, no: true, text: error.message };
  } finally {
    await opened.close();
  }
}

/** Whole rupees: a multiple of every tick. */
const rupees = (paise: number): string => String(Math.round(paise / 100));

/** A person who trades through the year, a little of everything, by the throw of a seeded die. */
export function trader(desk: YearDesk, random: Seeded): (day: OpenDay) => Promise<Typed> {
  const market = createMarket(SEED, sandboxCalendar());
  let keys = 0;
  const lineFor = (symbol: string, paise: number): string[] => {
    const quantity = String(1 + Math.floor(random() * 20));
    const account = ['--account', 'main', '--key', `year-${++keys}`];
    const near = rupees(paise * (0.995 + random() * 0.01));
    const [low, high] = [rupees(paise * 0.985), rupees(paise * 1.015)];
    return [
      ...oneOf<string[]>(random, [
        ['order', 'buy', symbol, quantity],
        ['order', 'buy', symbol, quantity, '--limit', near],
        ['order', 'buy', symbol, quantity, '--limit', low, '--validity', 'GTC'],
        ['order', 'buy', symbol, quantity, '--product', 'MIS', '--target', high, '--stop', low],
        ['order', 'buy', symbol, quantity, '--trigger', high],
        ['order', 'buy', symbol, quantity, '--limit', near, '--validity', 'IOC'],
        ['order', 'sell', symbol, quantity],
        ['order', 'sell', symbol, quantity, '--limit', near],
        ['order', 'sell', symbol, quantity, '--trigger', low, '--limit', low],
      ]),
      ...account,
    ];
  };
  return async ({ session }) => {
    const symbol = oneOf(random, FOLLOWED as [string, ...string[]]);
    const company = sandboxCompanies.find((one) => one.symbol === symbol);
    const now = desk.clock.now();
    const last = company && market.minutes(company, session, now).at(-1)?.closePaise;
    // Before an evening's session there is only yesterday's price to go by.
    const price = last ?? (company && market.previousClosePaise(company, session));
    if (random() < 0.1 && keys > 0) {
      return type(desk, ['order', 'cancel', String(1 + Math.floor(random() * keys))]);
    }
    return type(desk, lineFor(symbol, price ?? 0));
  };
}
