import { describe, expect, it } from 'vitest';
import { readToml } from '../../src/config/read-toml.ts';
import { failureFrom } from './failure-of.ts';

const read = (text: string) => readToml(text, 'paperjobs.toml');

describe('tables of bots', () => {
  it('are read with what is usual for the rest', () => {
    const { bots } = read(`
[bots.turtle]
account = "main"
strategy = "turtle"
symbols = ["teapot", "KETTLE"]
parameters = { days = 55 }
size = 5
stop_percent = 8
`);
    expect(bots).toEqual([
      {
        name: 'turtle',
        place: 'paperjobs.toml:2',
        enabled: true,
        account: 'main',
        strategy: 'turtle',
        parameters: { days: 55 },
        universe: { kind: 'symbols', symbols: ['TEAPOT', 'KETTLE'] },
        interval: '1d',
        product: 'CNC',
        sizing: 'percent',
        size: 5,
        maxPositions: 10,
        cooldownSessions: 0,
        stopPercent: 8,
      },
    ]);
  });

  it.each([
    [
      'strategy = "turtel"\naccount = "a"',
      /bots\.x\.strategy: expected one of .*did you mean turtle.*found "turtel"/,
    ],
    ['strategy = "turtle"', /bots\.x: expected account, found none/],
    [
      'account = "a"\nstrategy = "turtle"\nstop_percent = 0',
      /stop_percent: expected a number from 0\.01 to 99, found 0/,
    ],
    [
      'account = "a"\nstrategy = "turtle"\nstop_loss_percent = 5',
      /expected a known key, found another; did you mean stop_percent\?/,
    ],
    [
      'account = "a"\nstrategy = "turtle"\nsymbols = ["A"]\nindex = "NIFTY50"',
      /either symbols or index/,
    ],
    ['account = "a"\nstrategy = "turtle"\nsizing = "fixed"', /size in rupees with sizing "fixed"/],
    [
      'account = "a"\nstrategy = "turtle"\nproduct = "MIS"',
      /interval "15m" or "5m" with product "MIS"/,
    ],
    ['account = "a"\nstrategy = "turtle"\nsymbols = ["A", "a"]', /a list of symbols, each once/],
  ])('refuse %j', (text, problem) => {
    const failure = failureFrom(() => read(`[bots.x]\n${text}\n`));
    expect(failure.code).toBe('config');
    expect(failure.message).toMatch(problem);
  });

  it('refuse two bots of one account, and a value in a table’s place', () => {
    const twice =
      '[bots.a]\naccount = "m"\nstrategy = "turtle"\n[bots.b]\naccount = "m"\nstrategy = "donchian"';
    const shared = failureFrom(() => read(twice));
    expect(shared.message).toMatch(
      /paperjobs\.toml:5:1: bots\.b\.account: expected an account of its own, found "m" of bot a too/,
    );
    const value = failureFrom(() => read('bots = 1'));
    expect(value.message).toMatch(/expected tables such as \[bots\.main\], found a value/);
  });
});

describe('tables of target weights', () => {
  it('are read with what is usual for the rest', () => {
    const { targets } = read('[rebalance.main]\nsymbols = ["TEAPOT"]\nband_percent = 0\n');
    expect(targets).toEqual([
      {
        account: 'main',
        place: 'paperjobs.toml:1',
        enabled: true,
        weighting: 'equal',
        weights: {},
        symbols: ['TEAPOT'],
        bandPercent: 0,
        minimumRupees: 1000,
        cashPercent: 2,
        windowSessions: 60,
      },
    ]);
  });

  it.each([
    ['weighting = "fixed"', /expected weights with weighting "fixed"/],
    [
      'weighting = "fixed"\nweights = { A = 60, B = 41 }',
      /weights of 100 per cent at most, found 101/,
    ],
    ['weighting = "equal"', /either symbols or index/],
    ['weighting = "index"\nindex = "NIFTY50"', /weights_file with weighting "index"/],
    ['symbols = ["A"]\nweights = { A = 1 }', /weights only with weighting "fixed"/],
  ])('refuse %j', (text, problem) => {
    const failure = failureFrom(() => read(`[rebalance.main]\n${text}\n`));
    expect(failure.message).toMatch(problem);
  });
});
