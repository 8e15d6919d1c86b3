import { isObject } from '../json.ts';
import { DEFINITION_BYTES } from '../limits.ts';
import { checkFields } from './check-fields.ts';
import { checkFlow } from './check-flow.ts';
import { MACHINE_FIELDS } from './fields.ts';
import { type Finding, InvalidDefinition } from './invalid.ts';
import type { Machine } from './machine.ts';

/**
 * The machine that a definition describes.
 * @throws InvalidDefinition naming everything in it that is wrong or not run here. Nothing is ever ignored.
 */
export function machineOf(definition: string): Machine {
  const machine = parsed(definition);
  const findings = [...problemsOf(machine)];
  if (findings.length > 0) throw new InvalidDefinition(findings);
  return machine as Machine;
}

function* problemsOf(machine: unknown): Generator<Finding> {
  if (!isObject(machine)) return yield { says: 'A definition is a JSON object', at: '' };
  yield* checkFields(machine, MACHINE_FIELDS, '');
  if (machine.QueryLanguage !== 'JSONata') {
    yield { says: 'QueryLanguage JSONPath is not run here; write JSONata', at: '/QueryLanguage' };
  }
  if (machine.Version !== undefined && machine.Version !== '1.0') yield { says: 'Version is 1.0', at: '/Version' };
  if (machine.TimeoutSeconds !== undefined && !isWholeSeconds(machine.TimeoutSeconds)) {
    yield { says: 'TimeoutSeconds is a whole number of at least 1', at: '/TimeoutSeconds' };
  }
  yield* checkFlow(machine, '', { names: new Set(), variables: new Set() });
}

function parsed(definition: string): unknown {
  if (Buffer.byteLength(definition) > DEFINITION_BYTES) {
    throw new InvalidDefinition([{ says: `A definition has at most ${DEFINITION_BYTES} bytes`, at: '' }]);
  }
  try {
    return JSON.parse(definition);
  } catch (error) {
    throw new InvalidDefinition([{ says: `INVALID_JSON_DESCRIPTION: ${(error as Error).message}`, at: '' }]);
  }
}

function isWholeSeconds(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 99_999_999;
}
