import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../src/config/dotenv.ts';
import { readToml } from '../../src/config/read-toml.ts';
import { readRuleLine } from '../../src/core/alerts/rule-line.ts';
import { readRule } from '../../src/core/alerts/rule.ts';
import { readBarsFile } from '../../src/core/analysis/read-bars-file.ts';
import { readManifest } from '../../src/core/backup/read-manifest.ts';
import { readPurpose } from '../../src/core/corporate-actions/read-purpose.ts';
import { companyWords } from '../../src/core/corporate-actions/same-company.ts';
import { Failure } from '../../src/core/failure.ts';
import { sessionDate } from '../../src/core/market/session-date.ts';
import { shownLink } from '../../src/core/news/canonical-address.ts';
import { plainText } from '../../src/core/news/plain-text.ts';
import { readPublished } from '../../src/core/news/published.ts';
import { symbolFinder } from '../../src/core/news/symbol-finder.ts';
import { readEquity } from '../../src/core/portfolio/equity-file.ts';
import { scoreHeadline } from '../../src/core/sentiment/score-headline.ts';
import { readSortKey } from '../../src/core/screen/vocabulary.ts';
import { readCronPattern } from '../../src/kit/cron-pattern.ts';
import { readOptions } from '../../src/kit/options.ts';
import { classify } from '../../src/platform/http/classify.ts';
import { secretValues } from '../../src/platform/http/address.ts';
import { readBseAnnouncements } from '../../src/sources/bse/read-announcements.ts';
import { readArticles } from '../../src/sources/newsapi/read-articles.ts';
import { readAnnouncements } from '../../src/sources/nse/read-announcements.ts';
import { readBhavcopy } from '../../src/sources/nse/read-bhavcopy.ts';
import { readDeals } from '../../src/sources/nse/read-deals.ts';
import { readEquityList } from '../../src/sources/nse/read-equity-list.ts';
import { readYearExtremes } from '../../src/sources/nse/read-year-extremes.ts';
import { readExDateTitle } from '../../src/sources/rss/ex-date-title.ts';
import { readFeed } from '../../src/sources/rss/read-feed.ts';
import { readNewsFeed } from '../../src/sources/rss/read-news-feed.ts';
import { xmlText } from '../../src/sources/rss/xml-text.ts';
import { readInstruments } from '../../src/sources/upstox/read-instruments.ts';

const session = sessionDate('2026-05-19');
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const find = symbolFinder({ known: [], watched: ['KITE&KIN'], aliases: [] });

const answered = (text: string) => ({
  kind: 'raw' as const,
  url: new URL('https://s.invalid/'),
  status: 200,
  header: () => undefined,
  setCookies: [],
  body: encode(text),
});
const rss = (title: string, description: string): string =>
  `<rss><channel><item><title>${title}</title><description>${description}</description></item></channel></rss>`;

