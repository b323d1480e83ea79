import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { FAILURE_CODES, Failure } from '../core/failure.ts';
import type { Workers } from '../ports/workers.ts';

/** The word with which a thread starts the program; `main.ts` knows it. */
const WORKER_WORD = '--worker-thread';

/** A thread makes little that lives long: a large young generation would only take room. */
const YOUNG_MB = 8;

// From `src/platform/` and from `dist/chunks/` alike.
const PROGRAM = new URL('../../bin/paperjobs.js', import.meta.url);

/** What a thread is told once, when it starts. */
export interface WorkerStart {
  readonly database: string;
  readonly task: string;
}

/** What a thread says of a piece. */
export type WorkerMessage =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly code?: string;
      readonly stack?: string;
    };

function thrownBy({ code, message, stack }: Extract<WorkerMessage, { kind: 'failed' }>): Error {
  const known = FAILURE_CODES.find((one) => one === code);
  if (known) return new Failure(known, message);
  const bug = new Error(message);
  if (stack !== undefined) bug.stack = stack;
  return bug;
}

/** One thread, and the piece that it has in hand. */
interface Hand {
  readonly thread: Worker;
  settle?: { readonly done: (result: unknown) => void; readonly failed: (error: Error) => void };
}

function startHand(start: WorkerStart): Hand {
  const thread = new Worker(fileURLToPath(PROGRAM), {
    argv: [WORKER_WORD],
    workerData: start,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const hand: Hand = { thread };
  thread.on('message', (message: WorkerMessage) => {
    const { settle } = hand;
    delete hand.settle;
    if (message.kind === 'done') settle?.done(message.result);
    else settle?.failed(thrownBy(message));
  });
  thread.on('error', (error) => hand.settle?.failed(error));
  thread.on('exit', (code) =>
    hand.settle?.failed(new Error(`a thread of "${start.task}" ended with ${code}`)),
  );
  return hand;
}

function doPiece(hand: Hand, piece: unknown): Promise<unknown> {
  return new Promise((done, failed) => {
    hand.settle = { done, failed };
    hand.thread.postMessage(piece, []);
  });
}

/**
 * Threads on this machine: they start with the first piece of a task and end with its last.
 *
 * @param database file that each opens for reading
 * @param signal its abort ends them
 */
export function workerThreads(database: string, threads: number, signal: AbortSignal): Workers {
  return {
    async run<Needs, Result>(
      task: string,
      pieces: readonly Needs[],
      receive: (result: Result) => Promise<void>,
    ): Promise<void> {
      signal.throwIfAborted();
      const hands = Array.from({ length: Math.min(threads, pieces.length) }, () =>
        startHand({ database, task }),
      );
      const end = (): void => {
        for (const { thread } of hands) void thread.terminate();
      };
      signal.addEventListener('abort', end);
      const idle = [...hands];
      const results = new Map<number, Promise<unknown>>();
      const waiting: (() => void)[] = [];
      const oneMore = async (piece: Needs): Promise<unknown> => {
        while (idle.length === 0) await new Promise<void>((free) => waiting.push(free));
        const hand = idle.pop();
        if (!hand) throw new Error('no thread is free');
        try {
          return await doPiece(hand, piece);
        } finally {
          idle.push(hand);
          waiting.shift()?.();
        }
      };
      const begin = (place: number): void => {
        const piece = pieces[place];
        if (piece === undefined) return;
        const result = oneMore(piece);
        // Looked at in turn, below: until then it is nobody's rejection.
        result.catch(() => undefined);
        results.set(place, result);
      };
      try {
        for (let place = 0; place < 2 * hands.length; place++) begin(place);
        for (let place = 0; place < pieces.length; place++) {
          const result = await results.get(place);
          results.delete(place);
          signal.throwIfAborted();
          begin(place + 2 * hands.length);
          await receive(result as Result);
        }
      } catch (error) {
        signal.throwIfAborted();
        throw error;
      } finally {
        signal.removeEventListener('abort', end);
        await Promise.all(hands.map(({ thread }) => thread.terminate()));
      }
    },
  };
}
