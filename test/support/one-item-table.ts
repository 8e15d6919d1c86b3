import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** The members of an UpdateItem that decide what it does. */
export interface Update {
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Attributes;
}

type Value = string | number | undefined;

const TOKEN = /\s*(attribute_not_exists|AND\b|OR\b|>=|<|=|\(|\)|[#:]\w+)/gy;

function tokensOf(text: string): string[] {
  TOKEN.lastIndex = 0;
  const tokens: string[] = [];
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(text)?.[1];
    if (found === undefined) throw new Error(`this table does not know the condition from '${text.slice(at)}'`);
    tokens.push(found);
  }
  return tokens;
}

const plain = (value: AttributeValue | undefined): Value =>
  value?.S ?? (value?.N === undefined ? undefined : Number(value.N));

function resolver(item: Attributes, { ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Update) {
  return (token = ''): Value => {
    const known = token.startsWith('#') ? ExpressionAttributeNames[token] : ExpressionAttributeValues[token];
    if (known === undefined) throw new Error(`'${token}' is not among the names and values of the expression`);
    return typeof known === 'string' ? plain(item[known]) : plain(known);
  };
}

/** Whether an item meets a condition of ours; what a comparison finds absent is not so, as in DynamoDB. */
function meets(item: Attributes, update: Update): boolean {
  const tokens = tokensOf(update.ConditionExpression ?? '');
  const value = resolver(item, update);
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const term = (): boolean => {
    const first = next();
    if (first === '(') {
      const inner = either();
      next();
      return inner;
    }
    if (first === 'attribute_not_exists') {
      const [, name] = [next(), next(), next()];
      return value(name) === undefined;
    }
    const [operator, left, right] = [next(), value(first), value(next())];
    if (left === undefined || right === undefined) return false;
    return operator === '=' ? left === right : operator === '<' ? left < right : left >= right;
  };
  const both = (): boolean => {
    let holds = term();
    for (; tokens[at] === 'AND'; ) {
      next();
      holds = term() && holds;
    }
    return holds;
  };
  function either(): boolean {
    let holds = both();
    for (; tokens[at] === 'OR'; ) {
      next();
      holds = both() || holds;
    }
    return holds;
  }
  return tokens.length === 0 || either();
}

/** The item after `SET #a = :b, …` or `REMOVE #a, …`. */
function updated(item: Attributes, update: Update): Attributes {
  const { UpdateExpression, ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = update;
  const [, action, rest = ''] = /^(SET|REMOVE) (.*)$/.exec(UpdateExpression) ?? [];
  const parts = rest.split(', ').map((part) => part.split(' = '));
  const changed = { ...item };
  for (const [name = '', value = ''] of parts) {
    const attribute = names[name];
    if (attribute === undefined || action === undefined) throw new Error(`cannot read '${UpdateExpression}'`);
    if (action === 'REMOVE') delete changed[attribute];
    else changed[attribute] = values[value] as AttributeValue;
  }
  return changed;
}

/** One item in memory that keeps the conditions of its writes, as a strong table does; a second implementation that DynamoDB is held against. */
export function oneItem(found: Attributes = {}) {
  let item = found;
  return {
    now: (): Attributes => item,
    /** @throws ConditionalCheckFailedException with the item as it stands */
    update(update: Update): void {
      if (!meets(item, update))
        throw new ConditionalCheckFailedException({
          message: 'the condition failed',
          $metadata: {},
          Item: { ...item },
        });
      item = updated(item, update);
    },
  };
}
