import { Failure } from '../../core/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SourcePolicy } from '../../ports/http.ts';
import type { Log } from '../../ports/log.ts';
import type { RequestLedger, SourceHealth } from '../../ports/request-ledger.ts';
import { admission, claimTrial, nextHealth } from './breaker.ts';
import type { BreakerEvent } from './breaker.ts';

/** Leave to make one try. */
interface Permit {
  /** It is the one try that an open circuit lets through. */
  readonly trial: boolean;
}

/** The circuit breaker of every source, its state in the ledger and so shared by all processes. */
interface Circuit {
  /** @throws Failure `blocked` while the circuit is open; `not-yet` for a low-priority run */
  enter(policy: SourcePolicy): Promise<Permit>;
  /** @returns whether the circuit is open now */
  record(policy: SourcePolicy, event: BreakerEvent, permit: Permit): Promise<boolean>;
}

interface CircuitOptions {
  readonly ledger: RequestLedger;
  readonly wallClock: Clock;
  readonly log: Log;
  readonly lowPriority: boolean;
}

function isSame(a: SourceHealth, b: SourceHealth): boolean {
  return (
    a.openUntil === b.openUntil &&
    a.failuresInRow === b.failuresInRow &&
    a.throttlesInRow === b.throttlesInRow &&
    a.opened === b.opened &&
    a.lastError === b.lastError
  );
}

/** Runs pieces of work one after another, by name. */
function createQueue(): <Result>(name: string, work: () => Promise<Result>) => Promise<Result> {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (tails.get(name) ?? Promise.resolve()).then(work);
    // The next in line waits for this one's end, not for its success.
    tails.set(
      name,
      mine.then(
        () => undefined,
        () => undefined,
      ),
    );
    return mine;
  };
}

/** Circuits over a ledger; changes of one source's health are made one after another. */
export function createCircuit(options: CircuitOptions): Circuit {
  const { ledger, wallClock, log, lowPriority } = options;
  const queued = createQueue();
  /** Sources whose good answer this run has written down: one write is enough to show it. */
  const noted = new Set<string>();

  async function enter(policy: SourcePolicy): Promise<Permit> {
    const health = await ledger.health(policy.source);
    const now = wallClock.now();
    const state = admission(health, now);
    if (state.kind === 'closed') return { trial: false };
    if (state.kind === 'open') {
      throw new Failure(
        lowPriority ? 'not-yet' : 'blocked',
        `${policy.source}: ${state.why}; no request was made, it is asked again after that`,
        { detail: { source: policy.source, openUntil: state.until } },
      );
    }
    // Headers and body have the time limit each.
    await ledger.saveHealth(claimTrial(health, now, (2 * policy.timeoutMs) / 1000));
    return { trial: true };
  }

  async function record(
    policy: SourcePolicy,
    event: BreakerEvent,
    { trial }: Permit,
  ): Promise<boolean> {
    const { source } = policy;
    const before = await ledger.health(source);
    const after = nextHealth(before, event, policy, { now: wallClock.now(), trial });
    const firstGood = event.kind === 'ok' && !noted.has(source);
    if (event.kind === 'ok') noted.add(source);
    if (firstGood || event.kind !== 'ok' || !isSame(before, after)) await ledger.saveHealth(after);
    if (after.opened > before.opened) {
      log.write('warning', 'circuit opened', {
        source,
        until: after.openUntil,
        why: after.lastError,
      });
    }
    return after.openUntil !== undefined;
  }

  return {
    enter: (policy) => queued(policy.source, () => enter(policy)),
    record: (policy, event, permit) => queued(policy.source, () => record(policy, event, permit)),
  };
}