/** What reads foreign text, or a file of the user's, each with the place in which a text may be long. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'an answer, expected as XML': (text) => classify(answered(text), 'xml', false),
  'an answer, expected as JSON': (text) => classify(answered(text), 'json', false),
  'an address with secrets': (text) => secretValues(`https://s.invalid/?token=${text}`),
  'a list of securities': (text) => readEquityList(text),
  'a bhavcopy': (text) =>
    readBhavcopy(text, { format: 'udiff', name: 'b.csv', path: '/b.csv', zipped: false }, session),
  'a list of deals': (text) =>
    readDeals(encode(text), { kind: 'bulk', file: 'bulk.csv', from: session, to: session }),
  'a list of extremes': (text) => readYearExtremes(text, '52.csv', session),
  'announcements of NSE': (text) =>
    readAnnouncements(encode(JSON.stringify([{ symbol: 'KITE', attchmntText: text, desc: text }]))),
  'announcements of BSE': (text) =>
    readBseAnnouncements(encode(JSON.stringify({ Table: [{ HEADLINE: text, NSURL: text }] }))),
  'instruments of Upstox': (text) => readInstruments(encode(`[{"segment":"NSE_EQ","x":${text}`)),
  'articles of NewsAPI': (text) =>
    readArticles(
      encode(JSON.stringify({ status: 'ok', articles: [{ title: text, description: text }] })),
    ),
  'a feed': (text) => readFeed(rss(text, text), 'feed'),
  'a feed of plain text': (text) => readFeed(text, 'feed'),
  'a feed of news': (text) => readNewsFeed(rss(text, text), 'feed'),
  'a feed in an encoding': (text) => xmlText(encode(text), `text/xml; charset=${text}`),
  'a title with an ex-date': (text) => readExDateTitle(text),
  'HTML in a feed': (text) => plainText(text),
  'a link': (text) => shownLink(`https://s.invalid/${text}`),
  'a time of publication': (text) => readPublished(text),
  'a headline and its companies': (text) =>
    find({ kind: 'news', source: 'x', title: text, summary: text, ownLink: true }),
  'a headline and its tone': (text) => scoreHeadline(text),
  'a purpose of a corporate action': (text) => readPurpose(text),
  'a name of a company': (text) => companyWords(text),
  'an alert rule': (text) => readRule(text),
  'a line of alert rules': (text) => readRuleLine(text),
  'a file of bars': (text) => readBarsFile(text, 'bars.csv'),
  'a file of equity': (text) => readEquity(text, 'equity.csv'),
  'the manifest of a backup': (text) => readManifest(text),
  'a number of an option': (text) =>
    readOptions({ most: { type: 'number', help: 'a number' } }, { most: text }),
  'a key to sort a screen by': (text) => readSortKey(text),
  'a cron pattern': (text) => readCronPattern(text),
  'a .env file': (text) => parseDotenv(`NAME=${text}`, '.env'),
  'a quoted value of a .env file': (text) => parseDotenv(`NAME="${text}`, '.env'),
  'a configuration': (text) => readToml(`watchlist = "${text}"`, 'paperjobs.toml'),
};

/** Texts that patterns go back over, repeated up to a length. */
const PIECES: readonly string[] = [
  ' ',
  '\t\n',
  'a',
  '9',
  '9,',
  '9.',
  '"',
  '\\',
  '\\"',
  "'",
  '<',
  '<a',
  '<a ',
  '<a>',
  '<!---->',
  '<!-- a -->\n',
  '<title',
  '<script ',
  '&',
  '&#9',
  '(',
  '(incl ',
  '(a rev ',
  ' - Ex-Date:',
  '-Ex-Date:a',
  '|SUBJECT :',
  '[',
  '{"a":',
  'results approve ',
  'bonus 1:1 ',
  'Rs 9.9 per share ',
  'A&',
  '/',
  '=',
  '#',
  ',',
  '\u0301',
  '\ud83d',
];
const SMALL = 4000;
const TIMES_LONGER = 8;
/** Times that a text must be found slow in a row. */
const ROUNDS = 4;

const filled = (piece: string, length: number): string =>
  `${piece.repeat(Math.ceil(length / piece.length))} x`;

async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  try {
    await work();
  } catch (error) {
    // A refusal is an answer; whatever else is thrown is a bug.
    if (!(error instanceof Failure)) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The least of three: what else runs on the machine only adds. */
async function leastOf(work: () => unknown): Promise<number> {
  return Math.min(await cpuOf(work), await cpuOf(work), await cpuOf(work));
}

/** Where a word could be taken in two ways, sixty in a row would take longer than anybody waits. */
const AMBIGUOUS: readonly string[] = [
  'interim ',
  'intintm ',
  'final ',
  '<!-- a -->',
  '\\"',
  'a',
  '("',
];

describe('sixty ambiguous pieces in a row are read at once', () => {
  it.each(Object.keys(READERS))('%s', async (name) => {
    const read = READERS[name] ?? expect.fail(name);
    for (const piece of AMBIGUOUS) {
      expect(await cpuOf(() => read(`${piece.repeat(60)}~`)), piece).toBeGreaterThan(0);
    }
  });
});

describe('a text eight times as long takes about eight times as long', () => {
  it.each(Object.keys(READERS))(
    '%s',
    async (name) => {
      const read = READERS[name] ?? expect.fail(name);
      const slow: string[] = [];
      const sample = filled('a', SMALL);
      const plain = await leastOf(() =>
        Array.from({ length: 40 }, () => Array.from(sample).join('')),
      );
      for (const piece of PIECES) {
        const [short, long] = [filled(piece, SMALL), filled(piece, SMALL * TIMES_LONGER)];
        const cost = await cpuOf(() => read(long));
        if (cost <= 4 * plain) continue;
        // Quadratic is 64 times; what costs no more than a plain pass over the text is not looked at. What
        // is quadratic is so every time, while a reader that V8 is just making fast is slow once.
        const found: string[] = [];
        for (let time = 0; time < ROUNDS && found.length === time; time++) {
          const [least, base] = [await leastOf(() => read(long)), await leastOf(() => read(short))];
          if (least > 4 * plain && least > 3 * TIMES_LONGER * base) {
            found.push(`${JSON.stringify(piece)}: ${base} µs, then ${least} µs`);
          }
        }
        if (found.length === ROUNDS) slow.push(...found);
      }
      expect(slow).toEqual([]);
    },
    60_000,
  );
});
