import type { SaidReturns } from '../../store/hit-returns.ts';
import { istDate, istText } from '../../core/market/instant.ts';
import { paise, rupees } from '../../core/market/money.ts';
import { readHitNames } from '../../core/strategies/hit-names.ts';
import { addDays } from '../../core/market/session-date.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { refuseBackwards } from '../../kit/options.ts';
import type { OptionValues } from '../../kit/options.ts';
import { statisticsText } from '../../render/backtest-text.ts';
import { tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { BacktestResult } from '../../store/backtest-results.ts';
import type { Store } from '../../store/store.ts';
import type { options } from './command.ts';

type Values = OptionValues<typeof options>;

const OPTION = '--strategy';
/** Days that are shown unless told otherwise. */
const USUAL_DAYS = 30;

const percent = (fraction: number | undefined): string =>
  fraction === undefined ? '' : `${(fraction * 100).toFixed(2)}%`;
const money = (amount: number): string => rupees(paise(amount)).toFixed(2);

const RUNS: readonly Column<BacktestResult>[] = [
  { head: 'strategy', cell: ({ strategy }) => strategy },
  { head: 'universe', cell: ({ universe }) => universe },
  { head: 'from', cell: ({ from }) => from },
  { head: 'to', cell: ({ to }) => to },
  { head: 'value at the end', cell: ({ finalPaise }) => money(finalPaise), right: true },
  { head: 'return', cell: ({ totalReturn }) => percent(totalReturn), right: true },
  { head: 'drawdown', cell: ({ maxDrawdown }) => percent(maxDrawdown), right: true },
  { head: 'Sharpe', cell: ({ sharpe }) => sharpe?.toFixed(2) ?? '', right: true },
  { head: 'trades', cell: ({ trades }) => String(trades), right: true },
  { head: 'charges', cell: ({ chargesPaise }) => money(chargesPaise), right: true },
];

async function shownRuns(store: Store, { strategy, limit }: Values): Promise<CommandResult> {
  const runs = await store.backtestResults.shown(
    strategy === undefined ? undefined : readHitNames([strategy], OPTION)[0],
    limit,
  );
  return {
    text: tableText(
      RUNS,
      runs,
      'no backtest is kept: `paperjobs backtest --strategy NAME` makes one',
    ),
    json: runs.map(({ asked, figures, equity, tradeList, computedAt, ...rest }) => ({
      ...rest,
      asked: JSON.parse(asked) as unknown,
      figures: JSON.parse(figures) as unknown,
      equity: JSON.parse(equity) as unknown,
      tradeList: JSON.parse(tradeList) as unknown,
      computedAt: istText(computedAt),
    })),
  };
}

/** After how many bars a person looks first. */
const SHOWN_RATES = [1, 5, 20, 60, 100] as const;

interface NamedReturns extends SaidReturns {
  readonly symbol: string;
}

const HITS: readonly Column<NamedReturns>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'symbol', cell: ({ symbol }) => symbol },
  { head: 'strategy', cell: ({ strategy }) => strategy },
  { head: 'says', cell: ({ action }) => action ?? '' },
  { head: 'from', cell: ({ basis }) => basis },
  { head: 'entry', cell: ({ entry }) => entry.toFixed(2), right: true },
  ...SHOWN_RATES.map((bars) => ({
    head: `rate_${bars}`,
    cell: ({ rates }: NamedReturns): string => {
      const rate = rates[bars - 1];
      return rate === undefined ? '' : (rate / 100).toFixed(2);
    },
    right: true,
  })),
];

/** A strategy or a saved screen, and whether it is asked about what it would leave. */
function judged(asked: string): { readonly name: string; readonly exits: boolean } {
  const [, name = asked, exits] = /^(.*?)( exit)?$/i.exec(asked.trim()) ?? [];
  return { name: readHitNames([name], OPTION)[0] ?? name, exits: exits !== undefined };
}

/** As statistics call it. */
function judgedName(asked: string): string {
  const { name, exits } = judged(asked);
  return exits ? `${name} exit` : name;
}

async function shownHits(
  ctx: CommandContext,
  store: Store,
  { strategy, from, to }: Values,
): Promise<CommandResult> {
  const last = to ?? istDate(ctx.clock.now());
  const asked = strategy === undefined ? undefined : judged(strategy);
  const rows = await store.hitReturns.shown({
    from: from ?? addDays(last, -USUAL_DAYS),
    to: last,
    ...(asked ? { strategies: [asked.name] } : {}),
    ...(asked?.exits ? { action: 'exit' } : {}),
  });
  const instruments = await store.dailyBars.instruments({ exchange: 'XNSE' });
  const names = new Map(instruments.map(({ instrumentId, symbol }) => [instrumentId, symbol]));
  const named = rows.map((row) => ({ ...row, symbol: names.get(row.instrumentId) ?? '' }));
  return {
    text: tableText(HITS, named, 'no returns of hits there: `paperjobs backtest` reckons them'),
    json: named.map(({ symbol, session, strategy: name, action, basis, entry, rates }) => ({
      symbol,
      session,
      strategy: name,
      action: action ?? null,
      basis,
      entry,
      ...Object.fromEntries(rates.map((rate, place) => [`rate_${place + 1}`, rate / 100])),
    })),
  };
}

/** Reads without writing or locking. */
export async function run(ctx: CommandContext, values: Values): Promise<CommandResult> {
  refuseBackwards(values.from, values.to);
  const store = await ctx.store('read');
  if (values.runs) return shownRuns(store, values);
  if (values.hits) return shownHits(ctx, store, values);
  const { strategy } = values;
  const statistics = await store.hitReturns.statistics(
    strategy === undefined ? undefined : [judgedName(strategy)],
  );
  return { text: statisticsText(statistics), json: statistics };
}
