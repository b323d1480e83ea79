import { Failure } from '../../core/failure.ts';
import type { Instant } from '../../core/market/instant.ts';
import { noteEndedRun, readHealth } from '../../core/notification/job-health.ts';
import type { Notification, NotificationDraft } from '../../core/notification/notification.ts';
import type { LedgerRun } from '../../core/run.ts';
import type { CommandContext, CommandResult } from '../../kit/command.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { Books } from '../../store/store.ts';
import { deliveryText } from '../delivery-text.ts';
import type { options } from './command.ts';
import { outcomeOfUnit, readUnit, unitNamed } from './read-unit.ts';
import type { UnitState } from './read-unit.ts';

const DELIVER_MS = 30_000;

/** What the unit's failure comes to. */
interface Noted {
  /** The message; absent where nothing new is to be told. */
  readonly draft?: NotificationDraft;
  readonly run?: LedgerRun;
}

function jobOf({ jobs }: CommandContext, unit: string) {
  const name = /^paperjobs-(.+?)(?:@.*)?\.service$/.exec(unit)?.[1];
  return jobs.find((job) => job.name === name);
}

function summaryOf({ unit, result, exitStatus, lacks }: UnitState): string {
  const status = exitStatus === undefined ? '' : `, status ${exitStatus}`;
  const how = result === undefined ? '' : `: ${result}${status}`;
  return [
    `${unit} failed${how}.`,
    ...(lacks === undefined ? [] : [`Not all is known: ${lacks}.`]),
  ].join('\n');
}

/** The draft that the policy made, with what the unit tells below it. */
function dressed(draft: NotificationDraft, state: UnitState, redact: (text: string) => string) {
  const tail = state.journal.map((line) => `> ${line.replace(/^<\d>/, '')}`).join('\n');
  const body = tail === '' ? draft.body : `${draft.body}\n\n${tail}`;
  return { ...draft, title: redact(draft.title), body: redact(body) };
}

/**
 * A run that closed its row has told of itself. One that died with its row open, or before it had
 * one, is counted here as a failure of its job, so that the same policy decides what is told.
 */
async function note(
  books: Books,
  ctx: CommandContext,
  state: UnitState,
  now: Instant,
): Promise<Noted> {
  const { invocationId, unit } = state;
  const run = invocationId === undefined ? undefined : await books.runs.byInvocation(invocationId);
  if (run && run.outcome !== 'running') return { run };
  const job = jobOf(ctx, unit);
  const name = job?.name ?? unit;
  if (run) await books.runs.closeDead(run.id, now, summaryOf(state));
  const ended = {
    id: run?.id ?? `${unit}:${invocationId ?? now}`,
    job: name,
    outcome: run ? ('crashed' as const) : outcomeOfUnit(state),
    summary: summaryOf(state),
    endedAt: now,
    jobPriority: job?.priority ?? ('medium' as const),
  };
  const told = await books.jobState.get(name, 'unit-failure');
  // A unit that is started again may be told of more than once for one failure.
  if (invocationId !== undefined && told === invocationId) return run ? { run } : {};
  if (invocationId !== undefined) {
    await books.jobState.set(name, 'unit-failure', invocationId, now);
  }
  const { settings } = ctx.resolved;
  const before = readHealth(await books.jobState.get(name, 'health'));
  const policy = { escalateAfter: settings['notify.escalate_after'] };
  const { health, drafts } = noteEndedRun(before, ended, policy);
  await books.jobState.set(name, 'health', JSON.stringify(health), now);
  const [first] = drafts;
  if (!first) return run ? { run } : {};
  const { runId: _runId, ...bare } = dressed(first, state, ctx.redact);
  const draft = run ? { ...bare, runId: run.id } : bare;
  await books.notifications.queue(draft);
  return run ? { draft, run } : { draft };
}

/** Where the database itself is what failed, the message goes out without it. */
async function tellDirectly(
  ctx: CommandContext,
  state: UnitState,
  reason: string,
): Promise<CommandResult> {
  const now = ctx.wall.now();
  const message: Notification = {
    id: 0,
    topic: 'job-failed',
    dedupeKey: `unit:${state.unit}:${state.invocationId ?? now}`,
    priority: 'high',
    title: `${state.unit} failed`,
    body: ctx.redact([summaryOf(state), `The database cannot be written: ${reason}`].join('\n')),
    facts: [],
    at: now,
    state: 'queued',
  };
  const notifiers = await ctx.notifiers();
  const clock = AbortSignal.any([ctx.signal, AbortSignal.timeout(DELIVER_MS)]);
  const told = await Promise.all(
    notifiers.map(async (notifier) => ({
      channel: notifier.channel,
      outcome: (await notifier.tell(message, clock)).kind,
    })),
  );
  const lines = told.map(({ channel, outcome }) => `${channel}: ${outcome}\n`).join('');
  return {
    text: `${message.title}; told without the database: ${reason}\n${lines}`,
    json: { ...state, queued: false, told, database: reason },
    no: told.every(({ outcome }) => outcome !== 'sent'),
  };
}

/** Queues and sends. */
export async function run(
  ctx: CommandContext,
  { unit: asked }: OptionValues<typeof options>,
): Promise<CommandResult> {
  if (asked === undefined) {
    throw new Failure(
      'usage',
      'expected --unit NAME, or one of test, list, flush, digest after notify: see `paperjobs notify --help`',
    );
  }
  const state = await readUnit(ctx, unitNamed(asked));
  let noted: Noted;
  try {
    const store = await ctx.store('write');
    noted = await store.write((books) => note(books, ctx, state, ctx.wall.now()));
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'stopped') throw error;
    return tellDirectly(ctx, state, error.message);
  }
  const report = await (await ctx.outbox()).deliver(DELIVER_MS, false);
  const { waiting } = await (await ctx.store('write')).notifications.backlog();
  const { draft, run: ledgerRun } = noted;
  const said = draft
    ? `queued: ${draft.title}`
    : ledgerRun
      ? `nothing new: its run ended ${ledgerRun.outcome} and was noted then`
      : 'nothing new: counted as one more failure in a row';
  return {
    text: `${summaryOf(state)}\n${said}\n${deliveryText(report, waiting)}`,
    json: {
      ...state,
      runId: ledgerRun?.id ?? null,
      outcome: ledgerRun?.outcome ?? null,
      queued: draft !== undefined,
      title: draft?.title ?? null,
      delivery: { ...report, waiting },
    },
  };
}
