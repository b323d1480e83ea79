import type { Insertable, Selectable } from 'kysely';
import type { CorporateAction } from '../core/corporate-actions/corporate-action.ts';
import { millionths } from '../core/corporate-actions/millionths.ts';
import type { Millionths } from '../core/corporate-actions/millionths.ts';
import type { ActionForm, CorporateActionKind } from '../core/corporate-actions/purpose-part.ts';
import { sessionDate } from '../core/market/session-date.ts';
import type { SessionDate } from '../core/market/session-date.ts';
import type { Handle } from './handle.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['corporate_actions']>;

/** Adds a field where the row has one: absent is never null outside the store. */
function told<Name extends string, Value, Given>(
  name: Name,
  given: Given | null,
  read: (given: Given) => Value,
): { readonly [Key in Name]?: Value } {
  return given === null ? {} : ({ [name]: read(given) } as { [Key in Name]: Value });
}

const text = (given: string): string => given;
const money = (given: number): Millionths => millionths(given);
const day = (given: string): SessionDate => sessionDate(given);

function fromRow(row: Row): CorporateAction {
  return {
    security: row.security,
    exDate: sessionDate(row.ex_date),
    subject: row.subject,
    part: row.part,
    kind: row.kind as CorporateActionKind,
    symbol: row.symbol,
    company: row.company,
    ...told('form', row.form, (form) => form as ActionForm),
    ...told('isin', row.isin, text),
    ...told('amount', row.amount, money),
    ...told('percent', row.percent, (percent) => percent),
    ...told('ratio', row.ratio_given, (given) => [given, row.ratio_held ?? 0] as const),
    ...told('fromFaceValue', row.from_face_value, money),
    ...told('toFaceValue', row.to_face_value, money),
    ...told('premium', row.premium, money),
    ...told('lacks', row.lacks, text),
    ...told('recordDate', row.record_date, day),
    ...told('bookClosureFrom', row.book_closure_from, day),
    ...told('bookClosureTo', row.book_closure_to, day),
    ...told('faceValue', row.face_value, money),
    ...told('nseSymbol', row.nse_symbol, text),
    ...told('bseCode', row.bse_code, text),
    ...told('bseSubject', row.bse_subject, text),
  };
}

function toRow(action: CorporateAction): Insertable<Schema['corporate_actions']> {
  return {
    security: action.security,
    ex_date: action.exDate,
    subject: action.subject,
    part: action.part,
    kind: action.kind,
    form: action.form ?? null,
    symbol: action.symbol,
    isin: action.isin ?? null,
    company: action.company,
    amount: action.amount ?? null,
    percent: action.percent ?? null,
    ratio_given: action.ratio?.[0] ?? null,
    ratio_held: action.ratio?.[1] ?? null,
    from_face_value: action.fromFaceValue ?? null,
    to_face_value: action.toFaceValue ?? null,
    premium: action.premium ?? null,
    lacks: action.lacks ?? null,
    record_date: action.recordDate ?? null,
    book_closure_from: action.bookClosureFrom ?? null,
    book_closure_to: action.bookClosureTo ?? null,
    face_value: action.faceValue ?? null,
    nse_symbol: action.nseSymbol ?? null,
    bse_code: action.bseCode ?? null,
    bse_subject: action.bseSubject ?? null,
  };
}

/** Which actions to read; absent: all. Symbols are those of today. */
export interface ActionRange {
  readonly from?: SessionDate;
  readonly to?: SessionDate;
  readonly symbols?: readonly string[];
  readonly kinds?: readonly CorporateActionKind[];
}

/** Reading of what companies do to their shares. */
export function readCorporateActions({ db }: Handle) {
  return {
    /** By ex-date, symbol, subject and place in it; both ends are in the range. */
    async list({ from, to, symbols, kinds }: ActionRange = {}): Promise<CorporateAction[]> {
      let query = db
        .selectFrom('corporate_actions')
        .selectAll()
        .orderBy('ex_date')
        .orderBy('symbol')
        .orderBy('security')
        .orderBy('subject')
        .orderBy('part');
      if (from !== undefined) query = query.where('ex_date', '>=', from);
      if (to !== undefined) query = query.where('ex_date', '<=', to);
      if (symbols) query = query.where('symbol', 'in', symbols);
      if (kinds) query = query.where('kind', 'in', kinds);
      return (await query.execute()).map(fromRow);
    },
  };
}

/** Writing of it, inside the caller's transaction. */
export function writeCorporateActions({ db }: Handle) {
  return {
    /** Removes rows, then inserts or replaces others. Only what differs should be given. */
    async apply(
      remove: readonly CorporateAction[],
      save: readonly CorporateAction[],
    ): Promise<void> {
      for (const { security, exDate, subject, part } of remove) {
        await db
          .deleteFrom('corporate_actions')
          .where('security', '=', security)
          .where('ex_date', '=', exDate)
          .where('subject', '=', subject)
          .where('part', '=', part)
          .execute();
      }
      for (const action of save) {
        await db.replaceInto('corporate_actions').values(toRow(action)).execute();
      }
    },
  };
}
