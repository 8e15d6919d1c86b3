/** A document path: names of attributes and places in lists. */
export type Path = readonly (string | number)[];

/** What stands for a value. `#names` are resolved already, `:values` are not: they differ from request to request. */
export type Operand =
  | { is: 'path'; path: Path }
  | { is: 'value'; name: string }
  | { is: 'size'; path: Path }
  | { is: 'if_not_exists'; path: Path; otherwise: Operand }
  | { is: 'list_append'; first: Operand; second: Operand }
  | { is: 'sum'; sign: 1 | -1; left: Operand; right: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { is: 'and' | 'or'; parts: readonly Condition[] }
  | { is: 'not'; part: Condition }
  | { is: 'exists' | 'missing'; path: Path }
  | { is: 'compare'; by: Comparator; left: Operand; right: Operand }
  | { is: 'between'; value: Operand; low: Operand; high: Operand }
  | { is: 'in'; value: Operand; among: readonly Operand[] }
  | { is: 'begins_with' | 'contains'; value: Operand; part: Operand };

/** What an update does, clause by clause. All operands are read from the item as it was before. */
export interface UpdateProgram {
  set: readonly { path: Path; to: Operand }[];
  remove: readonly Path[];
  add: readonly { path: Path; by: Operand }[];
}
