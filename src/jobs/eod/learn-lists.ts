import { Failure } from '../../core/failure.ts';
import type { ListedInstrument } from '../../core/market/listing.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { sourceFailure } from '../../feed/ask-chain.ts';
import type { Context } from '../../kit/context.ts';
import type { EndOfDaySource } from '../../ports/end-of-day.ts';
import type { InstrumentSource } from '../../ports/prices.ts';

/** Lists are asked for again after this many seconds, wall time. */
const LIST_AGE_SECONDS = 20 * 3600;
/** Under which the age of the lists of changes is kept, beside those of the lists of securities. */
const CHANGES = 'nse-changes';

/** Lists bear no date: those of today tell nothing of a past moment, unless they come from elsewhere. */
function listsCount({ run, settings, wall, clock }: Context): boolean {
  const elsewhere = settings.base_url ?? settings['sources.nse.base_url'];
  return run.sandbox || elsewhere !== undefined || wall.now() - clock.now() <= 60;
}

async function isOld(ctx: Context, name: string): Promise<boolean> {
  const at = await ctx.store.jobState.get('instruments', name);
  return at === undefined || ctx.wall.now() - Number(at) >= LIST_AGE_SECONDS;
}

/** Asks for a list; one that cannot be had is told and gone without. */
async function asked<Answer>(
  ctx: Context,
  name: string,
  ask: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const answer = await ask().catch(sourceFailure);
  if (!(answer instanceof Failure)) return answer;
  const { code, message } = answer;
  ctx.log.write('info', 'list not available', { list: name, code, reason: message });
  return undefined;
}

/**
 * Takes in the exchange's lists of securities, and those of changed symbols and names, once a day, all
 * in one transaction. What a list does not tell the files of sessions do: none is indispensable.
 */
export async function learnLists(
  ctx: Context,
  sources: readonly InstrumentSource[],
  endOfDay: EndOfDaySource,
  today: SessionDate,
): Promise<void> {
  if (!listsCount(ctx)) return;
  const due: InstrumentSource[] = [];
  for (const source of sources) if (await isOld(ctx, source.name)) due.push(source);
  const changesDue = await isOld(ctx, CHANGES);
  if (due.length === 0 && !changesDue) return;
  ctx.step();
  const lists = await ctx.inParallel(due, ctx.settings['http.parallel'], async (source) => ({
    name: source.name,
    answer: await asked(ctx, source.name, () => source.instruments()),
  }));
  ctx.step();
  const symbols = changesDue
    ? await asked(ctx, 'symbolchange', () => endOfDay.symbolChanges())
    : undefined;
  const names = changesDue
    ? await asked(ctx, 'namechange', () => endOfDay.nameChanges())
    : undefined;
  const instruments: ListedInstrument[] = lists.flatMap(({ answer }) => answer?.instruments ?? []);
  const at = ctx.wall.now();
  const told = await ctx.store.write(async (books) => {
    for (const { name } of lists) await books.jobState.set('instruments', name, String(at), at);
    if (changesDue) await books.jobState.set('instruments', CHANGES, String(at), at);
    const learned = await books.instruments.learn(instruments, today, at);
    const changes = await books.instruments.learnChanges(
      'XNSE',
      symbols?.changes ?? [],
      names?.changes ?? [],
      today,
      at,
    );
    return { ...learned, changedSymbols: changes.symbols, changedNames: changes.names };
  });
  ctx.log.write('info', 'lists read', { listed: instruments.length, ...told });
}
