/** Whose orders are that no strategy placed. */
export const BY_HAND = 'by hand';

/**
 * The name under which a strategy places an order, from which it is told later whose order it was.
 *
 * @param strategy without a colon
 * @param order what tells the strategy's orders apart
 */
export function strategyKey(strategy: string, order: string): string {
  return `bot:${strategy}:${order}`;
}

/** What is asked of an order: its own name, and the order that it belongs to. */
export interface TaggedOrder {
  readonly orderId: number;
  readonly clientKey?: string;
  /** The entry whose target, stop or squaring-off it is. */
  readonly parentId?: number;
}

/** The strategy of each order; what belongs to another order is of that one's. */
export function strategiesOf(orders: readonly TaggedOrder[]): (orderId: number) => string {
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  return (orderId) => {
    let order = byId.get(orderId);
    for (const seen = new Set<number>(); order && !seen.has(order.orderId);) {
      const named = /^bot:([^:]+):/.exec(order.clientKey ?? '')?.[1];
      if (named !== undefined) return named;
      seen.add(order.orderId);
      order = order.parentId === undefined ? undefined : byId.get(order.parentId);
    }
    return BY_HAND;
  };
}
