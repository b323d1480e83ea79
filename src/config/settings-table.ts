import type { SettingDefinition } from './definition.ts';
import { environmentNames } from './setting-keys.ts';
import { SETTINGS } from './settings.ts';

function code(text: string): string {
  return `\`${text}\``;
}

function defaultText(definition: SettingDefinition): string {
  if (definition.given) return `${code(String(definition.example))} (by XDG)`;
  const value = definition.default;
  if (value === undefined) return '';
  if (typeof value !== 'object') return code(String(value));
  return value.length === 0 ? 'none' : code(value.join(', '));
}

function row(definition: SettingDefinition): string {
  const names = environmentNames(definition).map(code).join(', ');
  const reader = definition.readBy ? ` (${definition.readBy})` : '';
  const cells = [code(definition.key), names, defaultText(definition), definition.help + reader];
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

/** All settings as a Markdown table for the README, in the order of `SETTINGS`. */
export function settingsTable(): string {
  const head = ['| Setting | Environment | Default | Meaning |', '| --- | --- | --- | --- |'];
  return `${[...head, ...SETTINGS.map(row)].join('\n')}\n`;
}
