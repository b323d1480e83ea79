/** A company of the made-up market. */
export interface Company {
  readonly symbol: string;
  readonly isin: string;
  readonly name: string;
  /** As NSE's list writes it, and as a session. */
  readonly listedOn: string;
  readonly firstSession: string;
  readonly basePaise: number;
}

export const COMPANIES: readonly Company[] = [
  {
    symbol: 'TEAPOT&CO',
    isin: 'INE9Z0A01017',
    name: 'Teapot and Company Limited',
    listedOn: '06-OCT-2008',
    firstSession: '2008-10-06',
    basePaise: 10_000,
  },
  {
    symbol: 'KITE-MILLS',
    isin: 'INE9Z0B01015',
    name: 'Kite Mills Limited',
    listedOn: '03-MAY-1995',
    firstSession: '1995-05-03',
    basePaise: 250_000,
  },
  {
    symbol: 'NEWCOMER',
    isin: 'INE9Z0C01013',
    name: 'Newcomer Limited',
    listedOn: '14-MAY-2026',
    firstSession: '2026-05-14',
    basePaise: 40_000,
  },
  // Long histories of them cost many requests and few rows.
  ...['LATE-ONE', 'LATE-TWO', 'LATE-THREE', 'LATE-FOUR'].map((symbol, at) => ({
    symbol,
    isin: `INE9Z0D0101${at}`,
    name: symbol,
    listedOn: '19-MAY-2026',
    firstSession: '2026-05-19',
    basePaise: 20_000,
  })),
];

/** The last session that the market knows; its exchange is closed for the day. */
export const LAST_SESSION = '2026-05-20';
/** A moment after it, for `--as-of`. */
export const EVENING = '2026-05-20T20:00';

/** A bar; prices in paise. */
export interface MadeBar {
  /** The session for daily bars, else epoch seconds of the start. */
  readonly session: string;
  readonly start: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

const SESSION_MINUTES = 375;
const DAY_MS = 86_400_000;

/** Weekdays of the range: no holiday falls into the weeks that the tests ask for. */
export function sessionsBetween(from: string, to: string): string[] {
  const sessions: string[] = [];
  const end = Date.parse(to < LAST_SESSION ? to : LAST_SESSION);
  for (let at = Date.parse(from); at <= end; at += DAY_MS) {
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) sessions.push(new Date(at).toISOString().slice(0, 10));
  }
  return sessions;
}

/** The price at a minute: whole multiples of five paise, the same for every question. */
function priceAt({ basePaise }: Company, session: string, minute: number): number {
  const day = Math.floor(Date.parse(session) / DAY_MS);
  return basePaise + 5 * ((day * 13 + minute * 7 + (minute >> 3) * 5) % 97);
}

function minuteBar(company: Company, session: string, minute: number): MadeBar {
  const [open, close] = [priceAt(company, session, minute), priceAt(company, session, minute + 1)];
  return {
    session,
    start: Date.parse(`${session}T09:15:00+05:30`) / 1000 + minute * 60,
    open,
    high: Math.max(open, close) + 5,
    low: Math.min(open, close) - 5,
    close,
    volume: 100 + (minute % 50),
  };
}

function joined(bars: readonly MadeBar[]): MadeBar {
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) throw new Error('no bar to join');
  return {
    ...first,
    high: Math.max(...bars.map(({ high }) => high)),
    low: Math.min(...bars.map(({ low }) => low)),
    close: last.close,
    volume: bars.reduce((sum, { volume }) => sum + volume, 0),
  };
}

/** Bars of a session in time order; of 375 minutes there is one, that of the day. */
function barsOf(company: Company, session: string, minutes: number): MadeBar[] {
  if (session < company.firstSession) return [];
  const all = Array.from({ length: SESSION_MINUTES }, (_, at) => minuteBar(company, session, at));
  const starts = all.filter((_, at) => at % minutes === 0);
  return starts.map((_, at) => joined(all.slice(at * minutes, (at + 1) * minutes)));
}

/** Bars of a range, oldest first. */
export function barsBetween(
  company: Company,
  minutes: number,
  from: string,
  to: string,
): MadeBar[] {
  return sessionsBetween(from, to).flatMap((session) => barsOf(company, session, minutes));
}

/** The bar of a session. */
export function dailyBars(company: Company, from: string, to: string): MadeBar[] {
  return barsBetween(company, SESSION_MINUTES, from, to);
}
