import { expect, test } from 'vitest';
import { Failure } from '../../../src/core/failure.ts';
import { instant } from '../../../src/core/market/instant.ts';
import { identityOf } from '../../../src/core/news/identity.ts';
import { symbolFinder } from '../../../src/core/news/symbol-finder.ts';
import { scoreHeadline } from '../../../src/core/sentiment/score-headline.ts';
import type { NewsSource } from '../../../src/ports/news.ts';
import { createNewsApi } from '../../../src/sources/newsapi/newsapi.ts';
import { createNseNews } from '../../../src/sources/rss/nse-news.ts';
import { createWebFeeds } from '../../../src/sources/rss/web-feed.ts';
import type { Http } from '../../../src/ports/http.ts';

/** Mutated answers of each kind; more where somebody has the time: PAPERJOBS_FUZZ_RUNS=25000. */
const RUNS = Number(process.env['PAPERJOBS_FUZZ_RUNS'] ?? 2500);

/** A generator of numbers below 2³² (xorshift): the same damage on every machine. */
function xorshift(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const PIECES = [
  '',
  '<',
  '>',
  '&',
  '&#x110000;',
  '&#xD800;',
  '&amp;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '</item>',
  '<item>',
  '<entry>',
  '"',
  "'",
  '\u0000',
  '\uFFFF',
  '\uD800',
  '{',
  '}',
  '[',
  'null',
  '1e999',
  '-1',
  '\\u',
  '26-Nov-2026 99:99',
  'https://[',
  'javascript:x',
  '😀',
  ' '.repeat(300),
  '<'.repeat(300),
  '('.repeat(60),
] as const;

function damaged(text: string, random: (below: number) => number): Uint8Array {
  let result = text;
  for (let change = random(4); change >= 0; change--) {
    const at = random(result.length + 1);
    const put = PIECES[random(PIECES.length)] ?? '';
    result = result.slice(0, at) + put + result.slice(at + random(30));
  }
  const bytes = Buffer.from(result);
  // Bytes that are no text, now and then.
  for (let change = random(6); change > 3; change--) {
    if (bytes.length > 0) bytes[random(bytes.length)] = random(256);
  }
  return bytes;
}

const ITEM = (title: string, link: string): string =>
  `<item><title><![CDATA[${title}]]></title><link>${link}</link><description>&lt;p&gt;Profit &amp;amp; loss|SUBJECT: Updates&lt;/p&gt;</description><pubDate>26-Nov-2026 00:30:10</pubDate></item>`;
const RSS = `<?xml version="1.0"?><rss><channel>${ITEM('Teapot Limited', 'https://a.example/TEAPOT_26112026003010_x.pdf')}${ITEM('Teapot Limited - Ex-Date: 03-Dec-2026', '/b')}</channel></rss>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Teapot &amp;amp; Co falls 5%</title><link href="https://a.example/x?utm_source=a"/><updated>2026-11-26T00:30:00+05:30</updated><summary>Weak demand</summary></entry></feed>`;
const SEARCH = JSON.stringify({
  status: 'ok',
  articles: [
    {
      source: { id: null, name: 'Paper' },
      title: 'TEAPOT wins order',
      description: null,
      url: 'https://a.example/y',
      publishedAt: '2026-11-26T00:30:00Z',
    },
  ],
});

/** A client that answers with one body, as if it had come with status 200. */
function answering(body: () => Uint8Array): Http {
  return {
    get: async ({ url }) => ({
      url,
      status: 200,
      contentType: 'text/xml',
      body: body(),
      fetchedAt: instant(1_780_000_000),
      stale: false,
      notModified: false,
    }),
    keep: async () => 'refused/1.body',
  };
}

const find = symbolFinder({
  known: [{ symbol: 'TEAPOT', company: 'Teapot Limited', instrumentId: 1, current: true }],
  aliases: [],
  watched: [],
});

test.each<[string, string, (http: Http) => NewsSource | undefined]>([
  [
    'announcements',
    RSS,
    (http) => createNseNews({ http, archivesOrigin: 'https://a.invalid' }, ['announcements'])[0],
  ],
  ['RSS', RSS, (http) => createWebFeeds({ http }, ['https://a.example/feed'])[0]],
  ['Atom', ATOM, (http) => createWebFeeds({ http }, ['https://a.example/feed'])[0]],
  [
    'NewsAPI',
    SEARCH,
    (http) =>
      createNewsApi({ http, origin: 'https://n.invalid', key: async () => 'k', query: 'x' }),
  ],
])(
  '%s, damaged anyhow, is read or refused, and whatever is read has a place and a tone',
  async (_, good, make) => {
    const random = xorshift(20_261_126);
    let body: Uint8Array = Buffer.from(good);
    const source = make(answering(() => body)) ?? expect.fail('no source');
    const whole = await source.news({ words: ['x'], since: instant(0), until: instant(86_400) });
    expect(whole?.articles.length).toBeGreaterThan(0);
    let [read, refused] = [0, 0];
    for (let run = 0; run < RUNS; run++) {
      body = damaged(good, random);
      const told = await source
        .news({ words: ['x'], since: instant(0), until: instant(86_400) })
        .catch((error: unknown) => {
          if (error instanceof Failure && error.code === 'bad-data') return undefined;
          throw new Error(`run ${run}: ${Buffer.from(body).toString()}`, { cause: error });
        });
      if (!told) refused++;
      for (const article of told?.articles ?? []) {
        read++;
        const { content, address = 'https://' } = identityOf(article);
        const score = scoreHeadline(`${article.title} ${article.summary}`);
        const symbols = find(article).map(({ symbol }) => symbol);
        const fine =
          content.length < 4000 &&
          address.startsWith('https://') &&
          Math.abs(score) < 1 &&
          symbols.every((symbol) => symbol === 'TEAPOT') &&
          article.title.length > 0 &&
          article.title.length <= 420 &&
          !/\p{Cc}/u.test(article.title) &&
          !/^(?!https?:)/.test(article.link ?? 'https:');
        if (!fine) expect.fail(`run ${run}: ${JSON.stringify(article)}`);
      }
    }
    expect(read).toBeGreaterThan(RUNS / 50);
    expect(refused).toBeGreaterThan(0);
  },
  600_000,
);
