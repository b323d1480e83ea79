import { Failure } from '../core/failure.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** What signals do to a run. */
export interface HeardSignals {
  /** Aborts at the first signal; its reason is a Failure `stopped` that names it. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  ignore(): void;
}

/**
 * Listens for SIGINT and SIGTERM: the first asks the run to end between steps, a second one ends the
 * process at once, as if nobody had listened.
 */
export function hearSignals(process: NodeJS.Process): HeardSignals {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      ignore();
      process.kill(process.pid, name);
      return;
    }
    controller.abort(
      new Failure('stopped', `stopped by ${name}; the next run goes on from here`, {
        detail: { signal: name },
      }),
    );
  };
  const ignore = (): void => SIGNALS.forEach((name) => process.off(name, onSignal));
  for (const name of SIGNALS) process.on(name, onSignal);
  return { signal: controller.signal, ignore };
}
