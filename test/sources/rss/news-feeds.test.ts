import { describe, expect, it } from 'vitest';
import { instant, istText } from '../../../src/core/market/instant.ts';
import type { NewsSource } from '../../../src/ports/news.ts';
import { createNseNews } from '../../../src/sources/rss/nse-news.ts';
import { createWebFeeds } from '../../../src/sources/rss/web-feed.ts';
import { scriptedHttp } from '../../support/scripted-http.ts';
import type { ScriptedAnswer, ScriptedHttp } from '../../support/scripted-http.ts';

const asked = { words: [], since: instant(0), until: instant(86_400) };

const rss = (items: string): string => `<rss><channel>${items}</channel></rss>`;

function only(sources: readonly NewsSource[]): NewsSource {
  const [source] = sources;
  return source ?? expect.fail('no source');
}

describe("NSE's announcements", () => {
  const feed = (body: string): NewsSource =>
    only(
      createNseNews(
        {
          http: scriptedHttp([{ url: /Online_announcements/, body }]),
          archivesOrigin: 'https://a.invalid',
        },
        ['announcements'],
      ),
    );
  const item = (link: string, date: string): string =>
    `<item><title>Teapot &amp; Company Limited</title><link>${link}</link><description>Teapot has informed|SUBJECT: Updates</description><pubDate>${date}</pubDate></item>`;

  it('name their company, category, symbol, and the moment in India', async () => {
    const answer = await feed(
      rss(
        item(
          'https://a.invalid/corporate/TEAPOT%26CO_26112026003010_letter.pdf',
          '26-Nov-2026 00:30:10',
        ),
      ),
    ).news(asked);
    expect(answer?.articles).toMatchObject([
      {
        kind: 'filing',
        title: 'Teapot & Company Limited: Updates',
        summary: 'Teapot has informed',
        company: 'Teapot & Company Limited',
        symbol: 'TEAPOT&CO',
        ownLink: true,
      },
    ]);
    expect(istText(answer?.articles[0]?.at ?? instant(0))).toBe('2026-11-26T00:30:10+05:30');
  });

  it('without a document are prices of funds and left out; without a moment refused', async () => {
    const answer = await feed(
      rss(item('', '26-Nov-2026 00:30:10') + item('https://a.invalid/x.pdf', 'soon')),
    ).news(asked);
    expect(answer?.articles).toEqual([]);
    expect(answer?.refused).toEqual([{ row: 'item[1]', reason: 'its time "soon" is no moment' }]);
  });
});

describe("NSE's corporate actions", () => {
  it('are events of a company, which no link tells apart', async () => {
    const body = rss(
      '<item><title>Teapot Limited - Ex-Date: 03-Dec-2026</title><link>https://n.invalid/all</link><description>SERIES:EQ|PURPOSE:BONUS 1:1|FACE VALUE:10</description></item>' +
        '<item><title>No date</title><description>PURPOSE:X</description></item>',
    );
    const http = scriptedHttp([{ url: /Corporate_action/, body }]);
    const source = only(
      createNseNews({ http, archivesOrigin: 'https://a.invalid' }, ['corporate-actions']),
    );
    const answer = await source.news(asked);
    expect(answer?.articles).toMatchObject([
      { kind: 'event', title: 'Teapot Limited: BONUS 1:1, ex-date 03-Dec-2026', ownLink: false },
    ]);
    expect(answer?.articles[0]?.at).toBeUndefined();
    expect(answer?.refused).toHaveLength(1);
  });
});

