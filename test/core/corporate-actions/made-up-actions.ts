import { actionsOf } from '../../../src/core/corporate-actions/corporate-action.ts';
import type {
  CorporateAction,
  ToldAction,
} from '../../../src/core/corporate-actions/corporate-action.ts';
import { millionths } from '../../../src/core/corporate-actions/millionths.ts';
import { sessionDate } from '../../../src/core/market/session-date.ts';

/** Actions of Acme Limited as NSE tells them. */
export function nse(
  subject: string,
  exDate = '2026-03-10',
  facts: Partial<ToldAction> = {},
): CorporateAction[] {
  const told: ToldAction = {
    exchange: 'nse',
    symbol: 'ACME',
    company: 'Acme Limited',
    subject,
    exDate: sessionDate(exDate),
    faceValue: millionths(10_000_000),
    ...facts,
  };
  return actionsOf(told, { symbol: told.symbol ?? '', ...(told.isin ? { isin: told.isin } : {}) });
}

/** The same of BSE, under its own spelling of the name. */
export function bse(
  subject: string,
  exDate = '2026-03-10',
  facts: Partial<ToldAction> = {},
): CorporateAction[] {
  const told: ToldAction = {
    exchange: 'bse',
    symbol: 'ACMELTD',
    bseCode: '500999',
    company: 'ACME LTD.',
    subject,
    exDate: sessionDate(exDate),
    ...facts,
  };
  return actionsOf(told, { symbol: told.symbol ?? '' });
}
