import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Violation } from '../../domain/violation.ts';
import { placeError } from '../shared/address.ts';
import { openPersonal } from '../shared/form-work/field-cipher.ts';
import type { FormRecord } from '../shared/form-work/form-record.ts';
import { deviceOf, jsonAnswer, pageAnswer, pdfAnswer, wantedType } from '../shared/http.ts';
import { type Refusal, refuse } from '../shared/problems.ts';
import { formAnswer } from './answer.ts';
import type { TaxFreeDependencies } from './dependencies.ts';
import { formAfter, LONGEST_WAIT_S } from './wait.ts';

/** A whole number of the query, if it is one; API Gateway does not check the types of parameters. */
function wholeNumber(event: APIGatewayProxyEvent, name: string, most: number): number | undefined {
  const text = event.queryStringParameters?.[name] ?? '';
  return /^\d{1,9}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}

const LAST_REVISION = 999_999_999;

/** Each parameter of the query that is no whole number in its bounds. */
const queryErrors = (event: APIGatewayProxyEvent): Violation[] =>
  (
    [
      ['wait', LONGEST_WAIT_S],
      ['since', LAST_REVISION],
    ] as const
  ).flatMap(([name, most]) => {
    const given = event.queryStringParameters?.[name];
    return given === undefined || wholeNumber(event, name, most) !== undefined
      ? []
      : [placeError(`query:${name}`, given, `a whole number from 0 to ${most}`)];
  });

/** The form to print. What draws it is loaded when needed, which keeps it out of the cold start. */
async function printed(
  form: FormRecord,
  type: 'text/html' | 'application/pdf',
  { work }: TaxFreeDependencies,
): Promise<APIGatewayProxyResult | Refusal> {
  const { content, personal } = form;
  if (content === undefined) return refuse('form-unknown', 'No form was issued under this id.');
  if (personal === undefined) return refuse('form-erased', 'The form can no longer be printed.');
  const opened = await openPersonal(work.keys, form.formId, personal);
  if (type === 'text/html') {
    const { formPage } = await import('./page.ts');
    return pageAnswer(formPage(form, content, opened));
  }
  const { formPdf } = await import('./pdf.ts');
  return pdfAnswer(formPdf(form, content, opened));
}

/** Reads a form of the device's store, after a change if that was asked for. */
export async function readForm(
  formId: string,
  event: APIGatewayProxyEvent,
  dependencies: TaxFreeDependencies,
): Promise<APIGatewayProxyResult | Refusal> {
  const wait_s = wholeNumber(event, 'wait', LONGEST_WAIT_S);
  const { wait, since } = event.queryStringParameters ?? {};
  const known = wholeNumber(event, 'since', LAST_REVISION);
  if ((wait !== undefined && wait_s === undefined) || (since !== undefined && known === undefined))
    return refuse('invalid-request', 'Correct the query of the address.', { errors: queryErrors(event) });
  const form = await formAfter(formId, known, (wait_s ?? 0) * 1000, dependencies);
  if (form === undefined) return refuse('form-unknown', 'Check the number of the form.');
  if (form.content !== undefined && form.content.store !== deviceOf(event).store)
    return refuse('forbidden', 'A shop reads only its own forms.');
  const type = wantedType(event, ['application/json', 'text/html', 'application/pdf']);
  return type === 'application/json'
    ? jsonAnswer(200, JSON.stringify(formAnswer(form)))
    : printed(form, type, dependencies);
}
