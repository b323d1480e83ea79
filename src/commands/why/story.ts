import { istText } from '../../core/market/instant.ts';
import type { LedgerOutcome, LedgerRun } from '../../core/run.ts';

const time = ({ startedAt }: Pick<LedgerRun, 'startedAt'>): string =>
  istText(startedAt).slice(0, 16).replace('T', ' ');

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

/**
 * The story of runs in sentences, the newest first: runs in a row that ended alike are one of them.
 *
 * @param runs newest first, those under way left out
 */
export function storyOf(runs: readonly LedgerRun[]): string[] {
  const chapters: LedgerRun[][] = [];
  for (const run of runs) {
    const chapter = chapters.at(-1);
    if (chapter?.[0]?.outcome === run.outcome) chapter.push(run);
    else chapters.push([run]);
  }
  return chapters.flatMap((chapter, place) => {
    const [newest] = chapter;
    const oldest = chapter.at(-1);
    if (!newest || !oldest) return [];
    const when =
      chapter.length === 1 ? `at ${time(newest)}` : `from ${time(oldest)} to ${time(newest)}`;
    const said = newest.end?.summary ?? '';
    const lead = place === 0 ? 'it ended' : 'before that it ended';
    return [
      `${lead} ${newest.outcome} ${times(chapter.length)} ${when}${said === '' ? '' : `: ${said}`}`,
    ];
  });
}

const ADVICE: Readonly<Record<LedgerOutcome, (job: string) => string | undefined>> = {
  ok: () => undefined,
  noop: () => undefined,
  closed: () => undefined,
  running: () => undefined,
  disabled: () => undefined,
  partial: (job) => `the warnings name what is missing: \`paperjobs logs ${job}\` keeps them`,
  locked: (job) => `another run holds its lock: wait for it, or \`paperjobs ${job} --wait 300\``,
  usage: (job) => `put the command line right: \`paperjobs ${job} --help\``,
  'bad-data': (job) =>
    `a source changed its format: look at the body in the folder "refused" and at \`paperjobs logs ${job}\`; another source may serve: --source`,
  late: () =>
    'it was not published by its deadline: see whether the exchange tells of a delay, then run it again',
  blocked: () =>
    'the source refuses this address or is left alone for a while: `paperjobs status` tells until when',
  bug: (job) => `a mistake of the program: \`paperjobs logs ${job}\` has the stack to report`,
  disk: () => 'free space or put the permissions of the data folder right, then run it again',
  'not-yet': () => 'nothing to do: the next point of its schedule tries again',
  auth: () => 'renew the credential: `paperjobs auth upstox` stores one and checks it',
  config: () => 'put the settings right: `paperjobs config check` tells line and column',
  stopped: () => 'nothing to do: the next run goes on from there',
  crashed: (job) =>
    `it was killed, or the machine went down: \`journalctl -u paperjobs-${job}.service\` may tell by whom; the next run goes on from there`,
};

/** What a person should do about a run that ended so; absent where there is nothing. */
export function adviceOn(outcome: LedgerOutcome, job: string): string | undefined {
  return ADVICE[outcome](job);
}
