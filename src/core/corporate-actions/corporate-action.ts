import type { SessionDate } from '../market/session-date.ts';
import type { Millionths } from './millionths.ts';
import type { PurposePart } from './purpose-part.ts';
import { readPurpose } from './read-purpose.ts';

/** Exchanges that tell of corporate actions, by the names of their sources. */
const ACTION_EXCHANGES = ['nse', 'bse'] as const;
export type ActionExchange = (typeof ACTION_EXCHANGES)[number];

/** One line of an exchange's list: a purpose of a company on an ex-date. */
export interface ToldAction {
  readonly exchange: ActionExchange;
  /**
   * NSE's symbol, as it is today; BSE's short name, which often is the same. Absent in feeds, which
   * name the company only.
   */
  readonly symbol?: string;
  /** BSE's number of the scrip; absent on NSE. */
  readonly bseCode?: string;
  /** Absent where the exchange tells none. */
  readonly isin?: string;
  readonly company: string;
  /** The purpose, word for word, spaces at its ends taken off. */
  readonly subject: string;
  readonly exDate: SessionDate;
  readonly recordDate?: SessionDate;
  readonly bookClosureFrom?: SessionDate;
  readonly bookClosureTo?: SessionDate;
  /** As it is today, not as it was at the action. */
  readonly faceValue?: Millionths;
}

/** An action as it is kept: one part of a purpose, with what each exchange calls it. */
export interface CorporateAction extends PurposePart {
  /** ISIN where one is known, else NSE's symbol, else `BSE:` and the code. */
  readonly security: string;
  readonly symbol: string;
  readonly isin?: string;
  readonly company: string;
  readonly exDate: SessionDate;
  /** NSE's words where it tells of the action, else BSE's. */
  readonly subject: string;
  /** Place among the parts of the subject, from 0. */
  readonly part: number;
  readonly recordDate?: SessionDate;
  readonly bookClosureFrom?: SessionDate;
  readonly bookClosureTo?: SessionDate;
  readonly faceValue?: Millionths;
  /** NSE's symbol in the line; absent while NSE does not tell of the action. */
  readonly nseSymbol?: string;
  /** BSE's code; absent while BSE does not tell of the action. */
  readonly bseCode?: string;
  readonly bseSubject?: string;
}

/** What makes a kept action one of a kind. */
export function actionKey(
  action: Pick<CorporateAction, 'security' | 'exDate' | 'subject' | 'part'>,
): string {
  return `${action.security}\t${action.exDate}\t${action.subject}\t${action.part}`;
}

/**
 * The actions of one line, each with the line's dates and its own terms.
 *
 * @param symbol of the company, and its ISIN where the line or somebody else knows it
 */
export function actionsOf(
  told: ToldAction,
  { symbol, isin }: { readonly symbol: string; readonly isin?: string },
): CorporateAction[] {
  const { exchange, bseCode, company, subject, exDate } = told;
  const { recordDate, bookClosureFrom, bookClosureTo, faceValue } = told;
  const nse = exchange === 'nse';
  return readPurpose(subject).map((part, place) => ({
    ...part,
    security: isin ?? (nse ? symbol : `BSE:${bseCode ?? symbol}`),
    symbol,
    ...(isin === undefined ? {} : { isin }),
    company,
    exDate,
    subject,
    part: place,
    ...(recordDate ? { recordDate } : {}),
    ...(bookClosureFrom ? { bookClosureFrom } : {}),
    ...(bookClosureTo ? { bookClosureTo } : {}),
    ...(faceValue === undefined ? {} : { faceValue }),
    ...(nse ? { nseSymbol: symbol } : { bseCode: bseCode ?? symbol, bseSubject: subject }),
  }));
}
