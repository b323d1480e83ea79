import { wordTree } from './command-lines.ts';
import type { CommandLine, LineFlag, Offered } from './command-lines.ts';

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, (sign) => `\\${sign}`)}'`;

function takes(value: Offered): string {
  switch (value.kind) {
    case 'words':
      return ` -xa ${quoted(value.words.join(' '))}`;
    case 'files':
      return ' -rF';
    case 'folders':
      return ` -xa '(__fish_complete_directories)'`;
    case 'nothing':
      return ' -x';
  }
}

function flagLine(condition: string, { long, short, help, value }: LineFlag): string {
  const name = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
  return `complete -c paperjobs -n ${quoted(condition)} ${name}${value ? takes(value) : ''} -d ${quoted(help)}`;
}

/** The completion script for fish. */
export function fishCompletion(lines: readonly CommandLine[]): string {
  const tree = wordTree(lines);
  const conditionOf = ([first = '', second]: readonly string[]): string => {
    if (second !== undefined) return `__paperjobs_is ${first} ${second}`;
    return `__paperjobs_is ${first}`;
  };
  const firsts = [...tree].map(([first, seconds]) => {
    const summary = lines.find(({ words }) => words.length === 1 && words[0] === first)?.summary;
    return `complete -c paperjobs -n __fish_use_subcommand -a ${first} -d ${quoted(summary ?? seconds.join(', '))}`;
  });
  const rest = lines.flatMap(({ words, summary, flags, argument }) => {
    const [first = '', second] = words;
    const own =
      second === undefined
        ? []
        : [
            `complete -c paperjobs -n ${quoted(`__paperjobs_wants_second ${first}`)} -a ${second} -d ${quoted(summary)}`,
          ];
    const condition = conditionOf(words);
    const arguments_ =
      argument.kind === 'nothing'
        ? []
        : [
            `complete -c paperjobs -n ${quoted(condition)}${argument.kind === 'words' ? ` -a ${quoted(argument.words.join(' '))}` : ' -F'}`,
          ];
    return [...own, ...arguments_, ...flags.map((flag) => flagLine(condition, flag))];
  });
  const seconds = [...tree]
    .filter(([, words]) => words.length > 0)
    .map(
      ([first, words]) =>
        `    case ${first}\n      contains -- "$typed[2]" ${words.join(' ')}; and set path $path $typed[2]`,
    );
  return `# fish completion for paperjobs, made by \`paperjobs completion fish\`
complete -c paperjobs -f

function __paperjobs_typed
  string match -v -- '-*' (commandline -opc)[2..-1]
end

function __paperjobs_is
  set -l typed (__paperjobs_typed)
  set -l path $typed[1]
  switch "$typed[1]"
${seconds.join('\n')}
  end
  test "$path" = "$argv"
end

function __paperjobs_wants_second
  set -l typed (__paperjobs_typed)
  test (count $typed) -eq 1; and test "$typed[1]" = "$argv[1]"
end

${[...firsts, ...rest].join('\n')}
`;
}
