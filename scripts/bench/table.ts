import type { Line, Verdict } from './line.ts';

/** Three figures are more than the machine's noise leaves true. */
function figures(value: number): string {
  return value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3);
}

function barText({ bar, kind }: Line): string {
  switch (kind) {
    case 'value':
      return `≤ ${bar}`;
    case 'times':
      return `≤ ${bar} ×`;
    case 'speed':
      return `≥ ${bar} × the speed`;
  }
}

/** The verdicts as a Markdown table, in the order of the lines. */
export function markdownTable(verdicts: ReadonlyMap<Line, Verdict>): string {
  const rows = [...verdicts].map(([line, { value, unit, baseline, ratio, ok, unmeasured }]) =>
    [
      line.name,
      line.title,
      `${figures(value)} ${unit}`,
      baseline === null ? '' : `${figures(baseline)} ${unit}`,
      ratio === null ? '' : ratio.toFixed(2),
      barText(line),
      unmeasured === undefined ? (ok ? 'met' : '**missed**') : `not measured: ${unmeasured}`,
    ].join(' | '),
  );
  return [
    '| line | what | measured | baseline | ratio | bar | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}
