import { readFileSync } from 'node:fs';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolation,
} from 'aws-cdk-lib';
import { calledBy } from './called.ts';
import { equalRegions } from './equal.ts';
import { type Finding, STATIC_STABILITY_RULES } from './finding.ts';
import { type FoundMachine, machinesOf } from './found.ts';
import { FAILOVER_PATH, type MachineOnPath } from './path.ts';
import { everywhere, presentFor } from './present.ts';
import type { RegionalTemplate } from './template.ts';
import { worstCase } from './worst-case.ts';

function withinBudget({ on, machine, definition }: FoundMachine): Finding[] {
  if (definition === undefined) return [];
  const { machine_s, path, unbounded } = worstCase(definition, on.bounds);
  const { budget_s = Number.POSITIVE_INFINITY } = on;
  const long = `${on.name} may take ${Math.ceil(machine_s)} s of its ${budget_s} s: ${path.join(' → ')}`;
  return [...unbounded.map((one) => `${on.name}: ${one}`), ...(machine_s > budget_s ? [long] : [])].map((says) => ({
    rule: 'within-budget' as const,
    says,
    templatePath: machine.template.path,
    resourceLogicalId: machine.id,
  }));
}

const isAccepted = ({ accepted }: MachineOnPath, { rule, says }: Finding): boolean =>
  accepted.some((one) => one.rule === rule && one.says.test(says));

function ofMachine(found: FoundMachine): Finding[] {
  const all = [...calledBy(found), ...presentFor(found), ...withinBudget(found)];
  return all.filter((finding) => !isAccepted(found.on, finding));
}

/** Everything in the templates of an application that would make a failover depend on what may be down. */
export function findings(
  templates: readonly RegionalTemplate[],
  path: readonly MachineOnPath[] = FAILOVER_PATH,
): Finding[] {
  const environments = Map.groupBy(templates, ({ environment }) => environment);
  return [...environments.values()].flatMap((all) => {
    const machines = machinesOf(all, path);
    return [...machines.flatMap(ofMachine), ...everywhere(machines, path), ...equalRegions(all)];
  });
}

function violation({ rule, says, templatePath, resourceLogicalId }: Finding): PolicyViolation {
  return {
    ruleName: rule,
    description: `${STATIC_STABILITY_RULES[rule]} ${says}`,
    severity: 'error',
    violatingResources: [{ resourceLogicalId, templatePath, locations: [] }],
  };
}

/** Looks at the finished templates and the definitions beside them. Part of every synth. */
export class StaticStability implements IPolicyValidationPlugin {
  readonly name = 'Static stability';
  readonly ruleIds = Object.keys(STATIC_STABILITY_RULES);
  readonly #path: readonly MachineOnPath[];

  constructor(path: readonly MachineOnPath[] = FAILOVER_PATH) {
    this.#path = path;
  }

  validate({ stackTemplates }: IPolicyValidationContext): PolicyValidationPluginReport {
    const templates = stackTemplates.map(({ stackConstructPath, templatePath, region }) => ({
      stack: stackConstructPath,
      environment: stackConstructPath.split('/')[0] ?? '',
      region: region ?? '',
      path: templatePath,
      content: JSON.parse(readFileSync(templatePath, 'utf8')),
    }));
    const found = findings(templates, this.#path);
    return { success: found.length === 0, violations: found.map(violation) };
  }
}
