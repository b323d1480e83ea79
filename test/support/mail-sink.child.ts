// A mail server on a port of loopback that offers STARTTLS with the key and certificate that it is
// given, and writes each mail to a file as a line of JSON.
import { appendFileSync, readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const [, , port = '0', key = '', certificate = '', mails = ''] = process.argv;
const server = new SMTPServer({
  key: readFileSync(key),
  cert: readFileSync(certificate),
  authOptional: true,
  authMethods: ['PLAIN', 'LOGIN'],
  onAuth: ({ username = '', password }, _session, done) =>
    password === 'mail-s3cret' ? done(null, { user: username }) : done(new Error('Invalid login')),
  onData: (stream, { secure, user }, done) => {
    let raw = '';
    stream.setEncoding('utf8').on('data', (text: string) => (raw += text));
    stream.on('end', () => {
      appendFileSync(mails, `${JSON.stringify({ secure, user, raw })}\n`);
      done();
    });
  },
});
server.listen(Number(port), '127.0.0.1');
