/** How sure a rule is: `law` a law, customs or vendor document; `second` a secondary page; `ours` our own decision. */
export type Grade = 'law' | 'second' | 'ours';

/** Where a rule comes from. */
export interface Sourced {
  grade: Grade;
  source: string;
}

export const CUSTOMS_PAGE = 'douane.gouv.fr, Vous achetez des marchandises en détaxe';
export const SERVICE_PUBLIC = 'service-public.fr, fiche F20558';
