import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium } from '../support/chromium.ts';
import type { Chromium, OpenedPage, View } from '../support/chromium.ts';
import { newDesk, runJson } from '../support/program.ts';
import { sandboxYear } from '../support/sandbox-year.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const MEGABYTE = 1024 * 1024;

const VIEWS: readonly (readonly [string, View])[] = [
  ['a telephone, light', { width: 360, height: 740, scheme: 'light' }],
  ['a telephone, dark', { width: 360, height: 740, scheme: 'dark' }],
  ['a wide screen, light', { width: 1440, height: 900, scheme: 'light' }],
  ['a wide screen, dark', { width: 1440, height: 900, scheme: 'dark' }],
];

/**
 * Each chart's title, and how many points of its canvases have the colour of what it shows: words and
 * grid have others, so a chart that shows nothing has none.
 */
const DRAWN = `(async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const probe = document.body.appendChild(document.createElement('i'));
  const rgb = (name) => {
    probe.style.color = 'var(--' + name + ')';
    return getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  };
  return JSON.parse(document.getElementById('chart-data').textContent).map((chart) => {
    const wanted = chart.kind === 'candles' ? ['gain', 'loss'] : chart.series.map(({ colour }) => colour);
    const colours = wanted.map(rgb);
    let points = 0;
    for (const canvas of document.getElementById(chart.id).querySelectorAll('canvas')) {
      const { width, height } = canvas;
      if (width === 0 || height === 0) continue;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      for (let at = 0; at < data.length; at += 4) {
        const near = ([red, green, blue]) =>
          Math.abs(data[at] - red) + Math.abs(data[at + 1] - green) + Math.abs(data[at + 2] - blue) < 6;
        if (data[at + 3] > 200 && colours.some(near)) points++;
      }
    }
    return { title: chart.title, points };
  });
})()`;

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly html: string;
}

describe('the report of a year, in a browser', () => {
  const desk = newDesk();
  const file = join(desk.home, 'report.html');
  const address = `file://${file}`;
  let browser: Chromium | undefined;

  beforeAll(async () => {
    const { asOf } = await sandboxYear(desk);
    const told = await runJson(desk, ['report', '--sandbox', '--as-of', asOf, '--html', file]);
    expect(told).toMatchObject({ outcome: 'ok', counts: { accounts: 1 } });
    browser = await chromium();
  });
  afterAll(() => browser?.close());

  const opened = (view: View): Promise<OpenedPage> =>
    browser ? browser.open(address, view) : expect.fail('no browser');

  it('is one file below two megabytes', () => {
    expect(statSync(file).size).toBeLessThan(2 * MEGABYTE);
  });

  it.each(VIEWS)(
    '%s: draws every chart, asks for nothing, fits, and tells no error',
    async (_, view) => {
      const page = await opened(view);
      const charts = await page.evaluate<{ title: string; points: number }[]>(DRAWN);
      expect(charts.length, 'value, drawdown, flows, candles').toBeGreaterThanOrEqual(5);
      for (const { title, points } of charts) expect(points, title).toBeGreaterThan(200);
      expect(page.errors).toEqual([]);
      expect(page.requests).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(view.width);
    },
  );

  it.each(VIEWS)('%s: axe finds no serious fault', async (_, view) => {
    const page = await opened(view);
    await page.evaluate(`${readFileSync(AXE, 'utf8')};0`);
    const faults = await page.evaluate<Violation[]>(
      'axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html })))',
    );
    expect(faults.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual(
      [],
    );
  });

  it('a picture is made of it, whole', async () => {
    const page = await opened({ width: 1440, height: 900, scheme: 'light' });
    const picture = await page.screenshot();
    expect(Buffer.from(picture).subarray(1, 4).toString()).toBe('PNG');
    expect(picture.length, 'more than a blank page').toBeGreaterThan(50_000);
  });
});
