import { expect, it } from 'vitest';
import { hearing } from '../../src/kit/hearing.ts';
import { NOW } from '../support/opened-store.ts';

it('a hearing passes every line on and remembers those that weigh, up to a limit', () => {
  const passed: string[] = [];
  const heard = hearing(
    { write: (level, event) => void passed.push(`${level} ${event}`) },
    { id: 'r-1', job: 'sample' },
    { now: () => NOW },
  );
  heard.log.write('notice', 'seen');
  heard.log.write('error', 'broken', { part: 'a' });
  for (let count = 0; count < 500; count++) heard.warn(`again ${count}`);
  expect(passed).toHaveLength(502);
  expect(heard.entries()[0]).toEqual({
    runId: 'r-1',
    job: 'sample',
    at: NOW,
    level: 'error',
    event: 'broken',
    fields: { part: 'a' },
  });
  expect(heard.entries(), 'a loop that warns for ever does not fill the disk').toHaveLength(200);
  expect(heard.warnings()).toHaveLength(200);
});
