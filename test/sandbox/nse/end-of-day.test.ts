import { afterEach, describe, expect, test } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { readNameChanges, readSymbolChanges } from '../../../src/sources/nse/read-changes.ts';
import { readEquityList } from '../../../src/sources/nse/read-equity-list.ts';
import { readIndexCloses } from '../../../src/sources/nse/read-index-closes.ts';
import { readPriceBands } from '../../../src/sources/nse/read-price-bands.ts';
import { readSecurities, SECURITIES_LISTS } from '../../../src/sources/nse/read-securities.ts';
import { asking, closeAll } from '../asking.ts';

afterEach(closeAll);
const NOW = '2026-06-12T18:30';
const CLOSES = '/content/indices/ind_close_all_';

describe("a session's files", () => {
  test('close the indices at what their candles say, under the names of then', async () => {
    const { ask } = await asking(NOW);
    const { text } = await ask(`${CLOSES}12062026.csv`);
    const { closes, refused } = readIndexCloses(text, 'c', sessionDate('2026-06-12'));
    expect(refused).toEqual([]);
    expect(closes.map(({ name }) => name)).toEqual([
      'Nifty 50',
      'Nifty Bank',
      'Nifty 50 Arbitrage',
    ]);
    expect(closes[2]).not.toHaveProperty('open');
    const old = (await ask(`${CLOSES}09112015.csv`)).text;
    const [first] = readIndexCloses(old, 'c', sessionDate('2015-11-09')).closes;
    expect(first?.name).toBe('CNX Nifty');
  });

  test('tell bands and surveillance', async () => {
    const { ask } = await asking(NOW);
    const { text } = await ask('/content/equities/sec_list_12062026.csv');
    const { bands } = readPriceBands(text, 'b');
    const of = (symbol: string) => bands.find((band) => band.symbol === symbol);
    expect(of('TEMPLEBELL')).toMatchObject({ series: 'BE', percent: 5 });
    expect(of('PAPERTIGER')).toEqual({ symbol: 'PAPERTIGER', series: 'EQ', percent: 20 });
    expect(of('SLEEPYCEM')?.remark).toBe('GSM STAGE - I');
  });

  test('are there from the evening on, and never for a day without a session', async () => {
    const { ask } = await asking('2026-06-12T18:00');
    for (const day of ['12062026', '07062026', '31022026']) {
      expect((await ask(`${CLOSES}${day}.csv`)).status).toBe(404);
      expect((await ask(`/content/equities/sec_list_${day}.csv`)).status).toBe(404);
    }
  });
});

describe('lists', () => {
  test('name small companies, and no security of the other kinds', async () => {
    const { ask } = await asking(NOW);
    for (const list of SECURITIES_LISTS) {
      const { text } = await ask(`/content/equities/${list.file}`);
      const { instruments, refused } = readSecurities(text, list);
      expect(refused).toEqual([]);
      const expected = list.name === 'nse-sme' ? ['TINYKITES SM 2021-03-17'] : [];
      expect(instruments.map((one) => `${one.symbol} ${one.series} ${one.listedOn}`)).toEqual(
        expected,
      );
    }
  });

  test('tell symbols and names that were changed by then, as the list of shares does', async () => {
    const now = await asking(NOW);
    const symbols = readSymbolChanges((await now.ask('/content/equities/symbolchange.csv')).text);
    expect(symbols.changes.map(({ oldSymbol, newSymbol }) => `${oldSymbol}>${newSymbol}`)).toEqual([
      'TEMPLEFDRY>TEMPLEBELL',
      'TBFOUNDRY>TEMPLEFDRY',
    ]);
    const names = readNameChanges((await now.ask('/content/equities/namechange.csv')).text);
    expect(names.changes).toHaveLength(1);
    const then = await asking('2023-05-22T10:00');
    const listed = readEquityList((await then.ask('/content/equities/EQUITY_L.csv')).text);
    expect(listed.instruments.map(({ symbol }) => symbol)).toContain('TEMPLEFDRY');
    const changes = readSymbolChanges((await then.ask('/content/equities/symbolchange.csv')).text);
    expect(changes.changes).toHaveLength(1);
  });
});
