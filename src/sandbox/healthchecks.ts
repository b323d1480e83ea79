import type { Page, PostRoute } from './answer.ts';

/** The project's key that the built-in exchange knows. */
export const SANDBOX_PING_KEY = 'sandboxpingkeysandboxp';

const text = (status: number, body: string): Page => ({
  kind: 'page',
  status,
  contentType: 'text/plain; charset=utf-8',
  body,
});

const RUN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A monitor that takes pings by key and slug. One by the id of a check that it does not know is
 * answered with 200 all the same, as the original does.
 */
export function healthchecksRoutes(): PostRoute[] {
  return [
    {
      site: 'healthchecks',
      path: new RegExp(
        `^/${SANDBOX_PING_KEY}/([a-z0-9_-]+)(?:/(start|fail|log|[0-9]{1,2}|1[0-9]{2}|2[0-5][0-9]))?$`,
      ),
      answer: ([slug = ''], { query }) => {
        const runId = query.get('rid');
        if (runId !== null && !RUN_ID.test(runId)) return text(400, 'invalid uuid format');
        return slug.startsWith('paperjobs-') ? text(200, 'OK') : text(404, 'not found');
      },
    },
    {
      site: 'healthchecks',
      path: /^\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\/\w+)?$/,
      answer: () => text(200, 'OK (not found)'),
    },
  ];
}
