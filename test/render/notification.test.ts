import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Notification } from '../../src/core/notification/notification.ts';
import { mailText } from '../../src/render/notification/mail.ts';
import { ntfyJson } from '../../src/render/notification/ntfy.ts';
import { CUT_MARK, cutLines } from '../../src/render/notification/plain.ts';
import { telegramHtml } from '../../src/render/notification/telegram.ts';
import { notificationJson, slackJson } from '../../src/render/notification/webhook.ts';
import { expositionText } from '../../src/render/metrics.ts';
import { NOW } from '../support/opened-store.ts';

const message: Notification = {
  id: 1,
  topic: 'alert',
  dedupeKey: 'alert:1',
  priority: 'high',
  title: 'M&M <above> ₹100',
  body: 'It traded at "101".\nTwice.',
  facts: [['Last', '₹101.50 <b>']],
  at: NOW,
  state: 'queued',
};

const visible = (html: string): string =>
  html
    .replaceAll(/<\/?b>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('Telegram', () => {
  it('gets HTML in which nothing of the text is markup', () => {
    expect(telegramHtml(message)).toBe(
      '<b>M&amp;M &lt;above&gt; ₹100</b>\nIt traded at &quot;101&quot;.\nTwice.\n\nLast: ₹101.50 &lt;b&gt;',
    );
  });

  it('never gets more than its limit, nor half a character, whatever the text', () => {
    const piece = fc.constantFrom('&', '<', '😀', 'a', '\n', 'word '.repeat(900));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), piece, (pieces, title) => {
        const html = telegramHtml({ ...message, title: title.trim(), body: pieces.join('') });
        const text = visible(html);
        expect(text.length).toBeLessThanOrEqual(4096);
        expect(text).not.toMatch(/\p{Surrogate}/u);
        expect(html.match(/<b>/g)).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('tells where the rest is when it is cut', () => {
    const html = telegramHtml({ ...message, body: 'line of text\n'.repeat(600) });
    expect(html.endsWith(CUT_MARK)).toBe(true);
    expect(visible(html).length).toBeGreaterThan(4000);
  });
});

it('one line that is too long is cut inside', () => {
  const size = (text: string): number => text.length;
  const [line, mark] = cutLines(['x'.repeat(500)], 200, size);
  expect([line?.length, mark]).toEqual([199 - CUT_MARK.length, CUT_MARK]);
  expect(cutLines(['a', 'b'], 3, size)).toEqual(['a', 'b']);
});

it('a mail has text and HTML, and a subject of one line', () => {
  const { subject, text, html } = mailText({ ...message, title: 'one\r\nBcc: other@desk.example' });
  expect(subject).toBe('[paperjobs] one  Bcc: other@desk.example');
  expect(text).toContain('Last: ₹101.50 <b>\n\n-- \nalert, 2026-11-26T09:15:00+05:30\n');
  expect(html).toContain('<td>₹101.50 &lt;b&gt;</td>');
});

it('ntfy gets JSON within its size, by bytes', () => {
  const told = JSON.parse(ntfyJson({ ...message, body: '₹'.repeat(9000) }, 'desk')) as {
    topic: string;
    message: string;
    priority: number;
    title: string;
  };
  expect(told).toMatchObject({ topic: 'desk', priority: 4, title: message.title });
  expect(Buffer.byteLength(told.message)).toBeLessThanOrEqual(4096);
});

it('a webhook gets everything, Slack what it can show', () => {
  expect(JSON.parse(notificationJson(message))).toEqual({
    key: 'alert:1',
    topic: 'alert',
    priority: 'high',
    title: message.title,
    body: message.body,
    facts: { Last: '₹101.50 <b>' },
    at: '2026-11-26T09:15:00+05:30',
    runId: null,
  });
  expect(JSON.parse(slackJson(message))).toEqual({
    text: '*M&amp;M &lt;above&gt; ₹100*\nIt traded at "101".\nTwice.\n\nLast: ₹101.50 &lt;b&gt;',
  });
});

it('figures have their help, type and quoted labels, and none without a value', () => {
  const metric = { name: 'up', help: 'Whether.', samples: [{ labels: { a: 'x"\\\n' }, value: 1 }] };
  expect(expositionText([metric, { name: 'none', help: '', samples: [] }])).toBe(
    '# HELP up Whether.\n# TYPE up gauge\nup{a="x\\"\\\\\\n"} 1\n',
  );
});
