import type { SessionDate } from '../core/market/session-date.ts';
import { refuseBackwards } from '../kit/options.ts';

/** What the rows of a list are chosen by; absent: all. */
export interface RowFilter<Kind> {
  readonly kinds?: readonly Kind[];
  readonly symbols?: readonly string[];
  readonly from?: SessionDate;
  readonly to?: SessionDate;
}

/**
 * The rows that `--kind`, `--symbols`, `--from` and `--to` ask for; symbols in whatever case.
 *
 * @throws Failure `usage` for days in the wrong order
 */
export function rowFilter<Kind>({
  kind,
  symbols,
  from,
  to,
}: {
  readonly kind?: readonly Kind[] | undefined;
  readonly symbols: readonly string[] | undefined;
  readonly from: SessionDate | undefined;
  readonly to: SessionDate | undefined;
}): RowFilter<Kind> {
  refuseBackwards(from, to);
  return {
    ...(kind ? { kinds: kind } : {}),
    ...(symbols ? { symbols: symbols.map((symbol) => symbol.toUpperCase()) } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}
