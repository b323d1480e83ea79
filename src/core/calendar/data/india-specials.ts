import type { OpenDay } from '../calendar.ts';

/** A day of NSE and BSE with hours of its own, in Indian wall time. */
export interface IndiaSpecial {
  /** `MM-DD`. */
  readonly day: string;
  readonly kind: Exclude<OpenDay['kind'], 'regular'>;
  /** `HH:MM-HH:MM`, stretches split by a space, oldest first; absent: the full hours of the era. */
  readonly hours?: string;
  /** `HH:MM`; absent: none, or that of the era where the full hours hold. */
  readonly preOpen?: string;
  readonly why: string;
}

const UNCONFIRMED = 'hours not confirmed';

function muhurat(day: string, hours: string, preOpen?: string, note?: string): IndiaSpecial {
  const why = note === undefined ? 'Diwali Laxmi Pujan' : `Diwali Laxmi Pujan, ${note}`;
  return { day, kind: 'muhurat', hours, why, ...(preOpen === undefined ? {} : { preOpen }) };
}

/** A Saturday (once a Sunday) on which systems were tried with live trading, as far as is known. */
function trial(day: string, hours: string, preOpen?: string): IndiaSpecial {
  const why = `special live session, ${UNCONFIRMED}`;
  return { day, kind: 'special', hours, why, ...(preOpen === undefined ? {} : { preOpen }) };
}

function full(day: string, why: string): IndiaSpecial {
  return { day, kind: 'special', why };
}

/**
 * Muhurat hours, weekend sessions and days with other hours of NSE and BSE, by year.
 *
 * Which days: those with a NIFTY 50 row, to 2026-07-01. Hours of 2010, 2014 to 2025 and of the 2012
 * and 2024 Saturdays named so: circulars as the press and brokers gave them; the others are the
 * usual ones of their time, and `why` says that they are not confirmed. Halts by the index circuit
 * breaker (2004, 2008, 2009, 2020) are not here: the market's doing is no change of its hours.
 */
export const INDIA_SPECIALS: Readonly<Record<number, readonly IndiaSpecial[]>> = {
  1999: [
    full('02-27', `Union budget, ${UNCONFIRMED}`),
    full('03-20', `special live session, ${UNCONFIRMED}`),
    full('04-17', `special live session, ${UNCONFIRMED}`),
    full('10-23', `special live session, ${UNCONFIRMED}`),
    muhurat('11-07', '18:15-19:15', undefined, UNCONFIRMED),
  ],
  2000: [muhurat('10-26', '18:15-19:15', undefined, UNCONFIRMED)],
  2001: [muhurat('11-14', '18:15-19:15', undefined, UNCONFIRMED)],
  2002: [muhurat('11-04', '18:15-19:15', undefined, UNCONFIRMED)],
  2003: [
    trial('03-22', '11:00-12:30'),
    muhurat('10-25', '18:15-19:15', undefined, UNCONFIRMED),
    trial('11-15', '11:00-12:30'),
  ],
  2004: [
    trial('04-17', '11:00-12:30'),
    trial('10-09', '11:00-12:30'),
    muhurat('11-12', '18:15-19:15', undefined, UNCONFIRMED),
  ],
  2005: [
    trial('06-04', '11:00-12:30'),
    muhurat('11-01', '18:15-19:15', undefined, UNCONFIRMED),
    trial('11-26', '11:00-12:30'),
  ],
  2006: [
    trial('04-29', '11:00-12:30'),
    trial('06-25', '11:00-12:30'),
    muhurat('10-21', '18:15-19:15', undefined, UNCONFIRMED),
  ],
  2007: [muhurat('11-09', '18:15-19:15', undefined, UNCONFIRMED)],
  2008: [muhurat('10-28', '18:15-19:15', undefined, UNCONFIRMED)],
  2009: [muhurat('10-17', '18:15-19:15', undefined, UNCONFIRMED)],
  2010: [trial('02-06', '11:00-12:30'), muhurat('11-05', '18:00-19:00', '17:45')],
  2011: [muhurat('10-26', '16:45-18:00', '16:30', UNCONFIRMED)],
  2012: [
    trial('01-07', '11:15-12:45', '11:00'),
    trial('03-03', '11:15-12:45', '11:00'),
    {
      day: '04-28',
      kind: 'special',
      hours: '11:15-12:45',
      preOpen: '11:00',
      why: 'special live session after an upgrade of the trading system',
    },
    trial('09-08', '11:15-12:45', '11:00'),
    muhurat('11-13', '15:45-17:00', '15:30', UNCONFIRMED),
  ],
  2013: [
    trial('05-11', '11:15-12:45', '11:00'),
    muhurat('11-03', '18:15-19:30', '18:00', UNCONFIRMED),
  ],
  2014: [trial('03-22', '11:15-12:45', '11:00'), muhurat('10-23', '18:30-19:30', '18:15')],
  2015: [full('02-28', 'Union budget'), muhurat('11-11', '17:45-18:45', '17:30')],
  2016: [muhurat('10-30', '18:30-19:30', '18:15')],
  2017: [muhurat('10-19', '18:30-19:30', '18:15')],
  2018: [muhurat('11-07', '17:30-18:30', '17:15')],
  2019: [muhurat('10-27', '18:15-19:15', '18:00')],
  2020: [full('02-01', 'Union budget'), muhurat('11-14', '18:15-19:15', '18:00')],
  2021: [
    {
      day: '02-24',
      kind: 'special',
      hours: '09:15-11:40 15:45-17:00',
      preOpen: '09:00',
      why: 'trading halted by a fault from 11:40 to 15:45, then extended to 17:00',
    },
    muhurat('11-04', '18:15-19:15', '18:00'),
  ],
  2022: [muhurat('10-24', '18:15-19:15', '18:00')],
  2023: [muhurat('11-12', '18:15-19:15', '18:00')],
  2024: [
    full('01-20', 'full Saturday session before the closure of 22 January'),
    {
      day: '03-02',
      kind: 'special',
      hours: '09:15-10:00 11:30-12:30',
      preOpen: '09:00',
      why: 'switch to the disaster recovery site, price bands of 5 %',
    },
    {
      day: '05-18',
      kind: 'special',
      hours: '09:15-10:00 11:45-12:40',
      preOpen: '09:00',
      why: 'switch to the disaster recovery site, price bands of 5 %',
    },
    muhurat('11-01', '18:00-19:00', '17:45'),
  ],
  2025: [full('02-01', 'Union budget'), muhurat('10-21', '13:45-14:45', '13:30')],
  2026: [
    full('02-01', 'Union budget'),
    muhurat('11-08', '18:00-19:00', '17:45', 'hours to be confirmed'),
  ],
};
