import type { ExchangeCode } from '../market/listing.ts';
import { sessionDate } from '../market/session-date.ts';
import type { SessionDate } from '../market/session-date.ts';
import { INDIA_CLOSURES } from './data/india-closures.ts';
import { INDIA_ERAS } from './data/india-eras.ts';
import type { IndiaEra } from './data/india-eras.ts';
import { INDIA_SPECIALS } from './data/india-specials.ts';
import type { IndiaSpecial } from './data/india-specials.ts';
import { minuteOf, stretchesOf } from './exchange-rules.ts';
import type { DayFact, DayFacts, ExchangeRules, WallHours } from './exchange-rules.ts';
import { clockOf } from './wall-clock.ts';

/**
 * Rules of NSE or BSE, 1999 to 2026. BSE is taken to keep NSE's days and hours: the two agree since
 * they compete, and no history of BSE's own was found.
 */
export function indiaRules(exchange: ExchangeCode): ExchangeRules {
  const usualHours = eraTable();
  return {
    exchange,
    clock: clockOf(exchange),
    knownFrom: sessionDate('1999-01-01'),
    knownTo: sessionDate('2026-12-31'),
    historyTo: sessionDate('2026-07-01'),
    landmark: '01-26',
    usualHours,
    facts: (year) => factsOf(year, usualHours),
    muhuratHours: { stretches: stretchesOf('18:00-19:00'), preOpen: minuteOf('17:45') },
  };
}

/** Hours by date; a date before the first era has the hours of that era. */
function eraTable(): (date: SessionDate) => WallHours {
  const latestFirst = INDIA_ERAS.map((era) => ({
    from: era.from,
    hours: eraHours(era),
  })).toReversed();
  return (date) => {
    let hours: WallHours = { stretches: [] };
    for (const era of latestFirst) {
      hours = era.hours;
      if (era.from <= date) break;
    }
    return hours;
  };
}

function eraHours(era: IndiaEra): WallHours {
  const { open, close, preOpen, derivativeStocksClose } = era;
  return {
    stretches: stretchesOf(`${open}-${close}`),
    ...(preOpen === undefined ? {} : { preOpen: minuteOf(preOpen) }),
    ...(derivativeStocksClose === undefined
      ? {}
      : { derivativeStocksClose: minuteOf(derivativeStocksClose) }),
  };
}

function factsOf(year: number, usualHours: (date: SessionDate) => WallHours): DayFacts {
  const facts = new Map<SessionDate, DayFact>();
  for (const entry of (INDIA_CLOSURES[year] ?? '').split(';')) {
    const text = entry.trim();
    if (text === '') continue;
    const name = text.slice(6);
    const why = name === '' ? 'holiday' : name;
    facts.set(sessionDate(`${year}-${text.slice(0, 5)}`), { state: 'closed', why });
  }
  for (const special of INDIA_SPECIALS[year] ?? []) {
    const date = sessionDate(`${year}-${special.day}`);
    const hours = specialHours(special) ?? usualHours(date);
    facts.set(date, { state: 'open', kind: special.kind, hours, why: special.why });
  }
  return facts;
}

/** Hours of its own; absent: the full ones of the era. */
function specialHours({ hours, preOpen }: IndiaSpecial): WallHours | undefined {
  if (hours === undefined) return undefined;
  const stretches = stretchesOf(hours);
  return preOpen === undefined ? { stretches } : { stretches, preOpen: minuteOf(preOpen) };
}
