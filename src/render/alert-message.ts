import type { Figure } from '../core/alerts/judge.ts';
import { printRule } from '../core/alerts/rule.ts';
import type { AlertRule } from '../core/alerts/rule.ts';
import { ACCOUNT_NAMES, POSITION_NAMES, RULE_NAMES } from '../core/alerts/rule-vocabulary.ts';
import type { Instant } from '../core/market/instant.ts';
import { istDate, istTime } from '../core/market/instant.ts';
import type { NotificationDraft } from '../core/notification/notification.ts';

/** An event as it is told. */
export interface ToldEvent {
  readonly ruleId: number;
  readonly symbol: string;
  readonly at: Instant;
  readonly noticedAt: Instant;
  readonly figures: readonly Figure[];
  readonly runId: string;
}

/** Names of fractions, whatever the rule is about. */
const RATIOS: ReadonlySet<string> = new Set(
  [RULE_NAMES, POSITION_NAMES, ACCOUNT_NAMES].flatMap((names) =>
    Object.entries(names).flatMap(([name, { unit }]) => (unit === 'ratio' ? [name] : [])),
  ),
);

/** A figure as people read it: fractions in per cent, and no more places than tell something. */
function figureText([name, value]: Figure): string {
  if (!Number.isFinite(value)) return 'not known';
  if (RATIOS.has(name)) return `${(value * 100).toFixed(2)}%`;
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(4)));
}

/** Figures on one line: `close 3012.4, sma(200) 2987.1234`. */
export function figuresText(figures: readonly Figure[]): string {
  return figures.map((figure) => `${figure[0]} ${figureText(figure)}`).join(', ');
}

/** `2026-11-26 11:05`: Indian wall time of the data. */
export function eventTime(at: Instant): string {
  return `${istDate(at)} ${istTime(at)}`;
}

/** The message of an event. One rule, instrument and moment are told once. */
export function alertNotification(
  { ruleId, symbol, at, noticedAt, figures, runId }: ToldEvent,
  rule: AlertRule,
): NotificationDraft {
  const { note, channels, priority } = rule;
  const when = `${eventTime(at)} IST`;
  return {
    topic: 'alert',
    dedupeKey: `alert:${ruleId}:${symbol}:${at}`,
    priority,
    title: `${symbol}: ${rule.condition}`,
    body: [`${printRule(rule)} at ${when}`, ...(note === undefined ? [] : [note])].join('\n'),
    facts: figures.map((figure) => [figure[0], figureText(figure)]),
    at: noticedAt,
    runId,
    ...(channels ? { channels } : {}),
  };
}
