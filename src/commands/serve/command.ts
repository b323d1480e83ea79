import { defineCommand } from '../../kit/command.ts';

/** Options of `serve`. */
export const options = {
  port: {
    type: 'count',
    min: 1,
    max: 65_535,
    help: 'port of the loopback to listen on; 8787 unless told',
  },
  socket: { type: 'text', placeholder: 'PATH', help: 'a unix socket instead of a port' },
  idleSeconds: {
    type: 'count',
    min: 1,
    help: 'end after so long without a call; 300 on a socket of systemd, never otherwise',
  },
} as const;

/** Answers HTTP calls about jobs until nobody calls any more. */
export const serve = defineCommand({
  name: 'serve',
  summary: 'The status page and a small job API on the loopback, by a systemd socket or by hand',
  options,
  examples: [
    'serve --sandbox --idle-seconds 1',
    'serve --port 8787',
    'serve --socket /run/user/1000/paperjobs.sock',
  ],
  load: () => import('./run.ts'),
});
