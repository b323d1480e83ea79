import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import type { Http, HttpAnswer } from '../../src/ports/http.ts';
import { readAnswer } from '../../src/sources/answer.ts';
import { uncheckedHttp } from '../support/scripted-http.ts';
import type { ScriptedHttp } from '../support/scripted-http.ts';
import { YAHOO } from '../../src/sources/yahoo/policy.ts';

async function answered(): Promise<{ http: ScriptedHttp; answer: HttpAnswer }> {
  const url = 'https://somewhere.invalid/file';
  const http = uncheckedHttp([{ url, body: 'x' }]);
  return { http, answer: await http.get({ policy: YAHOO, url, expect: 'any' }) };
}

const refused = (): never => {
  throw new Failure('bad-data', 'expected this, found that', { detail: { path: 'a.b' } });
};

it('gives what the reader made of the answer, and keeps nothing', async () => {
  const { http, answer } = await answered();
  expect(await readAnswer(http, answer, () => answer.body.length)).toBe(1);
  expect(http.kept).toHaveLength(0);
});

it('keeps the raw body of a refused answer and tells where, beside what was told before', async () => {
  const { http, answer } = await answered();
  await expect(readAnswer(http, answer, refused)).rejects.toMatchObject({
    code: 'bad-data',
    message:
      'expected this, found that (https://somewhere.invalid/file; raw answer kept in refused/1.body)',
    detail: { path: 'a.b', url: answer.url, status: 200, kept: 'refused/1.body' },
  });
  expect(http.kept).toEqual([answer]);
});

it('keeps nothing for failures of another code and for bugs', async () => {
  const { http, answer } = await answered();
  const auth = new Failure('auth', 'expected a token');
  const bug = new TypeError('no such function');
  for (const error of [auth, bug]) {
    const read = readAnswer(http, answer, () => {
      throw error;
    });
    await expect(read).rejects.toBe(error);
  }
  expect(http.kept).toHaveLength(0);
});

it('still tells why an answer was refused when its body cannot be kept', async () => {
  const { http, answer } = await answered();
  const full: Http = { ...http, keep: () => Promise.reject(new Error('disk full')) };
  await expect(readAnswer(full, answer, refused)).rejects.toMatchObject({
    code: 'bad-data',
    message: expect.stringMatching(/^expected this.*could not be kept \(disk full\)/) as string,
  });
});
