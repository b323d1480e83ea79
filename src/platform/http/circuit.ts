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
  /**
   * Waits while a try of this run is finding out whether the source is back.
   *
   * @throws Failure `blocked` while the circuit is open; `not-yet` for a low-priority run
   */
  enter(policy: SourcePolicy): Promise<Permit>;
  /** @returns whether the circuit is open now */
  record(policy: SourcePolicy, event: BreakerEvent, permit: Permit): Promise<boolean>;
  /** The try was given up and nothing came of it: nobody waits for it any longer. */
  abandon(policy: SourcePolicy, permit: Permit): void;
}

/** A try of this run that an open circuit has let through. */
interface Trial {
  readonly over: Promise<void>;
  end(): void;
}

function beginTrial(): Trial {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  return { over, end };
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
  /** By source. */
  const trials = new Map<string, Trial>();

  function endTrial(source: string, { trial }: Permit): void {
    if (!trial) return;
    trials.get(source)?.end();
    trials.delete(source);
  }

  /** @returns the trial to wait for where another request of this run makes it */
  async function admit(policy: SourcePolicy): Promise<Permit | Trial> {
    const health = await ledger.health(policy.source);
    const now = wallClock.now();
    const state = admission(health, now);
    if (state.kind === 'closed') return { trial: false };
    if (state.kind === 'open') {
      const underWay = trials.get(policy.source);
      if (underWay) return underWay;
      throw new Failure(
        lowPriority ? 'not-yet' : 'blocked',
        `${policy.source}: ${state.why}; no request was made, it is asked again after that`,
        { detail: { source: policy.source, openUntil: state.until } },
      );
    }
    // Headers and body have the time limit each.
    await ledger.saveHealth(claimTrial(health, now, (2 * policy.timeoutMs) / 1000));
    trials.set(policy.source, beginTrial());
    return { trial: true };
  }

  async function enter(policy: SourcePolicy): Promise<Permit> {
    for (;;) {
      const admitted = await queued(policy.source, () => admit(policy));
      if ('trial' in admitted) return admitted;
      // Outside the queue, where the trial's end will be written down.
      await admitted.over;
    }
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
    enter,
    record: (policy, event, permit) =>
      queued(policy.source, () => record(policy, event, permit)).finally(() =>
        endTrial(policy.source, permit),
      ),
    abandon: ({ source }, permit) => endTrial(source, permit),
  };
}
