import { istText } from '../../core/market/instant.ts';
import type { Instant } from '../../core/market/instant.ts';
import { html } from '../../render/html/html.ts';
import type { Html } from '../../render/html/html.ts';
import { pageText } from '../../render/html/page.ts';
import { htmlCards, htmlTable } from '../../render/html/table.ts';
import { durationWords } from '../../render/run-report.ts';
import type { JobStanding, Standing } from '../standing.ts';

const short = (at: Instant | undefined): string =>
  at === undefined ? '' : istText(at).slice(0, 16).replace('T', ' ');

const WELL: ReadonlySet<string> = new Set(['ok', 'noop', 'closed', 'running']);

function outcomeOf({ enabled, last }: JobStanding): Html {
  if (!enabled) return html`<span class="quiet">switched off</span>`;
  if (!last) return html`<span class="quiet">never ran</span>`;
  const tone = WELL.has(last.outcome) ? 'gain' : last.outcome === 'partial' ? 'warn' : 'loss';
  return html`<span class="${tone}">${last.outcome}</span>`;
}

function nextOf({ next, overdueSince, enabled }: JobStanding): Html {
  if (!enabled) return html``;
  if (overdueSince === undefined) return html`${short(next)}`;
  return html`<span class="loss">overdue since ${short(overdueSince)}</span>`;
}

function jobsTable(jobs: readonly JobStanding[]): Html {
  return htmlTable(
    'Newest run of each job; times are Indian',
    [
      { head: 'job', cell: ({ job }) => job.name },
      { head: 'last run', cell: ({ last }) => short(last?.startedAt) },
      { head: 'outcome', cell: outcomeOf },
      {
        head: 'took',
        cell: ({ last }) => (last?.end ? durationWords(last.end.durationMs) : undefined),
        number: true,
      },
      {
        head: 'failed in a row',
        cell: ({ health }) => (health.failures > 0 ? health.failures : undefined),
        number: true,
      },
      { head: 'next due', cell: nextOf },
      { head: 'what it said', cell: ({ last }) => last?.end?.summary },
    ],
    jobs,
    'There is no job.',
  );
}

function sourcesTable({ sources, at }: Standing): Html {
  return htmlTable(
    'Places that were asked',
    [
      { head: 'source', cell: ({ source }) => source },
      {
        head: 'state',
        cell: ({ openUntil, failuresInRow }) => {
          if (openUntil !== undefined && openUntil > at) {
            return html`<span class="loss">left alone until ${short(openUntil)}</span>`;
          }
          return failuresInRow > 0
            ? html`<span class="warn">failed ${failuresInRow}×</span>`
            : html`<span class="gain">answers</span>`;
        },
      },
      { head: 'last answer', cell: ({ lastOkAt }) => short(lastOkAt) },
      { head: 'last error', cell: ({ lastError }) => lastError },
    ],
    sources,
    'No source was asked yet.',
  );
}

/** What the page tells beside how things stand. */
interface PageFacts {
  readonly version: string;
  readonly sandbox: boolean;
  /** Where the newest report is; absent: not known here. */
  readonly report?: string;
}

/** The page that tells how everything stands: it needs nothing but itself. */
export function statusPage(
  standing: Standing,
  troubles: readonly string[],
  { version, sandbox, report }: PageFacts,
): string {
  const { at, gaps, failedSyncs, outbox, backedUpAt, jobs } = standing;
  const state =
    troubles.length === 0
      ? html`<p class="gain">All is well.</p>`
      : html`<ul>
          ${troubles.map((trouble) => html`<li class="loss">${trouble}</li>`)}
        </ul>`;
  return pageText({
    title: `paperjobs${sandbox ? ' (sandbox)' : ''}: how things stand`,
    body: html`<header>
        <h1>How things stand${sandbox ? ' (SANDBOX)' : ''}</h1>
        <p class="quiet">as of ${short(at)} IST, paperjobs ${version}</p>
        ${report === undefined ? undefined : html`<p><a href="${report}">The newest report</a></p>`}
      </header>
      <main>
        ${state}
        ${htmlCards([
          { name: 'gaps open', value: gaps['open'] ?? 0 },
          { name: 'gaps explained', value: gaps['explained'] ?? 0 },
          { name: 'failed syncs, last day', value: failedSyncs },
          { name: 'messages waiting', value: outbox.waiting },
          { name: 'last backup', value: backedUpAt === undefined ? 'none' : short(backedUpAt) },
        ])}
        <h2>Jobs</h2>
        ${jobsTable(jobs)}
        <h2>Sources</h2>
        ${sourcesTable(standing)}
      </main>`,
  });
}
