/** What is published after a session about who dealt, in the order in which it is asked for. */
export const FLOW_LISTS = ['bulk', 'block', 'short', 'extremes', 'fii-dii'] as const;
export type FlowList = (typeof FLOW_LISTS)[number];

/** The lists in words, for sentences. */
export const FLOW_LIST_WORDS: Readonly<Record<FlowList, string>> = {
  bulk: 'bulk deals',
  block: 'block deals',
  short: 'short sales',
  extremes: '52-week prices',
  'fii-dii': 'FII/DII figures',
};
