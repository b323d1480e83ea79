import { createServer } from 'node:net';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Notification } from '../../src/core/notification/notification.ts';
import { createEmail } from '../../src/notifiers/email.ts';
import type { EmailGiven } from '../../src/notifiers/email.ts';
import { mailText } from '../../src/render/notification/mail.ts';
import { mailSink } from '../support/mail-sink.ts';
import type { MailSink } from '../support/mail-sink.ts';
import { NOW } from '../support/opened-store.ts';

const message: Notification = {
  id: 1,
  topic: 'test',
  dedupeKey: 'test:1',
  priority: 'urgent',
  title: 'ACME above ₹100',
  body: 'It is.',
  facts: [['Last', '₹101']],
  at: NOW,
  state: 'queued',
};
const soon = (): AbortSignal => AbortSignal.timeout(10_000);
let sink: MailSink;

beforeAll(async () => {
  sink = await mailSink();
});

const email = (more: Partial<EmailGiven> = {}) =>
  createEmail({
    host: '127.0.0.1',
    port: sink.port,
    user: 'desk',
    password: 'mail-s3cret',
    requireTls: true,
    certificates: readFileSync(sink.caFile, 'utf8'),
    from: 'paperjobs@desk.example',
    to: ['owner@desk.example'],
    dress: mailText,
    nameOf: (key) => `name-of-${key.replace(':', '-')}`,
    timeoutMs: 3000,
    ...more,
  });

describe('mail', () => {
  it('goes out over STARTTLS, with a login, as text and HTML', async () => {
    expect(await email().tell(message, soon())).toEqual({ kind: 'sent' });
    const mail = sink.mails.at(-1);
    expect(mail).toMatchObject({ secure: true, user: 'desk', to: ['owner@desk.example'] });
    expect(mail?.raw).toContain('Message-ID: <name-of-test-1@desk.example>');
    expect(mail?.raw).toContain('Subject: =?UTF-8?Q?=5Bpaperjobs=5D_ACME_above_=E2=82=B9100?=');
    expect(mail?.raw).toContain('Content-Type: text/plain');
    expect(mail?.raw).toContain('Content-Type: text/html');
  });

  it('never goes out in the clear unless TLS is switched off', async () => {
    const bare = await mailSink('none');
    const { port } = bare;
    const told = await email({ port }).tell(message, soon());
    expect(told).toMatchObject({ kind: 'later' });
    expect(bare.mails).toEqual([]);
  });

  it('switched off, it goes to a server without TLS', async () => {
    const { port, mails } = await mailSink('none');
    const open = createEmail({
      host: '127.0.0.1',
      port,
      requireTls: false,
      from: 'paperjobs@desk.example',
      to: ['owner@desk.example'],
      dress: mailText,
      nameOf: (key) => key,
      timeoutMs: 3000,
    });
    expect(await open.tell(message, soon())).toEqual({ kind: 'sent' });
    expect(mails[0]).toMatchObject({ secure: false });
  });

  it('a certificate that nobody vouches for is not trusted', async () => {
    const other = await mailSink();
    const told = await email({ certificates: readFileSync(other.caFile, 'utf8') }).tell(
      message,
      soon(),
    );
    expect(told).toMatchObject({
      kind: 'later',
      reason: expect.stringContaining('certificate') as string,
    });
  });

  it('a wrong password is for later, and is not repeated', async () => {
    const told = await email({ password: 'wr0ng-s3cret' }).tell(message, soon());
    expect(told).toMatchObject({ kind: 'later', reason: expect.stringContaining('535') as string });
    expect(JSON.stringify(told)).not.toContain('wr0ng');
  });

  it.each([
    ['gone@desk.example', 'refused'],
    ['temp@desk.example', 'later'],
  ] as const)('a recipient like %s is %s', async (to, kind) => {
    expect(await email({ to: [to] }).tell(message, soon())).toMatchObject({ kind });
  });

  it('one recipient that takes it is enough, and the others are named', async () => {
    const told = await email({ to: ['gone@desk.example', 'owner@desk.example'] }).tell(
      message,
      soon(),
    );
    expect(told).toEqual({ kind: 'sent', note: 'mail: not taken for gone@desk.example' });
  });

  it('a server that says nothing is cut off', async () => {
    const mute = createServer(() => undefined);
    await new Promise<void>((resolve) => void mute.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const told = email({ port }).tell(message, AbortSignal.timeout(100));
    await expect(told).rejects.toThrow();
  });
});
