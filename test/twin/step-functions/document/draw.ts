import { REFUSED_FIELDS, STATE_FIELDS } from '../../../../twin/step-functions/definition/fields.ts';
import { SERVICES } from '../../../../twin/step-functions/sdk/services.ts';
import { ACTIONS } from '../../../../twin/step-functions/wire/serve.ts';
import { RULES } from './conformance.ts';

/** The parts of `docs/state-machines.md` that are drawn from the code, by the name of their markers. */
const DRAWN_PARTS: Readonly<Record<string, () => string>> = {
  fields: () => table(['state', 'fields that are run'], fieldRows()),
  refused: () => table(['field', 'is refused because it'], Object.entries(REFUSED_FIELDS).map(code)),
  services: () => table(['service', 'client', 'errors'], serviceRows()),
  actions: () =>
    Object.keys(ACTIONS)
      .map((action) => `\`${action}\``)
      .join(', '),
  conformance: () =>
    table(
      ['about', 'rule', 'here', 'source', 'shown by'],
      RULES.map(({ about, rule, kept, source, file, test }) => [about, rule, kept, source, `\`${file}\`: ${test}`]),
    ),
};

/** The document with every drawn part as the code now has it. @throws when a part has no place in it. */
export function redraw(document: string): string {
  return Object.entries(DRAWN_PARTS).reduce((text, [part, draw]) => {
    const open = `<!-- drawn:${part} -->`;
    const start = text.indexOf(open);
    const end = text.indexOf('<!-- /drawn -->', start);
    if (start < 0 || end < 0) throw new Error(`the document has no place for ${part}`);
    return `${text.slice(0, start + open.length)}\n\n${draw()}\n\n${text.slice(end)}`;
  }, document);
}

function fieldRows(): string[][] {
  return Object.entries(STATE_FIELDS).map(([type, fields]) => [type, fields.map((field) => `\`${field}\``).join(' ')]);
}

function serviceRows(): string[][] {
  return Object.entries(SERVICES).map(([service, { packageName, errors }]) => [
    `\`aws-sdk:${service}:…\``,
    `\`${packageName}\``,
    `\`${errors}.…Exception\``,
  ]);
}

function code([name, text]: [string, string]): string[] {
  return [`\`${name}\``, text];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
