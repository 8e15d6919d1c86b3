import type { JsonObject } from '../json.ts';

/**
 * The variables of a branch. It sees those around it and assigns its own only. Source: Step Functions developer guide,
 * "Passing data between states with variables", scope.
 */
export class Variables {
  readonly #around: Variables | undefined;
  #own: JsonObject = {};

  constructor(around?: Variables) {
    this.#around = around;
  }

  /** All that can be seen from here. */
  seen(): JsonObject {
    return { ...this.#around?.seen(), ...this.#own };
  }

  assign(values: JsonObject): void {
    this.#own = { ...this.#own, ...values };
  }
}
