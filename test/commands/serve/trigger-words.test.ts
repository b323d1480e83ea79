import { describe, expect, it } from 'vitest';
import { triggerWords } from '../../../src/commands/serve/trigger-words.ts';
import { defineJob } from '../../../src/kit/job.ts';

const JOB = defineJob({
  name: 'tidy',
  summary: 'Tidies',
  priority: 'low',
  schedules: [],
  timeoutMinutes: 1,
  options: {
    full: { type: 'flag', help: '' },
    keepDays: { type: 'count', min: 1, help: '' },
    symbols: { type: 'list', help: '' },
    index: { type: 'text', placeholder: 'CODE', help: '' },
    html: { type: 'text', placeholder: 'FILE', help: '' },
  },
  examples: ['tidy'],
  endings: [],
  network: false,
  load: () => Promise.reject(new Error('not run here')),
});

describe('the command line of a job that a caller starts', () => {
  it('without a body is the job alone', () => {
    expect(triggerWords(JOB, '')).toEqual(['tidy']);
    expect(triggerWords(JOB, ' {} ')).toEqual(['tidy']);
  });

  it('has each option in one word, so that no value can be taken for an option', () => {
    const body = JSON.stringify({
      options: { full: true, keepDays: 7, symbols: ['A', '--force'], index: '--sandbox; rm' },
      force: true,
    });
    expect(triggerWords(JOB, body)).toEqual([
      'tidy',
      '--full',
      '--keep-days=7',
      '--symbols=A,--force',
      '--index=--sandbox; rm',
      '--force',
    ]);
  });

  it.each([
    ['not json', 'expected a body of JSON'],
    ['[]', 'expected a JSON object'],
    ['null', 'expected a JSON object'],
    ['{"argv": []}', 'expected options, force; found "argv"'],
    ['{"options": []}', 'options: expected an object'],
    ['{"force": 1}', 'force: expected true or false'],
    ['{"options": {"keepDays": 0}}', '--keep-days: expected a whole number of at least 1'],
    ['{"options": {"full": "yes"}}', '--full: expected true or false'],
    ['{"options": {"keepDays": {}}}', '--keep-days: expected a text, a number or a list'],
    ['{"options": {"other": 1}}', 'found "other"'],
    ['{"options": {"__proto__": 1}}', 'found "__proto__"'],
    ['{"options": {"constructor": 1}}', 'found "constructor"'],
    ['{"options": {"html": "/etc/passwd"}}', 'found "html"'],
  ])('%s is refused', (body, sentence) => {
    expect(() => triggerWords(JOB, body)).toThrow(sentence);
  });
});
