import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import { readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import {
  impossibleQuote,
  isStale,
  lastTrading,
  secondsBehind,
} from '../../../src/core/market/quote.ts';
import type { Quote } from '../../../src/core/market/quote.ts';

const calendar = calendarOf('XNSE');
const at = readInstant;

describe('the latest moment of trading', () => {
  it.each([
    ['2026-06-12T11:00:10', '2026-06-12T11:00:10', 'in session it is now'],
    ['2026-06-12T15:45', '2026-06-12T15:30', 'after the close it is the close'],
    ['2026-06-12T09:15', '2026-06-12T09:15', 'at the open it is the open'],
    ['2024-03-02T11:30', '2024-03-02T11:30', 'at the second open it is that'],
    ['2026-06-12T09:05', '2026-06-11T15:30', 'before the open it is the close before'],
    ['2026-06-14T12:00', '2026-06-12T15:30', 'on a Sunday it is Friday’s close'],
    ['2024-03-02T10:30', '2024-03-02T10:00', 'between two stretches it is the end of the first'],
  ])('%s: %s, %s', (now, due) => {
    expect(lastTrading(calendar, at(now))).toBe(at(due));
  });

  it('is absent where no session is known', () => {
    expect(lastTrading(calendar, at('2150-01-04T10:00'))).toBeUndefined();
    expect(isStale(calendar, at('2149-01-04T10:00'), at('2150-01-04T10:00'))).toBe(false);
  });
});

describe('staleness', () => {
  it.each([
    ['2026-06-12T10:45:00', '2026-06-12T11:00:00', false, 'a quarter of an hour is allowed'],
    ['2026-06-12T10:44:59', '2026-06-12T11:00:00', true, 'a second more is not'],
    ['2026-06-12T15:29:50', '2026-06-14T12:00', false, 'a price of the close is good until Monday'],
    ['2026-06-11T15:30', '2026-06-12T12:00', true, 'a price of the day before is not'],
    ['2026-06-12T16:00', '2026-06-12T20:00', false, 'a price of after the close is good'],
  ])('a price of %s at %s: %s, %s', (told, now, stale) => {
    expect(isStale(calendar, at(told), at(now))).toBe(stale);
  });

  it('counts no seconds in which nothing was traded', () => {
    expect(secondsBehind(calendar, at('2026-06-12T15:29:00'), at('2026-06-14T12:00'))).toBe(60);
    expect(secondsBehind(calendar, at('2026-06-12T15:31:00'), at('2026-06-14T12:00'))).toBe(0);
  });
});

describe('an impossible quote', () => {
  const good: Quote = { lastPaise: paise(10_005), at: at('2026-06-12T11:00') };
  it.each<[Partial<Quote>, string | undefined]>([
    [{}, undefined],
    [{ lastPaise: paise(0) }, 'last 0 is no price'],
    [{ lastPaise: paise(1.5) }, 'last 1.5 is no price'],
    [{ highPaise: paise(5), lowPaise: paise(6) }, 'high 5 is below low 6 paise'],
    [{ highPaise: paise(6), lowPaise: paise(6) }, undefined],
    [{ openPaise: paise(7), highPaise: paise(6) }, 'open 7 is above high 6 paise'],
    [
      { openPaise: paise(4), lowPaise: paise(5), highPaise: paise(9) },
      'open 4 is below low 5 paise',
    ],
    [{ openPaise: paise(5), lowPaise: paise(5), highPaise: paise(5) }, undefined],
    [{ openPaise: paise(5) }, undefined],
    [{ openPaise: paise(5), highPaise: paise(9) }, undefined],
    [{ openPaise: paise(5), lowPaise: paise(5) }, undefined],
    [{ openPaise: paise(4), lowPaise: paise(5) }, 'open 4 is below low 5 paise'],
    [{ highPaise: paise(5) }, undefined],
    [{ lowPaise: paise(5) }, undefined],
    [{ volume: 0 }, undefined],
    [{ lowerCircuitPaise: paise(9) }, undefined],
    [{ upperCircuitPaise: paise(9) }, undefined],
    [{ lowerCircuitPaise: paise(9), upperCircuitPaise: paise(9) }, undefined],
    [{ volume: -1 }, 'volume -1 is no count of shares'],
    [{ volume: 0.5 }, 'volume 0.5 is no count of shares'],
    [
      { lowerCircuitPaise: paise(9), upperCircuitPaise: paise(8) },
      'upper circuit 8 is below lower 9 paise',
    ],
  ])('%j: %s', (facts, why) => {
    expect(impossibleQuote({ ...good, ...facts })).toBe(why);
  });
});
