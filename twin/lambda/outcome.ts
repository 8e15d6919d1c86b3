/** How an invocation ended. */
export type Outcome =
  | { readonly kind: 'answered'; readonly payload: string }
  /** The function failed; the payload holds `errorType` and `errorMessage` as Lambda reports them. */
  | { readonly kind: 'failed'; readonly payload: string }
  /** No sandbox was free for too long. */
  | { readonly kind: 'throttled' };

/** A function that failed. */
export function failed(errorType: string, errorMessage: string): Outcome {
  return { kind: 'failed', payload: JSON.stringify({ errorType, errorMessage }) };
}

/** The function took longer than it may. */
export function timedOut(requestId: string, timeoutSeconds: number): Outcome {
  return failed(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
}

/** The function's process ended in the middle. */
export function exited(requestId: string, how: string): Outcome {
  return failed('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited with error: ${how}`);
}
