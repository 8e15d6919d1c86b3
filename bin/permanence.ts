import { fileURLToPath } from 'node:url';
import { permanence } from '../lib/app.ts';
import { loadSettings } from '../lib/settings.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

permanence({ environments: loadSettings(path('../settings')), bundles: path('../dist') }).synth();
