import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { isEvacuated, isSlice } from '../../domain/traffic/slices.ts';
import { jsonAnswer, problemAnswer } from '../shared/http.ts';
import type { Log } from '../shared/log.ts';
import { refuse } from '../shared/problems.ts';
import { type Route, routed } from '../shared/routed.ts';
import type { Switch } from './switch.ts';

export interface HealthDependencies {
  region: string;
  /** The Regions that serve: of others nothing is read. */
  regions: readonly string[];
  /** A strong read and a conditional write of this Region's canary; at most one a second reaches the database. */
  probe(): Promise<void>;
  traffic: Switch;
  /** Standard output when not given. */
  log?: Log;
}

const NOT_EVACUATED = refuse('not-evacuated', 'Nothing: the Region serves this part of the traffic.');

const health =
  ({ region, probe }: HealthDependencies) =>
  async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const deep = event.queryStringParameters?.deep === 'true';
    if (deep) await probe();
    return jsonAnswer(200, JSON.stringify({ status: 'ok', region, ...(deep ? { deep } : {}) }));
  };

/**
 * Success means that the Region was left. Route 53 asks the other Region and inverts the answer, so that silence, an error, or a table
 * that cannot be read leave a Region in service.
 */
const evacuation =
  ({ regions, traffic }: HealthDependencies) =>
  async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const { region = '', slice = '' } = event.pathParameters ?? {};
    const { requestId } = event.requestContext;
    if (!regions.includes(region) || !isSlice(slice))
      return problemAnswer(refuse('not-found', 'Ask for a Region that serves, and for canary or main.'), requestId);
    if (!isEvacuated(await traffic.serves(region), slice)) return problemAnswer(NOT_EVACUATED, requestId);
    return jsonAnswer(200, JSON.stringify({ region, slice, evacuated: true }));
  };

/** Says whether this Region can serve, and which Region was evacuated: open addresses that tell nothing else. */
export const createHealth = (dependencies: HealthDependencies): Route =>
  routed(
    {
      'GET /v1/health': health(dependencies),
      'GET /v1/evacuations/{region}/{slice}': evacuation(dependencies),
    },
    dependencies.log,
  );
