import type { JsonObject } from '../json.ts';
import { REFUSED_FIELDS } from './fields.ts';
import type { Finding } from './invalid.ts';

/** Fields that are not among those that are run, refused by name. */
export function* checkFields(object: JsonObject, allowed: readonly string[], at: string): Generator<Finding> {
  for (const name of Object.keys(object)) {
    if (allowed.includes(name)) continue;
    const reason = REFUSED_FIELDS[name] ?? 'is no field that is run in this place';
    yield { says: `Field '${name}' ${reason}`, at: `${at}/${name}` };
  }
}

/** Query languages of single states; they can only say again what the machine says. */
export function* checkQueryLanguage({ QueryLanguage: language }: JsonObject, at: string): Generator<Finding> {
  if (language === undefined || language === 'JSONata') return;
  yield { says: `QueryLanguage ${String(language)} is not run here; write JSONata`, at: `${at}/QueryLanguage` };
}
