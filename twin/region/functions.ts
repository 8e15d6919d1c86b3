import type { LambdaService } from '../lambda/service.ts';
import type { Json } from '../step-functions/json.ts';

/** The error of a function, or of Lambda itself, named as Step Functions names it. */
class InvocationError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** The function's own name in a name, a partial or a whole ARN, with a version or alias after it or not. */
function functionNameOf(nameOrArn: string): string {
  const [, afterKind] = /(?:^|:)function:(.+)$/.exec(nameOrArn) ?? [];
  return (afterKind ?? nameOrArn).split(':')[0] ?? nameOrArn;
}

/** What a function that failed says of it; Lambda writes the same two members for its own errors. */
function errorOf(payload: string): InvocationError {
  const { errorType = 'Lambda.Unknown', errorMessage = payload } = JSON.parse(payload) as Record<string, string>;
  return new InvocationError(errorType, errorMessage);
}

/** Invokes functions of a Region for its state machines. */
export function functionTasks({ invoke }: Pick<LambdaService, 'invoke'>) {
  return async (nameOrArn: string, payload: Json): Promise<Json | undefined> => {
    const outcome = await invoke(functionNameOf(nameOrArn), JSON.stringify(payload));
    if (outcome.kind === 'failed') throw errorOf(outcome.payload);
    if (outcome.kind === 'throttled') throw new InvocationError('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    return outcome.payload === '' ? undefined : (JSON.parse(outcome.payload) as Json);
  };
}
