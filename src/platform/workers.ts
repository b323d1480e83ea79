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
  /** It could begin at once. */
  | { readonly kind: 'ready' }
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

/** Whom a piece's result is owed to. */
interface Owed {
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** One thread. */
interface Hand {
  readonly thread: Worker;
  /** Of the pieces that it holds, in their order. */
  readonly owed: Owed[];
  ready: boolean;
}

/** Pieces that a thread holds: the next one is there when it is done with one. */
const HELD = 2;

function startHand(start: WorkerStart): Hand {
  const thread = new Worker(fileURLToPath(PROGRAM), {
    argv: [WORKER_WORD],
    workerData: start,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const hand: Hand = { thread, owed: [], ready: false };
  const failAll = (error: Error): void => {
    for (const { failed } of hand.owed.splice(0)) failed(error);
  };
  thread.on('message', (message: WorkerMessage) => {
    if (message.kind === 'ready') hand.ready = true;
    else if (message.kind === 'done') hand.owed.shift()?.done(message.result);
    else hand.owed.shift()?.failed(thrownBy(message));
  });
  thread.on('error', failAll);
  thread.on('exit', (code) => {
    hand.ready = false;
    failAll(new Error(`a thread of "${start.task}" ended with ${code}`));
  });
  return hand;
}

function doPiece(hand: Hand, piece: unknown): Promise<unknown> {
  return new Promise((done, failed) => {
    hand.owed.push({ done, failed });
    hand.thread.postMessage(piece, []);
  });
}

/** Lets what other threads have said come in. */
const aTurn = (): Promise<void> => new Promise((go) => void setImmediate(go));

/**
 * Threads on this machine: they start with the first piece of a task and end with its last.
 *
 * @param database file that each opens for reading
 * @param threads in all, this one among them where it does pieces too
 * @param signal its abort ends them
 */
export function workerThreads(database: string, threads: number, signal: AbortSignal): Workers {
  return {
    async run<Needs, Result>(
      task: string,
      pieces: readonly Needs[],
      receive: (result: Result) => Promise<void>,
      here?: (piece: Needs) => Promise<Result>,
    ): Promise<void> {
      signal.throwIfAborted();
      const others = Math.min(here ? threads - 1 : threads, pieces.length);
      const hands = Array.from({ length: others }, () => startHand({ database, task }));
      const end = (): void => {
        for (const { thread } of hands) void thread.terminate();
      };
      signal.addEventListener('abort', end);
      const results = new Map<number, Promise<unknown>>();
      const settled = new Set<number>();
      let [next, received] = [0, 0];
      const mayBegin = (): boolean => next < pieces.length && next - received < 2 * threads;
      const begin = (work: (piece: Needs) => Promise<unknown>): Promise<unknown> => {
        const place = next++;
        const result = work(pieces[place] as Needs);
        const note = (): void => void settled.add(place);
        // Looked at in turn, below: until then it is nobody's rejection.
        result.then(note, note);
        results.set(place, result);
        return result;
      };
      const handOut = (): void => {
        for (const hand of hands) {
          // With this thread at work nobody waits for one that still starts.
          if (here && !hand.ready) continue;
          while (hand.owed.length < HELD && mayBegin()) {
            void begin((piece) => doPiece(hand, piece));
          }
        }
      };
      try {
        while (received < pieces.length) {
          handOut();
          if (here && !settled.has(received) && mayBegin()) {
            await begin(here);
            await aTurn();
          } else {
            const result = await results.get(received);
            results.delete(received);
            settled.delete(received++);
            signal.throwIfAborted();
            handOut();
            await receive(result as Result);
          }
          signal.throwIfAborted();
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
