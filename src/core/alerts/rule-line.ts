import { Failure } from '../failure.ts';
import { INTERVALS } from '../market/bar.ts';
import type { Interval } from '../market/bar.ts';
import { istInstant, istText, readInstant } from '../market/instant.ts';
import type { Instant } from '../market/instant.ts';
import { isSessionDate } from '../market/session-date.ts';
import { CHANNELS, NOTIFICATION_PRIORITIES } from '../notification/notification.ts';
import { nearest } from '../nearest.ts';
import { printDuration, readDuration } from './duration.ts';
import { printHysteresis, readHysteresis } from './hysteresis.ts';
import { printRule, readRule, USUAL_MANNER } from './rule.ts';
import type { RuleManner, RuleTerms } from './rule.ts';

/** What a person says of a rule, as texts; absent: not said. */
export interface SaidManner {
  readonly interval?: string | undefined;
  readonly cooldown?: string | undefined;
  readonly hysteresis?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly once?: boolean | undefined;
  readonly priority?: string | undefined;
  readonly channels?: readonly string[] | undefined;
  readonly note?: string | undefined;
}

function oneOf<Word extends string>(name: string, words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text.toLowerCase());
  if (found !== undefined) return found;
  const close = nearest(text, words);
  const hint = close === undefined ? '' : `; did you mean "${close}"?`;
  throw new Failure(
    'usage',
    `${name}: expected one of ${words.join(', ')}, found "${text}"${hint}`,
  );
}

/** Reads the length of bars that a rule looks at. @throws Failure `usage` */
export function readInterval(text: string | undefined): Interval | undefined {
  return text === undefined ? undefined : oneOf('interval', INTERVALS, text);
}

/** A bare date is its first moment. @throws Failure `usage` */
function readFrom(text: string): Instant {
  return isSessionDate(text) ? istInstant(text, '00:00') : readInstant(text);
}

/** `never` for a bound: there is to be none. */
function endless(text: string | undefined): string | undefined {
  return text?.toLowerCase() === 'never' ? '' : text;
}

/**
 * The manner that is said, over what was before. `never` takes an end or a hysteresis away, `all`
 * the choice of channels, an empty note the note.
 *
 * @throws Failure `usage`
 */
export function readManner(said: SaidManner, before: RuleManner = USUAL_MANNER): RuleManner {
  const { validFrom, validUntil, hysteresis, channels, note } = before;
  const keep = <Value>(
    text: string | undefined,
    was: Value | undefined,
    read: (text: string) => Value,
  ): Value | undefined => {
    if (text === undefined) return was;
    return text === '' ? undefined : read(text);
  };
  const [from, until] = [
    keep(endless(said.from), validFrom, readFrom),
    keep(endless(said.until), validUntil, readInstant),
  ];
  if (from !== undefined && until !== undefined && until < from) {
    throw new Failure('usage', `expected --from not after --until, found ${istText(from)}`);
  }
  const width = keep(endless(said.hysteresis), hysteresis, readHysteresis);
  const ways =
    said.channels === undefined
      ? channels
      : said.channels.join() === 'all'
        ? undefined
        : said.channels.map((word) => oneOf('channels', CHANNELS, word));
  const words = keep(said.note, note, (text) => text);
  return {
    // A whole rule may be given as what was before: of it the manner is kept, and nothing else.
    cooldownSeconds:
      said.cooldown === undefined ? before.cooldownSeconds : readDuration(said.cooldown),
    once: said.once ?? before.once,
    priority:
      said.priority === undefined
        ? before.priority
        : oneOf('priority', NOTIFICATION_PRIORITIES, said.priority),
    ...(from === undefined ? {} : { validFrom: from }),
    ...(until === undefined ? {} : { validUntil: until }),
    ...(width === undefined ? {} : { hysteresis: width }),
    ...(ways === undefined ? {} : { channels: ways }),
    ...(words === undefined ? {} : { note: words }),
  };
}

/** A rule as one line of a file. */
export interface LinedRule extends RuleTerms, RuleManner {
  readonly enabled: boolean;
}

/** `RELIANCE close > 3000 | cooldown=1h priority=high note="see the news"`. */
export function printRuleLine(rule: LinedRule): string {
  const words = [
    ...(rule.interval ? [`interval=${rule.interval}`] : []),
    ...(rule.cooldownSeconds > 0 ? [`cooldown=${printDuration(rule.cooldownSeconds)}`] : []),
    ...(rule.hysteresis ? [`hysteresis=${printHysteresis(rule.hysteresis)}`] : []),
    ...(rule.validFrom === undefined ? [] : [`from=${istText(rule.validFrom)}`]),
    ...(rule.validUntil === undefined ? [] : [`until=${istText(rule.validUntil)}`]),
    ...(rule.once ? ['once'] : []),
    ...(rule.priority === 'normal' ? [] : [`priority=${rule.priority}`]),
    ...(rule.channels ? [`channels=${rule.channels.join(',')}`] : []),
    ...(rule.note === undefined ? [] : [`note=${JSON.stringify(rule.note)}`]),
    ...(rule.enabled ? [] : ['off']),
  ];
  return [printRule(rule), ...(words.length > 0 ? [words.join(' ')] : [])].join(' | ');
}

const WORD = /\s*([a-z]+)(?:=("(?:[^"\\]|\\.)*"|\S+))?(?=\s|$)/y;
const KEYS = [
  'interval',
  'cooldown',
  'hysteresis',
  'from',
  'until',
  'once',
  'priority',
  'channels',
  'note',
  'off',
];

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch (error) {
    throw new Failure('usage', `expected a text in quotes as JSON has it, found ${text}`, {
      cause: error,
    });
  }
}

function readWords(text: string): Map<string, string> {
  const words = new Map<string, string>();
  let at = 0;
  while (text.slice(at).trim() !== '') {
    WORD.lastIndex = at;
    const match = WORD.exec(text);
    const [whole = '', key = '', value] = match ?? [];
    const flag = key === 'once' || key === 'off';
    if (words.has(key)) throw new Failure('usage', `expected ${key} once, found it again`);
    if (!match || !KEYS.includes(key) || flag !== (value === undefined)) {
      const found = text.slice(at).trim().slice(0, 40);
      throw new Failure(
        'usage',
        `expected words such as cooldown=1h, note="…" or once (${KEYS.join(', ')}), found "${found}"`,
      );
    }
    words.set(key, value === undefined ? '' : unquoted(value));
    at += whole.length;
  }
  return words;
}

/** Reads a line that was printed, or written by hand. @throws Failure `usage` */
export function readRuleLine(line: string): LinedRule {
  const [text = '', ...rest] = line.split(' | ');
  const words = readWords(rest.join(' | '));
  const terms = readRule(text, readInterval(words.get('interval')));
  return {
    ...terms,
    ...readManner({
      cooldown: words.get('cooldown'),
      hysteresis: words.get('hysteresis'),
      from: words.get('from'),
      until: words.get('until'),
      once: words.has('once') ? true : undefined,
      priority: words.get('priority'),
      channels: words.get('channels')?.split(','),
      note: words.get('note'),
    }),
    enabled: !words.has('off'),
  };
}
