import { Html, html, jsonForScript } from '../html/html.ts';
import { pageText } from '../html/page.ts';
import { accountSection } from './account-section.ts';
import { botsSection, screensSection } from './bot-section.ts';
import { holdingsSection, tradesSection } from './book-section.ts';
import { chartDesk } from './chart.ts';
import { CHART_SCRIPT } from './chart-script.ts';
import { gapsSection, jobsSection } from './desk-section.ts';
import type { ReportFacts } from './facts.ts';
import {
  alertsSection,
  eventsSection,
  flowsSection,
  hitsSection,
  newsSection,
} from './market-section.ts';
import { moment } from './words.ts';

const STYLE = `
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1rem;margin:.8rem 0}
.chart{margin:0;min-width:0;break-inside:avoid}.chart figcaption{color:var(--quiet);font-size:.9rem}
.canvas{height:17rem}.key{margin-left:.6rem;white-space:nowrap;color:var(--text)}
.key i{display:inline-block;width:.8rem;height:.2rem;margin-right:.3rem;vertical-align:middle}
td{white-space:nowrap}td.wide{white-space:normal;min-width:11rem}
.heat td.number,.heat th.number{padding:.3rem .35rem}
.up1{background:color-mix(in srgb,var(--gain) 10%,var(--back))}
.up2{background:color-mix(in srgb,var(--gain) 20%,var(--back))}
.up3{background:color-mix(in srgb,var(--gain) 32%,var(--back))}
.down1{background:color-mix(in srgb,var(--loss) 10%,var(--back))}
.down2{background:color-mix(in srgb,var(--loss) 20%,var(--back))}
.down3{background:color-mix(in srgb,var(--loss) 32%,var(--back))}
footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.5rem}
`;

const TITLES = { daily: 'Day', weekly: 'Week', monthly: 'Month' } as const;

/** What the report is about, in words: `Day 2026-11-26`, `Week 2026-11-23 to 2026-11-26`. */
export function reportTitle({ period, sandbox }: Pick<ReportFacts, 'period' | 'sandbox'>): string {
  const { kind, from, to } = period;
  const range = kind === 'daily' ? to : `${from} to ${to}`;
  return `${TITLES[kind]} ${range}${sandbox ? ' (SANDBOX)' : ''}`;
}

/**
 * The whole report in one document that asks for nothing else.
 *
 * @param chartLibrary the text of lightweight-charts, with its licence's notice
 */
export function reportPage(facts: ReportFacts, chartLibrary: string): string {
  const { accounts, at } = facts;
  const desk = chartDesk();
  const title = reportTitle(facts);
  const sections = [
    ...accounts.map((account) => accountSection(account, facts, desk)),
    ...(accounts.length === 0
      ? [
          html`<p>
            No account has performance yet: <code>paperjobs account create</code> opens one,
            <code>paperjobs perf</code> reckons it.
          </p>`,
        ]
      : [holdingsSection(facts), tradesSection(facts)]),
    botsSection(facts),
    alertsSection(facts),
    hitsSection(facts, desk),
    screensSection(facts),
    eventsSection(facts),
    flowsSection(facts, desk),
    newsSection(facts),
    jobsSection(facts),
    gapsSection(facts),
  ];
  const placed = desk.placed();
  const drawing =
    placed.length === 0
      ? undefined
      : html`<script type="application/json" id="chart-data">
            ${jsonForScript(placed)}
          </script>
          <script>
            ${new Html(chartLibrary)};
          </script>`;
  return pageText({
    title: `paperjobs: ${title}`,
    style: STYLE,
    body: html`<header>
        <h1>${title}</h1>
        <p class="quiet">as of ${moment(at)} IST; paper accounts, no real money</p>
      </header>
      <main>${sections}</main>
      <footer>
        <p class="quiet">
          Charts: TradingView Lightweight Charts™, Copyright (c) TradingView, Inc.,
          <a href="https://www.tradingview.com/">https://www.tradingview.com/</a>, Apache License
          2.0
        </p>
      </footer>
      ${drawing}`,
    ...(placed.length === 0 ? {} : { script: CHART_SCRIPT }),
  });
}
