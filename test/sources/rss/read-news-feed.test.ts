import { describe, expect, it } from 'vitest';
import { readNewsFeed } from '../../../src/sources/rss/read-news-feed.ts';
import { xmlText } from '../../../src/sources/rss/xml-text.ts';

const rss = (items: string): string =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="d"><channel><title>T</title>${items}</channel></rss>`;

describe('readNewsFeed', () => {
  it('reads RSS 2.0: CDATA, escaped HTML, permalinks', async () => {
    const entries = await readNewsFeed(
      rss(
        '<item><title><![CDATA[Tea & <b>Spice</b>]]></title><link> https://p.example/a </link>' +
          '<description>&lt;p&gt;One &amp;amp; two&lt;/p&gt;</description><pubDate>26-Nov-2026 00:30:10</pubDate></item>' +
          '<item><title>B</title><guid>https://p.example/b</guid><dc:date>2026-11-26</dc:date></item>' +
          '<item><title>C</title><guid isPermaLink="false">tag:c</guid></item>',
      ),
      'p.example',
    );
    expect(entries).toEqual([
      {
        title: 'Tea & Spice',
        summary: 'One & two',
        link: 'https://p.example/a',
        published: '26-Nov-2026 00:30:10',
      },
      { title: 'B', summary: '', link: 'https://p.example/b', published: '2026-11-26' },
      { title: 'C', summary: '' },
    ]);
  });

  it('reads Atom: the alternate link, published before updated', async () => {
    const entries = await readNewsFeed(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry>' +
        '<title type="html">A &amp;amp; B</title><link rel="self" href="https://p.example/self"/>' +
        '<link href="https://p.example/a?x=1&amp;y=2"/><published>2026-11-25T19:00:00Z</published>' +
        '<updated>2026-11-26T19:00:00Z</updated><content>Text</content></entry></feed>',
      'p.example',
    );
    expect(entries).toEqual([
      {
        title: 'A & B',
        summary: 'Text',
        link: 'https://p.example/a?x=1&y=2',
        published: '2026-11-25T19:00:00Z',
      },
    ]);
  });

  it('reads RSS 1.0, and takes an empty feed for a good answer', async () => {
    const rdf =
      '<rdf:RDF xmlns:rdf="r"><channel/><item><title>A</title><link>https://p.example/a</link></item></rdf:RDF>';
    expect(await readNewsFeed(rdf, 'f')).toHaveLength(1);
    expect(await readNewsFeed(rss(''), 'f')).toEqual([]);
    expect(await readNewsFeed('<feed/>', 'f')).toEqual([]);
  });

  it.each([
    ['a page', '<!DOCTYPE html><html><body><rss><channel/></rss></body></html>'],
    ['a feed inside something else', '<wrap><feed><entry/></feed></wrap>'],
    ['a map of a site', '<urlset><url/></urlset>'],
    ['nothing', ''],
    ['text', 'Access denied'],
  ])('refuses %s', async (_, text) => {
    await expect(readNewsFeed(text, 'f')).rejects.toMatchObject({ code: 'bad-data' });
  });

  it('lets no entity grow or fetch anything', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join('');
    const bomb = `<!DOCTYPE rss [<!ENTITY e0 "boom">${levels}<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
    const entries = await readNewsFeed(
      bomb + rss('<item><title>&e12;&x; end</title></item>').replace('<?xml version="1.0"?>', ''),
      'f',
    );
    expect(entries[0]?.title.length).toBeLessThan(100);
    expect(JSON.stringify(entries)).not.toContain('root:');
    expect(JSON.stringify(entries)).not.toContain('boom');
  });

  it('cuts what is longer than a headline and a summary are', async () => {
    const [entry] = await readNewsFeed(
      rss(
        `<item><title>${'long '.repeat(5000)}</title><description>${'<'.repeat(200_000)}</description></item>`,
      ),
      'f',
    );
    expect(entry?.title.length).toBeLessThanOrEqual(401);
    expect(entry?.summary.length).toBeLessThanOrEqual(601);
  });
});

describe('xmlText', () => {
  const bytes = (text: string, encoding: BufferEncoding): Buffer => Buffer.from(text, encoding);
  it.each<[string, Buffer, string]>([
    ['UTF-8 unless told', bytes('<a>é</a>', 'utf8'), 'text/xml'],
    [
      'its own declaration',
      bytes('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1'),
      'text/xml',
    ],
    [
      'the content type, before the declaration',
      bytes('<?xml version="1.0" encoding="utf-8"?><a>é</a>', 'latin1'),
      'text/xml; charset="windows-1252"',
    ],
    [
      'a byte order mark, before both',
      Buffer.concat([
        Buffer.from([0xef, 0xbb, 0xbf]),
        bytes('<?xml encoding="latin1"?><a>é</a>', 'utf8'),
      ]),
      'text/xml; charset=latin1',
    ],
    [
      'UTF-16 with its mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), bytes('<a>é</a>', 'utf16le')]),
      'text/xml',
    ],
    [
      'UTF-16 of the other order with its mark',
      Buffer.concat([Buffer.from([0xfe, 0xff]), bytes('<a>é</a>', 'utf16le').swap16()]),
      'text/xml; charset=utf-8',
    ],
    ['UTF-16 without a mark', bytes('<?xml version="1.0"?><a>é</a>', 'utf16le'), 'text/xml'],
    [
      'UTF-16 without a mark, of the other order',
      bytes('<?xml version="1.0" encoding="UTF-16"?><a>é</a>', 'utf16le').swap16(),
      'text/xml; charset=utf-16',
    ],
    [
      'no UTF-16, where the declaration only says so',
      bytes('<?xml version="1.0" encoding="utf-16"?><a>é</a>', 'utf8'),
      'text/xml; charset=utf-16',
    ],
    [
      'the declaration, where the bytes do not fit the content type',
      bytes('<?xml version="1.0" encoding="windows-1252"?><a>é</a>', 'latin1'),
      'text/xml; charset=utf-8',
    ],
    ['a charset that nobody knows: UTF-8', bytes('<a>é</a>', 'utf8'), 'text/xml; charset=klingon'],
  ])('%s', (_, body, contentType) => {
    expect(xmlText(body, contentType)).toContain('<a>é</a>');
  });
});
