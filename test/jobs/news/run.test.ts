import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import type { ToldArticle } from '../../../src/core/news/article.ts';
import { run } from '../../../src/jobs/news/run.ts';
import type { NewsSource } from '../../../src/ports/news.ts';
import { bench } from '../../support/bench.ts';
import type { Bench } from '../../support/bench.ts';
import { learnt, openedStore, share } from '../../support/opened-store.ts';
import type { OpenStore } from '../../../src/store/store.ts';

const NOW = '2026-11-26T10:00';

const story = (title: string, at: string): ToldArticle => ({
  kind: 'news',
  source: 'paper',
  title,
  summary: '',
  link: `https://paper.example/${title.replaceAll(' ', '-')}`,
  ownLink: true,
  at: readInstant(at),
});

function source(
  name: string,
  articles: readonly ToldArticle[] | Failure,
  asked: string[] = [],
): NewsSource {
  return {
    name,
    restSeconds: 600,
    async news({ words }) {
      asked.push(words.join(', '));
      if (articles instanceof Failure) throw articles;
      return { articles, refused: [] };
    },
  };
}

async function desk(
  opened: OpenStore,
  sources: readonly NewsSource[],
  more: Partial<Parameters<typeof bench>[0]> = {},
): Promise<Bench> {
  return bench({ now: NOW, store: opened.store, sources: { news: sources }, ...more });
}

const options = { source: undefined, rebuild: false };

