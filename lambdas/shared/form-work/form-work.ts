import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FieldKeys } from './field-cipher.ts';
import { createFormStore, type FormStore } from './form-store.ts';
import { type Operator, operatorOf } from './operators.ts';
import type { Acquirer, Customs } from './ports.ts';
import { createReceiptClaims, type ReceiptClaims } from './receipt-claims.ts';
import { createSlipQuota, type SlipQuota } from './slip-quota.ts';
import { timedAcquirer, timedCustoms } from './timed.ts';
import { watchedCustoms } from './watched.ts';
import { type IgnoredLog, logIgnored, logWork, type WorkLog } from './work-log.ts';

/** What the work on forms is done with: the only places where it meets the world. */
export interface FormWork {
  forms: FormStore;
  claims: ReceiptClaims;
  slips: SlipQuota;
  keys: FieldKeys;
  customs: Customs;
  acquirer: Acquirer;
  operator: Operator;
  now(): Date;
  /** A fresh id for a try or a message. */
  newId(): string;
  report: WorkLog;
  /** Words from outside that change nothing. */
  ignore: IgnoredLog;
}

/** As much of it as writes a form down and speaks to nobody outside: what a person's command needs too. */
export type FormWriting = Pick<FormWork, 'forms' | 'operator' | 'now' | 'newId' | 'report' | 'ignore'>;

/** What a function brings along; the rest follows from its environment. */
export interface FormWorkParts {
  client: DynamoDBClient;
  environment: Readonly<Record<'LEDGER_TABLE' | 'TAX_FREE_TABLE' | 'OPERATOR', string>>;
  keys: FieldKeys;
  customs: Customs;
  acquirer: Acquirer;
  now?: () => Date;
  report?: WorkLog;
  ignore?: IgnoredLog;
}

/** @throws Error for an operator that does not exist */
export function createFormWork(parts: FormWorkParts): FormWork {
  const {
    client,
    environment,
    keys,
    customs,
    acquirer,
    now = () => new Date(),
    report = logWork,
    ignore = logIgnored,
  } = parts;
  const operator = operatorOf(environment.OPERATOR);
  return {
    forms: createFormStore(client, environment.TAX_FREE_TABLE),
    claims: createReceiptClaims(client, environment.LEDGER_TABLE),
    slips: createSlipQuota(client, environment.TAX_FREE_TABLE, operator.name),
    keys,
    customs: timedCustoms(watchedCustoms(customs, report)),
    acquirer: timedAcquirer(acquirer),
    operator,
    now,
    newId: randomUUID,
    report,
    ignore,
  };
}
