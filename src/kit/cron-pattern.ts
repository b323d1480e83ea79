/** What a cron pattern of five fields allows, each list rising. Weekdays count from Sunday, 0. */
export interface CronFields {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
}

interface FieldRules {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

const FIELDS: readonly FieldRules[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  // 7 is Sunday too.
  { name: 'day of the week', min: 0, max: 7, names: WEEKDAYS },
];

function numberOf(text: string, { min, names = [] }: FieldRules): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const place = names.indexOf(text.toLowerCase());
  return place < 0 ? undefined : place + min;
}

/** The numbers of one item: `5`, `1-5`, `*`, `10-50/20`; absent when it is none. */
function itemNumbers(text: string, rules: FieldRules): number[] | undefined {
  const [, range = '', stepText] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(text) ?? [];
  const step = stepText === undefined ? 1 : Number(stepText);
  const ends = range === '*' ? [String(rules.min), String(rules.max)] : range.split('-');
  if (ends.length > 2) return undefined;
  const [first = '', last] = ends;
  const from = numberOf(first, rules);
  const open = last === undefined && stepText !== undefined ? rules.max : from;
  const to = last === undefined ? open : numberOf(last, rules);
  if (from === undefined || to === undefined || step === 0) return undefined;
  if (from < rules.min || to > rules.max || to < from) return undefined;
  const numbers: number[] = [];
  for (let number = from; number <= to; number += step) numbers.push(number);
  return numbers;
}

function fieldNumbers(text: string, rules: FieldRules): number[] | undefined {
  const items = text.split(',').map((item) => itemNumbers(item, rules));
  if (items.includes(undefined)) return undefined;
  const numbers = items.flatMap((item) => item ?? []);
  const folded = rules.names === WEEKDAYS ? numbers.map((number) => number % 7) : numbers;
  return [...new Set(folded)].toSorted((a, b) => a - b);
}

/**
 * Reads a pattern of five fields: numbers, names, ranges, lists and steps. What daemons read
 * differently is refused: `L`, `#`, `?`, and a day of the month together with one of the week, which
 * cron joins by "or".
 *
 * @returns the fields, or what is wrong in words (`expected …, found …`)
 */
export function readCronPattern(pattern: string): CronFields | string {
  const texts = pattern.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    return `expected a cron pattern of five fields, found ${texts.length} in "${pattern}"`;
  }
  const read = FIELDS.map((rules, place) => fieldNumbers(texts[place] ?? '', rules));
  const wrong = read.indexOf(undefined);
  if (wrong >= 0) {
    const { name = '', min = 0, max = 0 } = FIELDS[wrong] ?? {};
    return `expected numbers from ${min} to ${max} for the ${name}, found "${texts[wrong] ?? ''}"`;
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = read.map(
    (numbers) => numbers ?? [],
  );
  if (days.length < 31 && weekdays.length < 7) {
    return `expected days of the month or of the week, found both in "${pattern}"; leave one of them at *`;
  }
  return { minutes, hours, days, months, weekdays };
}
