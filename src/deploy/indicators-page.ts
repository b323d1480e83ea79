import { INDICATOR_COLUMNS, expressionOf } from '../core/indicators/columns.ts';
import type { Indicator, Parameter } from '../core/indicators/indicator.ts';
import { INDICATORS } from '../core/indicators/registry.ts';
import { table } from './markdown-table.ts';

function parameterText({ name, default: usual, min, max, integer }: Parameter): string {
  const upTo = max === undefined || integer ? `at least ${min}` : `${min} to ${max}`;
  return `${name} ${usual} (${upTo})`;
}

const rowOf = ({ name, summary, parameters, input, outputs, formula, source }: Indicator) => [
  `\`${name}\``,
  summary,
  parameters.map(parameterText).join(', '),
  input === 'series' ? 'any series' : 'whole bars',
  outputs.map((output) => `\`${output}\``).join(', '),
  formula,
  source,
];

/** The page of every indicator and of the table's columns: `docs/indicators.md`. */
export function indicatorsPage(): string {
  return `# Indicators

Made by \`npm run generate\` from the list of indicators. O, H, L, C, V are a bar's prices and volume; x is the
series that is worked on, the closes unless another is named: \`sma(volume,20)\`, \`ema(rsi(14),9)\`. A minus and a number
below the line count bars back. Figures are as long as the bars and absent while they warm up; a gap in a series
makes them begin anew. All that is kept of an instrument stands behind a figure, in shares of the day of the run.

Where TA-Lib has the function its definition is followed, first value and all. The first output is meant where none is
named: \`macd(12,26,9)\` is \`macd(12,26,9).macd\`.

${table(
  ['name', 'what it tells', 'parameters', 'works on', 'outputs', 'formula', 'source'],
  [...INDICATORS.values()].map(rowOf),
)}

## Columns of the table

What \`paperjobs indicators\` keeps for each instrument and session, under InStock's names. What InStock makes of turnover
is made of volume times typical price here, adjusted like the prices. Nothing is zero for being unknown.

${table(
  ['column', 'expression'],
  INDICATOR_COLUMNS.map((column) => [`\`${column.name}\``, `\`${expressionOf(column)}\``]),
)}
`;
}
