import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeOf } from '../../../src/core/api/routes.ts';

const ID = '0b1c2d3e-1111-4222-8333-444455556666';

describe('routes', () => {
  it.each([
    ['GET', '/', { name: 'page' }],
    ['GET', '/metrics', { name: 'metrics' }],
    ['GET', '/report', { name: 'report' }],
    ['HEAD', '/api/jobs/status', { name: 'status' }],
    ['GET', '/api/jobs/status', { name: 'status' }],
    ['POST', '/api/jobs/market-sync/trigger', { name: 'trigger', job: 'market-sync' }],
    ['PUT', '/api/jobs/eod/toggle', { name: 'toggle', job: 'eod' }],
    ['GET', `/api/runs/${ID}`, { name: 'run', id: ID }],
  ])('%s %s', (method, path, route) => {
    expect(routeOf(method, path)).toEqual(route);
  });

  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/api/jobs/status/', 404],
    ['GET', '//', 404],
    ['GET', '/../etc/passwd', 404],
    ['POST', '/api/jobs/%65od/trigger', 404],
    ['POST', '/api/jobs/EOD/trigger', 404],
    ['GET', '/api/runs/1', 400],
    ['GET', `/api/runs/${ID.toUpperCase()}`, 400],
    ['DELETE', `/api/runs/${ID}`, 405],
    ['GET', '/api/jobs/eod/trigger', 405],
  ])('%s %s is refused with %d', (method, path, status) => {
    expect(routeOf(method, path)).toMatchObject({ status });
  });

  it('a wrong method is told the right one', () => {
    expect(routeOf('GET', '/api/jobs/eod/toggle')).toMatchObject({ allow: 'PUT' });
  });
});

it('every text is a route or a refusal', () => {
  const piece = constantFrom('/', 'api', 'jobs', 'runs', 'eod', 'trigger', ID, '%2f', '..', '\0');
  assert(
    property(string(), string({ unit: piece, maxLength: 8 }), (method, path) => {
      const route = routeOf(method, path);
      expect('name' in route || route.status >= 400).toBe(true);
    }),
  );
});
