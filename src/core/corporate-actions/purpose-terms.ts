import { millionthsOf } from './millionths.ts';
import type { Millionths } from './millionths.ts';
import type { ActionForm, PurposePart, ShareRatio } from './purpose-part.ts';

const NUMBER = '(?:\\d{1,3}(?:,\\d{2,3})+(?:\\.\\d+)?|\\d+(?:\\.{1,2}\\d+| \\.\\d+)?|\\.\\d+)';
/** A dash after `Rs` is no minus: `Rs - 12`; the currency may stand twice: `Rs - Rs 20`. */
const CURRENCY = '(?:r[se]\\.?[ :-]*)';
const AT_ONCE = new RegExp(
  `^[ :*@-]*(?:\\. )?(?:(?:of|amount|payment|@)[ -]*)*(${CURRENCY}*)(?:per )?(${NUMBER})(?![\\d.]|\\.?\\d| ?[%:])(.{0,6})`,
);
const LATER = new RegExp(`(?<![a-z])(${CURRENCY}+)(?:per )?(${NUMBER})(?! ?[%:])`);
const FACE_VALUES = new RegExp(
  `${CURRENCY}*(${NUMBER})(?:/-)?[^\\d%]{0,40}?to[ -]*${CURRENCY}*(${NUMBER})(?! ?[%:])`,
);
const PREMIUM = new RegExp(`(?:prem[a-z]*|prm)[ .:-]*(?:of )?[ -]*${CURRENCY}*(${NUMBER})`);
const AT_PAR = /(?:prem[a-z]*|prm)[ .:-]*(?:of )?[ -]*nil|(?:@|at)[ -]*par\b/;
/** Parts may have decimals: `Rights 1:11.10`. */
const RATIO = /(\d+(?:\.\d+)?) ?: ?(\d+(?:\.\d+)?)/;
const NOT_EQUITY = /ncrps|debenture|dvr|pref|ncd|warrant|redeemable/;

function amountOf(text: string): Millionths | undefined {
  return millionthsOf(text.replaceAll(' ', '').replace('..', '.'));
}

/** `Re.50` may be half a rupee or fifty: then the amount is not told. */
function ambiguous(currency: string, number: string): boolean {
  return currency.endsWith('re.') && /^\d\d/.test(number) && !number.includes('.');
}

/**
 * The amount that follows a word, in rupees per share.
 *
 * @param tail what is written between the word and the next one that opens an action
 */
export function amountIn(tail: string): Millionths | undefined {
  const near = AT_ONCE.exec(tail);
  const [, currency = '', number = '', after = ''] = near ?? [];
  // A bare number is money only where something says so: `- 0.75 Per Share`, `1 Rs Per Share`, `7.5/-`.
  if (near && (currency !== '' || /^(?:\/-| ?(?:per|r[se])\b| *$)/.test(after))) {
    return ambiguous(currency, number) ? undefined : amountOf(number);
  }
  const [, laterCurrency = '', later = ''] = LATER.exec(tail) ?? [];
  return later === '' || ambiguous(laterCurrency, later) ? undefined : amountOf(later);
}

/** The percentage in the text. */
export function percentIn(tail: string): number | undefined {
  const found = /(\d+(?:\.\d+)?) ?%/.exec(tail)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Every amount in the text that has a currency, added up; absent when there is none. */
export function sumIn(text: string): Millionths | undefined {
  const all = [...text.matchAll(new RegExp(LATER.source, 'g'))];
  const amounts = all.map(([, , number = '']) => amountOf(number));
  if (amounts.length === 0 || amounts.includes(undefined)) return undefined;
  return amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0) as Millionths;
}

function ratioOf(match: RegExpExecArray | RegExpMatchArray | null): ShareRatio | undefined {
  const [given, held] = [Number(match?.[1]), Number(match?.[2])];
  return match && given > 0 && held > 0 ? [given, held] : undefined;
}

/** From and to face value. A split that raises it is a consolidation. */
export function faceValueChange(kind: 'split' | 'consolidation' | 'reduction', tail: string) {
  const match = FACE_VALUES.exec(tail);
  const [from, to] = [amountOf(match?.[1] ?? ''), amountOf(match?.[2] ?? '')];
  const told = from !== undefined && to !== undefined && from > 0 && to > 0 && from !== to;
  if (kind === 'reduction') {
    return told ? { kind, fromFaceValue: from, toFaceValue: to } : { kind };
  }
  if (!told) return { kind, lacks: 'the face values' };
  if (kind === 'consolidation' && to < from) return { kind, lacks: 'rising face values' };
  const meant = to > from ? ('consolidation' as const) : ('split' as const);
  return { kind: meant, fromFaceValue: from, toFaceValue: to };
}

/** A bonus issue; absent when what is given is no plain share. */
export function bonusIn(tail: string): PurposePart | undefined {
  if (NOT_EQUITY.test(tail)) return undefined;
  const ratio = ratioOf(new RegExp(`^[^\\d/]{0,40}${RATIO.source}`).exec(tail));
  return ratio ? { kind: 'bonus', ratio } : { kind: 'bonus', lacks: 'the ratio' };
}

function rightsForm(text: string): ActionForm | undefined {
  if (text.includes('partly')) return 'partly-paid';
  if (text.includes('warrant')) return 'with-warrants';
  return /debenture|convert|[cof]cd|pref/.test(text) ? 'convertible' : undefined;
}

/** Every issue that a rights purpose names, with its premium. */
export function rightsIn(tail: string): PurposePart[] {
  const places = [...tail.matchAll(new RegExp(RATIO, 'g'))];
  if (places.length === 0) {
    const form = rightsForm(tail);
    return [{ kind: 'rights', ...(form ? { form } : {}), lacks: 'the ratio' }];
  }
  return places.map((match, place) => {
    const text = tail.slice(match.index + match[0].length, places[place + 1]?.index);
    const [ratio, form] = [ratioOf(match), rightsForm(text)];
    const premium = AT_PAR.test(text) ? amountOf('0') : amountOf(PREMIUM.exec(text)?.[1] ?? '');
    const lacks =
      (ratio ? undefined : 'the ratio') ??
      (premium === undefined ? 'the premium' : undefined) ??
      (form === undefined ? undefined : `a plain share: it is ${form}`);
    return {
      kind: 'rights' as const,
      ...(form ? { form } : {}),
      ...(ratio ? { ratio } : {}),
      ...(premium === undefined ? {} : { premium }),
      ...(lacks === undefined ? {} : { lacks }),
    };
  });
}
