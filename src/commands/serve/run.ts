import type { CommandContext, CommandResult } from '../../kit/command.ts';
import { Failure } from '../../core/failure.ts';
import type { OptionValues } from '../../kit/options.ts';
import type { ListenOn } from '../../ports/http-server.ts';
import { doorkeeper } from './admit.ts';
import type { options } from './command.ts';
import { answerCall } from './endpoints.ts';
import type { Endpoints } from './endpoints.ts';
import { startedRuns } from './started-runs.ts';

type Values = OptionValues<typeof options>;

const USUAL_PORT = 8787;
const IDLE_UNDER_SYSTEMD = 300;
const MAX_BODY_BYTES = 16_384;

function listenOn({ port, socket }: Values, handedOver: boolean): ListenOn {
  if (port !== undefined && socket !== undefined) {
    throw new Failure('usage', 'expected either --port or --socket, found both');
  }
  if (handedOver) return { kind: 'handed-over' };
  if (socket !== undefined) return { kind: 'path', path: socket };
  return { kind: 'port', host: '127.0.0.1', port: port ?? USUAL_PORT };
}

/** Listens until idle or told to end; then waits for the jobs that it started. */
export async function run(ctx: CommandContext, values: Values): Promise<CommandResult> {
  const { server, processes, random, pacer } = await ctx.serving();
  const on = listenOn(values, server.handedOver);
  const store = await ctx.store('write');
  const token = await ctx.secrets.secret('serve.token');
  const started = startedRuns();
  const endpoints: Endpoints = { ctx, store, processes, started, random };
  const refusal = doorkeeper({
    hosts: ctx.resolved.settings['serve.hosts'].map((host) => host.toLowerCase()),
    nowMs: () => pacer.monotonicMs(),
    ...(token === undefined ? {} : { token }),
  });
  const idleSeconds = values.idleSeconds ?? (server.handedOver ? IDLE_UNDER_SYSTEMD : undefined);
  let calls = 0;
  let place = '';
  await server.serve(
    on,
    {
      maxBodyBytes: MAX_BODY_BYTES,
      busy: started.any,
      signal: ctx.signal,
      ...(idleSeconds === undefined ? {} : { idleSeconds }),
    },
    (address) => {
      place = address;
      ctx.log.write('notice', 'calls are answered', {
        at: address,
        changes: token === undefined ? 'refused: no serve.token is set' : 'with the token',
      });
    },
    async (request) => {
      calls++;
      return refusal(request) ?? (await answerCall(endpoints, request));
    },
  );
  await started.allEnded();
  return { text: `${calls} calls answered at ${place}\n`, json: { address: place, calls } };
}
