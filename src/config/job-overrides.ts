import { nearest } from '../core/nearest.ts';

/** Levels of urgency that a job can be given. */
const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;

/** What the table `[jobs.NAME]` of a config file says of one job. Absent: as the job declares it. */
export interface JobOverride {
  readonly job: string;
  /** Where the table stands: `paperjobs.toml:12`. */
  readonly place: string;
  readonly enabled?: boolean;
  /** `5s`, `1m`, `2h`, `1d`. */
  readonly interval?: string;
  readonly marketHoursOnly?: boolean;
  /** A cron pattern in Indian time. */
  readonly schedule?: string;
  /** Words that every run by the clock gets. */
  readonly options?: readonly string[];
  readonly priority?: (typeof PRIORITIES)[number];
}

/** Something wrong in the table `jobs`, by the path of its key. */
export interface OverrideProblem {
  readonly path: readonly string[];
  /** `expected …, found …`. */
  readonly sentence: string;
}

/** What was read of the table `jobs`. */
export interface ReadOverrides {
  readonly overrides: readonly JobOverride[];
  readonly problems: readonly OverrideProblem[];
}

type Reader = (value: unknown) => { readonly value: unknown } | string;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && !/\p{Cc}/u.test(value)
    ? value.trim()
    : undefined;

const flag: Reader = (value) => (typeof value === 'boolean' ? { value } : 'true or false');

const words: Reader = (value) => {
  const list: readonly unknown[] = Array.isArray(value) ? value : (text(value)?.split(/\s+/) ?? []);
  const read = list.map(text);
  if (read.length === 0 || read.includes(undefined)) return 'options as a text or a list of texts';
  return { value: read };
};

const READERS: Readonly<Record<string, readonly [name: keyof JobOverride, read: Reader]>> = {
  enabled: ['enabled', flag],
  interval: [
    'interval',
    (value) =>
      /^[1-9]\d{0,3}[smhd]$/.test(String(value)) ? { value } : 'a length of time such as "1m"',
  ],
  market_hours_only: ['marketHoursOnly', flag],
  schedule: [
    'schedule',
    (value) => {
      const pattern = text(value);
      return pattern === undefined
        ? 'a cron pattern of five fields, in Indian time'
        : { value: pattern };
    },
  ],
  options: ['options', words],
  priority: [
    'priority',
    (value) =>
      PRIORITIES.some((level) => level === value) ? { value } : `one of ${PRIORITIES.join(', ')}`,
  ],
};

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

function foundWords(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'another kind';
}

/**
 * Reads the table `jobs`. Whether there is such a job, and whether the job can be started so, is not
 * known here: see `overriddenJobs`.
 *
 * @param placeOf where a key stands, for messages
 */
export function readJobOverrides(
  jobs: unknown,
  placeOf: (path: readonly string[]) => string,
): ReadOverrides {
  const problems: OverrideProblem[] = [];
  const overrides: JobOverride[] = [];
  const refuse = (path: readonly string[], sentence: string): void => {
    problems.push({ path, sentence });
  };
  for (const [job, table] of Object.entries(isTable(jobs) ? jobs : { '': jobs })) {
    const at = job === '' ? ['jobs'] : ['jobs', job];
    if (!isTable(table)) {
      refuse(at, 'expected a table such as [jobs.alerts], found a value');
      continue;
    }
    const read: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(table)) {
      // `constructor` and the like are keys of every object.
      const reader = Object.hasOwn(READERS, key) ? READERS[key] : undefined;
      if (!reader) {
        const close = nearest(key, Object.keys(READERS));
        const advice = close === undefined ? 'remove it' : `did you mean ${close}?`;
        refuse([...at, key], `expected a setting of a job, found an unknown key; ${advice}`);
        continue;
      }
      const [name, take] = reader;
      const taken = take(value);
      if (typeof taken === 'string') {
        refuse([...at, key], `expected ${taken}, found ${foundWords(value)}`);
      } else read[name] = taken.value;
    }
    if (read['interval'] !== undefined && read['schedule'] !== undefined) {
      refuse(at, 'expected either interval or schedule, found both');
    }
    // Each value has passed the reader of its name.
    overrides.push({ ...read, job, place: placeOf(at) });
  }
  return { overrides, problems };
}
