import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, istDate, istInstant, istTime } from '../../../src/core/market/instant.ts';
import { addDays, sessionDate, weekday } from '../../../src/core/market/session-date.ts';
import { keepCopies } from '../../../src/core/retention/keep-copies.ts';
import type { DatedCopy, KeepPolicy } from '../../../src/core/retention/keep-copies.ts';

const POLICY: KeepPolicy = { daily: 7, weekly: 4, monthly: 12 };
const FIRST = sessionDate('2025-01-01');

function copy(name: string, takenAt: number, more: Partial<DatedCopy> = {}): DatedCopy {
  return { name, takenAt: instant(takenAt), proven: false, ...more };
}

/** One copy a day at 02:00 in India. */
const days = (count: number): DatedCopy[] =>
  Array.from({ length: count }, (_, index) => {
    const day = addDays(FIRST, index);
    return copy(`copy-${day}`, istInstant(day, '02:00'));
  });

const kept = (copies: readonly DatedCopy[], policy = POLICY): DatedCopy[] =>
  keepCopies(copies, policy).flatMap((verdict) => (verdict.keep ? verdict.copy : []));

/** The same, the long way: a copy stays when no newer one is of its span, and its span is recent. */
function longWay(copies: readonly DatedCopy[], policy: KeepPolicy): Set<string> {
  const spans: [number, (copy: DatedCopy) => string][] = [
    [policy.daily, ({ takenAt }) => istDate(takenAt)],
    [
      policy.weekly,
      ({ takenAt }) => addDays(istDate(takenAt), -((weekday(istDate(takenAt)) + 6) % 7)),
    ],
    [policy.monthly, ({ takenAt }) => istDate(takenAt).slice(0, 7)],
  ];
  const newer = (a: DatedCopy, b: DatedCopy): boolean =>
    a.takenAt > b.takenAt || (a.takenAt === b.takenAt && a.name > b.name);
  const stays = copies.filter((one) =>
    spans.some(([count, of]) => {
      const newest = !copies.some((other) => of(other) === of(one) && newer(other, one));
      const later = new Set(copies.map(of).filter((span) => span > of(one)));
      return newest && later.size < count;
    }),
  );
  const top = copies.filter((one) => !copies.some((other) => newer(other, one)));
  const proven = copies.filter(({ proven: is }) => is);
  const topProven = proven.filter((one) => !proven.some((other) => newer(other, one)));
  return new Set([...stays, ...top, ...topProven].map(({ name }) => name));
}

it('of two of one moment the later name is the newer, in whatever order they are told', () => {
  const twins = [copy('copy-a', 1_800_000_000), copy('copy-b', 1_800_000_000)];
  for (const order of [twins, twins.toReversed()]) {
    expect(keepCopies(order, POLICY).map(({ copy: { name }, keep }) => [name, keep])).toEqual([
      ['copy-b', true],
      ['copy-a', false],
    ]);
  }
});

describe('over 400 days', () => {
  it('keeps 7 days, 4 weeks and 12 months, whether it is asked daily or once', () => {
    let daily: DatedCopy[] = [];
    for (const one of days(400)) daily = kept([...daily, one]);
    const names = daily.map(({ name }) => name.slice(5));
    const recent = '2026-02-04 2026-02-03 2026-02-02 2026-02-01 2026-01-31 2026-01-30 2026-01-29';
    const sundays = '2026-01-25 2026-01-18';
    const ends = '2025-12-31 2025-11-30 2025-10-31 2025-09-30 2025-08-31 2025-07-31 2025-06-30';
    const early = '2025-05-31 2025-04-30 2025-03-31';
    expect(names.join(' ')).toBe([recent, sundays, ends, early].join(' '));
    expect(kept(days(400))).toEqual(daily);
  });

  it('counts days in India, whatever the zone of the machine does to its clocks', () => {
    const before = process.env['TZ'];
    const answers = ['Asia/Kolkata', 'America/New_York', 'Pacific/Apia', 'UTC'].map((zone) => {
      process.env['TZ'] = zone;
      return kept(days(400)).map(({ name }) => name);
    });
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    expect(new Set(answers.map(String)).size).toBe(1);
  });

  it('tells two moments around midnight in India apart', () => {
    const midnight = istInstant(FIRST, '24:00');
    const two = [copy('late', midnight - 1), copy('early', midnight)];
    expect(two.map(({ takenAt }) => istTime(takenAt))).toEqual(['23:59', '00:00']);
    expect(kept(two, { daily: 2, weekly: 0, monthly: 0 })).toHaveLength(2);
  });
});

describe('a verdict', () => {
  it('gives the reasons of what stays and of what goes', () => {
    const [older, newer] = [
      copy('a', istInstant(FIRST, '02:00'), { proven: true }),
      copy('b', istInstant(FIRST, '12:00')),
    ];
    const verdicts = keepCopies([older, newer, copy('c', istInstant(FIRST, '01:00'))], POLICY);
    expect(verdicts.map(({ copy: { name }, keep, reasons }) => [name, keep, ...reasons])).toEqual([
      [
        'b',
        true,
        'daily of 2025-01-01',
        'weekly of 2024-12-30',
        'monthly of 2025-01',
        'the newest',
      ],
      ['a', true, 'the newest proven one'],
      ['c', false, 'b is newer and of the same day'],
    ]);
  });

  it('lets a damaged copy stand for no day, and leaves it where it is', () => {
    const whole = copy('whole', istInstant(FIRST, '02:00'));
    const damaged = copy('damaged', istInstant(FIRST, '03:00'), { damage: 'cut', proven: true });
    const verdicts = keepCopies([damaged, whole], { daily: 1, weekly: 0, monthly: 0 });
    expect(verdicts.map(({ keep }) => keep)).toEqual([true, true]);
    expect(verdicts[0]?.reasons).toEqual(['damaged, stands for no day: cut']);
    expect(verdicts[1]?.reasons).toContain('the newest');
  });

  it('refuses a policy that keeps nothing', () => {
    expect(() => keepCopies(days(3), { daily: 0, weekly: 0, monthly: 0 })).toThrow(
      expect.objectContaining({ code: 'config' }) as Error,
    );
  });
});

describe('whatever the clocks did', () => {
  const copies = fc
    .array(fc.record({ hours: fc.integer({ min: 0, max: 24 * 400 }), proven: fc.boolean() }), {
      maxLength: 60,
    })
    .map((list) =>
      list.map(({ hours, proven }, index) =>
        copy(`c${index}`, istInstant(FIRST, '00:00') + hours * 3600, { proven }),
      ),
    );
  const policy = fc
    .record({
      daily: fc.integer({ min: 0, max: 9 }),
      weekly: fc.integer({ min: 0, max: 6 }),
      monthly: fc.integer({ min: 0, max: 14 }),
    })
    .filter(({ daily, weekly, monthly }) => daily + weekly + monthly > 0);

  it('keeps the right ones, the newest among them; the rest goes; asked again nothing goes', () => {
    fc.assert(
      fc.property(copies, policy, (list, asked) => {
        const verdicts = keepCopies(list, asked);
        expect(verdicts.map((one) => one.copy.name).toSorted()).toEqual(
          list.map(({ name }) => name).toSorted(),
        );
        expect(verdicts.every(({ reasons }) => reasons.length > 0)).toBe(true);
        const stays = kept(list, asked);
        expect(new Set(stays.map(({ name }) => name))).toEqual(longWay(list, asked));
        expect(kept(stays, asked)).toEqual(stays);
        expect(kept(list.toReversed(), asked)).toEqual(stays);
      }),
    );
  });
});
