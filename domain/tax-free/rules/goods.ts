import type { Facts, PlacedLine } from '../facts.ts';
import type { Rule } from '../rule.ts';

/** Cents including VAT of one piece from which its type and brand must be given. [law] PABLO V2. */
const DESCRIBED_FROM = 50_000;

const PABLO = 'PABLO V2, customs documents of 2024–2025';

const isDescribed = ({ gross, quantity }: PlacedLine): boolean => gross >= DESCRIBED_FROM * quantity;
const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Without case, accents and blanks around. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();

function looksCommercial({ counted, settings }: Facts): boolean {
  const pieces = new Map<string, number>();
  for (const { gtin, quantity } of counted) pieces.set(gtin, (pieces.get(gtin) ?? 0) + quantity);
  return [...pieces.values()].some((quantity) => quantity > settings.commercialQuantity);
}

function isVague({ settings }: Facts, { type = '' }: PlacedLine): boolean {
  const vague = new Set(settings.catchAllTypes.map(folded));
  return vague.has(folded(type));
}

/** Which goods, all of them within the scheme, cannot be on a form as they are. */
export const GOODS_RULES: readonly Rule[] = [
  {
    code: 'commercial-quantity',
    grade: 'ours',
    source: `Soft limit, configurable: retail only (CGI art. 262-I-2°)`,
    refuses: looksCommercial,
    text: {
      fr: 'La quantité d’un même article semble commerciale : adressez-vous à un conseiller.',
      en: 'The quantity of one article looks commercial: please ask a member of staff.',
      'zh-Hans': '同一商品的数量疑似商业用途：请咨询店员。',
      ja: '同じ商品の数量が商用と思われます。スタッフにお尋ねください。',
      ar: 'تبدو كمية السلعة الواحدة تجارية: يرجى مراجعة أحد الموظفين.',
    },
  },
  {
    code: 'type-or-brand-missing',
    grade: 'law',
    source: PABLO,
    refuses: ({ counted }) => counted.some((line) => isDescribed(line) && (isBlank(line.type) || isBlank(line.brand))),
    text: {
      fr: 'À partir de 500 €, le type et la marque de l’article sont nécessaires : adressez-vous à un conseiller.',
      en: 'From EUR 500 the type and brand of an article are needed: please ask a member of staff.',
      'zh-Hans': '单价500欧元及以上的商品须注明类型和品牌：请咨询店员。',
      ja: '500ユーロ以上の商品には種類とブランドの記載が必要です。スタッフにお尋ねください。',
      ar: 'ابتداءً من 500 يورو يلزم ذكر نوع السلعة وعلامتها التجارية: يرجى مراجعة أحد الموظفين.',
    },
  },
  {
    code: 'type-too-vague',
    grade: 'law',
    source: PABLO,
    refuses: (facts) => facts.counted.some((line) => isDescribed(line) && isVague(facts, line)),
    text: {
      fr: 'La description d’un article est trop vague pour la douane : adressez-vous à un conseiller.',
      en: 'An article is described too vaguely for customs: please ask a member of staff.',
      'zh-Hans': '某件商品的描述过于笼统，海关不予接受：请咨询店员。',
      ja: '商品の説明が税関には曖昧すぎます。スタッフにお尋ねください。',
      ar: 'وصف إحدى السلع عام جدًا بالنسبة إلى الجمارك: يرجى مراجعة أحد الموظفين.',
    },
  },
];
