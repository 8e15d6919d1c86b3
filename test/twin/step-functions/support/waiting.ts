import type { Tasks } from '../../../../twin/step-functions/integrations/call.ts';
import type { Json } from '../../../../twin/step-functions/json.ts';

/** A function that is handed task tokens: whoever tests can wait for the next one. */
export function tokenTaker() {
  const calls: Json[] = [];
  let wake = () => {};
  const tasks: Tasks = {
    invokeFunction: async (_, payload) => {
      calls.push(payload);
      wake();
      return 'accepted';
    },
    callService: async () => ({}),
  };
  /** The payload of the call of that number, from 0, once it has been made. */
  const call = async (number: number): Promise<{ token: string }> => {
    while (calls.length <= number) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return calls[number] as { token: string };
  };
  return { tasks, calls, call };
}
