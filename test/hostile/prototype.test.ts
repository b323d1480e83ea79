import { expect, it } from 'vitest';
import { readToml } from '../../src/config/read-toml.ts';
import { readBody } from '../../src/commands/serve/trigger-words.ts';
import { readManifest } from '../../src/core/backup/read-manifest.ts';
import { Failure } from '../../src/core/failure.ts';
import { readAnnouncements } from '../../src/sources/nse/read-announcements.ts';
import { readArticles } from '../../src/sources/newsapi/read-articles.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

/** What takes names from outside, each with a name in every place where one can stand. */
const READERS: Readonly<Record<string, (name: string) => unknown>> = {
  'a table of settings': (name) => readToml(`["${name}"]\npolluted = 1`, 'paperjobs.toml'),
  'a setting': (name) => readToml(`"${name}" = { polluted = 1 }`, 'paperjobs.toml'),
  'a table of a job': (name) =>
    readToml(`[jobs."${name}"]\ninterval = "15m"\npolluted = 1`, 'paperjobs.toml'),
  'a key of a bot': (name) =>
    readToml(`[bots.one]\naccount = "main"\n"${name}" = 1`, 'paperjobs.toml'),
  'the name of a bot': (name) =>
    readToml(`[bots."${name}"]\naccount = "main"\nstrategy = "turtle"`, 'paperjobs.toml'),
  'a call of the API': (name) => readBody(`{"${name}": {"polluted": 1}}`, ['options']),
  'a manifest': (name) => readManifest(`{"format": 1, "rows": {"${name}": {"polluted": 1}}}`),
  announcements: (name) =>
    readAnnouncements(encode(`[{"symbol": "KITE", "${name}": {"polluted": 1}}]`)),
  articles: (name) =>
    readArticles(encode(`{"status": "ok", "articles": [{"${name}": {"polluted": 1}}]}`)),
};

it.each(Object.keys(READERS))('%s: the names of every object stay what they are', (reader) => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  for (const name of NAMES) {
    try {
      READERS[reader]?.(name);
    } catch (error) {
      expect(error, name).toBeInstanceOf(Failure);
    }
    expect(Object.getOwnPropertyNames(Object.prototype), name).toEqual(before);
    expect({}, name).not.toHaveProperty('polluted');
    expect(Object, name).not.toHaveProperty('polluted');
  }
});
