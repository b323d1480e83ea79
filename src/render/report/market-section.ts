import { croreOf } from '../../core/flows/fii-dii.ts';
import type { FiiDiiFigure } from '../../core/flows/fii-dii.ts';
import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { htmlTable } from '../html/table.ts';
import type { ChartDesk, ChartPoint } from './chart.ts';
import type { CandleFacts, HitFacts, ReportFacts } from './facts.ts';
import { asOfSession, section } from './section.ts';
import { count, moment, money, plain, toned } from './words.ts';

/** What was found in one instrument in one session. */
interface FoundTogether {
  readonly session: HitFacts['session'];
  readonly symbol: string;
  readonly held: boolean;
  readonly hits: readonly HitFacts[];
}

/** Hits of the same instrument and session in one row, in the order in which they come. */
function together(hits: readonly HitFacts[]): FoundTogether[] {
  const rows = new Map<string, FoundTogether>();
  for (const hit of hits) {
    const { session, symbol, held } = hit;
    const key = `${session} ${symbol}`;
    const row = rows.get(key) ?? { session, symbol, held, hits: [] };
    rows.set(key, { ...row, hits: [...row.hits, hit] });
  }
  return [...rows.values()];
}

const pointing = ({ what, up }: HitFacts): Html =>
  up === undefined
    ? html`${what}`
    : html`<span class="${up ? 'gain' : 'loss'}">${what} ${up ? '↑' : '↓'}</span>`;

const ownSymbol = ({ symbol, held }: { symbol: string; held: boolean }): Html =>
  held ? html`${symbol} <span class="quiet">held</span>` : html`${symbol}`;

const listed = (pieces: readonly Html[]): Html[] =>
  pieces.map((piece, place) => (place === 0 ? piece : html`, ${piece}`));

/** Rules that came true in the report's sessions. */
export function alertsSection({ alerts, period }: ReportFacts): Html {
  const table = htmlTable(
    'Alert rules that came true, newest first; times are Indian',
    [
      { head: 'time', cell: ({ at }) => moment(at) },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'rule', cell: ({ rule }) => rule, wide: true },
      { head: 'figures', cell: ({ figures }) => figures, wide: true },
    ],
    alerts,
    'No rule came true.',
  );
  return section('Alerts', { text: period.to }, table);
}

const MARK_LETTERS = 14;

/** A name as it fits beside a candle; every pattern's begins with the same three letters. */
function shortened(text: string): string {
  const name = text.replace(/^CDL/, '');
  return name.length > MARK_LETTERS ? `${name.slice(0, MARK_LETTERS - 1)}…` : name;
}

function candleChart({ symbol, bars, hits }: CandleFacts, desk: ChartDesk): Html {
  const dates = new Set(bars.map(([session]) => session));
  const bySession = new Map<string, HitFacts[]>();
  for (const hit of hits) {
    if (dates.has(hit.session)) {
      bySession.set(hit.session, [...(bySession.get(hit.session) ?? []), hit]);
    }
  }
  // More than one mark at a candle would hide each other.
  const markers = [...bySession.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const more = own.length > 1 ? ` +${own.length - 1}` : '';
    const { session, what, up } = first;
    return [{ session, text: shortened(what) + more, ...(up === undefined ? {} : { up }) }];
  });
  return desk.place({
    kind: 'candles',
    title: `${symbol}, daily candles, ₹`,
    candles: bars,
    markers,
  });
}

/** What was found in prices: of what is held or followed one by one, of the market in numbers. */
export function hitsSection({ hits, candles, period }: ReportFacts, desk: ChartDesk): Html {
  const { own, market } = hits.facts;
  const table = htmlTable(
    'Found in what is held or followed; arrows tell which way it points',
    [
      { head: 'session', cell: ({ session }) => session },
      { head: 'symbol', cell: ownSymbol },
      {
        head: 'patterns and strategies',
        cell: (found) => listed(found.hits.map(pointing)),
        wide: true,
      },
    ],
    together(own),
    'Nothing was found in what is held or followed.',
  );
  const whole = htmlTable(
    'The whole market, most frequent first',
    [
      { head: 'pattern or strategy', cell: ({ what }) => what },
      { head: 'up', cell: ({ up }) => count(up), number: true },
      { head: 'down', cell: ({ down }) => count(down), number: true },
    ],
    market,
    'Nothing was found in the market.',
  );
  const asOf = asOfSession(hits.asOf, period.to, '`paperjobs daily` looks for them');
  const drawn = candles.map((one) => candleChart(one, desk));
  return section(
    'Patterns and strategies',
    asOf,
    html`${table}
      <div class="charts">${drawn}</div>
      ${whole}`,
  );
}

