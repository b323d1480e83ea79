import type { GroupFigures } from '../core/screen/aggregate.ts';
import type { SeriesUnit } from '../core/expression/vocabulary.ts';
import type { ScreenAnswer, ScreenedInstrument } from '../core/screen/answer.ts';
import { SCREEN_VOCABULARY } from '../core/screen/vocabulary.ts';
import { csvLines, tableText } from './table.ts';
import type { Column } from './table.ts';

/** A row of an answer, with its values in the order of the names. */
interface PrintedRow extends ScreenedInstrument {
  readonly values: readonly number[];
}

/** Figures of a number that has no unit. */
const FIGURES = 6;

/** A value for people: prices to the paisa, fractions in per cent. */
function shortText(value: number, unit: SeriesUnit): string {
  if (Number.isNaN(value)) return '';
  switch (unit) {
    case 'price':
      return value.toFixed(2);
    case 'ratio':
      return `${(value * 100).toFixed(2)}%`;
    case 'count':
      return String(Math.round(value));
    case 'number':
      return String(Number(value.toPrecision(FIGURES)));
  }
}

/**
 * Columns of a table of screened instruments.
 *
 * @param exact for machines: numbers whole, fractions as they are
 */
function screenColumns(names: readonly string[], exact: boolean): Column<PrintedRow>[] {
  return [
    { head: 'symbol', cell: ({ symbol }) => symbol },
    { head: 'sector', cell: ({ sector }) => sector ?? '' },
    ...names.map((name, place) => ({
      head: name,
      cell: ({ values }: PrintedRow): string => {
        const value = values[place] ?? Number.NaN;
        if (!exact) return shortText(value, SCREEN_VOCABULARY.series.get(name) ?? 'number');
        return Number.isNaN(value) ? '' : String(value);
      },
      right: true,
    })),
  ];
}

type FigureName = Exclude<keyof GroupFigures, 'group' | 'instruments'>;

const GROUP_FIGURES: readonly (readonly [head: string, name: FigureName, unit: SeriesUnit])[] = [
  ['advancing', 'advancing', 'ratio'],
  ['median change', 'medianChange', 'ratio'],
  ['median 20', 'medianReturn20', 'ratio'],
  ['median 250', 'medianReturn250', 'ratio'],
  ['above sma_200', 'aboveSma200', 'ratio'],
  ['median rsi_14', 'medianRsi14', 'number'],
  ['value', 'value', 'price'],
];

/** Columns of a table of sectors. */
function sectorColumns(exact: boolean): Column<GroupFigures>[] {
  return [
    { head: 'sector', cell: ({ group }) => group },
    { head: 'instruments', cell: ({ instruments }) => String(instruments), right: true },
    ...GROUP_FIGURES.map(([head, name, unit]) => ({
      head,
      cell: (figures: GroupFigures): string => {
        const value = figures[name];
        if (value === undefined) return '';
        return exact ? String(value) : shortText(value, unit);
      },
      right: true,
    })),
  ];
}

function printedRows(
  { rows, names, values }: ScreenAnswer,
  printed: readonly string[],
): PrintedRow[] {
  const columns = printed.map((name) => values[names.indexOf(name)]);
  return rows.map((row, place) => ({
    ...row,
    values: columns.map((column) => column?.[place] ?? Number.NaN),
  }));
}

/** What was found, in a sentence. */
export function answerSentence(answer: ScreenAnswer): string {
  const { matched, looked, untold, session } = answer;
  const absent = untold > 0 ? `; of ${untold} a figure is absent` : '';
  return `${matched} of ${looked} instruments of ${session}${absent}`;
}

/** An answer as text: a table for people, with the sentence below, or CSV. */
export function answerText(answer: ScreenAnswer, csv: boolean): string {
  if (answer.sectors) {
    const columns = sectorColumns(csv);
    if (csv) return [...csvLines(columns, answer.sectors)].join('');
    return `${tableText(columns, answer.sectors, 'no instrument there')}${answerSentence(answer)}\n`;
  }
  const columns = screenColumns(answer.short, csv);
  const rows = printedRows(answer, answer.short);
  if (csv) return [...csvLines(columns, rows)].join('');
  return `${tableText(columns, rows, 'no instrument there')}${answerSentence(answer)}\n`;
}

/** An answer for `--json`: one object for each row or sector; absent figures are null. */
export function answerObjects(answer: ScreenAnswer): readonly Readonly<Record<string, unknown>>[] {
  const { session, names, sectors } = answer;
  if (sectors) return sectors.map((figures) => ({ session, ...figures }));
  return printedRows(answer, names).map(({ symbol, kind, sector, values }) => ({
    symbol,
    session,
    kind,
    sector: sector ?? null,
    ...Object.fromEntries(
      names.map((name, place) => {
        const value = values[place] ?? Number.NaN;
        return [name, Number.isNaN(value) ? null : value];
      }),
    ),
  }));
}
