import { createRequire } from 'node:module';
import { SERVICES } from './services.ts';

const require = createRequire(import.meta.url);

/**
 * What is wrong with `aws-sdk:<service>:<action>`; `undefined` when the service's client has such an action.
 * Source: Step Functions developer guide, "Learning to use AWS service SDK integrations": the action is written in camelCase.
 */
export function actionProblem(service: string, action: string): string | undefined {
  const known = SERVICES[service];
  if (known === undefined)
    return `the service '${service}' is not run here; those that are: ${Object.keys(SERVICES).join(', ')}`;
  const name = action.charAt(0).toUpperCase() + action.slice(1);
  const client = require(known.packageName) as Record<string, unknown>;
  if (typeof client[`${name}Command`] !== 'function') return `the service '${service}' has no action '${action}'`;
  if (name === action) return `the action '${action}' begins with a small letter`;
  return undefined;
}
