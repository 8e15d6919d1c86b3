/** What may vary from one retailer to another; what the law fixes stands beside its rule. */
export interface EligibilitySettings {
  /** Most pieces of one article on a form before it looks like trade. */
  commercialQuantity: number;
  /** Types that name nothing; customs refuse them. Compared without case and accents. */
  catchAllTypes: readonly string[];
}

/** [ours] domain rules: 15 of one article; the words are those that tills use when an article was never described. */
export const DEFAULT_SETTINGS: EligibilitySettings = {
  commercialQuantity: 15,
  catchAllTypes: [
    'article',
    'articles',
    'autre',
    'autres',
    'divers',
    'marchandise',
    'marchandises',
    'produit',
    'produits',
    'goods',
    'item',
    'items',
    'misc',
    'miscellaneous',
    'other',
    'others',
    'product',
    'products',
    'n/a',
  ],
};
