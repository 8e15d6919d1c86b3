import { CONTROL_PLANE, DATA_PLANE } from '../../../lib/rules/static-stability/planes.ts';

/** The lists of actions as the document shows them. */
export function planesTable(): string {
  const services = [...new Set([...Object.keys(DATA_PLANE), ...Object.keys(CONTROL_PLANE)])].sort();
  const rows = services.map((service) => {
    const allowed = (DATA_PLANE[service] ?? []).map((action) => `\`${action}\``).join(', ') || 'nothing';
    const { reason = 'Not looked at yet: refused.', source = '' } = CONTROL_PLANE[service] ?? {};
    return `| ${service} | ${allowed} | ${reason} | ${source} |`;
  });
  return ['| service | may be called | why nothing else | source |', '|---|---|---|---|', ...rows].join('\n');
}
