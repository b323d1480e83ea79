import type { Instant } from '../market/instant.ts';
import type { SessionDate } from '../market/session-date.ts';
import { checkFactor, WEIGHTY_KINDS } from './factors.ts';
import type { PriceFactor } from './price-factor.ts';
import type { CorporateActionKind } from './purpose-part.ts';

/** Kinds whose factor the exchanges' words may not tell, so that a person has to. */
export const MANUAL_KINDS = ['demerger', 'rights', 'reduction', 'scheme', 'other'] as const;
export type ManualKind = (typeof MANUAL_KINDS)[number];

/** A price factor that a person entered, with the reason. */
export interface ManualFactor {
  /** As in the actions of that share: ISIN, or symbol. */
  readonly security: string;
  readonly symbol: string;
  readonly isin?: string;
  readonly exDate: SessionDate;
  /** What prices before the ex-date are multiplied by. */
  readonly factor: number;
  readonly kind: ManualKind;
  readonly reason: string;
  readonly enteredAt: Instant;
}

/** A factor of a day on which nothing else is known. */
const nothingElse = ({ security, symbol, isin, exDate }: ManualFactor): PriceFactor => ({
  security,
  symbol,
  exDate,
  ...(isin === undefined ? {} : { isin }),
  shares: 1,
  rights: 1,
  specialDividend: 1,
  kinds: [],
});

/** The words that are still true once a person has told the factor of a kind. */
function stillLacking(lacks: string | undefined, kind: ManualKind): string | undefined {
  const left = (lacks?.split('; ') ?? []).filter((words) => !words.startsWith(`${kind}:`));
  return left.length === 0 ? undefined : left.join('; ');
}

/** Kinds in their usual order; those that no factor is made of otherwise come last. */
function inOrder(kinds: readonly CorporateActionKind[]): CorporateActionKind[] {
  const order: readonly CorporateActionKind[] = WEIGHTY_KINDS;
  const last = kinds.filter((kind) => !order.includes(kind));
  return [...order.filter((kind) => kinds.includes(kind)), ...new Set(last)];
}

/** The factor with its check made anew by the prices that it has. */
function checked(factor: PriceFactor): PriceFactor {
  const { checked: _before, ...rest } = factor;
  const { openPaise, cumClosePaise, shares, rights, specialDividend, manual = 1 } = rest;
  if (openPaise === undefined || cumClosePaise === undefined) return rest;
  const product = shares * rights * specialDividend * manual;
  return { ...rest, checked: checkFactor(openPaise, cumClosePaise, product) };
}

/**
 * A day's factor with what a person entered: it stands beside what the exchanges' words tell, for
 * rights in the place of it, and is checked against the first open together with the rest.
 *
 * @param told the factor of the actions of that day; absent: there is none
 */
export function withManual(told: PriceFactor | undefined, entered: ManualFactor): PriceFactor {
  const { lacks, ...base } = told ?? nothingElse(entered);
  const left = stillLacking(lacks, entered.kind);
  return checked({
    ...base,
    ...(entered.kind === 'rights' ? { rights: 1 } : {}),
    ...(left === undefined ? {} : { lacks: left }),
    manual: entered.factor,
    reason: entered.reason,
    kinds: inOrder([...base.kinds, entered.kind]),
  });
}

/**
 * A day's factor without what a person entered; what the exchanges' words tell of that kind is in it
 * again once factors are made anew.
 *
 * @returns absent when nothing else is in it
 */
export function withoutManual(factor: PriceFactor, kind: ManualKind): PriceFactor | undefined {
  const { reason: _reason, manual: _manual, ...rest } = factor;
  const kinds = factor.kinds.filter((one) => one !== kind);
  return kinds.length === 0 ? undefined : checked({ ...rest, kinds });
}