describe('a run of news', () => {
  it('leaves what is published later for later, and finds it then', async () => {
    const opened = await openedStore();
    await learnt(opened, [share('RELIANCE', { name: 'Reliance Industries Limited' })]);
    const told = [
      story('Reliance Industries wins order', '2026-11-26T09:00'),
      story('Reliance Industries hit by fraud', '2026-11-26T10:30'),
    ];
    const { ctx, moveTo } = await desk(opened, [source('paper', told)]);
    expect(await run(ctx, options)).toMatchObject({
      counts: { added: 1, later: 1, matched: 1, alerts: 0 },
    });
    moveTo('2026-11-26T10:31');
    expect(await run(ctx, options)).toMatchObject({ counts: { added: 1, later: 0, alerts: 1 } });
    const [message] = await opened.store.notifications.newest(5);
    expect(message).toMatchObject({ topic: 'news', title: 'RELIANCE: bad news', runId: 'run-1' });
  });

  it('tells nothing of what a source has gathered before it first answered', async () => {
    const opened = await openedStore();
    await learnt(opened, [share('RELIANCE', { name: 'Reliance Industries Limited' })]);
    const bad = (at: string) =>
      story(`Reliance Industries hit by fraud at ${at}`, `2026-11-26T${at}`);
    const one = await desk(opened, [source('paper', [bad('08:00')])]);
    expect(await run(one.ctx, options)).toMatchObject({ counts: { added: 1, alerts: 0 } });
    const two = await desk(opened, [source('another', [bad('09:00'), bad('10:30')])]);
    expect(await run(two.ctx, options)).toMatchObject({ counts: { added: 1, alerts: 0 } });
    two.moveTo('2026-11-26T10:31');
    expect(await run(two.ctx, options)).toMatchObject({ counts: { added: 1, alerts: 1 } });
  });

  it('leaves out what is so old that it would be removed again', async () => {
    const opened = await openedStore();
    const told = [
      story('A story of long ago here', '2021-11-20T09:00'),
      story('A story of last month here', '2026-10-20T09:00'),
    ];
    const first = await desk(opened, [source('paper', told)]);
    expect(await run(first.ctx, options)).toMatchObject({ counts: { added: 1, old: 1 } });
    const settings = { 'retention.filings_days': 0 };
    const ever = await desk(opened, [source('another', told)], { settings });
    expect(await run(ever.ctx, options)).toMatchObject({ counts: { added: 1, old: 0 } });
  });

  it('searches by the names of the followed companies', async () => {
    const opened = await openedStore();
    await learnt(opened, [share('TCS', { name: 'Tata Consultancy Services Limited' })]);
    await opened.store.write((books) => books.watchlist.add('TCS', 'XNSE', readInstant(NOW)));
    await opened.store.write((books) => books.watchlist.add('UNHEARD', 'XNSE', readInstant(NOW)));
    const asked: string[] = [];
    const { ctx } = await desk(opened, [source('search', [], asked)]);
    expect(await run(ctx, options)).toMatchObject({ status: 'noop' });
    expect(asked).toEqual(['Tata Consultancy Services, UNHEARD']);
  });

  it('leaves a source alone that has answered a moment ago, unless forced', async () => {
    const opened = await openedStore();
    const asked: string[] = [];
    const { ctx, moveTo } = await desk(opened, [source('paper', [], asked)]);
    await run(ctx, options);
    moveTo('2026-11-26T10:09');
    expect(await run(ctx, options)).toMatchObject({
      status: 'noop',
      summary: expect.stringContaining('a moment ago') as string,
      counts: { rested: 1 },
    });
    await run({ ...ctx, run: { ...ctx.run, force: true } }, options);
    moveTo('2026-11-26T10:25');
    await run(ctx, options);
    expect(asked).toHaveLength(3);
  });

  it('leaves a source alone for as long as its last answer asked for', async () => {
    const opened = await openedStore();
    let [requests, restSeconds] = [0, 7200];
    const wishing: NewsSource = {
      name: 'paper',
      restSeconds: 600,
      async news() {
        requests++;
        return { articles: [], refused: [], ...(restSeconds > 0 ? { restSeconds } : {}) };
      },
    };
    const { ctx, moveTo } = await desk(opened, [wishing]);
    await run(ctx, options);
    moveTo('2026-11-26T11:59');
    expect(await run(ctx, options)).toMatchObject({ status: 'noop', counts: { rested: 1 } });
    restSeconds = 0;
    for (const time of ['12:00', '12:11']) {
      moveTo(`2026-11-26T${time}`);
      await run(ctx, options);
    }
    expect(requests).toBe(3);
  });

  it('that is of the past asks nobody', async () => {
    const opened = await openedStore();
    const asked: string[] = [];
    const { ctx, moveTo } = await desk(opened, [source('paper', [], asked)]);
    moveTo('2026-11-20T10:00', NOW);
    await expect(run(ctx, options)).rejects.toMatchObject({ code: 'usage' });
    expect(asked).toEqual([]);
  });

  it('keeps what one source told when another fails, and remembers the failure', async () => {
    const opened = await openedStore();
    const down = new Failure('not-yet', 'paper: expected xml, found silence');
    const { ctx, warnings } = await desk(opened, [
      source('down', down),
      source('paper', [story('Something of nobody', '2026-11-26T09:00')]),
    ]);
    expect(await run(ctx, options)).toMatchObject({
      status: 'partial',
      summary: expect.stringContaining('failed: down') as string,
      counts: { added: 1, failed: 1 },
    });
    expect(warnings).toEqual([`down: ${down.message}`]);
    expect(await run(ctx, options), 'while the other rests').toMatchObject({
      status: 'partial',
      summary: '1 other source rests; failed: down',
    });
    expect(await opened.store.syncHistory.failedSince(readInstant('2026-11-26T09:00'))).toBe(2);
  });

  it('changes nothing when it is dry', async () => {
    const opened = await openedStore();
    const told = [story('Anything at all is written', '2026-11-26T09:00')];
    const { ctx } = await desk(opened, [source('paper', told)], {
      store: opened.dryStore,
      dryRun: true,
    });
    expect(await run(ctx, options)).toMatchObject({ counts: { added: 1 } });
    expect(await opened.store.newsArticles.after(0, 100)).toHaveLength(0);
    expect(await opened.store.jobState.get('news', 'asked paper')).toBeUndefined();
  });

  it('two at once keep each article once', async () => {
    const opened = await openedStore();
    const told = Array.from({ length: 40 }, (_, at) =>
      story(`Story number ${at} of many here`, '2026-11-26T09:00'),
    );
    const [one, two] = [
      await desk(opened, [source('a', told)]),
      await desk(opened, [source('b', told)]),
    ];
    const ends = await Promise.all([run(one.ctx, options), run(two.ctx, options)]);
    const added = ends.map(({ counts }) => counts['added'] ?? 0);
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(await opened.store.newsArticles.after(0, 100)).toHaveLength(40);
  });

  it('scores with a new model what an older one has read, and keeps both apart', async () => {
    const opened = await openedStore();
    await learnt(opened, [share('RELIANCE', { name: 'Reliance Industries Limited' })]);
    const paper = source('paper', [story('Reliance Industries wins order', '2026-11-26T09:00')]);
    const { ctx } = await desk(opened, [paper]);
    await run(ctx, options);
    let closed = 0;
    const model = {
      name: 'finbert-x',
      score: async (texts: readonly string[]) => texts.map(() => -0.5),
      close: async () => void closed++,
    };
    const second = await desk(opened, [], {
      settings: { 'news.model': 'finbert' },
      sources: { news: [], headlineModel: async () => model },
    });
    expect(await run(second.ctx, options)).toMatchObject({ status: 'ok', counts: { revised: 1 } });
    expect(closed).toBe(1);
    const { sentimentHistory } = opened.store;
    expect(await sentimentHistory.models()).toEqual(['finbert-x', 'lexicon-2']);
    expect(await sentimentHistory.shown({ model: 'finbert-x' })).toMatchObject([
      { symbol: 'RELIANCE', negative: 1, meanScore: -0.5 },
    ]);
    const without = await desk(opened, [], { settings: { 'news.model': 'finbert' } });
    await expect(run(without.ctx, options)).rejects.toMatchObject({ code: 'config' });
  });
});
