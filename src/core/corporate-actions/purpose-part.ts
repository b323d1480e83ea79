import type { Millionths } from './millionths.ts';

/** What a company can do to its shares, as far as purposes tell. */
export const CORPORATE_ACTION_KINDS = [
  'dividend',
  'split',
  'consolidation',
  'bonus',
  'rights',
  'buyback',
  'demerger',
  'scheme',
  'reduction',
  'distribution',
  'meeting',
  'interest',
  'redemption',
  'other',
] as const;
export type CorporateActionKind = (typeof CORPORATE_ACTION_KINDS)[number];

/** New shares, and shares held for which they are given: 3:1 is `[3, 1]`. */
export type ShareRatio = readonly [number, number];

/** More about a kind: what sort of dividend, or why a rights issue is not of plain shares. */
export type ActionForm =
  | 'interim'
  | 'final'
  | 'special'
  | 'preference'
  | 'partly-paid'
  | 'with-warrants'
  | 'convertible';

/** One action of a purpose. What the text does not tell is absent; nothing is guessed. */
export interface PurposePart {
  readonly kind: CorporateActionKind;
  readonly form?: ActionForm;
  /** Per share or unit, before tax. */
  readonly amount?: Millionths;
  /** Of the face value at that date: the old way of telling a dividend. */
  readonly percent?: number;
  readonly ratio?: ShareRatio;
  readonly fromFaceValue?: Millionths;
  readonly toFaceValue?: Millionths;
  /** Of a rights issue, over the face value at that date. */
  readonly premium?: Millionths;
  /** What a factor would need and the text does not tell, in words. */
  readonly lacks?: string;
}
