import { PATTERNS } from '../core/patterns/registry.ts';
import { STRATEGIES } from '../core/strategies/registry.ts';
import type { Strategy, StrategyParameter } from '../core/strategies/strategy.ts';
import { table } from './markdown-table.ts';

const parameterText = ({ name, default: usual, help }: StrategyParameter): string =>
  `\`${name}\` ${usual}: ${help}`;

const orderText = (order: Strategy['order']): string =>
  order ? ` (\`${order.less}\` ${order.orEqual ? 'at most' : 'below'} \`${order.than}\`)` : '';

function rows(kind: Strategy['kind']): string[][] {
  return [...STRATEGIES.values()]
    .filter((strategy) => strategy.kind === kind)
    .map(({ name, summary, parameters, order, facts, source }) => [
      `\`${name}\``,
      summary,
      `${parameters.map(parameterText).join('; ')}${orderText(order)}`,
      facts.map((fact) => `\`${fact}\``).join(', '),
      source,
    ]);
}

const HEAD = ['name', 'what it does', 'parameters', 'facts beside prices', 'source'];

/** The page of every strategy and pattern: `docs/strategies.md`. */
export function strategiesPage(): string {
  return `# Strategies and patterns

Made by \`npm run generate\` from the lists of strategies and patterns. A strategy decides at a bar's close, from that bar
and those before it; whoever acts on it acts later. Prices and volumes are in shares of the day of the run.

## Strategies that pick

What \`paperjobs strategies\` looks for unless told otherwise. Moves are of the close, in percent; turnover is close times
volume, in rupees.

${table(HEAD, rows('pick'))}

## Strategies that trade

They tell when to enter and when to exit; \`bot\` and \`backtest\` act on them, \`strategies --strategies NAME\` shows what
they say.

${table(HEAD, rows('trade'))}

## Candlestick patterns

What \`paperjobs patterns\` looks for, with the values of TA-Lib's functions of the same names under their default candle
settings: 100 upwards, −100 downwards, ±200 where a trap is confirmed, ±80 where two bodies have one end in common. Dojis
are always 100, and single lines carry the colour of the candle: the sign is no advice.

${table(
  ['name', 'what it looks like', 'candles', 'bars before the first'],
  PATTERNS.map(({ name, summary, candles, lookback }) => [
    `\`${name}\``,
    summary,
    String(candles),
    String(lookback),
  ]),
)}
`;
}
