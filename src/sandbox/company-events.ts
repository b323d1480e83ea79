import { istInstant } from '../core/market/instant.ts';
import type { Instant } from '../core/market/instant.ts';
import { addDays, isSessionDate, sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import { sandboxCompanies } from './companies.ts';
import { newPerOldSince } from './instrument.ts';
import type { SandboxInstrument } from './instrument.ts';
import type { Market } from './market.ts';

/** Something that a pretend company does to its shares. */
export interface PretendAction {
  readonly company: SandboxInstrument;
  readonly exDate: SessionDate;
  /** In NSE's words. */
  readonly subject: string;
  /** In BSE's words, one for each part that it tells of; it leaves meetings out. */
  readonly bsePurposes: readonly string[];
}

/** A meeting of a pretend board about results. */
export interface PretendMeeting {
  readonly company: SandboxInstrument;
  readonly date: SessionDate;
  readonly purpose: string;
  /** When the letter about it came. */
  readonly toldAt: Instant;
  /** When the results were filed. */
  readonly reportedAt: Instant;
}

/** Days before an ex-date from which the lists show it. */
const SHOWN_DAYS = 35;
const LETTER_DAYS = 12;
const QUARTERS = ['01-22', '05-14', '07-24', '10-23'] as const;

/** What companies pay and issue in a year besides splits and bonuses: month and day, and words. */
const YEARLY: readonly {
  readonly symbol: string;
  readonly monthDay: string;
  readonly subject: string;
  readonly bsePurposes: readonly string[];
}[] = [
  {
    symbol: 'PAPERTIGER',
    monthDay: '08-06',
    subject: 'Annual General Meeting/Dividend - Rs 8.50 Per Share',
    bsePurposes: ['Final Dividend - Rs. - 8.5000'],
  },
  {
    symbol: 'PAPERTIGER',
    monthDay: '11-12',
    subject: 'Interim Dividend - Rs 4 Per Share',
    bsePurposes: ['Interim Dividend - Rs. - 4.0000'],
  },
  {
    symbol: 'MONSOONTEA',
    monthDay: '11-17',
    subject: 'Interim Dividend - Rs 2 Per Share Special Dividend - Rs 3 Per Share',
    bsePurposes: ['Interim Dividend - Rs. - 2.0000', 'Special Dividend - Rs. - 3.0000'],
  },
  {
    symbol: 'KITE&KIN',
    monthDay: '09-16',
    subject: 'Annual General Meeting',
    bsePurposes: [],
  },
  {
    symbol: 'LOTUS-AUTO',
    monthDay: '10-28',
    subject: 'Buy Back',
    bsePurposes: ['Buy Back of Shares '],
  },
];

/**
 * One rights issue, small beside what is held: what it takes off the price is lost in an overnight move, so the
 * pretend prices know nothing of it.
 */
const RIGHTS = {
  symbol: 'BANYANBANK',
  day: sessionDate('2026-09-09'),
  subject: 'Rights 1:12 @ Premium Rs 490/-',
  bsePurposes: ['Right Issue of Equity Shares '],
};

/** The first session on the day or after it: nothing goes ex while the exchange is shut. */
function nextSession(market: Market, day: SessionDate): SessionDate {
  return market.calendar.sessions(day, addDays(day, 10))[0]?.session ?? day;
}

function companyOf(symbol: string): SandboxInstrument | undefined {
  return sandboxCompanies.find((company) => company.symbol === symbol);
}

/** Splits and bonuses, which the pretend prices follow. */
function shareChanges(company: SandboxInstrument): PretendAction[] {
  return company.actions.map(({ exDate, kind, newPerOld }) => {
    if (kind === 'bonus') {
      const ratio = `${newPerOld - 1}:1`;
      const purposes = [`Bonus issue ${ratio}`];
      return { company, exDate, subject: `Bonus ${ratio}`, bsePurposes: purposes };
    }
    const splits = company.actions.filter((action) => action.kind === 'split');
    const after = company.faceValueRupees * newPerOldSince({ ...company, actions: splits }, exDate);
    const before = after * newPerOld;
    return {
      company,
      exDate,
      subject: `Face Value Split (Sub-Division) - From Rs ${before}/- Per Share To Rs ${after}/- Per Share`,
      bsePurposes: [`Stock  Split From Rs.${before}/- to Rs.${after}/-`],
    };
  });
}

function years(from: SessionDate, to: SessionDate): string[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  return Array.from({ length: last - first + 1 }, (_, at) => String(first + at));
}

/** Actions with an ex-date in the range that the lists show by the moment, by ex-date and symbol. */
export function actionsBetween(
  market: Market,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
): PretendAction[] {
  const shownTo = addDays(market.calendar.dateAt(now), SHOWN_DAYS);
  const yearly = years(from, to).flatMap((year) =>
    YEARLY.flatMap(({ symbol, monthDay, subject, bsePurposes }) => {
      const company = companyOf(symbol);
      const exDate = nextSession(market, sessionDate(`${year}-${monthDay}`));
      return company ? [{ company, exDate, subject, bsePurposes }] : [];
    }),
  );
  const bank = companyOf(RIGHTS.symbol);
  const rights = bank
    ? [{ ...RIGHTS, company: bank, exDate: nextSession(market, RIGHTS.day) }]
    : [];
  return [...sandboxCompanies.flatMap(shareChanges), ...yearly, ...rights]
    .filter(({ exDate }) => exDate >= from && exDate <= to && exDate <= shownTo)
    .toSorted((a, b) =>
      `${a.exDate} ${a.company.symbol}` < `${b.exDate} ${b.company.symbol}` ? -1 : 1,
    );
}

/** Meetings about results on days of the range of which a letter came by the moment. */
export function meetingsBetween(
  market: Market,
  from: SessionDate,
  to: SessionDate,
  now: Instant,
): PretendMeeting[] {
  const listed = sandboxCompanies.filter(({ lastSession }) => lastSession === undefined);
  return years(from, to)
    .flatMap((year) => QUARTERS.map((monthDay) => `${year}-${monthDay}`))
    .flatMap((text) => (isSessionDate(text) ? [text] : []))
    .flatMap((quarter) =>
      listed.map((company) => {
        const date = nextSession(market, addDays(quarter, company.token % 19));
        return {
          company,
          date,
          purpose: company.token % 3 === 0 ? 'Financial Results/Dividend' : 'Financial Results',
          toldAt: istInstant(addDays(date, -LETTER_DAYS), '18:20'),
          reportedAt: istInstant(date, `16:${String(10 + (company.token % 40))}`),
        };
      }),
    )
    .filter(
      ({ company, date, toldAt }) =>
        date >= from && date <= to && date >= company.listedOn && toldAt <= now,
    )
    .toSorted((a, b) =>
      `${a.date} ${a.company.symbol}` < `${b.date} ${b.company.symbol}` ? -1 : 1,
    );
}
