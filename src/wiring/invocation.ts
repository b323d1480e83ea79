import type { Environment } from '../config/layer.ts';
import type { RawOptions } from '../kit/options.ts';

/** The process as the program sees it: everything that it reads of it or writes to it. */
export interface Process {
  readonly argv: readonly string[];
  readonly env: Environment;
  readonly host: string;
  readonly pid: number;
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly stderrStat: { readonly dev: number; readonly ino: number };
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: () => Promise<string>;
  readonly node: NodeJS.Process;
}

/** The flags that every job and command has, read from the raw options. */
export interface GlobalFlags {
  readonly sandbox: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly colour: boolean;
  readonly force: boolean;
  readonly config?: string;
  readonly dataDir?: string;
  readonly asOf?: string;
  readonly wait?: string;
  readonly logFormat?: string;
}

/** Reads the flags that are the same everywhere. */
export function globalFlags(raw: RawOptions): GlobalFlags {
  const flag = (name: string): boolean => raw[name] === true;
  const text = (name: string, as: string): Record<string, string> => {
    const value = raw[name];
    return typeof value === 'string' ? { [as]: value } : {};
  };
  return {
    sandbox: flag('sandbox'),
    dryRun: flag('dryRun'),
    json: flag('json'),
    quiet: flag('quiet'),
    verbose: flag('verbose'),
    colour: raw['color'] !== false,
    force: flag('force'),
    ...text('config', 'config'),
    ...text('dataDir', 'dataDir'),
    ...text('asOf', 'asOf'),
    ...text('wait', 'wait'),
    ...text('logFormat', 'logFormat'),
  };
}

/** Whether colours are wanted, on whichever stream is a terminal (no-color.org). */
export function wantsColour({ env }: Pick<Process, 'env'>, { colour }: GlobalFlags): boolean {
  return colour && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
}
