import { describe, expect, it } from 'vitest';
import { sessionDate } from '../../../src/core/market/session-date.ts';
import { reportDigest } from '../../../src/render/report/digest.ts';
import { reportPage } from '../../../src/render/report/page.ts';
import { money, percent, plain } from '../../../src/render/report/words.ts';
import { THU, WED, madeUpFacts } from './made-up-facts.ts';

const LIBRARY = '/* Licensed */ window.LightweightCharts={};';

/** The data that the page's script draws. */
function chartsIn(page: string): { kind: string; title: string; id: string }[] {
  const [, json = '[]'] =
    /<script type="application\/json" id="chart-data">([\s\S]*?)<\/script>/.exec(page) ?? [];
  return JSON.parse(json) as { kind: string; title: string; id: string }[];
}

describe('the page', () => {
  it('holds the library, its notice, and a place for every chart', () => {
    const page = reportPage(madeUpFacts(), LIBRARY);
    expect(page).toContain(LIBRARY);
    expect(page).toContain('https://www.tradingview.com/');
    const charts = chartsIn(page);
    expect(charts.map(({ title }) => title)).toEqual([
      'main against Nifty 50: return since 2026-11-18',
      'main: below its highest value so far',
      'ACME, daily candles, ₹',
    ]);
    for (const { id } of charts) expect(page).toContain(`<div id="${id}"`);
  });

  it('asks for nothing: no address but the notice’s link', () => {
    const page = reportPage(madeUpFacts(), LIBRARY);
    const addresses = page.match(/https?:\/\/[^"<\s]+/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set(['https://www.tradingview.com/']));
    expect(page).not.toMatch(/<(?:link|img|iframe|object|script[^>]* src)/);
  });

  it('takes foreign text for text, in tables and in the data of charts', () => {
    const evil = '</script><script>alert(1)</script>';
    const facts = madeUpFacts();
    const [candles] = facts.candles;
    const page = reportPage(
      madeUpFacts({
        articles: [
          { ...facts.articles[0], title: evil, source: evil, symbols: [evil], at: facts.at },
        ],
        candles: candles ? [{ ...candles, symbol: evil }] : [],
        accounts: facts.accounts.map((account) => ({ ...account, name: evil })),
      }),
      LIBRARY,
    );
    expect(page).not.toContain('<script>alert');
    expect(
      chartsIn(page)
        .map(({ title }) => title)
        .join(),
    ).toContain(evil);
  });

  it('tells of every section as of when it is, and marks what is stale', () => {
    const fresh = reportPage(madeUpFacts(), LIBRARY);
    expect(fresh.match(/as of /g)?.length).toBeGreaterThanOrEqual(13);
    expect(fresh).not.toMatch(/stale|Provisional/);
    const facts = madeUpFacts();
    const old = reportPage(
      madeUpFacts({
        pricesOf: WED,
        flows: { ...facts.flows, asOf: WED },
        hits: { ...facts.hits, asOf: WED },
        screens: { ...facts.screens, asOf: WED },
        holdings: facts.holdings.map((holding) => ({
          ...holding,
          ...(holding.close ? { close: { ...holding.close, session: WED } } : {}),
        })),
        accounts: facts.accounts.map((account) => ({
          ...account,
          days: account.days.slice(0, 1).map((day) => ({ ...day, closes: false })),
        })),
      }),
      LIBRARY,
    );
    expect(old.match(/stale: of 2026-11-19 nothing is kept/g)).toHaveLength(5);
    expect(old).toContain('2026-11-18, stale');
    expect(old).toContain('Provisional: not every holding');
  });

  it('without an account says how to come by one, and draws what there is', () => {
    const page = reportPage(
      madeUpFacts({ accounts: [], holdings: [], trades: [], candles: [] }),
      LIBRARY,
    );
    expect(page).toContain('paperjobs account create');
    expect(page, 'nothing is drawn').not.toContain(LIBRARY);
  });
});

describe('bots and screens', () => {
  it('are told with their reasons, quiet decisions in numbers', () => {
    const page = reportPage(madeUpFacts(), LIBRARY);
    expect(page).toContain('a new high of 20 sessions');
    expect(page).toContain('All decisions: bought 1, nothing 40');
    expect(page).toContain('rsi_6 &lt; 20');
    const lacking = madeUpFacts();
    const [screen] = lacking.screens.facts;
    const told = reportPage(
      madeUpFacts({
        screens: { asOf: THU, facts: screen ? [{ ...screen, lacks: ['no list is kept'] }] : [] },
      }),
      LIBRARY,
    );
    expect(told).toContain('<span class="warn">no list is kept</span>');
  });
});

describe('the digest', () => {
  it('says in a handful of lines what matters', () => {
    expect(reportDigest(madeUpFacts())).toEqual({
      title: 'Day 2026-11-19',
      body: [
        'main: ₹99,990.00, won −₹1,010.00 (−1.00 %), Nifty 50 +1.00 %, below high −1.00 %',
        'Trades: 1, charges ₹12.34',
        'Signals (1): ACME enter, ordered',
        'Alerts (1): ACME close > 100',
        'Found (2026-11-19): ACME CDLHAMMER up',
        'Ahead: 2026-11-25 ACME Bonus 1:1',
        'Flows (2026-11-19): foreign 1.00 cr',
        'Jobs that failed: eod 1×',
        'Gaps: 1 open',
      ].join('\n'),
      facts: [
        ['as of', '2026-11-19 20:00 IST'],
        ['official prices', '2026-11-19'],
      ],
    });
  });

  it('marks what is stale, and counts what does not fit', () => {
    const facts = madeUpFacts();
    const [alert] = facts.alerts;
    const told = reportDigest(
      madeUpFacts({
        period: { kind: 'weekly', from: WED, to: sessionDate('2026-11-20') },
        alerts: Array.from({ length: 8 }, () => alert ?? expect.fail()),
      }),
    );
    expect(told.title).toBe('Week 2026-11-18 to 2026-11-20');
    expect(told.body).toContain('[stale, of 2026-11-19]');
    expect(told.body).toContain('; and 3 more');
    expect(told.body).toContain(`Flows (${THU} [stale])`);
    expect(told.facts[1]).toEqual(['official prices', '2026-11-19, stale']);
  });

  it('without anything to tell says so', () => {
    const nothing = madeUpFacts({
      accounts: [],
      trades: [],
      alerts: [],
      signals: [],
      events: [],
      jobs: [],
      flows: { facts: [] },
      hits: { facts: { own: [], market: [] } },
      gaps: { open: 0, explained: 0, some: [] },
    });
    expect(reportDigest(nothing).body).toBe('Nothing to tell: no account, no alert, no event.');
  });
});

it('money has the commas of India, signs tell what colours tell, absent is a dash', () => {
  expect([money(123_456_789), money(-5), money(undefined)]).toEqual([
    '₹12,34,567.89',
    '−₹0.05',
    '–',
  ]);
  expect([percent(0.0125), percent(-0.5), percent(0), percent(undefined)]).toEqual([
    '+1.25 %',
    '−50.00 %',
    '0.00 %',
    '–',
  ]);
  expect([plain(-1.234), plain(undefined)]).toEqual(['−1.23', '–']);
});
