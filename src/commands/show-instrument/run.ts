import { Failure } from '../../core/failure.ts';
import { securityClass } from '../../core/market/security-class.ts';
import type { DatedValue } from '../../core/sync/dated-runs.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { printable } from '../../render/printable.ts';
import { SINCE_EVER } from '../../store/instruments.ts';
import type { InstrumentStory, ListingStory } from '../../store/instrument-story.ts';
import type { SeriesGap } from '../../store/gaps.ts';

const since = (from: string): string => (from === SINCE_EVER ? 'from the first' : `from ${from}`);

const runs = (values: readonly DatedValue<string>[]): string =>
  values.map(({ from, value }) => `${value} ${since(from)}`).join('; ');

function listingLines({ kind }: InstrumentStory, listing: ListingStory): string[] {
  const { exchange, series, symbols, candles, first, last, bands } = listing;
  const what = securityClass(kind, series);
  const band = bands.at(-1);
  const limit = band?.percent === undefined ? 'no fixed band' : `band ${band.percent} %`;
  return [
    `  ${exchange} ${series}: ${what}, ${candles} daily candles` +
      (first === undefined ? '' : ` from ${first} to ${last}`),
    ...(symbols.length > 1 ? [`    dealt in as ${runs(symbols)}`] : []),
    ...(band ? [`    ${limit} ${since(band.from)}${band.remark ? `, ${band.remark}` : ''}`] : []),
  ];
}

function lines(story: InstrumentStory, gaps: readonly SeriesGap[]): string[] {
  const { name, isin, symbols, isins, names, listedOn, listings, provisional } = story;
  const current = symbols.find(({ to }) => to === undefined)?.symbol;
  const optional = (label: string, text: string | undefined): string[] =>
    text === undefined || text === '' ? [] : [`  ${label}: ${text}`];
  const open = gaps.filter(({ state }) => state === 'open');
  return [
    `${current ?? symbols.at(-1)?.symbol ?? `#${story.instrumentId}`}  ${name}`,
    ...optional('ISIN', isins.length > 1 ? runs(isins) : isin),
    ...optional('listed on', listedOn),
    ...optional('names', runs(names)),
    ...optional(
      'symbols',
      symbols
        .map(({ symbol, from, to }) => `${symbol} ${since(from)}${to ? ` to before ${to}` : ''}`)
        .join('; '),
    ),
    ...(provisional ? ['  no list of securities has named it yet'] : []),
    ...listings.flatMap((listing) => listingLines(story, listing)),
    `  gaps: ${open.length} open, ${gaps.length - open.length} explained or filled`,
    ...open.map(({ interval, from, to, reason }) => `    ${interval} ${from} to ${to}: ${reason}`),
  ].map((line) => `${printable(line)}\n`);
}

const valuesOf = (values: readonly DatedValue<string>[]) =>
  values.map(({ from, value }) => ({ from: from === SINCE_EVER ? null : from, value }));

function record(story: InstrumentStory, gaps: readonly SeriesGap[]) {
  const { kind } = story;
  return {
    name: story.name,
    isin: story.isin ?? null,
    kind,
    listedOn: story.listedOn ?? null,
    provisional: story.provisional,
    names: valuesOf(story.names),
    isins: valuesOf(story.isins),
    symbols: story.symbols.map(({ exchange, symbol, from, to }) => ({
      exchange,
      symbol,
      from: from === SINCE_EVER ? null : from,
      to: to ?? null,
    })),
    listings: story.listings.map((listing) => ({
      exchange: listing.exchange,
      series: listing.series,
      class: securityClass(kind, listing.series),
      symbols: valuesOf(listing.symbols),
      candles: listing.candles,
      firstSession: listing.first ?? null,
      lastSession: listing.last ?? null,
      bands: listing.bands.map(({ from, percent, remark }) => ({
        from,
        percent: percent ?? null,
        remark: remark ?? null,
      })),
    })),
    gaps: gaps.map(({ interval, from, to, state, reason }) => ({
      interval,
      from,
      to,
      state,
      reason,
    })),
  };
}

/** Reads without writing or locking. */
export async function run(
  ctx: CommandContext,
  _options: object,
  [word = '']: readonly string[],
): Promise<CommandResult> {
  const store = await ctx.store('read');
  const stories = await store.instrumentStories.of(word.toUpperCase());
  if (stories.length === 0) {
    throw new Failure(
      'usage',
      `expected a symbol or ISIN that is known, found "${word}": \`paperjobs eod\` learns every security that is dealt in`,
    );
  }
  const all = await store.gaps.list('all');
  const gapsOf = ({ instrumentId }: InstrumentStory): SeriesGap[] =>
    all.filter((gap) => gap.instrumentId === instrumentId);
  return {
    text: stories.flatMap((story) => lines(story, gapsOf(story))),
    json: stories.map((story) => record(story, gapsOf(story))),
  };
}
