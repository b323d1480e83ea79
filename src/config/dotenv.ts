import { refuseProblems } from './layer.ts';

/** A variable of a `.env` file. */
export interface DotenvVariable {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

type LineReading =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'variable'; readonly name: string; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: string };

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Text between quotes and what follows it; absent when the quote is not closed. */
function quoted(rest: string): readonly [text: string, after: string] | undefined {
  const match = /^(?:'([^']*)'|"((?:[^"\\]|\\.)*)")/.exec(rest);
  if (!match) return undefined;
  const [all, single, double = ''] = match;
  const text =
    single ?? double.replaceAll(/\\(.)/g, (_, letter: string) => ESCAPES.get(letter) ?? letter);
  return [text, rest.slice(all.length)];
}

function readLine(line: string): LineReading {
  if (/^\s*(?:#|$)/.test(line)) return { kind: 'nothing' };
  const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(line);
  if (!match) {
    return { kind: 'problem', problem: 'expected NAME=VALUE, found something else' };
  }
  const [, name = '', rest = ''] = match;
  if (!/^["']/.test(rest)) {
    // A # begins a comment only after a blank: it may be part of a password.
    return { kind: 'variable', name, text: rest.replace(/(?<!\S)#.*$/, '').trimEnd() };
  }
  const parts = quoted(rest);
  if (parts === undefined) {
    return {
      kind: 'problem',
      problem: `expected a closing quote in the line of ${name}, found none`,
    };
  }
  const [text, after] = parts;
  if (/^\s*(?:#|$)/.test(after)) return { kind: 'variable', name, text };
  return {
    kind: 'problem',
    problem: `expected nothing after the closing quote of ${name}, found more`,
  };
}

/**
 * Parses `NAME=VALUE` lines: `export` before a name, comments, single quotes (as written), double
 * quotes (`\n`, `\r`, `\t`, other characters after a backslash as they are), no references to other
 * variables. A later line of the same name wins, as in a shell.
 *
 * @param file its path, for messages
 * @throws Failure `config` with `file:line` of every line that is none; no line is quoted
 */
export function parseDotenv(text: string, file: string): ReadonlyMap<string, DotenvVariable> {
  const variables = new Map<string, DotenvVariable>();
  const problems: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const reading = readLine(line);
    if (reading.kind === 'variable') {
      variables.set(reading.name, { text: reading.text, line: index + 1 });
    }
    if (reading.kind === 'problem') problems.push(`${file}:${index + 1}: ${reading.problem}`);
  }
  refuseProblems(problems);
  return variables;
}
