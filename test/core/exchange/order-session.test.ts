import { describe, expect, it } from 'vitest';
import { orderSession } from '../../../src/core/exchange/order-session.ts';
import { XNSE, moment } from './made-up-book.ts';

/** Stocks with derivatives stop at 15:15 on that day, the others at 15:30. */
function goes(
  time: string,
  words: `${'CNC' | 'MIS'} ${'DAY' | 'IOC'}` = 'CNC DAY',
  derivatives = false,
): string {
  const [product, validity] = words.split(' ') as ['CNC' | 'MIS', 'DAY' | 'IOC'];
  const answer = orderSession({ product, validity }, XNSE, moment(time), derivatives);
  if ('refused' in answer) return answer.refused;
  return `${answer.session}${answer.queued ? ' queued' : ''}`;
}

const NO_TRADING = 'an order at once or not at all needs trading, and there is none now: ';

describe('an order goes', () => {
  it.each([
    ['09:14:59', '2026-11-26 queued'],
    ['09:15', '2026-11-26'],
    ['15:29:59', '2026-11-26'],
    ['15:30', '2026-11-27 queued'],
    ['2026-11-27T15:30', '2026-11-30 queued'],
    // of two stretches of trading on one day, between them
    ['2024-05-18T09:59', '2024-05-18'],
    ['2024-05-18T10:00', '2024-05-18 queued'],
    ['2024-05-18T11:45', '2024-05-18'],
  ])('at %s into %s', (time, session) => {
    const whole = time.length === 8 ? `2026-11-26T${time}` : time;
    expect(goes(whole)).toBe(session);
  });

  it('of a share with derivatives by its own hours', () => {
    const at = (time: string) => goes(time, 'CNC DAY', true);
    expect([at('2026-11-26T15:14:59'), at('15:15')]).toEqual(['2026-11-26', '2026-11-27 queued']);
    expect(goes('2026-07-30T15:20', 'CNC DAY', true), 'before there were such hours').toBe(
      '2026-07-30',
    );
  });

  it('intraday while there is time before positions are closed', () => {
    const at = (time: string, derivatives = false) => goes(time, 'MIS DAY', derivatives);
    expect([at('2026-11-26T15:24:59'), at('15:30')]).toEqual(['2026-11-26', '2026-11-27 queued']);
    expect(at('15:25')).toBe('intraday positions are closed since 15:25 IST: ask again tomorrow');
    expect(at('15:10', true)).toBe(
      'intraday positions are closed since 15:10 IST: ask again tomorrow',
    );
  });

  it('at once only while there is trading', () => {
    const at = (time: string) => goes(time, 'CNC IOC');
    expect([at('09:15'), at('2026-11-26T15:29:59')]).toEqual(['2026-11-26', '2026-11-26']);
    expect(at('2026-11-26T09:14:59')).toBe(`${NO_TRADING}trading is from 09:15 IST`);
    expect(at('15:30')).toBe(`${NO_TRADING}trading is from 09:15 IST`);
    expect(at('2024-05-18T10:30')).toBe(`${NO_TRADING}trading is from 09:15 IST`);
    expect(at('2026-11-29T10:00')).toBe(`${NO_TRADING}Sunday`);
  });

  it('nowhere on a day that the calendar does not know', () => {
    expect(goes('2027-02-01T10:00')).toMatch(/^the calendar of XNSE knows/);
  });
});
