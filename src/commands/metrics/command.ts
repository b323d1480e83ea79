import { defineCommand } from '../../kit/command.ts';

/** Options of `metrics`. */
export const options = {
  textfile: {
    type: 'text',
    placeholder: 'file',
    help: 'write there, whole or not at all; the collector reads names that end in .prom',
  },
} as const;

/** Figures of the ledger for Prometheus. */
export const metrics = defineCommand({
  name: 'metrics',
  summary: 'Figures of jobs, sources, gaps and outbox in the format of Prometheus',
  options,
  examples: ['metrics', 'metrics --textfile /var/lib/node_exporter/paperjobs.prom'],
  load: () => import('./run.ts'),
});
