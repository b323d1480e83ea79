import type { Line, Verdict } from './line.ts';
import { besideRecord } from './recorded.ts';
import type { Recorded } from './recorded.ts';

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

/**
 * The verdicts as a Markdown table, in the order of the lines.
 *
 * @param recorded an earlier run, to be shown beside it; absent: no such column
 */
export function markdownTable(
  verdicts: ReadonlyMap<Line, Verdict>,
  recorded?: Pick<Recorded, 'lines'>,
): string {
  const rows = [...verdicts].map(([line, verdict]) => {
    const { value, unit, baseline, ratio, ok, unmeasured } = verdict;
    return [
      line.name,
      line.title,
      `${figures(value)} ${unit}`,
      baseline === null ? '' : `${figures(baseline)} ${unit}`,
      ratio === null ? '' : ratio.toFixed(2),
      barText(line),
      unmeasured === undefined ? (ok ? 'met' : '**missed**') : `not measured: ${unmeasured}`,
      ...(recorded ? [besideRecord(line, verdict, recorded.lines[line.name])] : []),
    ].join(' | ');
  });
  return [
    `| line | what | measured | baseline | ratio | bar | |${recorded ? ' recorded |' : ''}`,
    `| --- | --- | --- | --- | --- | --- | --- |${recorded ? ' --- |' : ''}`,
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}
