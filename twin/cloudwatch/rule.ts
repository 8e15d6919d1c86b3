/** State of an alarm. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

type StateOf = (alarm: string) => AlarmState;

const TOKEN = /\s*(\(|\)|AND\b|OR\b|NOT\b|TRUE\b|FALSE\b|(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*"?[^")]+"?\s*\))/y;

const unreadable = (rule: string): Error => new Error(`The rule of a composite alarm cannot be read: ${rule}`);

function tokens(rule: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.trimEnd().length) {
    const match = TOKEN.exec(rule);
    if (match?.[1] === undefined) throw unreadable(rule);
    found.push(match[1]);
  }
  return found;
}

/** What is said of which alarm, by its name or its ARN. */
function saidOf(token: string): { state: string; alarm: string } | undefined {
  const [, state, alarm] = /^(\w+)\s*\(\s*"?([^")]+?)"?\s*\)$/.exec(token) ?? [];
  return state === undefined || alarm === undefined ? undefined : { state, alarm: alarm.split(':').at(-1) ?? alarm };
}

/** The names of the alarms that a rule looks at. @throws Error naming a rule that cannot be read */
export const alarmsIn = (rule: string): string[] => tokens(rule).flatMap((token) => saidOf(token)?.alarm ?? []);

/** Reads a rule by descent: NOT binds closest, then AND, then OR. */
class Reader {
  readonly #rule: string;
  readonly #rest: string[];
  readonly #stateOf: StateOf;

  constructor(rule: string, stateOf: StateOf) {
    this.#rule = rule;
    this.#rest = tokens(rule);
    this.#stateOf = stateOf;
  }

  whole(): boolean {
    const value = this.#either();
    if (this.#rest.length > 0) throw unreadable(this.#rule);
    return value;
  }

  #either(): boolean {
    let value = this.#both();
    while (this.#take('OR')) value = this.#both() || value;
    return value;
  }

  #both(): boolean {
    let value = this.#one();
    while (this.#take('AND')) value = this.#one() && value;
    return value;
  }

  #one(): boolean {
    const token = this.#rest.shift() ?? '';
    if (token === 'NOT') return !this.#one();
    if (token === 'TRUE' || token === 'FALSE') return token === 'TRUE';
    if (token === '(') {
      const value = this.#either();
      if (!this.#take(')')) throw unreadable(this.#rule);
      return value;
    }
    const said = saidOf(token);
    if (said === undefined) throw unreadable(this.#rule);
    return this.#stateOf(said.alarm) === said.state;
  }

  #take(word: string): boolean {
    if (this.#rest[0] !== word) return false;
    this.#rest.shift();
    return true;
  }
}

/** Whether the rule of a composite alarm holds. @throws Error naming a rule that cannot be read */
export const ruleHolds = (rule: string, stateOf: StateOf): boolean => new Reader(rule, stateOf).whole();
