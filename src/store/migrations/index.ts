import type { Migration } from '../migrate.ts';
import { spine } from './001-spine.ts';

/** Every migration, oldest first. Forward only; a shipped one is never edited. */
export const MIGRATIONS: readonly Migration[] = [spine];
