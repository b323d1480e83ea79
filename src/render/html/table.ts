import { html } from './html.ts';
import type { Html, HtmlValue } from './html.ts';

/** A column of a table: its head, and what stands in each row. */
export interface HtmlColumn<Row> {
  readonly head: string;
  readonly cell: (row: Row) => HtmlValue;
  /** Right-aligned, digits under digits. */
  readonly number?: boolean;
  /** Words that may take several lines, on a page whose other cells are kept on one. */
  readonly wide?: boolean;
}

/**
 * A table that scrolls by itself where it is wider than the screen.
 *
 * @param empty said where there is no row
 */
export function htmlTable<Row>(
  caption: string,
  columns: readonly HtmlColumn<Row>[],
  rows: readonly Row[],
  empty: string,
): Html {
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  const kind = ({ number, wide }: HtmlColumn<Row>): Html | undefined =>
    number ? html` class="number"` : wide ? html` class="wide"` : undefined;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" ${kind(column)}>${column.head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column) => html`<td${kind(column)}>${column.cell(row)}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Figures side by side: what is measured, and its value. */
export function htmlCards(
  cards: readonly { readonly name: string; readonly value: HtmlValue }[],
): Html {
  return html`<dl class="cards">
    ${cards.map(
      ({ name, value }) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
