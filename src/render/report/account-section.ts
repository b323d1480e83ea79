import type { DailyPerformance } from '../../core/portfolio/account-days.ts';
import type { StrategyPerformance } from '../../core/portfolio/strategy-performance.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { htmlCards, htmlTable } from '../html/table.ts';
import type { ChartDesk, ChartPoint } from './chart.ts';
import type { AccountFacts, ReportFacts } from './facts.ts';
import { heatmap } from './heatmap.ts';
import { asOfSession, section } from './section.ts';
import { compoundedIn, wonIn } from './period-figures.ts';
import { money, percent, plain, toned } from './words.ts';

/** Fractions to points of per cent, rounded to what a chart can show. */
const inPercent = (ratio: number): number => Math.round(ratio * 1e4) / 100;

function points(
  days: readonly DailyPerformance[],
  of: (day: DailyPerformance) => number | undefined,
): ChartPoint[] {
  return days.flatMap((day): ChartPoint[] => {
    const value = of(day);
    return value === undefined ? [] : [[day.session, inPercent(value)]];
  });
}

function charts({ name, days }: AccountFacts, benchmark: string, desk: ChartDesk): Html[] {
  const index = points(days, ({ benchmarkSince }) => benchmarkSince);
  const own = {
    name,
    shape: 'line' as const,
    colour: 'accent' as const,
    points: points(days, ({ totalReturn }) => totalReturn),
  };
  const other = { name: benchmark, shape: 'line' as const, colour: 'warn' as const, points: index };
  return [
    desk.place({
      kind: 'series',
      title: `${name} against ${benchmark}: return since ${days[0]?.session ?? ''}`,
      unit: '%',
      series: index.length > 0 ? [own, other] : [own],
    }),
    desk.place({
      kind: 'series',
      title: `${name}: below its highest value so far`,
      unit: '%',
      series: [
        {
          name: 'drawdown',
          shape: 'area',
          colour: 'loss',
          points: points(days, ({ drawdown }) => drawdown),
        },
      ],
    }),
  ];
}

function strategyTable(strategies: readonly StrategyPerformance[]): Html {
  return htmlTable(
    'What closed trades of each strategy made, after charges',
    [
      { head: 'strategy', cell: ({ strategy }) => strategy },
      { head: 'last traded', cell: ({ session }) => session },
      { head: 'fills', cell: ({ fills }) => fills, number: true },
      { head: 'closed', cell: ({ closed }) => closed.trades, number: true },
      {
        head: 'won',
        cell: ({ closed }) =>
          closed.winRate === undefined ? '–' : `${(closed.winRate * 100).toFixed(0)} %`,
        number: true,
      },
      { head: 'profit factor', cell: ({ closed }) => plain(closed.profitFactor), number: true },
      {
        head: 'a trade',
        cell: ({ closed }) => toned(closed.expectancy, money(closed.expectancy)),
        number: true,
      },
    ],
    strategies,
    'No strategy has traded.',
  );
}

/** One account: what it is worth, how it did against the benchmark, how far below its high it is. */
export function accountSection(
  account: AccountFacts,
  { period, benchmark }: Pick<ReportFacts, 'period' | 'benchmark'>,
  desk: ChartDesk,
): Html {
  const { name, days, months, strategies, figures } = account;
  const last = days.at(-1);
  if (!last) return html``;
  const own = days.filter(({ session }) => session >= period.from);
  const won = wonIn(own);
  const ratio = compoundedIn(own, (day) => day.return);
  const index = compoundedIn(own, (day) => day.benchmarkReturn);
  const asOf = asOfSession(last.session, period.to, '`paperjobs perf` reckons it');
  const provisional = last.closes
    ? undefined
    : html`<p class="warn">
        Provisional: not every holding has its official close of ${last.session} yet.
      </p>`;
  const words = period.kind === 'daily' ? 'day' : period.kind === 'weekly' ? 'week' : 'month';
  return section(
    `Account ${name}`,
    asOf,
    html`${provisional}
      ${htmlCards([
        { name: 'value', value: money(last.valuePaise) },
        { name: `won, ${words}`, value: toned(won, money(won)) },
        { name: `return, ${words}`, value: toned(ratio, percent(ratio)) },
        { name: `${benchmark}, ${words}`, value: toned(index, percent(index)) },
        { name: 'return, whole', value: toned(figures.totalReturn, percent(figures.totalReturn)) },
        { name: 'a year', value: toned(figures.cagr, percent(figures.cagr)) },
        { name: 'volatility', value: percent(figures.volatility).replace('+', '') },
        { name: 'Sharpe', value: plain(figures.sharpe) },
        { name: 'deepest fall', value: toned(figures.maxDrawdown, percent(figures.maxDrawdown)) },
        { name: 'below high', value: toned(last.drawdown, percent(last.drawdown)) },
        { name: 'beta', value: plain(figures.benchmark?.beta) },
        { name: 'alpha', value: percent(figures.benchmark?.alpha) },
      ])}
      <div class="charts">${charts(account, benchmark, desk)}</div>
      ${heatmap(name, months)} ${strategyTable(strategies)}`,
  );
}
