import { expect, test } from 'vitest';
import { freshSeconds } from '../../../src/platform/http/freshness.ts';
import { ask, bench, START_MS, startLoopback } from './harness.ts';

const NOON = Date.UTC(2026, 10, 26, 12);
const DATE = 'Thu, 26 Nov 2026 12:00:00 GMT';

test.each<[Record<string, string>, number | undefined]>([
  [{}, undefined],
  [{ 'cache-control': 'public, max-age=1800' }, 1800],
  [{ 'cache-control': 'Max-Age="60"' }, 60],
  [{ 'cache-control': 'max-age=1800', age: '300' }, 1500],
  [{ 'cache-control': 'max-age=100', age: '300' }, 0],
  [{ 'cache-control': 'max-age=60', expires: 'Thu, 26 Nov 2026 18:00:00 GMT' }, 60],
  [{ 'cache-control': 's-maxage=60' }, undefined],
  [{ 'cache-control': 'no-cache, max-age=60' }, undefined],
  [{ 'cache-control': 'private, no-store' }, undefined],
  [{ expires: 'Thu, 26 Nov 2026 12:30:00 GMT', date: 'Thu, 26 Nov 2026 12:10:00 GMT' }, 1200],
  [{ expires: 'Thu, 26 Nov 2026 12:30:00 GMT' }, 1800],
  [{ expires: '0', date: DATE }, 0],
  [{ expires: 'soon', date: DATE }, undefined],
])('%j stays good for %s seconds', (headers, expected) => {
  expect(freshSeconds((name) => headers[name], NOON)).toBe(expected);
});

test('an answer tells it, and so does one that has not changed', async () => {
  const control = (age: number) => ({ 'cache-control': `max-age=${age}`, etag: '"a"' });
  const server = await startLoopback(
    { headers: control(900), body: '<rss/>' },
    { status: 304, headers: control(1200) },
    { headers: { etag: '"b"' }, body: '<rss/>' },
  );
  const { http } = bench();
  const get = async () => http.get(ask(server, '/feed', { expect: 'xml', conditional: true }));
  expect(await get()).toMatchObject({ freshSeconds: 900, fetchedAt: START_MS / 1000 });
  expect(await get()).toMatchObject({ freshSeconds: 1200, notModified: true });
  expect((await get()).freshSeconds).toBeUndefined();
});

test('a feed in UTF-16 is taken for one, and a page in UTF-16 for a page', async () => {
  const marked = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const feed = '<?xml version="1.0" encoding="UTF-16"?><rss/>';
  const headers = { 'content-type': 'text/xml' };
  const server = await startLoopback(
    { headers, body: marked(feed) },
    { headers, body: marked(feed).swap16() },
    { headers, body: marked('<!DOCTYPE html><title>Moved</title>') },
  );
  const { http } = bench();
  const get = async () => http.get(ask(server, '/feed', { expect: 'xml' }));
  expect((await get()).body).toEqual(marked(feed));
  expect((await get()).body).toEqual(marked(feed).swap16());
  await expect(get()).rejects.toMatchObject({
    code: 'bad-data',
    message: expect.stringContaining('an HTML page titled "Moved"') as string,
  });
});
