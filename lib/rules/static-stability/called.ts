import { CITY } from '../../names.ts';
import type { Finding, RuleName } from './finding.ts';
import { type FoundMachine, functionsOf, roleOf } from './found.ts';
import { actionOf, allStates } from './machine.ts';
import { whyNot } from './planes.ts';
import { rightsOf } from './rights.ts';
import { flat, type Placed, property } from './template.ts';

/** Hosts and ARNs that lead to us-east-1. */
const GLOBAL = /us-east-1|(?<![\w.-])(?:route53|iam|cloudfront|sts|organizations|globalaccelerator)\.amazonaws\.com/;

const CITIES: Readonly<Record<string, string>> = CITY;

/** How a text leads to another Region: in an ARN, in a host's name. The bare name of a Region is only a word. */
function leadsTo(region: string, text: string): boolean {
  const host = new RegExp(`(?:^|[/.=\\s"'])${CITIES[region] ?? region}\\.`);
  return (
    text.includes(`:${region}:`) || text.includes(`.${region}.`) || text.includes(`-${region}.`) || host.test(text)
  );
}

interface Text {
  readonly where: string;
  readonly text: string;
}

type Say = (rule: RuleName, says: string, resource: Placed) => Finding;

const say: Say = (rule, says, { template, id }) => ({
  rule,
  says,
  templatePath: template.path,
  resourceLogicalId: id,
});

function endpoints({ others }: FoundMachine, { where, text }: Text, resource: Placed): Finding[] {
  const lines = text.split('\n');
  const global = lines.find((line) => GLOBAL.test(line));
  const left = others.flatMap((region) => lines.filter((line) => leadsTo(region, line)).slice(0, 1));
  return [
    ...(global === undefined ? [] : [say('no-global-endpoint', `${where} leads to us-east-1: ${global}`, resource)]),
    ...left.map((line) => say('not-the-region-left', `${where} leads to the Region being left: ${line}`, resource)),
  ];
}

/** What a role allows is what its code may call, whatever the code is. */
function ofRole(found: FoundMachine, owner: Placed, member: string, who: string): Finding[] {
  const role = roleOf(found, owner, member);
  if (role === undefined) return [];
  const rights = rightsOf(role);
  const refused = rights.flatMap(({ actions }) => actions.map(whyNot)).filter((reason) => reason !== undefined);
  return [
    ...[...new Set(refused)].map((reason) => say('data-plane-only', `The role of ${who}: ${reason}`, role)),
    ...rights.flatMap(({ resources }) => endpoints(found, { where: `The role of ${who}`, text: resources }, role)),
    ...property(role, 'ManagedPolicyArns')
      .split('\n')
      .filter((arn) => arn !== '')
      .map((arn) =>
        say('data-plane-only', `The role of ${who} has a managed policy, which may allow anything: ${arn}`, role),
      ),
  ];
}

function ofStates(found: FoundMachine): Finding[] {
  const { definition, machine, on } = found;
  return (definition === undefined ? [] : allStates(definition)).flatMap(([name, state]) => {
    const where = `"${name}" of ${on.name}`;
    const reason = state.Type === 'Task' ? whyNot(actionOf(state)) : undefined;
    const text = [state.Resource ?? '', flat(state.Arguments, machine.template.region)].join('\n');
    return [
      ...(reason === undefined ? [] : [say('data-plane-only', `${where}: ${reason}`, machine)]),
      ...endpoints(found, { where, text }, machine),
    ];
  });
}

/** What a function is told, one variable a line. */
function surroundings(one: Placed): string {
  const { Variables = {} } = (one.Properties?.Environment ?? {}) as { Variables?: Record<string, unknown> };
  return Object.entries(Variables)
    .map(([name, value]) => `${name}=${flat(value, one.template.region)}`)
    .join('\n');
}

function ofFunction(found: FoundMachine, one: Placed): Finding[] {
  const who = property(one, 'FunctionName') || one.id;
  const variables = surroundings(one);
  const legacy = /^AWS_STS_REGIONAL_ENDPOINTS=legacy$/m.test(variables);
  return [
    ...ofRole(found, one, 'Role', who),
    ...endpoints(found, { where: `The environment of ${who}`, text: variables }, one),
    ...(legacy
      ? [say('no-global-endpoint', `The environment of ${who} asks for the global endpoint of STS`, one)]
      : []),
  ];
}

/** What a machine of the way, its states, its functions and their roles may call. */
export function calledBy(found: FoundMachine): Finding[] {
  return [
    ...ofStates(found),
    ...ofRole(found, found.machine, 'RoleArn', found.on.name),
    ...functionsOf(found).found.flatMap((one) => ofFunction(found, one)),
  ];
}
