import { istText } from '../../core/market/instant.ts';
import type { Notification } from '../../core/notification/notification.ts';
import { cutLines, plainText } from './plain.ts';

/** Slack cuts what is longer. */
const MOST_SLACK = 3000;

/** A message as JSON: for webhooks of one's own, and on the standard input of a command. */
export function notificationJson(notification: Notification): string {
  const { dedupeKey, topic, priority, title, body, facts, at, runId } = notification;
  return JSON.stringify({
    key: dedupeKey,
    topic,
    priority,
    title,
    body,
    facts: Object.fromEntries(facts),
    at: istText(at),
    runId: runId ?? null,
  });
}

/** A message as Slack, Mattermost and Discord (`…/slack`) take it. */
export function slackJson(notification: Notification): string {
  const plain = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const lines = plainText(notification).split('\n');
  const text = cutLines(lines, MOST_SLACK - 300, (part) => part.length).join('\n');
  return JSON.stringify({ text: `*${plain(notification.title)}*\n${plain(text)}`.trimEnd() });
}
