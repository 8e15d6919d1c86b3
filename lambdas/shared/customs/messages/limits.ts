import type { Sourced } from '../../../../domain/tax-free/source.ts';
import { OURS, PABLO } from './source.ts';

/** How long or how large a field may be. */
export interface Limit extends Sourced {
  most: number;
  unit: 'characters' | 'cents' | 'articles';
}

/** [law] as domain rules name them; [ours] where they name none and something must bound the field. */
export const LIMITS = {
  amount: { most: 999_999_999, unit: 'cents', ...PABLO },
  description: { most: 500, unit: 'characters', ...PABLO },
  brand: { most: 30, unit: 'characters', ...PABLO },
  receipt: { most: 50, unit: 'characters', ...PABLO },
  type: { most: 50, unit: 'characters', ...OURS },
  name: { most: 100, unit: 'characters', ...OURS },
  articles: { most: 2000, unit: 'articles', ...OURS },
} as const satisfies Record<string, Limit>;
