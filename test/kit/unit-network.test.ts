import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/settings.ts';
import { unitHasNetwork } from '../../src/kit/unit-network.ts';
import { defaultSettings } from '../support/defaults.ts';
import { fine, job } from './running.ts';

const inward = job(() => fine());
const urgent = job(() => fine(), { tells: true });
const outward = job(() => fine(), { network: true });
const has = (settings: Partial<Settings> = {}) =>
  [inward, urgent, outward].map((one) => unitHasNetwork(one, defaultSettings(settings)));

describe('the unit of a job has a network', () => {
  it('where the job asks somebody, or has news that must not wait and somebody to tell', () => {
    expect(has()).toEqual([false, false, true]);
    expect(has({ 'ntfy.enabled': true })).toEqual([false, true, true]);
    expect(has({ 'notify.command': 'wall' })).toEqual([false, true, true]);
  });

  it('where a monitor is told of its runs', () => {
    expect(has({ 'pings.enabled': true })).toEqual([true, true, true]);
    expect(has({ 'pings.enabled': true, 'pings.jobs': ['eod'] })).toEqual([false, false, true]);
    expect(has({ 'pings.enabled': true, 'pings.jobs': ['sample'] })).toEqual([true, true, true]);
  });
});
