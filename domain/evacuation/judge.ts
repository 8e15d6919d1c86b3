import type { Serves } from '../traffic/slices.ts';
import { type Asked, isPlanned } from './asked.ts';

/** What the Region that would take everything knows of itself. */
export interface Facts {
  /** AWS name of the Region to leave. */
  readonly region: string;
  readonly own: string;
  /** `none` where there is no other Region. */
  readonly other: string;
  readonly own_serves: Serves;
  /** What the Region to leave serves now. */
  readonly left_serves: Serves;
  /** A strong read and a conditional write through its own address. */
  readonly canary: { readonly ok: boolean; readonly says: string };
  /** The same in the Region to leave. */
  readonly other_canary: { readonly ok: boolean; readonly says: string };
  /** Lambda invocations at once: what one Region has, and what all stores take at most. */
  readonly concurrency: { readonly quota: number; readonly needed: number };
  /** Hour of the shops' day, and the hours between which no Region is left of our own accord. */
  readonly hour: number;
  readonly peak: { readonly from: number; readonly to: number };
  /** What a Region has of this runbook: definition, code, settings. Absent when it never said so. */
  readonly versions: Readonly<Record<string, string>>;
  /** The last reports about restored backups, of each Region. */
  readonly mornings: readonly { readonly region: string; readonly date: string; readonly colour: string }[];
}

/** Something that speaks against leaving the Region. */
export interface Refusal {
  readonly name: string;
  readonly says: string;
  /** Whether the run ends here. What does not stop it is told to the person who decides. */
  readonly stops: boolean;
}

interface Rule {
  readonly name: string;
  /** What speaks against it; undefined when nothing does. */
  readonly found: (facts: Facts) => string | undefined;
  readonly stops: (asked: Asked, facts: Facts) => boolean;
  /** Whether naming it overrules it. */
  readonly forcible: boolean;
  /** Whether the Region could not carry everything. */
  readonly survivor: boolean;
}

const always = (): boolean => true;
const never = (): boolean => false;
const onOurOwnAccord = ({ mode, manner, game_day }: Asked): boolean =>
  game_day || (mode === 'real' && manner === 'graceful');

/**
 * What speaks against leaving a Region, and when that is the end of it. While customers wait, a doubt about the survivor is something to
 * tell a person; in a drill it is the end of the drill. Both Regions are never left: a Region that was left itself and takes over is given everything in the same write.
 */
const RULES: readonly Rule[] = [
  {
    name: 'nowhere-to-go',
    found: ({ region, other, own }) =>
      region === other ? undefined : `${own} can only take over ${other}, and was asked to leave ${region}`,
    stops: always,
    forcible: false,
    survivor: true,
  },
  {
    name: 'survivor-evacuated',
    found: ({ own, own_serves }) =>
      own_serves === 'all'
        ? undefined
        : `${own} was left itself and serves ${own_serves}: by force of this name it takes everything back, and the other is left`,
    stops: always,
    forcible: true,
    survivor: true,
  },
  {
    name: 'already-left',
    found: ({ region, left_serves }) =>
      left_serves === 'all' ? undefined : `${region} serves ${left_serves} since another run`,
    // A person may leave it in earnest, by a yes to this; a drill would take over a state that it did not cause.
    stops: ({ mode, game_day }, { left_serves }) => game_day || (mode === 'drill' && left_serves === 'none'),
    forcible: false,
    survivor: false,
  },
  {
    name: 'survivor-sick',
    found: ({ own, canary }) => (canary.ok ? undefined : `the canary of ${own} ${canary.says}`),
    stops: isPlanned,
    forcible: true,
    survivor: true,
  },
  {
    name: 'too-little-concurrency',
    found: ({ own, concurrency: { quota, needed } }) =>
      quota >= needed ? undefined : `${own} may run ${quota} invocations at once, and all stores need ${needed}`,
    stops: isPlanned,
    forcible: true,
    survivor: true,
  },
  {
    name: 'definitions-differ',
    found: ({ own, other, versions }) =>
      versions[other] === undefined || versions[other] === versions[own]
        ? undefined
        : `${own} has version ${versions[own]} and ${other} ${versions[other]}`,
    stops: isPlanned,
    forcible: true,
    survivor: false,
  },
  {
    name: 'backups-red',
    found: ({ mornings }) => {
      const red = mornings.filter(({ colour }) => colour === 'red').map(({ region, date }) => `${region} on ${date}`);
      return red.length === 0 ? undefined : `the backups of ${red.join(' and ')} were not all good`;
    },
    stops: isPlanned,
    forcible: true,
    survivor: false,
  },
  {
    name: 'backups-unknown',
    found: ({ mornings }) => (mornings.length === 0 ? 'nobody has tried a backup since yesterday' : undefined),
    stops: ({ game_day }) => game_day,
    forcible: true,
    survivor: false,
  },
  {
    name: 'peak-hours',
    found: ({ hour, peak: { from, to } }) =>
      hour >= from && hour < to ? `it is ${hour} o'clock in the shops: they are full from ${from} to ${to}` : undefined,
    stops: onOurOwnAccord,
    forcible: true,
    survivor: false,
  },
  {
    name: 'region-answers',
    found: ({ region, other_canary }) => (other_canary.ok ? `${region} answers and can write` : undefined),
    stops: never,
    forcible: false,
    survivor: false,
  },
];

export interface Judgement {
  /** Whether the survivor could carry everything, whatever is decided. */
  readonly can_take_everything: boolean;
  readonly refusals: readonly Refusal[];
}

/** Everything that speaks against leaving the Region, in the order of its weight. */
export function judge(asked: Asked, facts: Facts): Judgement {
  const found = RULES.flatMap((rule) => {
    const says = rule.found(facts);
    if (says === undefined) return [];
    const forced = rule.forcible && asked.force.includes(rule.name);
    return [{ rule, refusal: { name: rule.name, says, stops: rule.stops(asked, facts) && !forced } }];
  });
  return {
    can_take_everything: !found.some(({ rule }) => rule.survivor),
    refusals: found.map(({ refusal }) => refusal),
  };
}