describe('a feed of a paper', () => {
  const ADDRESS = 'https://www.papertimes.example/feeds/markets.rss?id=7';
  const script = (answer: Omit<ScriptedAnswer, 'url'>): ScriptedHttp =>
    scriptedHttp([{ url: ADDRESS, ...answer }]);

  it('is known by its host and asked with validators; relative links are made whole', async () => {
    const http = script({
      body: rss(
        '<item><title>A</title><link>/story/a</link><pubDate>Thu, 26 Nov 2026 00:30:00 +0530</pubDate></item>' +
          '<item><title>B</title><link>javascript:alert(1)</link></item>' +
          '<item><link>/c</link></item><item><title>D</title><pubDate>never</pubDate></item>',
      ),
    });
    const source = only(createWebFeeds({ http }, [ADDRESS]));
    const answer = await source.news(asked);
    expect(source.name).toBe('papertimes.example');
    expect(http.requests[0]).toMatchObject({ conditional: true, expect: 'xml' });
    expect(answer?.articles).toMatchObject([
      { title: 'A', link: 'https://www.papertimes.example/story/a', ownLink: true },
      { title: 'B', ownLink: false },
    ]);
    expect(answer?.articles[1]).not.toHaveProperty('link');
    expect(answer?.refused.map(({ reason }) => reason)).toEqual([
      'it has no title',
      'its time "never" is no moment',
    ]);
  });

  it('is told from another of the same host by its path', () => {
    const hosts = ['https://a.example/x?key=1', 'https://www.a.example/y', 'https://b.example/x'];
    const names = createWebFeeds({ http: scriptedHttp([]) }, hosts).map(({ name }) => name);
    expect(names).toEqual(['a.example/x', 'a.example/y', 'b.example']);
    const searches = ['https://a.example/rss?q=one', 'https://a.example/rss?q=two'];
    const told = createWebFeeds({ http: scriptedHttp([]) }, searches).map(({ name }) => name);
    expect(told).toEqual(['a.example/rss', 'a.example/rss#2']);
  });

  it('says how long it is to be left alone, and is not believed about days', async () => {
    const asks = async (ttl: string): Promise<number | undefined> => {
      const http = scriptedHttp([{ url: ADDRESS, body: rss(ttl) }]);
      return (await only(createWebFeeds({ http }, [ADDRESS])).news(asked))?.restSeconds;
    };
    expect(await asks('')).toBeUndefined();
    expect(await asks('<ttl>90</ttl>')).toBe(5400);
    expect(await asks('<ttl> 10080 </ttl>')).toBe(4 * 3600);
    expect(await asks('<ttl>-5</ttl>')).toBeUndefined();
  });

  it('has links from where it says that they are written', async () => {
    const entry = (link: string, more = ''): string =>
      `<entry${more}><title>${link}</title><link href="${link}"/></entry>`;
    const body = `<feed xml:base="/2026/">${entry('a')}${entry('b', ' xml:base="https://b.example/"')}${entry('c', ' xml:base="11/"')}${entry('d').replace('<link', '<link xml:base="12/"')}${entry('all')}${entry('all').replace('all', 'other')}</feed>`;
    const answer = await only(createWebFeeds({ http: script({ body }) }, [ADDRESS])).news(asked);
    const from = 'https://www.papertimes.example/2026/';
    expect(answer?.articles.map(({ link }) => link)).toEqual([
      `${from}a`,
      'https://b.example/b',
      `${from}11/c`,
      `${from}12/d`,
      `${from}all`,
      `${from}all`,
    ]);
    expect(answer?.articles.map(({ ownLink }) => ownLink)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('lends no part of its query to a link', async () => {
    const http = scriptedHttp([
      { url: /feed/, body: rss('<item><title>A</title><link>#top</link></item>') },
    ]);
    const source = only(createWebFeeds({ http }, ['https://a.example/feed?key=secret']));
    expect(JSON.stringify(await source.news(asked))).not.toContain('secret');
  });

  it('that points every entry at one page has no links of their own', async () => {
    const item = (title: string): string =>
      `<item><title>${title}</title><link>https://papertimes.example/live</link></item>`;
    const http = script({ body: rss(item('A') + item('B')) });
    const answer = await only(createWebFeeds({ http }, [ADDRESS])).news(asked);
    expect(answer?.articles.map(({ ownLink }) => ownLink)).toEqual([false, false]);
  });

  it('that is a page is refused, and its body kept', async () => {
    const http = script({ body: '<!DOCTYPE html><html><title>Log in</title></html>' });
    await expect(only(createWebFeeds({ http }, [ADDRESS])).news(asked)).rejects.toMatchObject({
      code: 'bad-data',
      message: /expected an RSS or Atom feed/,
    });
    expect(http.kept).toHaveLength(1);
  });

  it('is asked at a mirror where there is one', async () => {
    const http = scriptedHttp([{ url: 'http://m.invalid/feeds/markets.rss?id=7', body: rss('') }]);
    const source = only(createWebFeeds({ http, origin: 'http://m.invalid' }, [ADDRESS]));
    expect((await source.news(asked))?.articles).toEqual([]);
  });

  it.each(['papertimes.example/feed', 'ftp://a/b', 'https://me:secret@a.example/feed'])(
    'is no %s, which is not repeated',
    (address) => {
      const make = (): unknown => createWebFeeds({ http: scriptedHttp([]) }, [address]);
      expect(make).toThrow(/news\.feeds.*item 1/);
      expect(make).not.toThrow(/secret/);
    },
  );
});
