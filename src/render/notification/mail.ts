import { istText } from '../../core/market/instant.ts';
import type { Notification } from '../../core/notification/notification.ts';
import { printable } from '../printable.ts';
import { escapeHtml } from './escape-html.ts';
import { cutText, plainText } from './plain.ts';

/** A mail's words. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Longer subjects are cut by those who show them. */
const MOST_SUBJECT = 180;

/** A message as a mail: plain text, and the same as HTML with its figures in a table. */
export function mailText(notification: Notification): MailText {
  const { title, body, facts, at, topic } = notification;
  const foot = `${topic}, ${istText(at)}`;
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th align="left">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  const html = [
    '<!doctype html><html><body style="font-family:sans-serif">',
    `<h2 style="font-size:1.1em">${escapeHtml(title)}</h2>`,
    ...body
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => `<p>${escapeHtml(line)}</p>`),
    ...(rows.length > 0 ? ['<table cellpadding="4">', ...rows, '</table>'] : []),
    `<p style="color:#666;font-size:.85em">${escapeHtml(foot)}</p>`,
    '</body></html>',
  ];
  return {
    // A line end in a subject would be a header of its own.
    subject: `[paperjobs] ${cutText(printable(title), MOST_SUBJECT, (text) => text.length)}`,
    text: `${[title, plainText(notification)].filter((part) => part !== '').join('\n\n')}\n\n-- \n${foot}\n`,
    html: `${html.join('\n')}\n`,
  };
}
