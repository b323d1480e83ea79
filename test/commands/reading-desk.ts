import { onTestFinished } from 'vitest';
import { readInstant } from '../../src/core/market/instant.ts';
import type { CommandContext, CommandResult } from '../../src/kit/command.ts';
import { sandboxCalendar } from '../../src/sandbox/calendar.ts';
import type { Books, OpenStore } from '../../src/store/store.ts';
import { openedStore } from '../support/opened-store.ts';

/** A desk for commands that only read: a store, a calendar, a clock. */
export interface ReadingDesk {
  readonly ctx: CommandContext;
  readonly opened: OpenStore;
  /** Puts rows into the store. */
  keep(work: (books: Books) => Promise<unknown>): Promise<void>;
}

function never(): never {
  throw new Error('a command that only reads asked for more');
}

/** @param now the moment in India at which the command is run */
export async function readingDesk(now: string): Promise<ReadingDesk> {
  const opened = await openedStore();
  const clock = { now: () => readInstant(now) };
  let modes = '';
  onTestFinished(() => {
    if (modes.includes('write')) throw new Error('a command that only reads opened for writing');
  });
  const ctx = {
    clock,
    wall: clock,
    sandbox: false,
    jobs: [],
    calendar: async () => sandboxCalendar(),
    store: async (mode: 'read' | 'write') => {
      modes += mode;
      return opened.store;
    },
    sources: never,
    checkToken: never,
    stdin: never,
  } as unknown as CommandContext;
  return {
    ctx,
    opened,
    async keep(work) {
      await opened.store.write(work);
    },
  };
}

/** The text of a result, whole. */
export function textOfResult({ text }: CommandResult): string {
  return typeof text === 'string' ? text : [...text].join('');
}
