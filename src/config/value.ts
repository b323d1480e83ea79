import type { SettingDefinition, SettingValue } from './definition.ts';
import { TYPE_RULES } from './setting-types.ts';
import type { ValueRules } from './setting-types.ts';

/** A value that passed, or what is wrong with it (`expected …, found …`). */
export type Checked =
  | { readonly kind: 'value'; readonly value: SettingValue }
  | { readonly kind: 'problem'; readonly problem: string };

/** An address without slashes at its end, so that a path can be put behind it; others as they are. */
function settled({ type }: SettingDefinition, value: SettingValue): SettingValue {
  if (typeof value !== 'string') return value;
  if (type === 'url') return value.replace(/\/+$/, '');
  return type === 'secret' ? value.trim() : value;
}

/**
 * Checks a value as a config file has it. A secret's value stands in no problem.
 *
 * @param value text, number, boolean, list, table or date, as the TOML reader gives it
 */
export function checkValue(
  definition: SettingDefinition,
  value: unknown,
  rules: ValueRules,
): Checked {
  const { expected, refused } = TYPE_RULES[definition.type];
  const instead = refused(value, definition, rules);
  if (instead !== undefined) {
    return {
      kind: 'problem',
      problem: `expected ${expected(definition, rules)}, found ${instead}`,
    };
  }
  return { kind: 'value', value: settled(definition, value as SettingValue) };
}

/**
 * Checks a value as a variable or a flag has it: a text. Blanks around it do not count. Booleans are
 * true/false, yes/no, on/off, 1/0 in any case; the items of a list are parted by commas.
 */
export function checkText(definition: SettingDefinition, text: string, rules: ValueRules): Checked {
  return checkValue(definition, TYPE_RULES[definition.type].fromText(text.trim()), rules);
}
