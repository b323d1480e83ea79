import type { NotificationFact } from '../../core/notification/notification.ts';
import { croreOf } from '../../core/flows/fii-dii.ts';
import type { AccountFacts, ReportFacts } from './facts.ts';
import { reportTitle } from './page.ts';
import { compoundedIn, wonIn } from './period-figures.ts';
import { count, money, moment, percent, plain } from './words.ts';

/** A report in plain text, for people's mail and telephones. */
export interface ReportDigest {
  /** One line. */
  readonly title: string;
  /** Paragraphs, parted by line ends. */
  readonly body: string;
  readonly facts: readonly NotificationFact[];
}

const LINES = 5;

/** The first of a list, and how many more there are. */
function some(items: readonly string[]): string {
  const more = items.length - LINES;
  return items.slice(0, LINES).join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function accountLines({ name, days }: AccountFacts, facts: ReportFacts): string[] {
  const last = days.at(-1);
  if (!last) return [];
  const own = days.filter(({ session }) => session >= facts.period.from);
  const marks = [
    ...(last.session < facts.period.to ? [`stale, of ${last.session}`] : []),
    ...(last.closes ? [] : ['provisional']),
  ];
  const ratio = compoundedIn(own, (day) => day.return);
  const index = compoundedIn(own, (day) => day.benchmarkReturn);
  return [
    `${name}: ${money(last.valuePaise)}, won ${money(wonIn(own))} (${percent(ratio)}), ${facts.benchmark} ${percent(index)}, below high ${percent(last.drawdown)}${marks.length > 0 ? ` [${marks.join('; ')}]` : ''}`,
  ];
}

function marketLines({ signals, hits, events, alerts, flows, period }: ReportFacts): string[] {
  const newest = flows.facts.filter(({ session }) => session === flows.asOf);
  const stale = flows.asOf !== undefined && flows.asOf < period.to ? ' [stale]' : '';
  return [
    ...(signals.length > 0
      ? [
          `Signals (${signals.length}): ${some(
            signals.map(
              ({ symbol, action, ordered }) => `${symbol} ${action}${ordered ? ', ordered' : ''}`,
            ),
          )}`,
        ]
      : []),
    ...(alerts.length > 0
      ? [
          `Alerts (${alerts.length}): ${some(alerts.map(({ symbol, rule }) => `${symbol} ${rule}`))}`,
        ]
      : []),
    ...(hits.facts.own.length > 0
      ? [
          `Found (${hits.asOf}): ${some(
            hits.facts.own.map(
              ({ symbol, what, up }) =>
                `${symbol} ${what}${up === undefined ? '' : up ? ' up' : ' down'}`,
            ),
          )}`,
        ]
      : []),
    ...(events.length > 0
      ? [`Ahead: ${some(events.map(({ date, symbol, what }) => `${date} ${symbol} ${what}`))}`]
      : []),
    ...(newest.length > 0
      ? [
          `Flows (${flows.asOf}${stale}): ${newest
            .map(
              ({ category, netPaise }) =>
                `${category === 'FII' ? 'foreign' : 'domestic'} ${plain(croreOf(netPaise))} cr`,
            )
            .join(', ')}`,
        ]
      : []),
  ];
}

/** What matters of the report, in a handful of lines. Every figure is of a day that is named. */
export function reportDigest(facts: ReportFacts): ReportDigest {
  const { accounts, trades, jobs, gaps, period, pricesOf, at } = facts;
  const failing = jobs.filter(({ failed }) => failed > 0);
  const charges = trades.reduce((sum, { chargesPaise }) => sum + chargesPaise, 0);
  const body = [
    ...accounts.flatMap((account) => accountLines(account, facts)),
    ...(trades.length > 0 ? [`Trades: ${trades.length}, charges ${money(charges)}`] : []),
    ...marketLines(facts),
    ...(failing.length > 0
      ? [`Jobs that failed: ${some(failing.map(({ job, failed }) => `${job} ${failed}×`))}`]
      : []),
    ...(gaps.open > 0 ? [`Gaps: ${count(gaps.open)} open`] : []),
  ];
  const stale = pricesOf === undefined || pricesOf < period.to;
  return {
    title: reportTitle(facts),
    body: body.length > 0 ? body.join('\n') : 'Nothing to tell: no account, no alert, no event.',
    facts: [
      ['as of', `${moment(at)} IST`],
      ['official prices', pricesOf === undefined ? 'none' : `${pricesOf}${stale ? ', stale' : ''}`],
    ],
  };
}
