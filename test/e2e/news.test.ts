import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/kept-rows.ts';
import { loopbackExchange } from '../support/loopback-exchange.ts';
import { jsonOf, newDesk, run, runJson, start } from '../support/program.ts';

/** Half an hour after articles of 00:30 in India, which is still yesterday in three of the zones. */
const NIGHT = '2026-10-26T01:00';
const KEY = 'newskey-5e9c1f-never-to-be-seen';

/** Files below a folder whose bytes hold the text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

describe('news', () => {
  it('files an article of 00:30 under the same day wherever the machine stands', async () => {
    const zones = ['Asia/Kolkata', 'UTC', 'America/New_York', 'Pacific/Kiritimati'];
    const kept = await Promise.all(
      zones.map(async (zone) => {
        const desk = newDesk({ TZ: zone });
        const told = await runJson(desk, ['news', '--sandbox', '--as-of', NIGHT]);
        expect(told, zone).toMatchObject({ outcome: 'ok' });
        const history = 'SELECT * FROM sentiment_history ORDER BY symbol, day, model';
        const articles =
          'SELECT title, source, published_at FROM news_articles ORDER BY article_id';
        return {
          zone,
          history: rowsOf(desk.sandboxDatabase, history),
          articles: rowsOf(desk.sandboxDatabase, articles),
        };
      }),
    );
    const [india, ...others] = kept;
    const days = india?.history.map(({ day }) => day) ?? [];
    expect(days, 'the night is of the new day').toContain('2026-10-26');
    for (const { zone, history, articles } of others) {
      expect(history, zone).toEqual(india?.history);
      expect(articles, zone).toEqual(india?.articles);
    }
  });

  it('killed at any moment goes on from there: the same articles, days and scores in the end', async () => {
    const asked = ['news', '--sandbox', '--as-of', NIGHT];
    const told = (database: string): unknown[] =>
      [
        'SELECT title, source, published_at FROM news_articles ORDER BY title, source',
        'SELECT symbol, day, model, articles, mean_score FROM sentiment_history ORDER BY symbol, day',
        'SELECT count(*) AS matches FROM news_matches',
        'SELECT count(*) AS scores FROM news_scores',
      ].map((query) => rowsOf(database, query));
    const [calm, killed] = [newDesk(), newDesk()];
    await runJson(calm, asked);
    // Begun, so that the schema is there whenever the first blow falls.
    await run(killed, ['init', '--sandbox']);
    for (const afterMs of [350, 500, 700, 900]) {
      const running = start(killed, asked);
      await Promise.race([setTimeout(afterMs), running.ended]);
      running.process.kill('SIGKILL');
      await running.ended;
    }
    expect(['ok', 'noop']).toContain((await runJson(killed, asked)).outcome);
    expect(told(killed.sandboxDatabase)).toEqual(told(calm.sandboxDatabase));
  });

  it('is shown by article, by symbol with bars, and by day', async () => {
    const desk = newDesk();
    expect(await runJson(desk, ['news', '--sandbox', '--dry-run'])).toMatchObject({ dryRun: true });
    expect(await runJson(desk, ['news', '--sandbox'])).toMatchObject({ outcome: 'ok' });
    const shown = await run(desk, ['show', 'news', '--sandbox', '--limit', '5', '--csv']);
    expect(shown.stdout.trimEnd().split('\n')).toHaveLength(6);
    const good = await run(desk, ['show', 'news', '--sandbox', '--tone', 'positive', '--json']);
    const tones = jsonOf<{ tone: string }[]>(good).map(({ tone }) => tone);
    expect(new Set(tones)).toEqual(new Set(['positive']));
    const bars = await run(desk, ['show', 'sentiment', '--sandbox']);
    expect(bars.stdout).toMatch(/^symbol +articles .*by day\n.*[▁▂▃▄▅▆▇█]/s);
    const days = await run(desk, ['show', 'sentiment', '--sandbox', '--days']);
    expect(days.stdout).toMatch(/^symbol +day +articles/);
    const odd = await run(desk, ['show', 'news', '--sandbox', '--model', 'lexicon-9']);
    expect([odd.status, odd.stderr]).toEqual([
      64,
      expect.stringContaining('did you mean "lexicon-2"?') as string,
    ]);
  });

  it('finbert without its folder says what to do', async () => {
    const desk = newDesk({ PAPERJOBS_NEWS_MODEL: 'finbert' });
    const told = await runJson(desk, ['news', '--sandbox']);
    expect(told).toMatchObject({
      outcome: 'config',
      summary: expect.stringContaining('news.finbert_folder') as string,
    });
  });
});

it('a key of NewsAPI is nowhere after errors that throw it back', async () => {
  const exchange = await loopbackExchange();
  for (const status of [200, 400, 401, 403, 426, 429, 500]) {
    exchange.strike({ kind: 'echo', status });
    const desk = newDesk({
      PAPERJOBS_BASE_URL: exchange.origin,
      PAPERJOBS_HTTP_RETRIES: '0',
      NEWSAPI_KEY: KEY,
    });
    const said = await run(desk, ['news', '--source', 'newsapi', '-v', '--json']);
    expect(said.status, `${status}: ${said.stderr}`).toBeGreaterThan(3);
    const asked = exchange.requests().filter(({ path }) => path.startsWith('/v2/everything'));
    expect(asked.length, `${status}: the key was sent`).toBeGreaterThan(0);
    expect(`${said.stdout}${said.stderr}`, String(status)).not.toContain(KEY);
    expect(filesWith(desk.home, KEY), String(status)).toEqual([]);
  }
});
