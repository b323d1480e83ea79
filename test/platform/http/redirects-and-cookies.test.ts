import { describe, expect, test } from 'vitest';
import { ask, bench, BLOCK_PAGE, failureOf, POLICY, startLoopback } from './harness.ts';
import type { Reply } from './harness.ts';

function sentTo(location: string, cookies: string[] = []): Reply {
  return { status: 302, headers: { location, 'set-cookie': cookies }, body: '' };
}

const UNAUTHORISED: Reply = {
  status: 401,
  headers: { 'content-type': 'text/html' },
  body: 'No authorization token was found',
};

function page(...cookies: string[]): Reply {
  return { headers: { 'content-type': 'text/html', 'set-cookie': cookies }, body: '<html></html>' };
}

describe('redirects', () => {
  test('redirects on the host are followed, and every hop is booked', async () => {
    const server = await startLoopback(sentTo('/b'), sentTo('c?x=1'), {});
    const { http, ledger } = bench();
    const policy = { ...POLICY, windows: [{ seconds: 1, requests: 10 }] };
    expect((await http.get(ask(server, '/dir/a', { policy }))).status).toBe(200);
    expect(server.requests.map(({ path }) => path)).toEqual(['/dir/a', '/b', '/c?x=1']);
    expect(ledger.booked('nse')).toBe(3);
    expect(http.requestCount()).toBe(3);
  });

  test('five redirects are followed, a sixth is refused', async () => {
    const server = await startLoopback(...Array.from({ length: 6 }, () => sentTo('/again')));
    const failure = await failureOf(bench().http.get(ask(server, '/')));
    expect(failure.code).toBe('blocked');
    expect(failure.message).toContain('more than 5 redirects');
  });

  test('a redirect to another owner is refused, and nothing is sent there', async () => {
    const server = await startLoopback(sentTo('https://login.portal.example/?next=x'));
    const failure = await failureOf(bench().http.get(ask(server, '/')));
    expect(failure.code).toBe('blocked');
    expect(failure.message).toContain('302 to https://login.portal.example');
  });

  test('secret headers and cookies stay with their origin', async () => {
    const other = await startLoopback({});
    const server = await startLoopback(sentTo(`${other.origin}/moved`, ['sid=made-up']));
    await bench().http.get(ask(server, '/', { secretHeaders: { authorization: 'Bearer abcdef' } }));
    expect(server.requests[0]?.headers.authorization).toBe('Bearer abcdef');
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
    expect(other.requests[0]?.headers.cookie).toBeUndefined();
  });
});

describe('cookies', () => {
  test('the cookie page is asked once a run, whatever its status, and its cookies are sent', async () => {
    const setCookies = ['nsit=a1; Path=/; HttpOnly', 'nseappid=b=2; Secure'];
    const cookies = { status: 404, headers: { 'set-cookie': setCookies }, body: 'not found' };
    const server = await startLoopback(cookies, {}, {});
    const { http } = bench();
    const cookiesFrom = `${server.origin}/option-chain`;
    await http.get(ask(server, '/api/a', { cookiesFrom }));
    await http.get(ask(server, '/api/b', { cookiesFrom }));
    expect(server.requests.map(({ path }) => path)).toEqual(['/option-chain', '/api/a', '/api/b']);
    expect(server.requests[2]?.headers.cookie).toBe('nsit=a1; nseappid=b=2');
    expect(http.requestCount()).toBe(3);
  });

  test('requests side by side share one cookie page', async () => {
    const server = await startLoopback(page('nsit=a1'), {}, {}, {});
    const { http } = bench();
    const cookiesFrom = `${server.origin}/page`;
    await Promise.all(
      ['/a', '/b', '/c'].map((path) => http.get(ask(server, path, { cookiesFrom }))),
    );
    expect(server.requests.filter(({ path }) => path === '/page')).toHaveLength(1);
    expect(server.requests.slice(1).map(({ headers }) => headers.cookie)).toEqual(
      Array.from({ length: 3 }, () => 'nsit=a1'),
    );
  });

  test.each([
    ['401', UNAUTHORISED],
    ['403', BLOCK_PAGE],
  ])(
    'after a %s new cookies are fetched once, and the request succeeds',
    async (_name, refused) => {
      const server = await startLoopback(page('nsit=old'), refused, page('nsit=new'), {});
      const { http, time, ledger } = bench();
      const cookiesFrom = `${server.origin}/page`;
      expect((await http.get(ask(server, '/api', { cookiesFrom }))).status).toBe(200);
      expect(server.requests[3]?.headers.cookie).toBe('nsit=new');
      expect(time.sleepsMs).toEqual([]);
      expect((await ledger.health('nse')).failuresInRow).toBe(0);
    },
  );

  test('refused with new cookies too, the request is blocked', async () => {
    const server = await startLoopback(page('a=1'), UNAUTHORISED, page('a=2'), UNAUTHORISED);
    const cookiesFrom = `${server.origin}/page`;
    const failure = await failureOf(bench().http.get(ask(server, '/api', { cookiesFrom })));
    expect(failure.code).toBe('blocked');
    expect(failure.message).toContain('No authorization token was found');
  });

  test('a cookie page that could not be had is asked again with the next try', async () => {
    const reset: Reply = (_request, response) => void response.destroy();
    const server = await startLoopback(reset, reset, page('nsit=a1'), {});
    const cookiesFrom = `${server.origin}/page`;
    await bench().http.get(ask(server, '/api', { cookiesFrom }));
    expect(server.requests.map(({ path }) => path)).toEqual(['/page', '/api', '/page', '/api']);
    expect(server.requests[3]?.headers.cookie).toBe('nsit=a1');
  });
});
