import { istText } from '../../core/market/instant.ts';
import { paise, rupees } from '../../core/market/money.ts';
import type { RiskExposure } from '../../core/risk/risk-figures.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText, tableText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { KeptRisk } from '../../store/trading/risk-metrics.ts';
import { accountNamed, nowAndDay } from '../account-desk.ts';
import type { options } from './command.ts';

const money = (amount: number): string => rupees(paise(amount)).toFixed(2);
const percent = (ratio: number | undefined): string =>
  ratio === undefined ? '' : `${(ratio * 100).toFixed(2)} %`;
const plain = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(2));

/** Every figure with its name, as a person reads it. */
const LINES: readonly (readonly [name: string, text: (risk: KeptRisk) => string])[] = [
  ['value', ({ valuePaise }) => money(valuePaise)],
  ['gross', ({ grossPaise, grossRatio }) => `${money(grossPaise)} ${percent(grossRatio)}`.trim()],
  ['net', ({ netPaise, netRatio }) => `${money(netPaise)} ${percent(netRatio)}`.trim()],
  ['holdings', ({ positions }) => String(positions)],
  ['largest', ({ largestRatio }) => percent(largestRatio)],
  ['top five', ({ topFiveRatio }) => percent(topFiveRatio)],
  ['concentration', ({ concentration }) => plain(concentration)],
  ['drawdown', ({ drawdown }) => percent(drawdown)],
  ['deepest drawdown', ({ maxDrawdown }) => percent(maxDrawdown)],
  ['value at risk 95 %', ({ historicalVar95 }) => percent(historicalVar95)],
  ['value at risk 99 %', ({ historicalVar99 }) => percent(historicalVar99)],
  ['expected shortfall 95 %', ({ expectedShortfall95 }) => percent(expectedShortfall95)],
  ['parametric 95 %', ({ parametricVar95 }) => percent(parametricVar95)],
  ['parametric 99 %', ({ parametricVar99 }) => percent(parametricVar99)],
  ['volatility a year', ({ volatility }) => percent(volatility)],
  ['beta', ({ beta }) => plain(beta)],
  ['returns behind them', ({ returns }) => String(returns)],
  ['covered', ({ covered }) => percent(covered)],
  ['sessions to close', ({ liquidityDays }) => plain(liquidityDays)],
  ['limits exceeded', ({ breaches }) => String(breaches)],
];

type Line = (typeof LINES)[number];
const figureColumns = (risk: KeptRisk): readonly Column<Line>[] => [
  { head: `risk of ${risk.session}`, cell: ([name]) => name },
  { head: '', cell: ([, text]) => text(risk) || 'not known', right: true },
];

const SESSION_COLUMNS: readonly Column<KeptRisk>[] = [
  { head: 'session', cell: ({ session }) => session },
  ...LINES.map(([head, cell]): Column<KeptRisk> => ({ head, cell, right: true })),
];

const EXPOSURE_COLUMNS: readonly Column<RiskExposure>[] = [
  { head: 'kind', cell: ({ kind }) => kind },
  { head: 'name', cell: ({ name }) => name },
  { head: 'value', cell: ({ valuePaise }) => money(valuePaise), right: true },
  { head: 'part', cell: ({ ratio }) => percent(ratio), right: true },
  { head: 'sessions to close', cell: ({ liquidityDays }) => plain(liquidityDays), right: true },
];

function record(risk: KeptRisk) {
  const { valuePaise, grossPaise, netPaise, reckonedAt, accountId: _account, ...figures } = risk;
  return {
    reckonedAt: istText(reckonedAt),
    value: rupees(paise(valuePaise)),
    gross: rupees(paise(grossPaise)),
    net: rupees(paise(netPaise)),
    ...figures,
  };
}

const exposureRecord = ({ kind, name, valuePaise, ratio, liquidityDays }: RiskExposure) => ({
  kind,
  name,
  value: rupees(paise(valuePaise)),
  ratio: ratio ?? null,
  liquidityDays: liquidityDays ?? null,
});

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { account: name, by, on, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const { accountId } = await accountNamed(store, name);
  const { session } = await nowAndDay(ctx);
  const none = 'no risk was reckoned: `paperjobs risk` does it';
  if (by === 'session') {
    const all = await store.riskMetrics.list(accountId, undefined, on ?? session);
    return {
      text: rowsText(csv, SESSION_COLUMNS, all, none),
      json: all.map(record),
    };
  }
  const risk = await store.riskMetrics.newest(accountId, on ?? session);
  if (!risk) return { text: `${none}\n`, json: {}, no: true };
  const exposures = await store.riskMetrics.exposures(accountId, risk.session);
  if (by === 'exposure') {
    const text = rowsText(csv, EXPOSURE_COLUMNS, exposures, 'nothing is held');
    return { text, json: exposures.map(exposureRecord) };
  }
  return {
    text: `${tableText(figureColumns(risk), LINES, none)}\n${tableText(EXPOSURE_COLUMNS, exposures, 'nothing is held')}`,
    json: { ...record(risk), exposures: exposures.map(exposureRecord) },
  };
}
