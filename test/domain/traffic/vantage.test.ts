import { expect, it } from 'vitest';
import { VANTAGES } from '../../../domain/traffic/vantage.ts';
import { settingsOf } from '../../lib/support.ts';

it('every Region that serves has a network from where its customers are looked at', () => {
  for (const environment of ['production', 'staging'] as const)
    for (const region of settingsOf(environment).regions) expect(VANTAGES[region]).toMatch(/^\d+\.\d+\.\d+\.0$/);
});
