import { html } from '../html/html.ts';
import type { Html } from '../html/html.ts';
import { htmlTable } from '../html/table.ts';
import type { ReportFacts } from './facts.ts';
import { asOfSession, section } from './section.ts';
import { count, moment, money } from './words.ts';

/** What bots' strategies said, and what the bots decided, with the reasons. */
export function botsSection({ signals, decisions, period }: ReportFacts): Html {
  const said = htmlTable(
    'Signals of strategies, oldest first; times are Indian',
    [
      { head: 'time', cell: ({ at }) => moment(at) },
      { head: 'bot', cell: ({ bot }) => bot },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'signal', cell: ({ action, cause }) => `${action} (${cause})` },
      { head: 'close', cell: ({ pricePaise }) => money(pricePaise), number: true },
      { head: 'ordered', cell: ({ ordered }) => (ordered ? 'yes' : 'no') },
      { head: 'reason', cell: ({ reason }) => reason, wide: true },
    ],
    signals,
    'No strategy gave a signal.',
  );
  const counts = decisions.counts.map(([outcome, times]) => `${outcome} ${count(times)}`);
  const table = htmlTable(
    'Decisions in which something was done or stood in the way, oldest first',
    [
      { head: 'time', cell: ({ at }) => moment(at) },
      { head: 'bot', cell: ({ bot }) => bot },
      { head: 'symbol', cell: ({ symbol }) => symbol },
      { head: 'decision', cell: ({ outcome }) => outcome },
      { head: 'reason', cell: ({ reason }) => reason, wide: true },
    ],
    decisions.some,
    'No bot did anything.',
  );
  const all = counts.length === 0 ? undefined : html`<p>All decisions: ${counts.join(', ')}</p>`;
  return section('Signals and decisions', { text: period.to }, html`${said} ${table} ${all}`);
}

/** What the saved screens select. */
export function screensSection({ screens, period }: ReportFacts): Html {
  const table = htmlTable(
    'Saved screens, and the first of what they select',
    [
      { head: 'screen', cell: ({ name }) => name },
      { head: 'selects', cell: ({ matched }) => count(matched), number: true },
      { head: 'symbols', cell: ({ symbols }) => symbols.join(', '), wide: true },
      { head: 'condition', cell: ({ condition }) => condition, wide: true },
      {
        head: 'not told',
        cell: ({ lacks, untold }) =>
          lacks.length > 0 ? html`<span class="warn">${lacks.join('; ')}</span>` : count(untold),
        wide: true,
      },
    ],
    screens.facts,
    'No screen is told of.',
  );
  const asOf = asOfSession(screens.asOf, period.to, '`paperjobs screen` computes it');
  return section('Screens', asOf, table);
}
