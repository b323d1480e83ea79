import { DEGRADED_STATUS, NO_STATUS, exitStatus } from '../cli/exit.ts';
import { userConfigFolder } from '../config/search.ts';
import { Failure } from '../core/failure.ts';
import { outcomeOf } from '../core/outcome.ts';
import type { Command, CommandContext, Serving } from '../kit/command.ts';
import { readOptions } from '../kit/options.ts';
import type { RawOptions } from '../kit/options.ts';
import { pacer } from '../platform/clock.ts';
import { files } from '../platform/files.ts';
import { random } from '../platform/random.ts';
import { hearSignals } from '../platform/signals.ts';
import { openStore } from '../store/store.ts';
import type { OpenStore } from '../store/store.ts';
import { asConfigured, calendarsOf, openedOrTold, refuseForeign, setDesk } from './desk.ts';
import type { Desk } from './desk.ts';
import { processesOf } from './processes.ts';
import { globalFlags, wantsColour } from './invocation.ts';
import type { Process } from './invocation.ts';
import type { Network } from './network.ts';
import type { OpenNotifiers } from './outbox.ts';

/** All that the program can be asked for. */
export type Lists = Pick<CommandContext, 'jobs' | 'commands'>;

/** What a command has opened, to be closed after it. */
interface Opened {
  store?: { mode: 'read' | 'write'; open: OpenStore };
  network?: Network;
  ways?: OpenNotifiers;
}

async function databaseOf(desk: Desk, opened: Opened, mode: 'read' | 'write'): Promise<OpenStore> {
  if (opened.store && (opened.store.mode === mode || opened.store.mode === 'write')) {
    return opened.store.open;
  }
  const { database } = desk.paths;
  const { existsSync } = await import('node:fs');
  if (mode === 'read' && !existsSync(database)) {
    await refuseForeign(desk, database);
    throw new Failure(
      'config',
      `expected a database at "${database}", found none: run a job first, such as \`paperjobs market-sync\`, or \`paperjobs init\``,
    );
  }
  await opened.store?.open.close();
  opened.store = { mode, open: await openedOrTold(desk, () => openStore(database, mode)) };
  return opened.store.open;
}

async function servingOf(desk: Desk): Promise<Serving> {
  const { node } = desk.self;
  const { httpServer } = await import('../platform/http-server.ts');
  return {
    server: httpServer(node.env, node.pid),
    processes: processesOf(desk),
    random,
    pacer,
  };
}

async function runOn(
  desk: Desk,
  command: Command,
  lists: Lists,
  raw: RawOptions,
  words: readonly string[],
  version: string,
): Promise<number> {
  const { self, flags } = desk;
  const opened: Opened = {};
  const wanted = await asConfigured(lists.jobs, desk);
  const heard = hearSignals(self.node);
  const networkOf = async (): Promise<Network> => {
    const { requests } = await databaseOf(desk, opened, 'write');
    const { openNetwork } = await import('./network.ts');
    opened.network ??= openNetwork(desk, requests, heard.signal, false);
    return opened.network;
  };
  const waysOf = async (): Promise<OpenNotifiers> => {
    const { openNotifiers } = await import('./outbox.ts');
    opened.ways ??= await openNotifiers(desk);
    return opened.ways;
  };
  try {
    const { run } = await command.load();
    const result = await run(
      {
        clock: desk.clock,
        wall: desk.wall,
        paths: desk.paths,
        resolved: desk.resolved,
        secrets: desk.secrets,
        ...lists,
        jobs: wanted,
        files,
        log: desk.log,
        sandbox: flags.sandbox,
        colour: self.stdoutIsTty && wantsColour(self, flags),
        version,
        signal: heard.signal,
        async calendar(exchange) {
          const { existsSync } = await import('node:fs');
          const learned = existsSync(desk.paths.database)
            ? await (await databaseOf(desk, opened, 'read')).store.calendarDays.learned()
            : [];
          return calendarsOf(desk, learned)(exchange);
        },
        store: async (mode) => (await databaseOf(desk, opened, mode)).store,
        sources: async () => (await networkOf()).sources,
        notifiers: async () => (await waysOf()).notifiers,
        outbox: async () => {
          const { outboxOf } = await import('./outbox.ts');
          const open = await databaseOf(desk, opened, 'write');
          return outboxOf(desk, open, await waysOf(), heard.signal);
        },
        runProgram: async (program, how) =>
          (await import('../platform/run-program.ts')).runProgram(program, how),
        redact: desk.redact,
        checkToken: async (token) => {
          const upstox = (await networkOf()).upstoxWith(token);
          await upstox.checkToken();
          return upstox.tokenExpiry(token);
        },
        tokenExpiry: async (token) => {
          const { tokenExpiry } = await import('../sources/upstox/token.ts');
          return tokenExpiry(token);
        },
        machine: async () => {
          const { thisMachine } = await import('../platform/machine.ts');
          return thisMachine(self.node, self.node.argv[1] ?? '', userConfigFolder(self.env));
        },
        serving: () => servingOf(desk),
        stdin: self.stdin,
      },
      readOptions(command.options, raw),
      words,
    );
    if (flags.json) {
      const { jsonLines } = await import('../render/table.ts');
      const printed: Iterable<string> = Array.isArray(result.json)
        ? jsonLines(result.json)
        : [`${JSON.stringify(result.json, undefined, 2)}\n`];
      for (const piece of printed) self.out(piece);
    } else {
      const pieces = typeof result.text === 'string' ? [result.text] : result.text;
      for (const piece of pieces) self.out(piece);
    }
    if (result.degraded) return DEGRADED_STATUS;
    return result.no ? NO_STATUS : 0;
  } finally {
    heard.ignore();
    await opened.ways?.close();
    await opened.network?.http.close();
    await opened.store?.open.close();
  }
}

/** Runs a command as the command line asks for it. @returns the exit status */
export async function runCommandFrom(
  self: Process,
  command: Command,
  lists: Lists,
  raw: RawOptions,
  words: readonly string[],
  version: string,
): Promise<number> {
  const flags = globalFlags(raw);
  let desk: Desk | undefined;
  try {
    readOptions(command.options, raw);
    desk = await setDesk(self, flags);
    return await runOn(desk, command, lists, raw, words, version);
  } catch (error) {
    return tellFailure(self, flags.json, command.name, error, desk);
  } finally {
    await desk?.close();
  }
}

/** Says what went wrong before or in a command. @returns the exit status */
export function tellFailure(
  self: Process,
  json: boolean,
  name: string,
  error: unknown,
  desk?: Desk,
): number {
  const failure = error instanceof Failure ? error : undefined;
  const redact = desk?.redact ?? ((text: string): string => text);
  const message = redact(error instanceof Error ? error.message : String(error));
  const outcome = failure ? outcomeOf(failure.code) : 'bug';
  const code = failure?.code ?? ('bug' as const);
  const status = exitStatus({ outcome, error: { code, message } });
  const stack = failure || !(error instanceof Error) ? '' : `\n${error.stack ?? ''}`;
  self.err(`paperjobs: ${outcome}: ${message}${redact(stack)}\n`);
  if (json) {
    const told = { command: name, outcome, exitCode: status, error: { code, message } };
    self.out(`${JSON.stringify(told, undefined, 2)}\n`);
  }
  return status;
}
