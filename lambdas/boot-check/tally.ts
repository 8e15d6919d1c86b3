import { Digest, sumOfDigests } from '../../domain/laws/digest.ts';
import type { Finding } from '../../domain/laws/finding.ts';
import { gravestFirst } from '../../domain/laws/gravest-first.ts';
import { MOST_FINDINGS, type Tally } from './events.ts';

/** Findings, of which some of each law are kept and all are counted; the same one twice is one. */
export class Findings {
  readonly #byLaw = new Map<string, Finding[]>();
  count = 0;

  add(...findings: readonly Finding[]): void {
    for (const finding of findings) {
      const same = this.#byLaw.get(finding.law) ?? [];
      if (same.some(({ item }) => item === finding.item)) continue;
      this.count++;
      if (same.length < MOST_FINDINGS) this.#byLaw.set(finding.law, [...same, finding]);
    }
  }

  /** Those that a reader must see, {@link MOST_FINDINGS} at most, the gravest first. */
  get kept(): Finding[] {
    return gravestFirst([...this.#byLaw.values()].flat(), MOST_FINDINGS);
  }
}

/** What a part counts as it goes. */
export class Count {
  readonly findings = new Findings();
  readonly restored = new Digest();
  readonly live = new Digest();
  readonly #started = performance.now();
  items = 0;
  entries = 0;
  compared = true;

  tally(): Tally {
    return {
      items: this.items,
      entries: this.entries,
      digest: this.restored.toString(),
      live_digest: this.live.toString(),
      compared: this.compared,
      findings: this.findings.kept,
      findings_count: this.findings.count,
      seconds: Math.round(performance.now() - this.#started) / 1000,
    };
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** All parts together, in any order. */
export function merged(tallies: readonly Tally[]): Tally {
  const findings = new Findings();
  for (const tally of tallies) findings.add(...tally.findings);
  const hidden = sum(tallies.map((tally) => tally.findings_count - tally.findings.length));
  return {
    items: sum(tallies.map(({ items }) => items)),
    entries: sum(tallies.map(({ entries }) => entries)),
    digest: sumOfDigests(tallies.map(({ digest }) => digest)),
    live_digest: sumOfDigests(tallies.map((tally) => tally.live_digest)),
    compared: tallies.length > 0 && tallies.every(({ compared }) => compared),
    findings: findings.kept,
    findings_count: findings.count + hidden,
    seconds: Math.round(sum(tallies.map(({ seconds }) => seconds)) * 1000) / 1000,
  };
}
