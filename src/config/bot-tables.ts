import { BOT_INTERVALS, SIZINGS, USUAL_BOT } from '../core/bot/bot-plan.ts';
import type { BotPlan, BotUniverse } from '../core/bot/bot-plan.ts';
import { PRODUCTS } from '../core/exchange/order.ts';
import { STRATEGY_NAMES } from '../core/strategies/names.ts';
import {
  choice,
  flag,
  number,
  numbers,
  percent,
  readFields,
  readTables,
  symbols,
  text,
  whole,
} from './table-reader.ts';
import type { FieldReader, TableProblem } from './table-reader.ts';

const READERS: Readonly<Record<string, FieldReader>> = {
  enabled: ['enabled', flag],
  account: ['account', text],
  strategy: ['strategy', choice(STRATEGY_NAMES)],
  parameters: ['parameters', numbers],
  symbols: ['symbols', symbols],
  index: ['index', text],
  interval: ['interval', choice(BOT_INTERVALS)],
  product: ['product', choice(PRODUCTS)],
  sizing: ['sizing', choice(SIZINGS)],
  size: ['size', number(0.01, 1_000_000_000)],
  max_positions: ['maxPositions', whole(1, 10_000)],
  max_symbol_percent: ['maxSymbolPercent', percent(1000)],
  max_sector_percent: ['maxSectorPercent', percent(1000)],
  max_day_loss_percent: ['maxDayLossPercent', percent()],
  cooldown_sessions: ['cooldownSessions', whole(0, 1000)],
  stop_percent: ['stopPercent', percent(99)],
  target_percent: ['targetPercent', percent(1000)],
  trailing_percent: ['trailingPercent', percent(99)],
  hold_sessions: ['holdSessions', whole(1, 10_000)],
};

function universeOf({ symbols: some, index }: Record<string, unknown>): BotUniverse {
  if (Array.isArray(some)) return { kind: 'symbols', symbols: some as readonly string[] };
  return typeof index === 'string' ? { kind: 'index', index } : { kind: 'watchlist' };
}

/** What only shows when the keys are seen together. */
function contradictions(name: string, read: Record<string, unknown>): string[] {
  const found: string[] = [];
  if (!/^[\w-]{1,40}$/.test(name)) {
    found.push('expected a name of letters, digits, - and _, found another');
  }
  for (const key of ['account', 'strategy']) {
    if (read[key] === undefined) found.push(`expected ${key}, found none`);
  }
  if (read['symbols'] && read['index']) found.push('expected either symbols or index, found both');
  if (read['sizing'] === 'fixed' && read['size'] === undefined) {
    found.push('expected size in rupees with sizing "fixed", found none');
  }
  if (read['sizing'] !== 'fixed' && Number(read['size'] ?? 0) > 1000) {
    found.push(`expected size in per cent up to 1000, found ${String(read['size'])}`);
  }
  if (read['product'] === 'MIS' && (read['interval'] ?? '1d') === '1d') {
    found.push('expected interval "15m" or "5m" with product "MIS", found daily bars');
  }
  return found;
}

/**
 * Reads the tables `[bots.NAME]`. Parameters are looked at by the job, which knows the strategies.
 *
 * @param placeOf where a key stands, for messages
 */
export function readBots(
  value: unknown,
  placeOf: (path: readonly string[]) => string,
): { readonly bots: readonly BotPlan[]; readonly problems: readonly TableProblem[] } {
  const problems: TableProblem[] = [];
  const bots: BotPlan[] = [];
  readTables('bots', value, problems, (table, path) => {
    const name = path.at(-1) ?? '';
    const read = readFields(table, READERS, path, problems);
    for (const sentence of contradictions(name, read)) problems.push({ path, sentence });
    const { symbols: _symbols, index: _index, ...fields } = read;
    // Each value has passed the reader of its name.
    const bot = { ...USUAL_BOT, ...fields, universe: universeOf(read) } as unknown as BotPlan;
    const other = bots.find((one) => one.account === bot.account);
    if (other && bot.account !== undefined) {
      const sentence = `expected an account of its own, found "${bot.account}" of bot ${other.name} too: one bot would sell what the other buys`;
      problems.push({ path: 'account' in table ? [...path, 'account'] : path, sentence });
    }
    bots.push({ ...bot, name, place: placeOf(path) });
  });
  return { bots, problems };
}
