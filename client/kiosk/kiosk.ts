import type { Form, FormRequest, Quote, QuoteRequest } from '../../api/generated/contract.ts';
import { FORM_ID_BYTES, formId } from '../../domain/tax-free/form-id.ts';
import type { Clock } from '../clock.ts';
import type { CallLimits } from '../regions/call.ts';
import type { RegionalClient } from '../regions/regional-client.ts';
import { ask } from '../till/read.ts';
import type { ReadResult } from '../till/results.ts';

const FORMS = '/v1/tax-free/forms';

/**
 * A form takes some strong writes and a message to customs: seconds on a bad day. The other Region is asked when the first is gone or
 * silent for longer than that; asked earlier, it would do the same work at once, and two Regions that are busy would be busier.
 */
const ISSUE: Partial<CallLimits> = { deadline_ms: 25_000, attempt_ms: 10_000, expected_ms: 3_000 };

/** Longest the service holds a read back (`wait`), in seconds. */
const LONGEST_WAIT_S = 20;

/** How long one read of `follow` waits: short enough that a Region which falls silent is soon left. */
const FOLLOW_WAIT_S = 5;

/** Before asking again when no Region answered. */
const AWAY_MS = 500;

/** A read that waits needs its time in either Region, should the first die over it. */
const waiting = (wait_s: number): Partial<CallLimits> => ({
  deadline_ms: 2 * wait_s * 1000 + 2_500,
  attempt_ms: wait_s * 1000 + 1_200,
  expected_ms: wait_s * 1000,
});

export interface KioskParts {
  client: RegionalClient;
  clock: Clock;
  randomBytes(count: number): Uint8Array;
}

/** What a kiosk asks of the service. It keeps nothing: a form is found again by its id, in either Region. */
export class Kiosk {
  readonly #parts: KioskParts;

  constructor(parts: KioskParts) {
    this.#parts = parts;
  }

  /** Draws the id of a new form. It is drawn once for a traveller, however often the form is sent. */
  newFormId(): string {
    return formId(this.#parts.randomBytes(FORM_ID_BYTES));
  }

  /** What the traveller would get, or why not. */
  quote(request: QuoteRequest): Promise<ReadResult<Quote>> {
    return this.#post('/v1/tax-free/quotes', request);
  }

  /** Issues the form, or finds it issued. `offline`: it may have been issued; send the same again, or `cancel` it. */
  issue(id: string, request: FormRequest): Promise<ReadResult<Form>> {
    const body = JSON.stringify(request);
    return ask(this.#parts.client, { method: 'PUT', path: `${FORMS}/${id}`, body }, ISSUE);
  }

  /** The form as it stands. */
  form(id: string): Promise<ReadResult<Form>> {
    return ask(this.#parts.client, { method: 'GET', path: `${FORMS}/${id}` });
  }

  /**
   * The form once it is another than the known one, or as it is after the wait.
   * @param wait_s seconds, at most 20
   */
  changed({ formId: id, revision }: Pick<Form, 'formId' | 'revision'>, wait_s: number): Promise<ReadResult<Form>> {
    const wait = Math.min(Math.max(0, Math.floor(wait_s)), LONGEST_WAIT_S);
    const path = `${FORMS}/${id}?wait=${wait}&since=${revision}`;
    return ask(this.#parts.client, { method: 'GET', path }, waiting(wait));
  }

  /**
   * Follows a form until it is what is wanted, or the patience is over, whichever Regions answer meanwhile.
   * @returns the form as it was seen last
   */
  async follow(form: Form, isWanted: (form: Form) => boolean, patience_ms: number): Promise<Form> {
    const { clock } = this.#parts;
    const until_ms = clock.elapsed_ms() + patience_ms;
    let known = form;
    for (let left_ms = patience_ms; left_ms > 0 && !isWanted(known); left_ms = until_ms - clock.elapsed_ms()) {
      const seen = await this.changed(known, Math.min(FOLLOW_WAIT_S, Math.ceil(left_ms / 1000)));
      if (seen.state === 'found') known = seen.value;
      else await clock.sleep(Math.min(AWAY_MS, left_ms));
    }
    return known;
  }

  /**
   * Takes a form back. One that was never issued is made void, and the receipts named, which were claimed for it over two minutes ago,
   * are let go.
   */
  cancel(id: string, receipts?: string[]): Promise<ReadResult<Form>> {
    return this.#post(`${FORMS}/${id}/cancellation`, receipts === undefined ? {} : { receipts }, ISSUE);
  }

  #post<T>(path: string, body: object, limits?: Partial<CallLimits>): Promise<ReadResult<T>> {
    return ask(this.#parts.client, { method: 'POST', path, body: JSON.stringify(body) }, limits);
  }
}
