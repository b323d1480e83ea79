import { describe, expect, test } from 'vitest';
import { INTERVALS, INTERVAL_MINUTES, impossible } from '../../../src/core/market/bar.ts';
import { paise } from '../../../src/core/market/money.ts';

const bar = {
  openPaise: paise(100),
  highPaise: paise(120),
  lowPaise: paise(90),
  closePaise: paise(110),
  volume: 5,
};

describe('impossible', () => {
  test.each([
    ['an ordinary bar', {}],
    ['no volume', { volume: 0 }],
    ['open and close at the edges', { openPaise: paise(90), closePaise: paise(120) }],
    ['one price', { openPaise: paise(90), highPaise: paise(90), closePaise: paise(90) }],
  ])('finds %s possible', (_, change) => {
    expect(impossible({ ...bar, ...change })).toBeUndefined();
  });

  test.each([
    ['high below low', { highPaise: paise(80) }, 'high 80 is below low 90 paise'],
    ['open below low', { openPaise: paise(89) }, 'open 89 is outside 90..120 paise'],
    ['open above high', { openPaise: paise(121) }, 'open 121 is outside 90..120 paise'],
    ['close below low', { closePaise: paise(89) }, 'close 89 is outside 90..120 paise'],
    ['close above high', { closePaise: paise(121) }, 'close 121 is outside 90..120 paise'],
    ['a low of nothing', { lowPaise: paise(0) }, 'low 0 paise is not above zero'],
    ['a negative low', { lowPaise: paise(-1) }, 'low -1 paise is not above zero'],
    ['a low that is no number', { lowPaise: paise(Number.NaN) }, 'low NaN paise'],
    ['a high that is no number', { highPaise: paise(Number.NaN) }, 'high NaN'],
    ['an open that is no number', { openPaise: paise(Number.NaN) }, 'open NaN'],
    ['a close that is no number', { closePaise: paise(Number.NaN) }, 'close NaN'],
    ['an endless high', { highPaise: paise(Infinity) }, 'high Infinity'],
    ['half a paisa', { closePaise: paise(100.5) }, 'close 100.5'],
    ['a negative volume', { volume: -1 }, 'volume -1 is no count of shares'],
    ['half a share', { volume: 0.5 }, 'volume 0.5'],
    ['a volume that is no number', { volume: Number.NaN }, 'volume NaN'],
  ])('finds %s impossible, and says why', (_, change, why) => {
    expect(impossible({ ...bar, ...change })).toContain(why);
  });
});

test('intervals stand shortest first, with their minutes', () => {
  const minutes = INTERVALS.flatMap((interval) =>
    interval === '1d' ? [] : [INTERVAL_MINUTES[interval]],
  );
  expect(minutes).toEqual([1, 5, 15]);
});
