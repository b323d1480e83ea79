import type { MonthlyPerformance } from '../../core/portfolio/account-months.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { percent } from './words.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Returns from which on a month has a stronger colour, as fractions. */
const STEPS = [0, 0.02, 0.05];

/** The class of a cell: `up1` to `up3`, `down1` to `down3`; none for a month that made nothing. */
function tone(ratio: number): string {
  if (ratio === 0) return '';
  const step = STEPS.filter((least) => Math.abs(ratio) > least).length;
  return `${ratio > 0 ? 'up' : 'down'}${step}`;
}

function cell(month: MonthlyPerformance | undefined): Html {
  if (!month) return html`<td></td>`;
  const text = percent(month.return).replace(' %', '');
  const provisional = month.closes ? '' : ' *';
  return html`<td class="number ${tone(month.return)}">${text}${provisional}</td>`;
}

const compounded = (months: readonly MonthlyPerformance[]): number =>
  months.reduce((growth, month) => growth * (1 + month.return), 1) - 1;

/** Returns by month in per cent, a row for each year; provisional ones have a star. */
export function heatmap(account: string, months: readonly MonthlyPerformance[]): Html {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))];
  const byMonth = new Map(months.map((month) => [month.month, month]));
  const caption = `Returns of ${account} by month, %; * provisional`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table class="heat">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">year</th>
          ${MONTHS.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          <th scope="col" class="number">year</th>
        </tr>
      </thead>
      <tbody>
        ${years.map((year) => {
          const own = months.filter(({ month }) => month.startsWith(year));
          const whole = compounded(own);
          return html`<tr>
            <th scope="row">${year}</th>
            ${MONTHS.map((_, place) =>
              cell(byMonth.get(`${year}-${String(place + 1).padStart(2, '0')}`)),
            )}
            <td class="number ${tone(whole)}">${percent(whole).replace(' %', '')}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
