import { Failure } from '../../core/failure.ts';
import { refusePast, seesNow } from '../../feed/undated-list.ts';
import type { Context } from '../../kit/context.ts';
import type { Options } from '../../kit/job.ts';
import type { options, PART_NAMES } from './job.ts';

type Values = Options<typeof options>;
/** A part of a run. */
export type PartName = (typeof PART_NAMES)[number];

const PAST = 'quotes, index values and option chains are those of now';

/** Whether the command line asks for candles and nothing else has such options. */
function aboutCandles(values: Values): boolean {
  const { interval, date, dates, from, to, backfillDays, missingOnly } = values;
  const given = [interval, date, dates, from, to, backfillDays];
  return missingOnly || given.some((value) => value !== undefined);
}

/** Sources for a part that the run is to have, narrowed to the forced one. */
function offeredBy(ctx: Context, part: PartName, forced: string | undefined): boolean {
  if (part === 'candles' || forced === undefined) return true;
  const sources = part === 'options' ? ctx.sources.options : ctx.sources.quotes;
  return sources.some(({ name }) => name === forced);
}

/**
 * The parts of a run: those of `--what`; candles alone where the command line gives what only candles
 * have, such as dates; else those of the settings. What is of now cannot be had for a run as of the
 * past: it is left out, unless it was asked for by name.
 *
 * @throws Failure `usage` for a part asked for by name that cannot be had
 */
export function partsOf(ctx: Context, values: Values): readonly PartName[] {
  const { what, source, underlyings } = values;
  if (what) {
    if (what.some((part) => part !== 'candles')) refusePast(ctx, PAST);
    const lacking = what.find((part) => !offeredBy(ctx, part, source));
    if (lacking === undefined) return what;
    throw new Failure('usage', `expected a source that has ${lacking}, found ${source ?? 'none'}`);
  }
  if (underlyings) {
    refusePast(ctx, PAST);
    return ['options'];
  }
  if (aboutCandles(values)) return ['candles'];
  const parts = ctx.settings['market_sync.what'].filter((part) => offeredBy(ctx, part, source));
  if (seesNow(ctx)) return parts;
  const left = parts.filter((part) => part !== 'candles');
  if (left.length > 0) ctx.log.write('info', `left out: ${PAST}`, { parts: left.join(', ') });
  return parts.filter((part) => part === 'candles');
}
