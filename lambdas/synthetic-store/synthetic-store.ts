import type { NamedHttp } from '../shared/named-http.ts';
import { tillCode, WAYS, type Way } from '../shared/synthetic-tills.ts';
import { tillOf } from './device.ts';
import { Round, type RoundStep } from './round.ts';

/** What a scheduler or a runbook asks for. */
export interface Asked {
  /** The ways to try, one after the other; all that there are when not said. */
  ways?: readonly Way[];
  /**
   * Who asks: the watch of every minute and a runbook's verification write chains of their own, so that neither takes the other's next
   * place. `watch` when not said.
   */
  as?: 'watch' | 'verify';
}

/** How a store fared by one way. */
export interface Fared {
  way: Way;
  url: string;
  ok: boolean;
  took_ms: number;
  steps: RoundStep[];
}

export interface Visited {
  region: string;
  at: string;
  ok: boolean;
  fared: Fared[];
  /** Whether the other Region was left on purpose, as far as this one knows: then its illness is no news. */
  other_left: boolean;
  /** Whether the other Region read and wrote strongly when it was asked to; absent when it was not. */
  other_writes?: boolean;
}

export interface SyntheticStoreDependencies {
  region: string;
  /** AWS name of the other Region; `none` with a single one. */
  otherRegion: string;
  /** Base address of each way; `none` for one that there is not. */
  urls: Readonly<Record<Way, string>>;
  http: NamedHttp;
  /** The secret `synthetic-store`. */
  devices(): Promise<string>;
  now(): Date;
  /** Tells how it fared. */
  emit(visited: Visited, as: 'watch' | 'verify'): void;
}

/** As long as a till waits for one Region before it turns to the other. */
const REQUEST_MS = 3000;

/** Buys, replays, quotes and gives back as a customer would, by each way; says how it fared and never throws for a Region that is ill. */
export function createSyntheticStore(dependencies: SyntheticStoreDependencies) {
  const { region, otherRegion, urls, http, devices, now, emit } = dependencies;

  /** Asked of this Region: a silence says that nothing was left, and the illness of the other one is news. */
  async function isOtherLeft(): Promise<boolean> {
    if (otherRegion === 'none') return false;
    const url = `${urls.own}/v1/evacuations/${otherRegion}/main`;
    const answer = await http.call({ method: 'GET', url, timeout_ms: REQUEST_MS });
    return 'status' in answer && answer.status === 200;
  }

  /** The canary of the other Region, which writes where no till does: whether it is the Region that is ill, or what stores send it. */
  async function canOtherWrite(): Promise<boolean> {
    const url = `${urls.other}/v1/health?deep=true`;
    const answer = await http.call({ method: 'GET', url, timeout_ms: REQUEST_MS });
    return 'status' in answer && answer.status === 200;
  }

  async function visit(way: Way, as: 'watch' | 'verify'): Promise<Fared> {
    const started = now().getTime();
    const till = tillOf(await devices(), tillCode(as, way, region), now);
    const steps = await new Round({ http, url: urls[way], till, now, timeout_ms: REQUEST_MS }).run();
    const ok = steps.length > 0 && steps.every((step) => step.ok);
    return { way, url: urls[way], ok, took_ms: now().getTime() - started, steps };
  }

  return async ({ ways = WAYS, as = 'watch' }: Asked): Promise<Visited> => {
    const open = ways.filter((way) => urls[way] !== 'none');
    const [other_left, other_writes, fared] = await Promise.all([
      isOtherLeft(),
      open.includes('other') ? canOtherWrite() : undefined,
      Promise.all(open.map((way) => visit(way, as))),
    ]);
    const found = { fared, other_left, ...(other_writes === undefined ? {} : { other_writes }) };
    const visited = { region, at: now().toISOString(), ok: fared.every(({ ok }) => ok), ...found };
    emit(visited, as);
    return visited;
  };
}
