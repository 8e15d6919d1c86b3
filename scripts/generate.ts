/**
 * Makes `api/generated` from the contract: TypeScript types for every schema, and a validator for every request body.
 * Run by the set-up; what it writes is not committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { JSONSchema } from 'json-schema-to-typescript';
import { parse } from 'yaml';
import { programOf, runProgram } from '../commands/program.ts';

const root = new URL('..', import.meta.url);
const target = new URL('api/generated/', root);

/** The request bodies whose validators handlers need: one per kind, so that a refusal names the field and not the kind. */
const VALIDATED = [
  'SaleRequest',
  'ReturnRequest',
  'VoidRequest',
  'DuplicateRequest',
  'ClosingRequest',
  'QuoteRequest',
  'FormRequest',
  'CancellationRequest',
  'CardRequest',
  'PaymentRequest',
] as const;

type Schemas = Record<string, JSONSchema>;

function contractSchemas(): Schemas {
  const text = readFileSync(new URL('api/openapi.yaml', root), 'utf8').replaceAll('#/components/schemas/', '#/$defs/');
  return parse(text, { merge: true }).components.schemas;
}

/** @returns undefined where the packages for development are not: types are for them, validators for whoever runs a till */
async function types(schemas: Schemas): Promise<string | undefined> {
  const maker = await import('json-schema-to-typescript').catch(() => undefined);
  if (maker === undefined) return undefined;
  const everything: JSONSchema = {
    title: 'Contract',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.keys(schemas).map((name) => [name, { $ref: `#/$defs/${name}` }])),
    $defs: schemas,
  };
  return maker.compile(everything, 'Contract', {
    bannerComment: '/* Made from api/openapi.yaml by scripts/generate.ts. */',
    format: false,
    ignoreMinAndMaxItems: true,
  });
}

function validators(schemas: Schemas): string {
  const ajv = new Ajv({
    allErrors: true,
    code: { source: true, esm: true, optimize: 2 },
    inlineRefs: false,
    messages: false,
    strict: true,
  });
  ajv.addSchema({ $id: 'contract', $defs: schemas });
  const exported = Object.fromEntries(VALIDATED.map((name) => [`is${name}`, `contract#/$defs/${name}`]));
  return standaloneCode.default(ajv, exported);
}

function validatorTypes(): string {
  const lines = VALIDATED.map((name) => `export declare const is${name}: Validator<${name}>;`);
  return [
    `import type { ${VALIDATED.join(', ')} } from './contract.ts';`,
    'export type ValidationError = { instancePath: string; keyword: string; message?: string; params: Record<string, unknown> };',
    'export type Validator<T> = ((value: unknown) => value is T) & { errors?: ValidationError[] | null };',
    ...lines,
    '',
  ].join('\n');
}

/** ajv's string lengths count code points through a CommonJS helper, which a bundle of ES modules writes out instead. */
function withoutRequire(code: string): string {
  return code.replaceAll(
    /const (\w+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;/g,
    'const $1 = (text) => { let n = 0; for (const _ of text) n++; return n; };',
  );
}

async function generate(): Promise<void> {
  mkdirSync(target, { recursive: true });
  const schemas = contractSchemas();
  const contract = await types(schemas);
  if (contract !== undefined) writeFileSync(new URL('contract.ts', target), contract);
  writeFileSync(new URL('validators.mjs', target), withoutRequire(validators(schemas)));
  writeFileSync(new URL('validators.d.mts', target), validatorTypes());
}

const program = programOf('generate', 'Makes api/generated, types and validators, from api/openapi.yaml.', [
  'npm run generate',
]).action(generate);

await runProgram(program);
