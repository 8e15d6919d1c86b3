import { Failure } from '../failure.ts';
import type { Conversion } from './shape.ts';

/** From a state machine to the SDK: members in PascalCase, times in ISO 8601, bytes in base64. @throws Failure */
export const TO_SDK: Conversion = {
  time: (value) => new Date(String(value)),
  bytes: (value) => Buffer.from(String(value), 'base64'),
  member: (name, members) => {
    for (const known of [name, name.charAt(0).toLowerCase() + name.slice(1)]) {
      if (members.has(known)) return [known, members.get(known)];
    }
    throw new Failure('States.Runtime', `The field '${name}' is not supported by Step Functions`);
  },
};

/** From the SDK to a state machine. */
export const FROM_SDK: Conversion = {
  time: (value) => (value instanceof Date ? value.toISOString() : value),
  bytes: (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
  member: (name, members) => [name.charAt(0).toUpperCase() + name.slice(1), members.get(name)],
};
