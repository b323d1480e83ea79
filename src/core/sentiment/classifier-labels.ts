import { Failure } from '../failure.ts';

/** Places of the classes in a model's answer. */
export interface ClassifierLabels {
  readonly positive: number;
  readonly negative: number;
  readonly neutral: number;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads from a model's own configuration which class stands where: models of the same name have them
 * in different orders, so that none is taken for granted.
 *
 * @param config the parsed `config.json`
 * @throws Failure `config` where `id2label` is not positive, negative and neutral
 */
export function classifierLabels(config: unknown): ClassifierLabels {
  const told = isRecord(config) ? config['id2label'] : undefined;
  const places = new Map<string, number>();
  for (const [place, label] of Object.entries(isRecord(told) ? told : {})) {
    if (typeof label === 'string' && /^\d$/.test(place))
      places.set(label.toLowerCase(), Number(place));
  }
  const [positive, negative, neutral] = ['positive', 'negative', 'neutral'].map((label) =>
    places.get(label),
  );
  const whole =
    places.size === 3 && [0, 1, 2].every((place) => [...places.values()].includes(place));
  if (whole && positive !== undefined && negative !== undefined && neutral !== undefined) {
    return { positive, negative, neutral };
  }
  throw new Failure(
    'config',
    `expected id2label with positive, negative and neutral in the model's config.json, found ${JSON.stringify(told ?? null).slice(0, 120)}; take a model of financial sentiment with these three classes`,
  );
}

/**
 * The score of one text: the probability of positive less that of negative, by softmax.
 *
 * @param logits the model's answer for the text, three figures
 * @returns −1 to 1, to four decimals
 */
export function scoreOfLogits(logits: ArrayLike<number>, labels: ClassifierLabels): number {
  const figures = [0, 1, 2].map((place) => logits[place] ?? Number.NaN);
  const highest = Math.max(...figures);
  const powers = figures.map((figure) => Math.exp(figure - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  const of = (place: number): number => (powers[place] ?? Number.NaN) / sum;
  return Math.round((of(labels.positive) - of(labels.negative)) * 10_000) / 10_000 + 0;
}
