import { type Json, type JsonObject, listOf, objectOf } from './json.ts';
import { idsOf } from './keys.ts';
import type { ApiPlan, ThrottlePlan } from './plan.ts';
import type { ResolvedStack } from './resolver.ts';

const RESPONSES = 'x-amazon-apigateway-gateway-responses';

/**
 * A REST API of the template.
 * @throws when it is not defined by an OpenAPI `Body`, the only form the twin serves.
 */
export function apiPlan(resolved: ResolvedStack, logicalId: string): ApiPlan {
  const properties = resolved.properties(logicalId);
  if (!properties.Body) throw new Error(`${logicalId} of ${resolved.stack.name} has no OpenAPI Body`);
  const stage = ofApi(resolved, 'AWS::ApiGateway::Stage', logicalId)[0] ?? {};
  const throttle = throttleOf(stage);
  return {
    id: resolved.ref(logicalId),
    name: String(properties.Name ?? logicalId),
    stage: String(stage.StageName ?? 'prod'),
    document: withResponses(objectOf(properties.Body), ofApi(resolved, 'AWS::ApiGateway::GatewayResponse', logicalId)),
    ...(throttle ? { throttle } : {}),
  };
}

function ofApi(resolved: ResolvedStack, type: string, api: string): JsonObject[] {
  return idsOf(resolved, type)
    .map(resolved.properties)
    .filter(({ RestApiId }) => RestApiId === resolved.ref(api));
}

function throttleOf(stage: JsonObject): ThrottlePlan | undefined {
  const everywhere = listOf(stage.MethodSettings)
    .map(objectOf)
    .find(({ HttpMethod, ResourcePath }) => HttpMethod === '*' && ResourcePath === '/*');
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = everywhere ?? {};
  return rate === undefined || burst === undefined ? undefined : { ratePerSecond: Number(rate), burst: Number(burst) };
}

/** Gateway responses declared as resources, put where the document would have them. */
function withResponses(document: JsonObject, resources: readonly JsonObject[]): JsonObject {
  const declared = resources.map((resource): [string, Json] => [
    String(resource.ResponseType),
    {
      ...(resource.StatusCode === undefined ? {} : { statusCode: resource.StatusCode }),
      responseParameters: resource.ResponseParameters ?? {},
      responseTemplates: resource.ResponseTemplates ?? {},
    },
  ]);
  return { ...document, [RESPONSES]: { ...objectOf(document[RESPONSES]), ...Object.fromEntries(declared) } };
}
