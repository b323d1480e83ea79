import { wordTree } from './command-lines.ts';
import type { CommandLine, LineFlag, Offered } from './command-lines.ts';

/** Text inside single quotes, in a place where brackets and colons have a meaning of their own. */
function plain(text: string): string {
  return text.replaceAll(/[[\]:\\]/g, (sign) => `\\${sign}`).replaceAll("'", "'\\''");
}

function action(value: Offered): string {
  switch (value.kind) {
    case 'words':
      return `(${value.words.map(plain).join(' ')})`;
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    case 'nothing':
      return ' ';
  }
}

function flagSpec({ long, short, help, value, placeholder }: LineFlag): string {
  const takes = value ? `:${plain(placeholder ?? 'value')}:${action(value)}` : '';
  const described = `[${plain(help)}]${takes}`;
  return short === undefined
    ? `'${long}${described}'`
    : `'(${short} ${long})'{${short},${long}}'${described}'`;
}

const functionName = (words: readonly string[]): string => `_paperjobs_${words.join('__')}`;

function lineFunction({ words, flags, argument }: CommandLine): string {
  const specs = [...flags.map(flagSpec), `'*::argument:${action(argument)}'`];
  return `${functionName(words)}() {\n  _arguments -S \\\n    ${specs.join(' \\\n    ')}\n}`;
}

const described = (word: string, summary: string): string => `'${plain(word)}:${plain(summary)}'`;

/** The completion script for zsh. */
export function zshCompletion(lines: readonly CommandLine[]): string {
  const tree = wordTree(lines);
  const summaryOf = (first: string, seconds: readonly string[]): string =>
    lines.find(({ words }) => words.length === 1 && words[0] === first)?.summary ??
    seconds.join(', ');
  const groups = [...tree].filter(([, seconds]) => seconds.length > 0);
  return `#compdef paperjobs
# zsh completion for paperjobs, made by \`paperjobs completion zsh\`
${lines.map(lineFunction).join('\n')}

_paperjobs() {
  local -a firsts seconds
  if ((CURRENT == 2)); then
    firsts=(
${[...tree].map(([first, seconds]) => `      ${described(first, summaryOf(first, seconds))}`).join('\n')}
    )
    _describe command firsts
    return
  fi
  local path=$words[2]
  case $path in
${groups
  .map(
    ([first, seconds]) => `    ${first})
      if ((CURRENT == 3)) && [[ $words[3] != -* ]]; then
        seconds=(${seconds.map((word) => `'${word}'`).join(' ')})
        _describe subcommand seconds
        return
      fi
      case $words[3] in
        ${seconds.join('|')})
          path="\${path}__$words[3]"
          shift words; ((CURRENT--)) ;;
      esac ;;`,
  )
  .join('\n')}
  esac
  shift words; ((CURRENT--))
  (( $+functions[_paperjobs_$path] )) && _paperjobs_$path
}

if [[ $funcstack[1] == _paperjobs ]]; then _paperjobs "$@"; else compdef _paperjobs paperjobs; fi
`;
}
