import { FAILURE_CODES, Failure, mostTelling } from '../../core/failure.ts';
import type { FailureCode } from '../../core/failure.ts';
import type { SessionDate } from '../../core/market/session-date.ts';
import { wentWell } from '../../kit/chain.ts';
import type { StepEnd } from '../../kit/chain.ts';
import type { Outcome } from '../../kit/job.ts';

/** How the steps of a session ended, in the order of the chain. */
export interface SessionEnds {
  readonly session: SessionDate;
  readonly ends: ReadonlyMap<string, StepEnd>;
}

type Ended = Extract<StepEnd, { kind: 'ended' }>;

const words = (ends: ReadonlyMap<string, StepEnd>): string =>
  [...ends]
    .flatMap(([name, end]) => {
      if (end.kind === 'before') return [];
      return [`${name} ${end.kind === 'ended' ? end.outcome : 'skipped'}`];
    })
    .join(', ');

/** The failure that a step's ending stands for; absent for a mistake of the program or a death. */
function failureOf(sentence: string, outcome: Ended['outcome']): Failure | undefined {
  const code = FAILURE_CODES.find((one) => one === outcome);
  const known: FailureCode | undefined = outcome === 'disk' ? 'disk-io' : code;
  return known && new Failure(known, sentence);
}

/**
 * The truth about the whole: `noop` where nothing was to do; `not-yet` where all that is missing
 * will be tried again at the next time; the most telling failure where no step went well; otherwise
 * `partial`, with a warning for each step that failed.
 *
 * @throws Failure, see above
 */
export function verdict(
  sessions: readonly SessionEnds[],
  warn: (sentence: string) => void,
): Outcome {
  const all = sessions.flatMap(({ session, ends }) =>
    [...ends].map(([name, end]) => ({ session, name, end })),
  );
  const ended = all.filter((one): one is typeof one & { end: Ended } => one.end.kind === 'ended');
  const failed = ended.filter(({ end }) => !wentWell(end));
  const counts = {
    sessions: sessions.length,
    steps: ended.length,
    failed: failed.length,
    skipped: all.filter(({ end }) => end.kind === 'skipped').length,
  };
  const told = sessions
    .filter(({ ends }) => words(ends) !== '')
    .map(({ session, ends }) => `${session}: ${words(ends)}`)
    .join('; ');
  const kept = all.flatMap(({ session, name, end }) =>
    end.kind === 'skipped' ? [`${session}, ${name}: ${end.reason}`] : [],
  );
  if (ended.length === 0 && kept.length > 0) throw new Failure('not-yet', kept.join('; '));
  if (ended.length === 0) {
    const last = sessions.at(-1)?.session ?? '';
    return { status: 'noop', summary: `every step of ${last} is done`, counts };
  }
  if (failed.length > 0) {
    const sentences = failed.map(({ session, name, end }) => `${session}, ${name}: ${end.summary}`);
    const failures = failed.flatMap(
      ({ end }, index) => failureOf(sentences[index] ?? '', end.outcome) ?? [],
    );
    const known = failures.length === failed.length;
    const waiting = failures.every(({ code }) => code === 'not-yet' || code === 'locked');
    const telling = mostTelling(failures);
    if (telling && known && (waiting || ended.length === failed.length)) {
      throw new Failure(waiting ? 'not-yet' : telling.code, `${telling.message} (${told})`);
    }
    for (const sentence of sentences) warn(sentence);
    return { status: 'partial', summary: told, counts };
  }
  const partial = ended.some(({ end }) => end.outcome === 'partial');
  const idle = ended.every(({ end }) => end.outcome === 'noop');
  return { status: partial ? 'partial' : idle ? 'noop' : 'ok', summary: told, counts };
}
