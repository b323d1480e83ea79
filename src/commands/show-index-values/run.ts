import { Failure } from '../../core/failure.ts';
import type { IndexClose } from '../../core/indices/index-close.ts';
import { indexKey, indexSymbol } from '../../core/indices/index-names.ts';
import { nearest } from '../../core/nearest.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import { rowsText } from '../../render/table.ts';
import type { Column } from '../../render/table.ts';
import type { Store } from '../../store/store.ts';
import { shownRange } from '../shown-range.ts';
import type { options } from './command.ts';

/** Paise of a crore of rupees. */
const CRORE_PAISE = 1e9;

const points = (hundredths: number | undefined): string =>
  hundredths === undefined ? '' : (hundredths / 100).toFixed(2);

const column = (
  head: string,
  of: (close: IndexClose) => number | undefined,
): Column<IndexClose> => ({
  head,
  cell: (close) => points(of(close)),
  right: true,
});

const COLUMNS: readonly Column<IndexClose>[] = [
  { head: 'session', cell: ({ session }) => session },
  { head: 'index', cell: ({ name }) => name },
  column('open', ({ open }) => open),
  column('high', ({ high }) => high),
  column('low', ({ low }) => low),
  column('close', ({ close }) => close),
  column('change', ({ change }) => change),
  column('P/E', ({ priceToEarnings }) => priceToEarnings),
  column('P/B', ({ priceToBook }) => priceToBook),
  column('yield %', ({ dividendYield }) => dividendYield),
];

const number = (hundredths: number | undefined): number | null =>
  hundredths === undefined ? null : hundredths / 100;

function record(close: IndexClose, published: string) {
  const { turnoverPaise } = close;
  return {
    session: close.session,
    index: close.name,
    symbol: indexSymbol(close.name),
    published,
    open: number(close.open),
    high: number(close.high),
    low: number(close.low),
    close: number(close.close),
    change: number(close.change),
    volume: close.volume ?? null,
    turnoverCrore: turnoverPaise === undefined ? null : turnoverPaise / CRORE_PAISE,
    priceToEarnings: number(close.priceToEarnings),
    priceToBook: number(close.priceToBook),
    dividendYieldPercent: number(close.dividendYield),
  };
}

/** The listings of the indices that were asked for. @throws Failure `usage` for one that nobody knows */
async function listingsOf(
  store: Store,
  asked: readonly string[] | undefined,
): Promise<number[] | undefined> {
  if (!asked) return undefined;
  const known = await store.indexValues.indices();
  // Before the first end of day no index is known: then there is nothing to show, and no slip.
  if (known.length === 0) return undefined;
  return asked.map((word) => {
    const found = known.find(
      ({ name, symbol }) => indexKey(name) === indexKey(word) || symbol === word.toUpperCase(),
    );
    if (found) return found.listingId;
    const close = nearest(
      word,
      known.map(({ name }) => name),
    );
    const hint = close === undefined ? '' : `; did you mean "${close}"?`;
    throw new Failure('usage', `expected an index whose values are kept, found "${word}"${hint}`);
  });
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  { index, from, to, csv }: OptionValues<typeof options>,
): Promise<CommandResult> {
  const range = shownRange(ctx, from, to);
  const store = await ctx.store('read');
  const listings = await listingsOf(store, index);
  const shown = await store.indexValues.shown(listings, range.from, range.to);
  const closes = shown.map(({ close }) => close);
  return {
    text: rowsText(csv, COLUMNS, closes, 'no index values there: `paperjobs eod` fetches them'),
    json: shown.map(({ close, published }) => record(close, published)),
  };
}
