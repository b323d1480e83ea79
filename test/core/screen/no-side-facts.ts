import type { SideFacts } from '../../../src/core/screen/side-facts.ts';

/** Beside the prices nothing is told of the share. */
export const NOTHING: SideFacts = {
  deliveryRatios: [],
  valuesPaise: [],
  indexReturns: new Map(),
  actions: { dividendYear: 0, sharesChanged: 0 },
  results: {},
  deals: { listed: false, netPaise: 0, netMonthPaise: 0, buyersQuarter: 0 },
};
