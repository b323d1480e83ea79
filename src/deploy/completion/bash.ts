import { wordTree } from './command-lines.ts';
import type { CommandLine, LineFlag, Offered } from './command-lines.ts';

const quoted = (words: readonly string[]): string => `'${words.join(' ')}'`;

function offer(value: Offered): string {
  switch (value.kind) {
    case 'words':
      return `_paperjobs_words ${quoted(value.words)}`;
    case 'files':
      return 'compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur")';
    case 'folders':
      return 'compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$cur")';
    case 'nothing':
      return ':';
  }
}

const names = ({ long, short }: LineFlag): string[] =>
  short === undefined ? [long] : [short, long];

/** Values by flag, those that are offered the same on one line. */
function valueCases(flags: readonly LineFlag[]): string[] {
  const byOffer = new Map<string, string[]>();
  for (const flag of flags) {
    if (!flag.value) continue;
    const action = offer(flag.value);
    byOffer.set(action, [...(byOffer.get(action) ?? []), ...names(flag)]);
  }
  return [...byOffer].map(
    ([action, flagNames]) => `        ${flagNames.join('|')}) ${action}; return ;;`,
  );
}

function lineCase({ words, flags, argument }: CommandLine): string {
  const cases = valueCases(flags);
  return [
    `    '${words.join(' ')}')`,
    ...(cases.length > 0 ? ['      case $prev in', ...cases, '      esac'] : []),
    `      case $cur in`,
    `        -*) _paperjobs_words ${quoted(flags.flatMap(names))} ;;`,
    `        *) ${offer(argument)} ;;`,
    `      esac ;;`,
  ].join('\n');
}

/** The completion script for bash 4.4 and newer. */
export function bashCompletion(lines: readonly CommandLine[]): string {
  const tree = wordTree(lines);
  const groups = [...tree].filter(([, seconds]) => seconds.length > 0);
  const alone = new Set(lines.map(({ words }) => words.join(' ')));
  return `# bash completion for paperjobs, made by \`paperjobs completion bash\`
_paperjobs_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

_paperjobs() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local first=\${COMP_WORDS[1]} second=\${COMP_WORDS[2]} path
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _paperjobs_words ${quoted([...tree.keys(), '--help', '--version'])}
    return
  fi
  path=$first
  case $first in
${groups
  .map(([first, seconds]) => {
    const [more, offered] = alone.has(first)
      ? [`if [[ $cur != -* ]]; then _paperjobs_words ${quoted(seconds)}; return; fi`, '']
      : [`_paperjobs_words ${quoted(seconds)}; return`, ''];
    return `    ${first})
      if ((COMP_CWORD == 2)); then
        ${more}${offered}
      else
        case $second in ${seconds.join('|')}) path="$first $second" ;; esac
      fi ;;`;
  })
  .join('\n')}
  esac
  case $path in
${lines.map(lineCase).join('\n')}
  esac
}

complete -F _paperjobs paperjobs
`;
}
