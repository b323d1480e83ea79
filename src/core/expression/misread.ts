import { Failure } from '../failure.ts';

/** How much of a long text a message shows on either side of the place it is about. */
const SHOWN = 40;

/** The part of the text around a column, on one line. */
function around(text: string, column: number): string {
  const at = column - 1;
  const from = Math.max(0, at - SHOWN);
  const to = Math.min(text.length, at + SHOWN);
  const cut = text.slice(from, to).replaceAll(/\s/g, ' ');
  return `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`;
}

/**
 * A Failure `usage` that points at a column of what was written.
 *
 * @param column 1 for the first character
 * @param expected what would have been right there
 * @param found what stands there, already quoted where it is text
 */
export function misread(
  text: string,
  column: number,
  expected: string,
  found: string,
  hint = '',
): Failure {
  return new Failure(
    'usage',
    `expected ${expected} at column ${column} of "${around(text, column)}", found ${found}${hint}`,
    { detail: { column } },
  );
}
