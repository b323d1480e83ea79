import { array, number, object, string, union } from 'valibot';
import type { InferOutput } from 'valibot';
import { impossibleFigure, paiseFromCrore } from '../../core/flows/fii-dii.ts';
import type { FiiDiiFigure, InvestorCategory } from '../../core/flows/fii-dii.ts';
import type { RefusedRow } from '../../core/market/bar.ts';
import type { FiiDiiAnswer } from '../../ports/flows.ts';
import { decoded, jsonOf, misshapen } from '../decode.ts';
import { dayInFull } from './deal-row.ts';
import { groupedNumber } from './grouped-number.ts';

const CRORE = union([string(), number()]);
const ROWS = array(
  object({
    category: string(),
    date: string(),
    buyValue: CRORE,
    sellValue: CRORE,
    netValue: CRORE,
  }),
);

/** `FII/FPI`, `DII`; a star stood behind both until 2024. */
function categoryOf(text: string): InvestorCategory | undefined {
  const word = text.replaceAll('*', '').trim().toUpperCase();
  if (word === 'DII') return 'DII';
  return word === 'FII/FPI' || word === 'FII' ? 'FII' : undefined;
}

function figureOf(row: InferOutput<typeof ROWS>[number], place: number): FiiDiiFigure | string {
  const session = dayInFull(row.date.trim());
  if (!session) throw misshapen(`[${place}].date`, 'a date like 07-Aug-2026', row.date);
  const category = categoryOf(row.category);
  if (!category) return `"${row.category}" is neither FII/FPI nor DII`;
  const amount = (value: string | number) => paiseFromCrore(groupedNumber(String(value).trim()));
  const [buyPaise, sellPaise, netPaise] = [
    amount(row.buyValue),
    amount(row.sellValue),
    amount(row.netValue),
  ];
  if (buyPaise === undefined || sellPaise === undefined || netPaise === undefined) {
    return `${category}: expected crores of rupees, found "${row.buyValue}", "${row.sellValue}", "${row.netValue}"`;
  }
  const figure = { session, category, buyPaise, sellPaise, netPaise };
  const why = impossibleFigure(figure);
  return why === undefined ? figure : `${category}: ${why}`;
}

/**
 * Reads what institutions bought and sold: provisional figures of one day, crores of rupees. Of two
 * rows of a day and category the second is refused.
 *
 * @throws Failure `bad-data` naming the field that is missing or is no date
 * @see https://www.nseindia.com/api/fiidiiTradeReact, an answer of 7 August 2026
 */
export function readFiiDii(body: Uint8Array): FiiDiiAnswer {
  const figures: FiiDiiFigure[] = [];
  const refused: RefusedRow[] = [];
  for (const [place, row] of decoded(ROWS, jsonOf(body)).entries()) {
    const read = figureOf(row, place);
    const twice =
      typeof read !== 'string' &&
      figures.some(
        ({ session, category }) => session === read.session && category === read.category,
      );
    if (typeof read === 'string') refused.push({ row: `[${place}]`, reason: read });
    else if (twice) refused.push({ row: `[${place}]`, reason: `${read.category} is there twice` });
    else figures.push(read);
  }
  return { figures, refused };
}
