import { Ajv, type ValidateFunction } from 'ajv';
import { OUTGOING } from '../../lambdas/shared/customs/messages/outgoing.ts';

const ajv = new Ajv({ allErrors: true });

const validators: ReadonlyMap<string, ValidateFunction> = new Map(
  OUTGOING.map(({ message, schema }) => [message, ajv.compile(schema)]),
);

/** What is wrong with the structure of a message; nothing when it is right. */
export function structureErrors(message: Record<string, unknown>): string[] {
  const validate = validators.get(String(message.message));
  if (validate === undefined) return [`no message ${String(message.message)}`];
  if (validate(message)) return [];
  return (validate.errors ?? []).map(({ instancePath, message: says = '' }) => `${instancePath} ${says}`.trim());
}
