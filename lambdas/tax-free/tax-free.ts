import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { QuoteRequest } from '../../api/generated/contract.ts';
import {
  isCancellationRequest,
  isCardRequest,
  isFormRequest,
  isPaymentRequest,
  isQuoteRequest,
} from '../../api/generated/validators.mjs';
import { isFormId } from '../../domain/tax-free/form-id.ts';
import { wrongAddress } from '../shared/address.ts';
import { deviceOf, jsonAnswer, problemAnswer } from '../shared/http.ts';
import { isRefusal, type Refusal, refuse } from '../shared/problems.ts';
import { type Route, routed } from '../shared/routed.ts';
import { bodyOf, isRealTime, noSuchTime } from '../shared/validated.ts';
import { formAnswer } from './answer.ts';
import { cancel } from './cancel.ts';
import type { TaxFreeDependencies } from './dependencies.ts';
import { issue } from './issue.ts';
import { anotherCard, paidOtherwise } from './other-means.ts';
import { quoteOf } from './quote.ts';
import { readForm } from './read.ts';

type Step = (
  event: APIGatewayProxyEvent,
  dependencies: TaxFreeDependencies,
) => Promise<APIGatewayProxyResult | Refusal>;

/** What staff state comes from a till, where staff stand: nobody states anything at a kiosk. */
const mayState = (event: APIGatewayProxyEvent, { stated }: QuoteRequest): boolean =>
  stated === undefined || deviceOf(event).role === 'till';

const NOT_STATED_HERE = refuse('forbidden', 'Only an advisor at a till states what the passport cannot say.');

const postQuote: Step = async (event, dependencies) => {
  const parsed = bodyOf(event, isQuoteRequest);
  if ('problem' in parsed) return parsed;
  if (!mayState(event, parsed.request)) return NOT_STATED_HERE;
  const quote = await quoteOf(parsed.request, deviceOf(event).store, dependencies);
  return isRefusal(quote) ? quote : jsonAnswer(200, JSON.stringify(quote));
};

/** The form id of a path, if its check digits are right. */
function formIdOf(event: APIGatewayProxyEvent): string | undefined {
  const formId = event.pathParameters?.formId ?? '';
  return isFormId(formId) ? formId : undefined;
}

const withFormId =
  (
    step: (
      formId: string,
      event: APIGatewayProxyEvent,
      dependencies: TaxFreeDependencies,
    ) => Promise<APIGatewayProxyResult | Refusal>,
  ): Step =>
  async (event, dependencies) => {
    const formId = formIdOf(event);
    return formId === undefined ? wrongAddress(event) : step(formId, event, dependencies);
  };

const putForm = withFormId(async (formId, event, { work }) => {
  const parsed = bodyOf(event, isFormRequest);
  if ('problem' in parsed) return parsed;
  if (!mayState(event, parsed.request)) return NOT_STATED_HERE;
  if (!isRealTime(parsed.request.consent.time)) return noSuchTime('/consent/time', parsed.request.consent.time);
  const issued = await issue({ formId, device: deviceOf(event), request: parsed.request }, work);
  return 'problem' in issued ? issued : jsonAnswer(issued.status, JSON.stringify(formAnswer(issued.form)));
});

const postCancellation = withFormId(async (formId, event, dependencies) => {
  const parsed = bodyOf(event, isCancellationRequest);
  if ('problem' in parsed) return parsed;
  const cancelled = await cancel(formId, deviceOf(event).store, parsed.request, dependencies);
  return 'problem' in cancelled ? cancelled : jsonAnswer(200, JSON.stringify(formAnswer(cancelled.form)));
});

const putCard = withFormId(async (formId, event, { work }) => {
  const parsed = bodyOf(event, isCardRequest);
  if ('problem' in parsed) return parsed;
  if (!isRealTime(parsed.request.consent.time)) return noSuchTime('/consent/time', parsed.request.consent.time);
  const paid = await anotherCard(formId, deviceOf(event).store, parsed.request, work);
  return 'problem' in paid ? paid : jsonAnswer(200, JSON.stringify(formAnswer(paid.form)));
});

const putPayment = withFormId(async (formId, event, { work }) => {
  const { role, store } = deviceOf(event);
  if (role !== 'till') return refuse('forbidden', 'Only an advisor at a till pays a refund otherwise.');
  const parsed = bodyOf(event, isPaymentRequest);
  if ('problem' in parsed) return parsed;
  const paid = await paidOtherwise(formId, store, parsed.request, work);
  return 'problem' in paid ? paid : jsonAnswer(200, JSON.stringify(formAnswer(paid.form)));
});

const ROLES = ['kiosk', 'till'];

const route =
  (step: Step, dependencies: TaxFreeDependencies): Route =>
  async (event) => {
    const answer = ROLES.includes(deviceOf(event).role)
      ? await step(event, dependencies)
      : refuse('forbidden', 'Only kiosks and tills make tax-free forms.');
    return 'problem' in answer ? problemAnswer(answer, event.requestContext.requestId) : answer;
  };

const FORM = '/v1/tax-free/forms/{formId}';

/** Tax-free refunds as a kiosk asks for them: what a traveller would get, the form, how it stands, its cancellation. */
export const createTaxFree = (dependencies: TaxFreeDependencies): Route =>
  routed(
    {
      'POST /v1/tax-free/quotes': route(postQuote, dependencies),
      [`PUT ${FORM}`]: route(putForm, dependencies),
      [`GET ${FORM}`]: route(withFormId(readForm), dependencies),
      [`PUT ${FORM}/card`]: route(putCard, dependencies),
      [`PUT ${FORM}/payment`]: route(putPayment, dependencies),
      [`POST ${FORM}/cancellation`]: route(postCancellation, dependencies),
    },
    dependencies.log,
  );
