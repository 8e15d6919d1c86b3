import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';

/** One conditional update of a form. */
export type FormUpdate = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

export const text = (S: string): AttributeValue => ({ S });
export const number = (value: number): AttributeValue => ({ N: String(value) });
export const map = (fields: Record<string, string | number | undefined>): AttributeValue => ({
  M: Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'number' ? number(value) : text(value)]],
    ),
  ),
});

/** An update put together piece by piece; it names only what its pieces use, which is what DynamoDB demands. */
export interface Expression {
  /** The placeholder of an attribute's name. */
  name(attribute: string): string;
  /** The placeholder of a value. */
  value(value: AttributeValue): string;
  /** Sets an attribute, or a field of one given as a path of placeholders. */
  set(path: string, operand: string): void;
  remove(attribute: string): void;
  demand(condition: string): void;
  update(): FormUpdate;
}

export function expression(): Expression {
  const names = new Map<string, string>();
  const values: AttributeValue[] = [];
  const sets: string[] = [];
  const removes: string[] = [];
  const conditions: string[] = [];

  const name = (attribute: string): string => {
    const placeholder = `#${attribute.replace(/\W/g, '_')}`;
    names.set(placeholder, attribute);
    return placeholder;
  };

  return {
    name,
    value(value) {
      values.push(value);
      return `:v${values.length}`;
    },
    set: (path, operand) => void sets.push(`${path} = ${operand}`),
    remove: (attribute) => void removes.push(name(attribute)),
    demand: (condition) => void conditions.push(condition),
    update: () => ({
      UpdateExpression: [
        ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
        ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
      ].join(' '),
      ConditionExpression: conditions.join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(names),
      ...(values.length > 0
        ? { ExpressionAttributeValues: Object.fromEntries(values.map((value, i) => [`:v${i + 1}`, value])) }
        : {}),
    }),
  };
}
