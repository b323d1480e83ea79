import { keptReports, reportFolder } from '../../core/report/report-file.ts';
import { routeOf } from '../../core/api/routes.ts';
import type { Route } from '../../core/api/routes.ts';
import { Failure } from '../../core/failure.ts';
import { switchText } from '../../core/job-switch.ts';
import type { CommandContext } from '../../kit/command.ts';
import type { Job } from '../../kit/job.ts';
import type { JobProcesses } from '../../ports/job-processes.ts';
import type { ServedAnswer, ServedRequest } from '../../ports/http-server.ts';
import type { Random } from '../../ports/random.ts';
import type { Store } from '../../store/store.ts';
import { runRecord } from '../ledger-rows.ts';
import { run as metricsRun } from '../metrics/run.ts';
import { readStanding, troublesOf } from '../standing.ts';
import { statusPage } from '../status/page.ts';
import { run as statusRun } from '../status/run.ts';
import { jsonAnswer, refusedAnswer, textAnswer } from './answers.ts';
import type { StartedRuns } from './started-runs.ts';
import { readBody, triggerWords } from './trigger-words.ts';

/** What the endpoints work with. */
export interface Endpoints {
  readonly ctx: CommandContext;
  readonly store: Store;
  readonly processes: JobProcesses;
  readonly started: StartedRuns;
  readonly random: Random;
}

function jobOf(jobs: readonly Job[], name: string): Job | ServedAnswer {
  const job = jobs.find((one) => one.name === name);
  return job ?? refusedAnswer({ status: 404, reason: `no job is called "${name}"` });
}

const isAnswer = (value: Job | ServedAnswer): value is ServedAnswer => 'status' in value;

async function trigger(
  { ctx, processes, started, random }: Endpoints,
  job: Job,
  { body }: ServedRequest,
): Promise<ServedAnswer> {
  const words = triggerWords(job, body);
  if (started.full()) {
    const reason = 'as many jobs as may run at once were started from here; try again later';
    return refusedAnswer({ status: 429, reason }, { 'retry-after': '30' });
  }
  const runId = random.uuid();
  const process = await processes.start(words, { runId, trigger: 'api' });
  started.add({ runId, job: job.name }, process);
  ctx.log.write('notice', 'a call has started a job', { job: job.name, run: runId });
  return jsonAnswer(202, { job: job.name, runId, run: `/api/runs/${runId}` });
}

/** The seed's clients send `?enabled=true`; a body `{"enabled": true}` says the same. */
function wantedSwitch({ query, body }: ServedRequest): boolean {
  const { enabled = query.get('enabled') } = readBody(body, ['enabled']);
  if (enabled === true || enabled === 'true') return true;
  if (enabled === false || enabled === 'false') return false;
  throw new Failure('usage', 'expected {"enabled": true} or {"enabled": false}');
}

async function toggle(
  { ctx, store }: Endpoints,
  job: Job,
  request: ServedRequest,
): Promise<ServedAnswer> {
  const enabled = wantedSwitch(request);
  await store.write((books) =>
    books.jobState.set(job.name, 'enabled', switchText(enabled ? undefined : {}), ctx.wall.now()),
  );
  ctx.log.write('notice', 'a call has switched a job', { job: job.name, enabled });
  return jsonAnswer(200, { job: job.name, enabled });
}

async function tellRun({ store, started }: Endpoints, id: string): Promise<ServedAnswer> {
  const run = await store.runs.find(id);
  if (run) return jsonAnswer(200, runRecord(run));
  const starting = started.find(id);
  if (starting) return jsonAnswer(200, { id, job: starting.job, outcome: 'starting' });
  return refusedAnswer({ status: 404, reason: 'no run has that id' });
}

/** The newest kept report's place. Absent: none is kept. */
async function newestReport({ ctx }: Endpoints): Promise<string | undefined> {
  const folder = reportFolder(ctx.paths.dataDir);
  const newest = keptReports(await ctx.files.list(folder)).at(-1);
  return newest && `${folder}/${newest.name}`;
}

async function page(endpoints: Endpoints): Promise<ServedAnswer> {
  const { ctx } = endpoints;
  const standing = await readStanding(ctx);
  const reported = (await newestReport(endpoints)) !== undefined;
  const told = {
    version: ctx.version,
    sandbox: ctx.sandbox,
    ...(reported ? { report: '/report' } : {}),
  };
  return textAnswer('html', statusPage(standing, troublesOf(standing), told));
}

async function report(endpoints: Endpoints): Promise<ServedAnswer> {
  const path = await newestReport(endpoints);
  const text = path === undefined ? undefined : await endpoints.ctx.files.read(path);
  if (text !== undefined) return textAnswer('html', text);
  return refusedAnswer({ status: 404, reason: 'no report is kept: the job "report" makes one' });
}

function reach(
  endpoints: Endpoints,
  route: Route,
  request: ServedRequest,
): Promise<ServedAnswer> | ServedAnswer {
  const { ctx } = endpoints;
  switch (route.name) {
    case 'status':
      return statusRun(ctx, { html: undefined }).then(({ json }) => jsonAnswer(200, json));
    case 'page':
      return page(endpoints);
    case 'report':
      return report(endpoints);
    case 'metrics':
      return metricsRun(ctx, { textfile: undefined }).then(({ text }) =>
        textAnswer('plain', typeof text === 'string' ? text : [...text].join('')),
      );
    case 'run':
      return tellRun(endpoints, route.id);
    case 'trigger':
    case 'toggle': {
      const job = jobOf(ctx.jobs, route.job);
      if (isAnswer(job)) return job;
      return route.name === 'trigger'
        ? trigger(endpoints, job, request)
        : toggle(endpoints, job, request);
    }
  }
}

/** Answers an admitted call. Never rejects for what a caller did wrong: that is 400 with the reason. */
export async function answerCall(
  endpoints: Endpoints,
  request: ServedRequest,
): Promise<ServedAnswer> {
  const { ctx } = endpoints;
  const route = routeOf(request.method, request.path);
  if ('status' in route) {
    return refusedAnswer(route, route.allow === undefined ? {} : { allow: route.allow });
  }
  try {
    return await reach(endpoints, route, request);
  } catch (error) {
    if (error instanceof Failure && error.code === 'usage') {
      return refusedAnswer({ status: 400, reason: error.message });
    }
    // The caller learns that it went wrong, the log learns why.
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    ctx.log.write('error', 'a call could not be answered', { path: request.path, reason });
    return refusedAnswer({ status: 500, reason: 'something went wrong; the log tells more' });
  }
}
