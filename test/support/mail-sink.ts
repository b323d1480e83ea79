import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';
import { selfSigned } from './certificate.ts';

/** A mail that arrived. */
export interface ArrivedMail {
  readonly secure: boolean;
  readonly user: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** A mail server on loopback with a certificate of its own. */
export interface MailSink {
  readonly port: number;
  readonly mails: ArrivedMail[];
  /** Path of the certificate that it shows. */
  readonly caFile: string;
}

const closing: (() => void)[] = [];

afterAll(() => closing.splice(0).forEach((close) => close()));

/** The certificate in a file, gone at the end of the test file. */
function kept(certificate: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'paperjobs-mail-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'cert.pem');
  writeFileSync(path, certificate);
  return path;
}

/**
 * Starts one on a free port. It takes the user `desk` with the password `mail-s3cret`; recipients that
 * begin with `gone` are refused for good, those with `temp` for now.
 *
 * @param tls `starttls` offers it, `none` does not, `implicit` speaks nothing else
 */
export async function mailSink(
  tls: 'starttls' | 'none' | 'implicit' = 'starttls',
): Promise<MailSink> {
  const { key, certificate } = selfSigned();
  const caFile = kept(certificate);
  const mails: ArrivedMail[] = [];
  const server = new SMTPServer({
    key,
    cert: certificate,
    secure: tls === 'implicit',
    authOptional: true,
    authMethods: ['PLAIN', 'LOGIN'],
    disabledCommands: tls === 'none' ? ['STARTTLS'] : [],
    onAuth: ({ username, password }, _session, done) =>
      username === 'desk' && password === 'mail-s3cret'
        ? done(null, { user: 'desk' })
        : done(new Error('Invalid login')),
    onRcptTo: ({ address }, _session, done) => {
      const refusal = (message: string, responseCode: number): Error =>
        Object.assign(new Error(message), { responseCode });
      if (address.startsWith('temp')) done(refusal('try later', 451));
      else if (address.startsWith('gone')) done(refusal('no such user', 550));
      else done();
    },
    onData: (stream, session, done) => {
      let raw = '';
      stream.setEncoding('utf8').on('data', (text: string) => (raw += text));
      stream.on('end', () => {
        mails.push({
          secure: session.secure,
          user: String(session.user ?? ''),
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw,
        });
        done();
      });
    },
  });
  // A client that refuses the certificate is what some tests are about.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, mails, caFile };
}