/** What is going to happen to companies that are held or followed. */
export function eventsSection({ events, period }: ReportFacts): Html {
  const table = htmlTable(
    'Ex-dates and results of what is held or followed, two weeks ahead',
    [
      { head: 'date', cell: ({ date }) => date },
      { head: 'symbol', cell: ownSymbol },
      { head: 'what', cell: ({ what }) => what, wide: true },
    ],
    events,
    'Nothing is known to happen in the next two weeks.',
  );
  return section('Corporate events ahead', { text: period.to }, table);
}

/** Sessions below which a chart would say less than the table. */
const FEWEST_BARS = 3;

const crores = (figure: FiiDiiFigure): number => Math.round(croreOf(figure.netPaise) * 100) / 100;

/** What institutions bought and sold, and large deals in what is held or followed. */
export function flowsSection({ flows, deals, period }: ReportFacts, desk: ChartDesk): Html {
  const of = (category: FiiDiiFigure['category']): ChartPoint[] =>
    flows.facts
      .filter((figure) => figure.category === category)
      .map((figure) => [figure.session, crores(figure)]);
  const chart =
    of('FII').length < FEWEST_BARS
      ? undefined
      : html`<div class="charts">
          ${desk.place({
            kind: 'series',
            title: 'Net buying of institutions, crores of rupees a session',
            unit: 'cr',
            series: [
              { name: 'foreign', shape: 'bars', colour: 'accent', points: of('FII') },
              { name: 'domestic', shape: 'line', colour: 'warn', points: of('DII') },
            ],
          })}
        </div>`;
  const inPeriod = flows.facts.filter(({ session }) => session >= period.from);
  const figures = htmlTable(
    'Net buying, crores of rupees',
    [
      { head: 'session', cell: ({ session }) => session },
      { head: 'who', cell: ({ category }) => (category === 'FII' ? 'foreign' : 'domestic') },
      { head: 'bought', cell: ({ buyPaise }) => plain(croreOf(buyPaise)), number: true },
      { head: 'sold', cell: ({ sellPaise }) => plain(croreOf(sellPaise)), number: true },
      {
        head: 'net',
        cell: (figure) => toned(crores(figure), plain(crores(figure))),
        number: true,
      },
    ],
    inPeriod,
    'No figure of institutions is kept of these sessions.',
  );
  const large = htmlTable(
    'Bulk and block deals in what is held or followed',
    [
      { head: 'session', cell: ({ session }) => session },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'list', cell: ({ kind }) => kind },
      { head: 'client', cell: ({ client }) => client, wide: true },
      { head: 'side', cell: ({ side }) => side?.toLowerCase() },
      { head: 'shares', cell: ({ quantity }) => count(quantity), number: true },
      { head: 'price', cell: ({ pricePaise }) => money(pricePaise), number: true },
    ],
    deals,
    'No large deal in what is held or followed.',
  );
  const asOf = asOfSession(flows.asOf, period.to, '`paperjobs flows` fetches them');
  return section('Flows', asOf, html`${chart} ${figures} ${large}`);
}

/** Articles about companies that are held or followed, the strongest first. */
export function newsSection({ articles, period }: ReportFacts): Html {
  const table = htmlTable(
    'News of what is held or followed, the strongest tone first; tone from −1 to 1',
    [
      { head: 'time', cell: ({ at }) => moment(at) },
      { head: 'about', cell: ({ symbols }) => symbols.join(', ') },
      { head: 'headline', cell: ({ title }) => title, wide: true },
      { head: 'source', cell: ({ source }) => source },
      { head: 'tone', cell: ({ score }) => toned(score, plain(score)), number: true },
    ],
    articles,
    'No article was about what is held or followed.',
  );
  return section('News', { text: period.to }, table);
}
