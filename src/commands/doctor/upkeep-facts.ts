import type {
  BackupFacts,
  CredentialFacts,
  OpenRunFacts,
  SourceFacts,
} from '../../core/doctor/upkeep.ts';
import { Failure } from '../../core/failure.ts';
import type { Instant } from '../../core/market/instant.ts';
import { addDays } from '../../core/market/session-date.ts';
import { SECRET_KEYS } from '../../config/setting-keys.ts';
import type { SecretKey } from '../../config/settings.ts';
import type { CommandContext } from '../../kit/command.ts';
import type { Machine } from '../../ports/machine.ts';
import { readFolder } from '../../store/backup/folder.ts';
import type { Store } from '../../store/store.ts';
import { placeOf } from '../backup-desk.ts';

const later = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a === undefined || (b !== undefined && b > a) ? b : a;

/** A sentence of ours; anything else is a bug and goes on. */
function sentenceOf(error: unknown): string {
  if (error instanceof Failure && error.code !== 'stopped') return error.message;
  throw error;
}

async function credentialFacts(ctx: CommandContext, key: SecretKey): Promise<CredentialFacts> {
  try {
    const text = await ctx.secrets.secret(key);
    if (text === undefined) return { key };
    const origin = await ctx.secrets.origin(key);
    const ends = key === 'sources.upstox.token' ? await ctx.tokenExpiry(text) : undefined;
    return { key, from: origin?.kind ?? 'somewhere', ...(ends === undefined ? {} : { ends }) };
  } catch (error) {
    return { key, fault: sentenceOf(error) };
  }
}

/** Every secret, without its value. */
export function allCredentials(ctx: CommandContext): Promise<CredentialFacts[]> {
  return Promise.all(SECRET_KEYS.map((key) => credentialFacts(ctx, key)));
}

/** The newest sound copies, by their manifests. */
export async function backupFacts(ctx: CommandContext): Promise<BackupFacts> {
  const { copies } = await readFolder(placeOf(ctx).folder);
  const sound = copies.filter(({ damage }) => damage === undefined);
  const newest = sound.reduce<Instant | undefined>(
    (last, { manifest }) => later(last, manifest.takenAt),
    undefined,
  );
  const proven = sound.reduce<Instant | undefined>(
    (last, { manifest }) => later(last, manifest.proven?.at),
    undefined,
  );
  return {
    damaged: copies.length - sound.length,
    ...(newest === undefined ? {} : { newest }),
    ...(proven === undefined ? {} : { proven }),
  };
}

/** Runs whose rows are open. */
export async function openRuns(
  { jobs }: CommandContext,
  store: Store,
  machine: Machine,
): Promise<OpenRunFacts[]> {
  return (await store.runs.running()).map((run) => ({
    job: run.job,
    id: run.id,
    startedAt: run.startedAt,
    timeoutMinutes: jobs.find(({ name }) => name === run.job)?.timeoutMinutes ?? 60,
    ...(run.host === machine.host ? { alive: machine.isAlive(run.pid) } : {}),
  }));
}

/** RELIANCE, which every source of Indian prices knows. */
const WELL_KNOWN = { exchange: 'XNSE', symbol: 'RELIANCE', isin: 'INE002A01018' } as const;

async function tried(source: string, work: () => Promise<unknown>): Promise<SourceFacts> {
  try {
    await work();
    return { source };
  } catch (error) {
    return { source, fault: sentenceOf(error) };
  }
}

/** A small question to each source that is not left alone just now. */
export async function askSources(
  ctx: CommandContext,
  leftAlone: ReadonlySet<string>,
): Promise<SourceFacts[]> {
  const sources = await ctx.sources();
  const to = (await ctx.calendar('XNSE')).dateAt(ctx.wall.now());
  const from = addDays(to, -7);
  const questions: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['nse (index lists)', () => sources.indices.members('NIFTY50')],
    ...sources.holidays.map(
      (source) => [`${source.name} (holidays)`, () => source.holidays()] as const,
    ),
    ...sources.prices.flatMap((source) =>
      source.daily && !source.offers.wholeSession
        ? [
            [
              `${source.name} (candles)`,
              async () => source.daily?.({ listing: { ...WELL_KNOWN, sourceKeys: {} }, from, to }),
            ] as const,
          ]
        : [],
    ),
  ];
  return Promise.all(
    questions
      .filter(([name]) => !leftAlone.has(name.split(' ')[0] ?? ''))
      .map(([name, question]) => tried(name, question)),
  );
}
