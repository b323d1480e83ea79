import { jsonPage } from '../answer.ts';
import type { Page } from '../answer.ts';

/** A refusal in Upstox's envelope, which spells each of its fields in two ways. */
export function upstoxRefusal(status: number, code: string, message: string): Page {
  return jsonPage(status, {
    status: 'error',
    errors: [
      {
        errorCode: code,
        message,
        propertyPath: null,
        invalidValue: null,
        error_code: code,
        property_path: null,
        invalid_value: null,
      },
    ],
  });
}
