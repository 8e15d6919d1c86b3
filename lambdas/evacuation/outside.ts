import type { NamedHttp } from '../shared/named-http.ts';

/** An answer of a Region to whoever asks whether it is well. */
export interface Answer {
  readonly ok: boolean;
  readonly says: string;
  readonly address?: string;
  /** The Region that answered, as it calls itself. */
  readonly region?: string;
}

/** The service as one meets it from outside. */
export interface Outside {
  /** A strong read and a conditional write through an address. */
  canary(url: string): Promise<Answer>;
  /** Whoever answers at an address for a client in a network near a Region. */
  whoAnswers(url: string, near: string): Promise<Answer>;
  /** Whether a Region says of a slice of another one that it was evacuated; undefined when it does not say. */
  evacuated(url: string, region: string, slice: string): Promise<boolean | undefined>;
}

/** As long as a till waits for one Region. */
const PATIENCE_MS = 3000;

function regionIn(body: string): string | undefined {
  try {
    return (JSON.parse(body) as { region?: string }).region;
  } catch {
    return undefined;
  }
}

export function createOutside(http: NamedHttp): Outside {
  async function ask(url: string, near?: string): Promise<Answer> {
    if (url.startsWith('none')) return { ok: false, says: 'has no address' };
    const answer = await http.call({ method: 'GET', url, timeout_ms: PATIENCE_MS, near });
    const address = answer.address === undefined ? {} : { address: answer.address };
    if (!('status' in answer)) return { ok: false, says: `gave no answer: ${answer.failure}`, ...address };
    const region = regionIn(answer.body);
    const said = { says: `answered ${answer.status}`, ...address, ...(region === undefined ? {} : { region }) };
    return { ok: answer.status === 200, ...said };
  }

  return {
    canary: (url) => ask(`${url}/v1/health?deep=true`),
    whoAnswers: (url, near) => ask(`${url}/v1/health`, near),
    async evacuated(url, region, slice) {
      const answer = await http.call({
        method: 'GET',
        url: `${url}/v1/evacuations/${region}/${slice}`,
        timeout_ms: PATIENCE_MS,
      });
      const status = 'status' in answer ? answer.status : undefined;
      return status === 200 ? true : status === 404 ? false : undefined;
    },
  };
}
