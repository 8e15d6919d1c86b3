import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { validation } from './errors.ts';
import type { Comparator, Condition, Operand, Path } from './syntax.ts';
import { compare, type Item, sameValue, sizeOf, wholeNumber } from './value.ts';

export type Values = Readonly<Record<string, AttributeValue>>;

/** What stands at a path of an item. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item };
  for (const step of path) value = typeof step === 'number' ? value?.L?.[step] : value?.M?.[step];
  return value;
}

/** What an operand stands for in an item; undefined for an attribute that is not there. */
export function operandValue(operand: Operand, item: Item, values: Values): AttributeValue | undefined {
  switch (operand.is) {
    case 'path':
      return valueAt(item, operand.path);
    case 'value':
      return values[operand.name];
    case 'size':
      return sizeAt(item, operand.path);
    case 'if_not_exists':
      return valueAt(item, operand.path) ?? operandValue(operand.otherwise, item, values);
    case 'list_append':
      return { L: [...listOf(operand.first, item, values), ...listOf(operand.second, item, values)] };
    case 'sum':
      return summed(operand.left, operand.right, operand.sign, item, values);
  }
}

function sizeAt(item: Item, path: Path): AttributeValue | undefined {
  const value = valueAt(item, path);
  if (value === undefined) return undefined;
  const count = value.L?.length ?? (value.M === undefined ? sizeOf(value) : Object.keys(value.M).length);
  return { N: String(count) };
}

/** @throws ValidationException where DynamoDB misses an attribute that it must calculate with */
function present(operand: Operand, item: Item, values: Values): AttributeValue {
  const value = operandValue(operand, item, values);
  if (value === undefined)
    throw validation('The provided expression refers to an attribute that does not exist in the item');
  return value;
}

const wrongKind = () => validation('An operand in the update expression has an incorrect data type');

function listOf(operand: Operand, item: Item, values: Values): readonly AttributeValue[] {
  const { L } = present(operand, item, values);
  if (L === undefined) throw wrongKind();
  return L;
}

function numberOf(operand: Operand, item: Item, values: Values): number {
  const { N } = present(operand, item, values);
  if (N === undefined) throw wrongKind();
  return wholeNumber(N);
}

const summed = (left: Operand, right: Operand, sign: 1 | -1, item: Item, values: Values): AttributeValue => ({
  N: String(numberOf(left, item, values) + sign * numberOf(right, item, values)),
});

const ORDERS: Record<Exclude<Comparator, '=' | '<>'>, (order: number) => boolean> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** An attribute that is not there is unlike everything and comes neither before nor after anything. */
function compares(by: Comparator, left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  const same = left !== undefined && right !== undefined && sameValue(left, right);
  if (by === '=') return same;
  if (by === '<>') return !same;
  const order = left === undefined || right === undefined ? undefined : compare(left, right);
  return order !== undefined && ORDERS[by](order);
}

const containsPart = (value: AttributeValue, part: AttributeValue): boolean =>
  value.L?.some((each) => sameValue(each, part)) ??
  (value.S !== undefined && part.S !== undefined && value.S.includes(part.S));

/** Whether a condition holds for an item; one that is not there has no attributes. */
export function holds(condition: Condition, item: Item, values: Values): boolean {
  const of = (operand: Operand) => operandValue(operand, item, values);
  switch (condition.is) {
    case 'and':
      return condition.parts.every((part) => holds(part, item, values));
    case 'or':
      return condition.parts.some((part) => holds(part, item, values));
    case 'not':
      return !holds(condition.part, item, values);
    case 'exists':
      return valueAt(item, condition.path) !== undefined;
    case 'missing':
      return valueAt(item, condition.path) === undefined;
    case 'compare':
      return compares(condition.by, of(condition.left), of(condition.right));
    case 'between':
      return (
        compares('>=', of(condition.value), of(condition.low)) &&
        compares('<=', of(condition.value), of(condition.high))
      );
    case 'in':
      return condition.among.some((each) => compares('=', of(condition.value), of(each)));
    default:
      return partHolds(condition.is, of(condition.value), of(condition.part));
  }
}

function partHolds(
  is: 'begins_with' | 'contains',
  value: AttributeValue | undefined,
  part: AttributeValue | undefined,
): boolean {
  if (value === undefined || part === undefined) return false;
  if (is === 'contains') return containsPart(value, part);
  return value.S !== undefined && part.S !== undefined && value.S.startsWith(part.S);
}
