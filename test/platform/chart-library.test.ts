import { expect, it } from 'vitest';
import { chartLibrary } from '../../src/platform/chart-library.ts';

it('is one script with its licence’s notice, and can stand in a page', async () => {
  const text = await chartLibrary();
  expect(text.slice(0, 300)).toContain('Licensed under Apache License 2.0');
  expect(text.slice(0, 300)).toContain('TradingView, Inc.');
  expect(text).toContain('LightweightCharts');
  expect(text, 'nothing in it ends the element').not.toContain('</script');
});
