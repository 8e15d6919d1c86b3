import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { validation } from './errors.ts';
import { operandValue, type Values, valueAt } from './evaluate.ts';
import type { Operand, Path, UpdateProgram } from './syntax.ts';
import { type Item, wholeNumber } from './value.ts';

const invalidPath = () => validation('The document path provided in the update expression is invalid for update');

/** A map with a value put at a path, or taken away there; what lies beside the path is shared with the map before. */
function withMap(map: Item, [step, ...rest]: Path, value: AttributeValue | undefined): Item {
  if (typeof step !== 'string') throw invalidPath();
  const next = rest.length === 0 ? value : within(map[step], rest, value);
  if (next !== undefined) return { ...map, [step]: next };
  const { [step]: _, ...others } = map;
  return others;
}

function withList(list: readonly AttributeValue[], [step, ...rest]: Path, value: AttributeValue | undefined) {
  if (typeof step !== 'number') throw invalidPath();
  if (rest.length > 0) return list.with(step, within(list[step], rest, value));
  if (value === undefined) return list.toSpliced(step, 1);
  return step < list.length ? list.with(step, value) : [...list, value];
}

/** @throws ValidationException when there is no map or list for the rest of the path */
function within(container: AttributeValue | undefined, rest: Path, value: AttributeValue | undefined): AttributeValue {
  if (container?.M !== undefined) return { M: withMap(container.M, rest, value) };
  if (container?.L !== undefined) return { L: withList(container.L, rest, value) };
  throw invalidPath();
}

function assigned(operand: Operand, before: Item, values: Values): AttributeValue {
  const value = operandValue(operand, before, values);
  if (value === undefined)
    throw validation('The provided expression refers to an attribute that does not exist in the item');
  return value;
}

function added(path: Path, by: Operand, before: Item, values: Values): AttributeValue {
  const now = wholeNumber(valueAt(before, path)?.N ?? '0');
  return { N: String(now + wholeNumber(assigned(by, before, values).N ?? '')) };
}

/** The item that an update makes of the one before; every operand is read from the one before. */
export function updated({ set, remove, add }: UpdateProgram, before: Item, values: Values): Item {
  let item = before;
  for (const { path, to } of set) item = withMap(item, path, assigned(to, before, values));
  for (const path of remove) item = withMap(item, path, undefined);
  for (const { path, by } of add) item = withMap(item, path, added(path, by, before, values));
  return item;
}
