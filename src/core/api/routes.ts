import { isRunId } from '../run.ts';
import type { Refusal } from './admission.ts';

/** What the API answers. */
export type Route =
  | { readonly name: 'page' | 'report' | 'metrics' | 'status' }
  | { readonly name: 'trigger' | 'toggle'; readonly job: string }
  | { readonly name: 'run'; readonly id: string };

interface Known {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
  readonly route: (part: string) => Route;
}

const ROUTES: readonly Known[] = [
  { method: 'GET', path: /^\/$/, route: () => ({ name: 'page' }) },
  { method: 'GET', path: /^\/report$/, route: () => ({ name: 'report' }) },
  { method: 'GET', path: /^\/metrics$/, route: () => ({ name: 'metrics' }) },
  { method: 'GET', path: /^\/api\/jobs\/status$/, route: () => ({ name: 'status' }) },
  {
    method: 'POST',
    path: /^\/api\/jobs\/([a-z][a-z-]{0,30})\/trigger$/,
    route: (job) => ({ name: 'trigger', job }),
  },
  {
    method: 'PUT',
    path: /^\/api\/jobs\/([a-z][a-z-]{0,30})\/toggle$/,
    route: (job) => ({ name: 'toggle', job }),
  },
  { method: 'GET', path: /^\/api\/runs\/([^/]{1,64})$/, route: (id) => ({ name: 'run', id }) },
];

/**
 * Where a call goes.
 *
 * @param path without query, as it came: a path with percent signs is none of ours
 * @returns the route, or 404, 405 with the methods that the path takes
 */
export function routeOf(method: string, path: string): Route | (Refusal & { allow?: string }) {
  const asked = method === 'HEAD' ? 'GET' : method;
  const fitting = ROUTES.map((known) => ({ known, match: known.path.exec(path) })).filter(
    ({ match }) => match !== null,
  );
  const found = fitting.find(({ known }) => known.method === asked);
  if (found) {
    const route = found.known.route(found.match?.[1] ?? '');
    if (route.name === 'run' && !isRunId(route.id)) {
      return { status: 400, reason: 'expected the id of a run, a UUID in lower case' };
    }
    return route;
  }
  if (fitting.length === 0) return { status: 404, reason: 'nothing is here' };
  const allow = fitting.map(({ known }) => known.method).join(', ');
  return { status: 405, reason: `expected ${allow}, found ${method.slice(0, 20)}`, allow };
}
