import type { Json, JsonObject } from '../assembly/json.ts';
import type { Template } from '../assembly/template.ts';
import { withParameters } from './parameters.ts';
import { stackPlan } from './stack-plan.ts';
import { type OnFailure, outputsOf, type StackRecord, type Stacks } from './stacks.ts';
import { CloudFormationError, invalid, type Query } from './wire.ts';

/** Where an operation works. */
export interface RegionOfStacks {
  readonly region: string;
  readonly stacks: Stacks;
  /** Files of the assembly, by the key under which they would be uploaded. */
  readonly assets: ReadonlyMap<string, string>;
  /** Reads a template that would have been uploaded. @throws Error when it cannot */
  readonly readTemplate: (file: string) => Template;
}

function templateAt(url: string, { assets, readTemplate }: RegionOfStacks): Template {
  const key = new URL(url).pathname.split('/').at(-1) ?? '';
  const file = assets.get(key);
  if (file === undefined) throw invalid(`S3 error: The specified key does not exist: ${key}`);
  return readTemplate(file);
}

/** @throws CloudFormationError for ROLLBACK, also as the default: its statuses are not among those that the twin knows */
function onFailureOf(query: Query): OnFailure {
  const wish = query.text('OnFailure') ?? 'ROLLBACK';
  if (wish === 'DELETE' || wish === 'DO_NOTHING') return wish;
  throw invalid(`The twin's CloudFormation does not do OnFailure ${wish}`);
}

function create(query: Query, place: RegionOfStacks): JsonObject {
  const name = query.needed('StackName');
  const parameters = Object.fromEntries(
    query.list('Parameters').map(({ ParameterKey = '', ParameterValue = '' }) => [ParameterKey, ParameterValue]),
  );
  const template = withParameters(templateAt(query.needed('TemplateURL'), place), parameters);
  const { region, assets, stacks } = place;
  const { id } = stacks.create({
    plan: stackPlan({ name, region, template, assets }),
    parameters,
    tags: query.list('Tags'),
    token: query.text('ClientRequestToken'),
    onFailure: onFailureOf(query),
  });
  return { StackId: id };
}

function described(stack: StackRecord): JsonObject {
  const { id, plan, created, deleted, status, reason, parameters, tags } = stack;
  return {
    StackId: id,
    StackName: plan.name,
    CreationTime: created.toISOString(),
    ...(deleted === undefined ? {} : { DeletionTime: deleted.toISOString() }),
    StackStatus: status,
    ...(reason === undefined ? {} : { StackStatusReason: reason }),
    Parameters: Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
    Outputs: outputsOf(stack),
    Tags: [...tags],
  };
}

function describe(query: Query, { stacks }: RegionOfStacks): JsonObject {
  const name = query.text('StackName');
  return { Stacks: (name === undefined ? stacks.all() : [stacks.describe(name)]).map(described) };
}

const OPERATIONS: Readonly<Record<string, (query: Query, place: RegionOfStacks) => JsonObject>> = {
  CreateStack: create,
  DescribeStacks: describe,
  DeleteStack: (query, { stacks }) => {
    stacks.delete(query.needed('StackName'));
    return {};
  },
};

/** @throws CloudFormationError for what is wrong with the request, or what the twin does not do */
export function operate(query: Query, place: RegionOfStacks): Json {
  const operation = OPERATIONS[query.action];
  if (operation === undefined)
    throw new CloudFormationError('InvalidAction', `The twin's CloudFormation does not do ${query.action}`);
  return operation(query, place);
}
