import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/core/calendar/calendars.ts';
import type { OpenDay } from '../../../src/core/calendar/calendar.ts';
import { istTime, readInstant } from '../../../src/core/market/instant.ts';
import { paise } from '../../../src/core/market/money.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { sessionEvents } from '../../../src/jobs/orders/session-events.ts';
import type { SessionFeed } from '../../../src/jobs/orders/session-events.ts';

const XNSE = calendarOf('XNSE');
const at = (time: string) => readInstant(time.length === 5 ? `2026-11-26T${time}` : time);
const price = paise(10_000);

function dayOf(date: string): OpenDay {
  const day = XNSE.day(sessionDate(date));
  return day.state === 'open' ? day : expect.fail(`${date} is no session`);
}

const bar = (time: string) => ({
  start: at(time),
  openPaise: price,
  highPaise: price,
  lowPaise: price,
  closePaise: price,
  volume: 100,
});

/** Events as `print 10:02`, and whether the session is settled, of a feed at a moment. */
function events(now: string, bars: readonly string[], more: Partial<SessionFeed> = {}) {
  const last = bars.at(-1);
  const feed: SessionFeed = {
    listingId: 7,
    derivatives: false,
    from: at('10:00'),
    bars: bars.map(bar),
    ...(last === undefined ? {} : { barsTo: (at(last) + 60) as never }),
    ...more,
  };
  const told = sessionEvents(feed, dayOf('2026-11-26'), dayOf('2026-11-27'), at(now));
  return {
    told: told.events.map((event) => `${event.kind} ${istTime(event.at)}`),
    to: istTime(told.matchedTo),
    settled: told.settled,
  };
}

describe('the events of a session', () => {
  it('are closed candles from the cursor on', () => {
    expect(events('10:03', ['09:59', '10:00', '10:02', '10:03'])).toEqual({
      told: ['print 10:01', 'print 10:03'],
      to: '10:03',
      settled: false,
    });
  });

  it('a quote stands in where no candle reaches within three minutes of it', () => {
    const quote = { lastPaise: price, at: at('10:10') };
    expect(events('10:11', ['10:05'], { quote }).told).toEqual(['print 10:06', 'print 10:10']);
    expect(events('10:11', ['10:07'], { quote }).told).toEqual(['print 10:08']);
    expect(events('10:11', [], { quote, from: at('10:10') }).told).toEqual([]);
    const evening = { lastPaise: price, at: at('16:00') };
    expect(events('16:01', [], { quote: evening }).told).not.toContain('print 16:00');
  });

  it.each([
    ['before it', '15:24', ['15:22'], false, ['print 15:23']],
    ['while the candle before may still come', '15:27', ['15:22'], false, ['print 15:23']],
    ['once that is there', '15:25', ['15:24'], false, ['print 15:25', 'square-off 15:25']],
    ['or given up', '15:28', ['15:22'], false, ['print 15:23', 'square-off 15:25']],
    [
      'ten minutes earlier with derivatives',
      '15:10',
      ['15:09'],
      true,
      ['print 15:10', 'square-off 15:10'],
    ],
  ])('square-off %s', (_, now, bars, derivatives, told) => {
    expect(events(now, bars, { derivatives, from: at('15:00') }).told).toEqual(told);
  });

  it('the session ends with its last candle, else ten minutes after its end', () => {
    const end = {
      told: ['print 15:30', 'square-off 15:25', 'session-end 15:30'],
      to: '15:30',
      settled: true,
    };
    expect(events('15:30', ['15:29'], { from: at('15:20') })).toEqual(end);
    expect(events('15:39', ['15:20'], { from: at('15:20') }).settled).toBe(false);
    expect(events('15:40', ['15:20'], { from: at('15:20') })).toMatchObject({
      to: '15:30',
      settled: true,
    });
  });

  it.each([
    [
      'a candle of its last quarter of an hour tells that all came',
      '2026-11-27T09:16',
      ['15:16'],
      '10:00',
      true,
    ],
    ['it had been followed to its end', '2026-11-27T09:16', [], '15:20', true],
    ['nothing of it is there', '2026-11-27T09:16', [], '10:00', false],
    ['only its beginning is there', '2026-11-27T11:14', ['11:00'], '10:00', false],
    ['two hours into the next it is given up', '2026-11-27T11:15', ['11:00'], '10:00', true],
  ])('a past session: %s', (_, now, bars, from, settled) => {
    expect(events(now, bars, { from: at(from) }).settled).toBe(settled);
  });
});
