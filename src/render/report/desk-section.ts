import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { htmlCards, htmlTable } from '../html/table.ts';
import type { JobFacts, ReportFacts } from './facts.ts';
import { section } from './section.ts';
import { moment } from './words.ts';

const WELL: ReadonlySet<string> = new Set(['ok', 'noop', 'closed', 'running', 'disabled']);

function outcomeOf({ last }: JobFacts): Html {
  const tone = WELL.has(last) ? 'gain' : last === 'partial' ? 'warn' : 'loss';
  return html`<span class="${tone}">${last}</span>`;
}

/** How jobs did, from the ledger of runs. */
export function jobsSection({ jobs, lookedAt, period }: ReportFacts): Html {
  const table = htmlTable(
    `Runs since ${period.from}; times are Indian`,
    [
      { head: 'job', cell: ({ job }) => job },
      { head: 'runs', cell: ({ runs }) => runs, number: true },
      {
        head: 'failed',
        cell: ({ failed }) => (failed > 0 ? html`<span class="loss">${failed}</span>` : 0),
        number: true,
      },
      { head: 'partial', cell: ({ partial }) => partial, number: true },
      { head: 'last outcome', cell: outcomeOf },
      { head: 'last run', cell: ({ lastAt }) => moment(lastAt) },
      { head: 'what it said', cell: ({ summary }) => summary, wide: true },
    ],
    jobs,
    'No job has run.',
  );
  return section('Jobs', { text: `${moment(lookedAt)} IST` }, table);
}

/** What is missing, and why. */
export function gapsSection({ gaps, lookedAt }: ReportFacts): Html {
  const table = htmlTable(
    'Candles that are missing and not explained',
    [
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'interval', cell: ({ interval }) => interval },
      { head: 'from', cell: ({ from }) => from },
      { head: 'to', cell: ({ to }) => to },
      { head: 'why', cell: ({ reason }) => reason, wide: true },
    ],
    gaps.some,
    'Nothing is missing without an explanation.',
  );
  const more = gaps.open - gaps.some.length;
  const rest = more > 0 ? html`<p>And ${more} more: <code>paperjobs gaps</code></p>` : undefined;
  const cards = htmlCards([
    { name: 'gaps open', value: gaps.open },
    { name: 'gaps explained', value: gaps.explained },
  ]);
  return section('Gaps', { text: `${moment(lookedAt)} IST` }, html`${cards} ${table} ${rest}`);
}
