import { holdingValue } from '../../core/exchange/account-summary.ts';
import type { AccountSummary, Holding } from '../../core/exchange/account-summary.ts';
import { rupees } from '../../core/market/money.ts';
import type { Paise } from '../../core/market/money.ts';
import type { NotificationDraft } from '../../core/notification/notification.ts';

/** Losses from which on they are told, as fractions; absent: never. */
export interface LossLimits {
  readonly day?: number;
  readonly position?: number;
}

/** A message without its time and run. */
export type LossAlert = Omit<NotificationDraft, 'at' | 'runId'>;

const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;
const money = (amount: Paise): string => rupees(amount).toFixed(2);

function dayAlert(name: string, summary: AccountSummary, limit: number | undefined): LossAlert[] {
  const { valuePaise, dayPaise, session, accountId } = summary;
  const before = valuePaise - dayPaise;
  const loss = before > 0 ? (0 - dayPaise) / before : 0;
  if (limit === undefined || loss < limit) return [];
  return [
    {
      topic: 'account-loss',
      dedupeKey: `account-loss ${accountId} ${session}`,
      priority: 'urgent',
      title: `${name} has lost ${percent(loss)} on ${session}`,
      body: 'The loss of the day is beyond trading.alert_day_loss_percent.',
      facts: [
        ['value', money(valuePaise)],
        ['day', money(dayPaise)],
      ],
    },
  ];
}

function positionAlert(
  name: string,
  { accountId, session }: AccountSummary,
  holding: Holding,
  symbol: string,
  limit: number | undefined,
): LossAlert[] {
  const { listingId, quantity, costPaise, mark } = holding;
  const lost = costPaise - holdingValue(holding);
  const loss = costPaise === 0 ? 0 : lost / Math.abs(costPaise);
  if (limit === undefined || mark === undefined || mark.stale || loss < limit) return [];
  return [
    {
      topic: 'position-loss',
      dedupeKey: `position-loss ${accountId} ${listingId} ${session}`,
      priority: 'high',
      title: `${symbol} in ${name} has lost ${percent(loss)} of its cost`,
      body: 'The loss of the holding is beyond trading.alert_position_loss_percent.',
      facts: [
        ['shares', String(quantity)],
        ['cost', money(costPaise)],
        ['price', money(mark.pricePaise)],
      ],
    },
  ];
}

/** What is to be told about an account's losses: each once a session. Stale prices tell nothing. */
export function lossAlerts(
  name: string,
  summary: AccountSummary,
  holdings: readonly Holding[],
  symbolOf: (listingId: number) => string,
  limits: LossLimits,
): LossAlert[] {
  const whole = summary.stale > 0 ? [] : dayAlert(name, summary, limits.day);
  return [
    ...whole,
    ...holdings
      .filter(({ quantity }) => quantity !== 0)
      .flatMap((holding) =>
        positionAlert(name, summary, holding, symbolOf(holding.listingId), limits.position),
      ),
  ];
}
