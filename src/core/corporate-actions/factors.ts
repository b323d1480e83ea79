import type { Paise } from '../market/money.ts';
import type { CorporateAction } from './corporate-action.ts';
import type { Millionths } from './millionths.ts';
import type { CorporateActionKind } from './purpose-part.ts';

/** Kinds that a factor is made of, or that would need one. */
export const WEIGHTY_KINDS = [
  'split',
  'consolidation',
  'bonus',
  'rights',
  'demerger',
  'reduction',
  'dividend',
] as const satisfies readonly CorporateActionKind[];

/** What prices before an ex-date are multiplied by, and volumes divided by. */
export interface DayFactor {
  /** Of splits, consolidations and bonuses together; 1 for none. */
  readonly shares: number;
  /** Of rights issues; 1 for none, and where the rights are worth nothing. */
  readonly rights: number;
  /** Of special dividends, which a price series may or may not be adjusted for; 1 for none. */
  readonly specialDividend: number;
  /** Kinds that are in the three, in the order of the list above. */
  readonly kinds: readonly CorporateActionKind[];
  /** What would be in them too, if it were known: in words, empty when all is known. */
  readonly lacks: readonly string[];
}

/** What is known of a share when an action takes its course. */
export interface CumPrice {
  /** Close of the last session before the ex-date, as traded. */
  readonly closePaise?: Paise;
  /** Face value on the ex-date, after a split of that day. */
  readonly faceValue?: Millionths;
}

const paiseOf = (amount: Millionths): number => amount / 10_000;

/**
 * Rows that say the same in other words (`(Purpose Revised)`) count once; NSE's words before BSE's. A
 * purpose that says the same twice means it twice.
 */
export function toldOnce(actions: readonly CorporateAction[]): CorporateAction[] {
  const told = new Map<string, CorporateAction>();
  const before = new Map<string, number>();
  const nseKinds = new Set(actions.filter(({ nseSymbol }) => nseSymbol).map(({ kind }) => kind));
  for (const action of actions) {
    if (action.nseSymbol === undefined && nseKinds.has(action.kind)) continue;
    const { kind, form, ratio, fromFaceValue, toFaceValue, premium, amount, lacks } = action;
    const content = JSON.stringify([
      kind,
      form,
      ratio,
      fromFaceValue,
      toFaceValue,
      premium,
      amount,
      lacks,
    ]);
    const own = `${action.subject}\t${content}`;
    const times = before.get(own) ?? 0;
    before.set(own, times + 1);
    const key = `${times}\t${content}`;
    if (!told.has(key)) told.set(key, action);
  }
  return [...told.values()];
}

/** Shares held before for one held after. */
function sharesFactor({
  kind,
  ratio,
  fromFaceValue,
  toFaceValue,
}: CorporateAction): number | undefined {
  if (kind === 'bonus') return ratio && ratio[1] / (ratio[0] + ratio[1]);
  if (kind !== 'split' && kind !== 'consolidation') return 1;
  return fromFaceValue !== undefined && toFaceValue !== undefined
    ? toFaceValue / fromFaceValue
    : undefined;
}

/** Theoretical ex-rights price over the price before; 1 where buying costs as much as the market. */
function rightsFactor(
  { ratio, premium, lacks }: CorporateAction,
  closePaise: number | undefined,
  faceValue: Millionths | undefined,
): number | string {
  if (!ratio || premium === undefined || lacks !== undefined) {
    return `rights: ${lacks ?? 'the ratio'} is not told`;
  }
  if (closePaise === undefined) return 'rights: the close before the ex-date is not known';
  if (faceValue === undefined) return 'rights: the face value of that day is not known';
  const [given, held] = ratio;
  const costPaise = paiseOf(premium) + paiseOf(faceValue);
  if (costPaise >= closePaise) return 1;
  return (held * closePaise + given * costPaise) / ((given + held) * closePaise);
}

/**
 * The factors of one security on one ex-date. Several actions multiply; splits and bonuses come
 * first, because a rights price is that of a share after them.
 *
 * split or consolidation from X to Y: Y / X · bonus A:B: B / (A + B) · rights A:B at S, close C:
 * (B·C + A·S) / ((A + B)·C) · special dividend D: (C − D) / C. Demergers and reductions of capital
 * cannot be derived from words.
 *
 * @param actions all of the security on that day
 * @see NSE Clearing, "Adjustments in case of Corporate Actions": the same for rights, inverted
 */
export function factorsOf(actions: readonly CorporateAction[], cum: CumPrice): DayFactor {
  const told = toldOnce(actions);
  const lacks: string[] = [];
  const kinds = new Set<CorporateActionKind>();
  let [shares, rights, specialDividend] = [1, 1, 1];
  for (const action of told) {
    const factor = sharesFactor(action);
    if (factor === undefined) lacks.push(`${action.kind}: ${action.lacks ?? 'its terms'} not told`);
    else if (factor !== 1) {
      shares *= factor;
      kinds.add(action.kind);
    }
    if (action.kind === 'demerger' || action.kind === 'reduction') {
      lacks.push(`${action.kind}: its factor cannot be derived from the purpose`);
    }
  }
  const sure =
    cum.closePaise !== undefined && told.every((action) => sharesFactor(action) !== undefined);
  const close = sure ? (cum.closePaise ?? 0) * shares : undefined;
  for (const action of told.filter(({ kind }) => kind === 'rights')) {
    const factor = rightsFactor(action, close, cum.faceValue);
    if (typeof factor === 'string') lacks.push(factor);
    else {
      rights *= factor;
      kinds.add('rights');
    }
  }
  const special = told.filter(({ kind, form }) => kind === 'dividend' && form === 'special');
  const paid = special.reduce(
    (sum, { amount }) => sum + (amount === undefined ? Number.NaN : paiseOf(amount)),
    0,
  );
  if (special.length > 0 && close !== undefined && paid < close) {
    specialDividend = (close - paid) / close;
    kinds.add('dividend');
  }
  const order: readonly CorporateActionKind[] = WEIGHTY_KINDS;
  return {
    shares,
    rights,
    specialDividend,
    kinds: order.filter((kind) => kinds.has(kind)),
    lacks,
  };
}

/** How far the open may be from where the factor puts it. */
const FARTHEST_RATIO = 0.2;

/**
 * Whether the first open after the ex-date is where the factor puts it. The exchange's files do not
 * adjust the previous close, so this is the only check there is.
 *
 * @param openPaise first open on or after the ex-date
 * @param lastCumClosePaise last close before it, as traded
 */
export function checkFactor(openPaise: Paise, lastCumClosePaise: Paise, factor: number): boolean {
  return Math.abs(openPaise / (lastCumClosePaise * factor) - 1) < FARTHEST_RATIO;
}
