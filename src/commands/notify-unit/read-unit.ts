import type { LedgerOutcome } from '../../core/run.ts';
import { Failure } from '../../core/failure.ts';
import type { CommandContext } from '../../kit/command.ts';

/** What systemd tells of a unit. */
export interface UnitState {
  readonly unit: string;
  /** `exit-code`, `signal`, `timeout`, `oom-kill`…; absent where systemd could not be asked. */
  readonly result?: string;
  readonly exitStatus?: number;
  readonly invocationId?: string;
  /** The last lines of its journal, oldest first. */
  readonly journal: readonly string[];
  /** Why something of this is missing; absent where nothing is. */
  readonly lacks?: string;
}

const TIMEOUT_MS = 5000;
const JOURNAL_LINES = 12;
const PROPERTIES = 'LoadState,Result,ExecMainStatus,InvocationID';

/** @throws Failure `usage` for what is no unit's name */
export function unitNamed(text: string): string {
  if (!/^[A-Za-z0-9@:._\\-]{1,250}$/.test(text) || text.startsWith('-')) {
    throw new Failure(
      'usage',
      `--unit: expected a unit's name like paperjobs-eod.service, found "${text}"`,
    );
  }
  return /\.(?:service|timer|slice|target|mount)$/.test(text) ? text : `${text}.service`;
}

type Properties = ReadonlyMap<string, string>;

function propertiesOf(text: string): Properties {
  return new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
    }),
  );
}

/** Asks the system's manager, then the user's. */
async function shown(
  { runProgram, signal }: CommandContext,
  unit: string,
): Promise<
  { readonly properties: Properties; readonly user: boolean } | { readonly lacks: string }
> {
  let lacks = `systemd knows no unit "${unit}"`;
  for (const user of [false, true]) {
    const words = [
      'systemctl',
      ...(user ? ['--user'] : []),
      'show',
      unit,
      `--property=${PROPERTIES}`,
    ];
    const { status, stdout, stderr, fault } = await runProgram(words, {
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    if (status === 0) {
      const properties = propertiesOf(stdout);
      if (properties.get('LoadState') !== 'not-found') return { properties, user };
    } else if (!user) {
      lacks = fault ?? (stderr.trim() || `systemctl ended with ${status ?? 'no status'}`);
    }
  }
  return { lacks };
}

async function journalOf(
  { runProgram, signal }: CommandContext,
  unit: string,
  user: boolean,
  invocationId: string | undefined,
): Promise<{ readonly lines: readonly string[]; readonly lacks?: string }> {
  const of = invocationId
    ? [...(user ? ['--user'] : []), `_SYSTEMD_INVOCATION_ID=${invocationId}`]
    : [user ? '--user-unit' : '--unit', unit];
  const words = [
    'journalctl',
    ...of,
    '--no-pager',
    '--output=cat',
    '--lines',
    String(JOURNAL_LINES),
  ];
  const { status, stdout, stderr, fault } = await runProgram(words, {
    timeoutMs: TIMEOUT_MS,
    signal,
  });
  if (status === 0) return { lines: stdout.split('\n').filter((line) => line.trim() !== '') };
  return { lines: [], lacks: fault ?? (stderr.trim() || 'the journal could not be read') };
}

/** Reads what systemd and the journal tell; where one of them is not there, that is told instead. */
export async function readUnit(ctx: CommandContext, unit: string): Promise<UnitState> {
  const found = await shown(ctx, unit);
  if ('lacks' in found) return { unit, journal: [], lacks: found.lacks };
  const { properties, user } = found;
  const text = (name: string): string | undefined => properties.get(name) || undefined;
  const [result, status, invocationId] = ['Result', 'ExecMainStatus', 'InvocationID'].map(text);
  const { lines, lacks } = await journalOf(ctx, unit, user, invocationId);
  return {
    unit,
    journal: lines,
    ...(result === undefined ? {} : { result }),
    ...(status === undefined ? {} : { exitStatus: Number(status) }),
    ...(invocationId === undefined ? {} : { invocationId }),
    ...(lacks === undefined ? {} : { lacks }),
  };
}

/** Statuses that a run may end with before it has a row in the ledger. */
const OUTCOMES: Readonly<Partial<Record<number, LedgerOutcome>>> = {
  70: 'bug',
  73: 'disk',
  74: 'disk',
  77: 'auth',
  78: 'config',
};

/** The outcome of a run that left no row in the ledger, as far as its status tells. */
export function outcomeOfUnit({ exitStatus, result }: UnitState): LedgerOutcome {
  if (result !== undefined && result !== 'exit-code') return 'crashed';
  return OUTCOMES[exitStatus ?? 0] ?? 'crashed';
}
