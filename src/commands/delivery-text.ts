import type { DeliveryReport } from '../kit/outbox/deliver.ts';

/** How delivering went, a line for each way. */
export function deliveryText({ channels, expired }: DeliveryReport, waiting: number): string {
  const lines = channels.map(({ channel, sent, refused, stopped }) => {
    const counts = `${sent} sent${refused > 0 ? `, ${refused} refused` : ''}`;
    return `${channel}: ${counts}${stopped === undefined ? '' : `; stopped: ${stopped}`}`;
  });
  if (channels.length === 0) {
    lines.push('no way out is switched on: `paperjobs notify test` tells which there are');
  }
  if (expired > 0) lines.push(`${expired} given up, having grown too old`);
  lines.push(`${waiting} waiting`);
  return `${lines.join('\n')}\n`;
}
