import { Failure } from '../../core/failure.ts';
import { instant } from '../../core/market/instant.ts';
import { sourceFailure } from '../../feed/ask-chain.ts';
import { refusePast } from '../../feed/undated-list.ts';
import type { Context } from '../../kit/context.ts';
import type { Outcome, Options } from '../../kit/job.ts';
import { nearest } from '../../core/nearest.ts';
import type { NewsSource } from '../../ports/news.ts';
import type { options } from './job.ts';
import { newsReading } from './reading.ts';
import { matchAnew, rebuildAll, scoreMissing } from './rescore.ts';
import { modelOf } from './scoring.ts';
import { takeArticles } from './take-articles.ts';
import type { NewsDesk } from './take-articles.ts';
import { summariseNews } from './summarise.ts';
import type { SourceEnd } from './summarise.ts';

type Values = Options<typeof options>;

/** Services that search look this far back: what an outage of a few days missed. */
const SEARCH_BACK_SECONDS = 3 * 86_400;

function chosen(ctx: Context, name: string | undefined): readonly NewsSource[] {
  const all = ctx.sources.news;
  if (name === undefined) return all;
  const own = all.filter((source) => source.name === name);
  if (own.length > 0) return own;
  const names = all.map((source) => source.name);
  const meant = nearest(name, names);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  throw new Failure(
    'usage',
    `--source: expected one of ${names.join(', ')}, found "${name}"${hint}`,
  );
}

/** Whether the source has answered so lately that it is left alone, by its own wish for longer. */
async function rests(ctx: Context, { name, restSeconds }: NewsSource): Promise<boolean> {
  if (ctx.run.force || ctx.run.sandbox) return false;
  const asked = await ctx.store.jobState.get('news', `asked ${name}`);
  const age = ctx.wall.now() - Number(asked ?? Number.NaN);
  const wished = Number((await ctx.store.jobState.get('news', `rest ${name}`)) ?? 0);
  return age >= 0 && age < Math.max(restSeconds, wished);
}

async function ask(ctx: Context, source: NewsSource, desk: NewsDesk): Promise<SourceEnd> {
  const { name } = source;
  if (await rests(ctx, source)) return { name, kind: 'rested' };
  const startedAt = ctx.wall.now();
  const since = instant(ctx.clock.now() - SEARCH_BACK_SECONDS);
  const asked = { words: desk.reading.words, since, until: ctx.clock.now() };
  const answer = await source.news(asked).catch(sourceFailure);
  if (answer === undefined) return { name, kind: 'unset' };
  if (!(answer instanceof Failure)) {
    const taken = await takeArticles(ctx, name, answer, desk, startedAt);
    for (const { row, reason } of answer.refused.slice(0, 3)) {
      ctx.log.write('notice', 'entry refused', { source: name, row, reason });
    }
    return { name, kind: 'taken', taken };
  }
  const { code, message } = answer;
  await ctx.store.write((books) =>
    books.syncHistory.record({
      runId: ctx.run.id,
      job: ctx.run.job,
      symbol: '*',
      interval: '1d',
      status: 'FAILED',
      received: 0,
      changed: 0,
      refused: 0,
      why: 'news',
      error: { code, message },
      asOf: ctx.clock.now(),
      startedAt,
      endedAt: ctx.wall.now(),
    }),
  );
  return { name, kind: 'failed', failure: answer };
}

/** Keeps what is written about companies, and how it sounds: see the declaration. */
export async function run(ctx: Context, { source, rebuild }: Values): Promise<Outcome> {
  if (!rebuild) refusePast(ctx, 'feeds tell what is new now');
  const sources = chosen(ctx, source);
  const model = await modelOf(ctx);
  try {
    const desk: NewsDesk = { reading: await newsReading(ctx, !rebuild), model };
    if (rebuild) {
      const { articles, changed } = await rebuildAll(ctx, desk);
      return {
        status: changed === 0 ? 'noop' : 'ok',
        summary: `${articles} articles read anew by ${model.name}, ${changed} rows changed`,
        counts: { articles, changed },
      };
    }
    const ends: SourceEnd[] = [];
    for (const [done, one] of sources.entries()) {
      ctx.step();
      ctx.progress.update('sources', done, sources.length);
      ends.push(await ask(ctx, one, desk));
    }
    const revised = (await scoreMissing(ctx, desk)) + (await matchAnew(ctx, desk));
    return summariseNews(ctx, ends, revised);
  } finally {
    await model.close();
  }
}
