import { PUBLISHED_INDICES } from '../../core/indices/published-index.ts';
import { sessionDate } from '../../core/market/session-date.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { dataOf, notFound } from '../answer.ts';
import type { Answer, Route } from '../answer.ts';
import { sandboxCompanies } from '../companies.ts';
import { share, textKey } from '../hash.ts';
import type { SandboxInstrument } from '../instrument.ts';
import { isinFrom } from '../isin.ts';
import type { Market } from '../market.ts';

const HEADER = 'Company Name,Industry,Symbol,Series,ISIN Code';

/** The day of the reshuffle: from it on Firefly Lamps is in the Nifty 50 in place of Mango Software. */
export const RESHUFFLE_DAY = sessionDate('2026-03-30');
/** Days on which a place holder stands in the Nifty 50 and the Nifty Bank; the last is not in it. */
export const DUMMY_DAYS = {
  from: sessionDate('2026-06-15'),
  to: sessionDate('2026-06-22'),
} as const;

interface Row {
  readonly company: string;
  readonly industry: string;
  readonly symbol: string;
  readonly series: string;
  readonly isin: string;
}

const INDUSTRIES: Readonly<Record<string, string>> = {
  MONSOONTEA: 'Fast Moving Consumer Goods',
  BANYANBANK: 'Financial Services',
  'KITE&KIN': 'Consumer Services',
  'LOTUS-AUTO': 'Automobile and Auto Components',
  TEMPLEBELL: 'Metals & Mining',
  SPICEROUTE: 'Services',
  MANGOSOFT: 'Information Technology',
  FIREFLYLMP: 'Consumer Durables',
  OLDLOOMS: 'Textiles',
  SLEEPYCEM: 'Construction Materials',
  PAUSEPHARM: 'Healthcare',
};

const NIFTY_50: readonly string[] = [
  'PAPERTIGER',
  'MONSOONTEA',
  'BANYANBANK',
  'KITE&KIN',
  'LOTUS-AUTO',
  'SPICEROUTE',
];
const BANKS: readonly string[] = ['BANYANBANK'];
/** Of the other indices: the part of the companies that each holds. */
const HELD_RATIO = 0.6;

const PLACE_HOLDER: Row = {
  company: 'Dummy Banyan Bank Ltd.',
  industry: 'Financial Services',
  symbol: 'DUMMYBNYN',
  series: 'BE',
  isin: isinFrom('DUM903Z0101'),
};

function listed({ listedOn, lastSession, series }: SandboxInstrument, today: SessionDate): boolean {
  const gone = lastSession !== undefined && today > lastSession;
  return series !== 'SM' && listedOn <= today && !gone;
}

/** Whether an index holds a company, by its symbol. */
function holds(code: string, symbol: string, today: SessionDate): boolean {
  if (code === 'NIFTY50') {
    const moving = today < RESHUFFLE_DAY ? 'MANGOSOFT' : 'FIREFLYLMP';
    return symbol === moving || NIFTY_50.includes(symbol);
  }
  if (code === 'NIFTYBANK') return BANKS.includes(symbol);
  if (code === 'NIFTY500' || symbol === 'PAPERTIGER') return true;
  return share(textKey(code), textKey(symbol)) < HELD_RATIO;
}

function rowsOf(code: string, today: SessionDate): Row[] {
  const rows = sandboxCompanies
    .filter((company) => listed(company, today) && holds(code, company.symbol, today))
    .map(({ name, symbol, series, isin = '' }) => ({
      company: name.replace(/ Limited$/, ' Ltd.'),
      industry: INDUSTRIES[symbol] ?? 'Capital Goods',
      symbol,
      series,
      isin,
    }));
  const dummy = today >= DUMMY_DAYS.from && today < DUMMY_DAYS.to;
  if (dummy && (code === 'NIFTY50' || code === 'NIFTYBANK')) rows.push(PLACE_HOLDER);
  return rows.toSorted((a, b) => (a.company < b.company ? -1 : 1));
}

function indexList(list: string, today: SessionDate): Answer {
  const index = PUBLISHED_INDICES.find(({ lists }) => lists[0] === list);
  if (!index) return notFound();
  const encode = (rows: readonly Row[]): string => {
    const lines = rows.map(({ company, industry, symbol, series, isin }) =>
      [company, industry, symbol, series, isin].join(','),
    );
    return `${[HEADER, ...lines].join('\n')}\n`;
  };
  return dataOf(
    rowsOf(index.code, today),
    encode,
    { contentType: 'text/csv', keyWord: 'ISIN Code' },
    (row) => ({ ...row, isin: 'INE-NONE' }),
  );
}

/**
 * Lists of the indices' members as of now, at NSE's archives and at the host of the indices. They
 * are shorter than the real ones: the pretend market has few companies. Shape as in September 2025.
 */
export function indexListRoutes(market: Market): readonly Route[] {
  return [
    {
      site: 'nse',
      path: /^\/(?:content\/indices|IndexConstituent)\/(ind_.+)\.csv$/,
      answer: ([list = ''], { now }) => indexList(list, market.calendar.dateAt(now)),
    },
  ];
}
