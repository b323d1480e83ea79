/**
 * What a setting's value looks like. `count` is a whole number, `seconds` and `number` may have a
 * fraction, `list` holds texts, `secret` is a text that is never shown.
 */
export type SettingType =
  | 'string'
  | 'path'
  | 'url'
  | 'count'
  | 'seconds'
  | 'number'
  | 'boolean'
  | 'list'
  | 'choice'
  | 'secret';

/** A value of any setting, after it was checked. */
export type SettingValue = string | number | boolean | readonly string[];

/** One row of the table of settings. */
export interface SettingDefinition {
  /** Dotted, as in TOML: the part before the last dot is the table. */
  readonly key: string;
  readonly type: SettingType;
  /** Absent: the setting is absent unless somebody sets it (or the caller gives one: `given`). */
  readonly default?: SettingValue;
  /** The default depends on the machine, by XDG, and is handed in by the caller. */
  readonly given?: true;
  /** The values of a choice, or the only items of a list. */
  readonly allowed?: readonly string[];
  /** Smallest number, or fewest items of a list. */
  readonly min?: number;
  /** Largest number. */
  readonly max?: number;
  /** One sentence, with the unit. */
  readonly help: string;
  /** Other variables of the environment that set it, after the one made from its key. */
  readonly aliases?: readonly string[];
  /** The flag that sets it, where there is one: `--log-level`. */
  readonly flag?: string;
  /** A value to show where there is no default. */
  readonly example?: SettingValue;
  /** Name of a secret's file in the systemd credentials and in the credential store. */
  readonly credential?: string;
  /** Who reads it, where that is one part of the program only. */
  readonly readBy?: string;
}
