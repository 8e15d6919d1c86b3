import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAILOVER_PATH } from '../../lib/rules/static-stability/path.ts';
import { worstCase } from '../../lib/rules/static-stability/worst-case.ts';

const definitionOf = (name: string) => JSON.parse(readFileSync(`statemachines/${name}.asl.json`, 'utf8'));

describe.each(FAILOVER_PATH)('the machine $name', ({ name, budget_s = Number.POSITIVE_INFINITY, bounds }) => {
  const definition = definitionOf(name);
  const { machine_s, unbounded } = worstCase(definition, bounds);

  it('has an end on every way, and fits its budget on the longest one', () => {
    expect(unbounded).toEqual([]);
    expect(machine_s).toBeLessThanOrEqual(budget_s);
  });

  it('has every state that its bounds speak of', () => {
    const named = [...bounds.people, ...bounds.until, ...Object.keys(bounds.visits), ...Object.keys(bounds.seconds)];
    expect(named.filter((state) => !(state in definition.States))).toEqual([]);
  });

  it('is stopped by Step Functions no sooner than its own longest way', () => {
    expect(definition.TimeoutSeconds).toBeGreaterThan(machine_s);
  });
});
