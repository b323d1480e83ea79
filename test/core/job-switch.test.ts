import { describe, expect, it } from 'vitest';
import { readSwitch, switchText } from '../../src/core/job-switch.ts';
import { instant } from '../../src/core/market/instant.ts';

const NOW = instant(1_795_600_000);

describe('the switch of a job', () => {
  it.each([undefined, 'yes', '', 'no until', 'no until soon'])('kept as %s is on', (text) => {
    expect(readSwitch(text, NOW)).toBeUndefined();
  });

  it('is off for good, or until the moment has come', () => {
    const until = instant(NOW + 60);
    expect(readSwitch(switchText({}), NOW)).toEqual({});
    expect(readSwitch(switchText({ until }), NOW)).toEqual({ until });
    expect(readSwitch(switchText({ until }), until)).toBeUndefined();
    expect(readSwitch(switchText(undefined), NOW)).toBeUndefined();
  });
});
