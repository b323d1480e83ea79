/** Name, number of members where the name tells it, and the lists' names, the usual one first. */
export type PublishedRow = readonly [
  name: string,
  size: number | undefined,
  list: string,
  ...others: string[],
];
