import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { withinDeadline } from './deadline.ts';
import { countingExternalTime, type ExternalTime } from './external-time.ts';
import { problemAnswer } from './http.ts';
import { type Log, logRequest } from './log.ts';
import { refuse } from './problems.ts';

export type Route = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** Whatever went wrong on our side leaves the outcome open, and says so: never a failure that may have succeeded. */
const unavailable = (requestId: string): APIGatewayProxyResult =>
  problemAnswer(
    refuse('unavailable', 'Send the same request again, to this or the other Region; it is never done twice.'),
    requestId,
  );

const problemOf = ({ statusCode, body }: APIGatewayProxyResult): string | undefined =>
  statusCode < 400 ? undefined : (JSON.parse(body) as { type: string }).type;

/** Milliseconds to the microsecond. */
const rounded = (time_ms: number): number => Math.round(time_ms * 1000) / 1000;

/** Sends each request to the route of its method and resource, and writes one line of log about it. */
export function routed(routes: Record<string, Route>, log: Log = logRequest): Route {
  return async (event) => {
    const started = performance.now();
    const external: ExternalTime = { waited_ms: 0 };
    const route = `${event.httpMethod} ${event.resource}`;
    const { requestId, authorizer } = event.requestContext;
    let error: string | undefined;
    const run =
      routes[route] ?? (async () => problemAnswer(refuse('not-found', 'Check the address and the method.'), requestId));
    const result = await countingExternalTime(external, () => withinDeadline(() => run(event))).catch(
      (thrown: Error) => {
        error = `${thrown.name}: ${thrown.cause instanceof Error ? thrown.cause.name : thrown.message}`;
        return unavailable(requestId);
      },
    );
    const problem = problemOf(result);
    log({
      requestId,
      route,
      status: result.statusCode,
      duration_ms: rounded(performance.now() - started),
      ...(external.waited_ms > 0 ? { external_ms: rounded(external.waited_ms) } : {}),
      ...(authorizer?.deviceId ? { device: String(authorizer.deviceId) } : {}),
      ...(problem ? { problem } : {}),
      ...(error ? { error } : {}),
    });
    return result;
  };
}
