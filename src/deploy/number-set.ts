/** How a language of timers writes sets of numbers. */
export interface SetStyle {
  /** Between the ends of a range. */
  readonly range: string;
  /** Digits of a number, with zeros in front. */
  readonly digits: number;
  /** Whether steps may count from one number on to the end: `5/15`. */
  readonly openSteps: boolean;
}

/** `Mon..Fri *-*-* 09:15..59:00`. */
export const CALENDAR_STYLE: SetStyle = { range: '..', digits: 2, openSteps: true };

/** `15-59 9 * * 1-5`. */
export const CRON_STYLE: SetStyle = { range: '-', digits: 1, openSteps: false };

/** Shorter runs are told number by number. */
const SHORTEST_RUN = 3;

function stepOf(numbers: readonly number[]): number | undefined {
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  const even = numbers.every((number, place) => number === (numbers[0] ?? 0) + place * step);
  return numbers.length >= SHORTEST_RUN && step > 1 && even ? step : undefined;
}

/** Runs of neighbours, in order. */
function runs(numbers: readonly number[]): number[][] {
  const out: number[][] = [];
  for (const number of numbers) {
    const run = out.at(-1);
    if (run !== undefined && run.at(-1) === number - 1) run.push(number);
    else out.push([number]);
  }
  return out;
}

/**
 * A set of numbers as short as the style can say it.
 *
 * @param numbers rising, at least one
 * @param whole first and last number that there are: a set of all of them is `*`
 */
export function numberSet(
  numbers: readonly number[],
  [min, max]: readonly [number, number],
  { range, digits, openSteps }: SetStyle,
): string {
  if (numbers.length === max - min + 1) return '*';
  const word = (number: number): string => String(number).padStart(digits, '0');
  const [first = min, last = min] = [numbers[0], numbers.at(-1)];
  const step = stepOf(numbers);
  if (step !== undefined) {
    const toEnd = last + step > max;
    if (toEnd && openSteps) return `${word(first)}/${step}`;
    if (toEnd && first === min) return `*/${step}`;
    return `${word(first)}${range}${word(last)}/${step}`;
  }
  return runs(numbers)
    .map((run) =>
      run.length < SHORTEST_RUN
        ? run.map(word).join(',')
        : `${word(run[0] ?? 0)}${range}${word(run.at(-1) ?? 0)}`,
    )
    .join(',');
}
