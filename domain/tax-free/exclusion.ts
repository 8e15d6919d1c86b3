import type { Text } from './language.ts';
import { SERVICE_PUBLIC, type Sourced } from './source.ts';

/** What kind of goods a line is. Everything but `goods` is outside the scheme. */
export type Category = 'goods' | ExcludedCategory;

type ExcludedCategory =
  | 'tobacco'
  | 'fuel'
  | 'weapons'
  | 'cultural-goods'
  | 'private-vehicles'
  | 'export-controlled'
  | 'loose-gems'
  | 'stamps'
  | 'medicines'
  | 'services'
  | 'used-in-france';

export type ExclusionCode = ExcludedCategory | 'zero-vat';

/** Why a line does not count towards a form. The others on its receipt still do. */
export interface Exclusion extends Sourced {
  code: ExclusionCode;
  text: Text;
}

const excluded = (code: ExclusionCode, text: Text): Exclusion => ({
  code,
  grade: 'second',
  source: SERVICE_PUBLIC,
  text,
});

export const EXCLUSIONS: readonly Exclusion[] = [
  excluded('tobacco', {
    fr: 'Le tabac n’est pas détaxé.',
    en: 'Tobacco is not tax-free.',
    'zh-Hans': '烟草制品不可退税。',
    ja: 'たばこは免税の対象外です。',
    ar: 'التبغ غير مشمول باسترداد الضريبة.',
  }),
  excluded('fuel', {
    fr: 'Les carburants et produits pétroliers ne sont pas détaxés.',
    en: 'Fuel and oil products are not tax-free.',
    'zh-Hans': '燃料和石油产品不可退税。',
    ja: '燃料および石油製品は免税の対象外です。',
    ar: 'الوقود والمنتجات البترولية غير مشمولة باسترداد الضريبة.',
  }),
  excluded('weapons', {
    fr: 'Les armes et munitions ne sont pas détaxées.',
    en: 'Weapons and ammunition are not tax-free.',
    'zh-Hans': '武器和弹药不可退税。',
    ja: '武器および弾薬は免税の対象外です。',
    ar: 'الأسلحة والذخائر غير مشمولة باسترداد الضريبة.',
  }),
  excluded('cultural-goods', {
    fr: 'Les biens culturels ne sont pas détaxés.',
    en: 'Cultural goods are not tax-free.',
    'zh-Hans': '文物和文化财产不可退税。',
    ja: '文化財は免税の対象外です。',
    ar: 'الممتلكات الثقافية غير مشمولة باسترداد الضريبة.',
  }),
  excluded('private-vehicles', {
    fr: 'Les véhicules privés et leurs pièces ne sont pas détaxés.',
    en: 'Private vehicles and their parts are not tax-free.',
    'zh-Hans': '私人交通工具及其零配件不可退税。',
    ja: '自家用の乗り物とその部品は免税の対象外です。',
    ar: 'المركبات الخاصة وقطع غيارها غير مشمولة باسترداد الضريبة.',
  }),
  excluded('export-controlled', {
    fr: 'Les marchandises soumises à des formalités particulières d’exportation ne sont pas détaxées.',
    en: 'Goods under special export rules are not tax-free.',
    'zh-Hans': '受特殊出口规定限制的商品不可退税。',
    ja: '特別な輸出手続きが必要な商品は免税の対象外です。',
    ar: 'السلع الخاضعة لإجراءات تصدير خاصة غير مشمولة باسترداد الضريبة.',
  }),
  excluded('loose-gems', {
    fr: 'Les pierres précieuses non montées ne sont pas détaxées.',
    en: 'Loose gems are not tax-free.',
    'zh-Hans': '未镶嵌的宝石不可退税。',
    ja: '未加工・未装着の宝石は免税の対象外です。',
    ar: 'الأحجار الكريمة غير المركّبة غير مشمولة باسترداد الضريبة.',
  }),
  excluded('stamps', {
    fr: 'Les timbres ne sont pas détaxés.',
    en: 'Stamps are not tax-free.',
    'zh-Hans': '邮票不可退税。',
    ja: '切手は免税の対象外です。',
    ar: 'الطوابع غير مشمولة باسترداد الضريبة.',
  }),
  excluded('medicines', {
    fr: 'Ce médicament figure sur les listes exclues de la détaxe.',
    en: 'This medicine is on the lists of goods that are not tax-free.',
    'zh-Hans': '该药品属于不可退税清单。',
    ja: 'この医薬品は免税対象外の一覧に含まれています。',
    ar: 'هذا الدواء مدرج في قوائم السلع غير المشمولة باسترداد الضريبة.',
  }),
  excluded('services', {
    fr: 'Les services ne sont pas détaxés.',
    en: 'Services are not tax-free.',
    'zh-Hans': '服务不可退税。',
    ja: 'サービスは免税の対象外です。',
    ar: 'الخدمات غير مشمولة باسترداد الضريبة.',
  }),
  excluded('used-in-france', {
    fr: 'Un produit utilisé ou consommé en France n’est pas détaxé.',
    en: 'Goods used or consumed in France are not tax-free.',
    'zh-Hans': '在法国境内使用或消费的商品不可退税。',
    ja: 'フランス国内で使用・消費される商品は免税の対象外です。',
    ar: 'السلع المستعملة أو المستهلكة في فرنسا غير مشمولة باسترداد الضريبة.',
  }),
  excluded('zero-vat', {
    fr: 'Cet article a été vendu sans TVA : il n’y a rien à rembourser.',
    en: 'This article was sold without VAT, so there is none to refund.',
    'zh-Hans': '该商品未含增值税，无税可退。',
    ja: 'この商品には付加価値税が含まれていないため、払い戻しはありません。',
    ar: 'بيعت هذه السلعة دون ضريبة القيمة المضافة، فلا يوجد ما يُسترد.',
  }),
];

/** Every category that a line may have. */
export const CATEGORIES: readonly Category[] = [
  'goods',
  ...EXCLUSIONS.flatMap(({ code }) => (code === 'zero-vat' ? [] : [code])),
];

/** Why a line does not count, or undefined if it does. Its category comes before its VAT. */
export function exclusionOf(line: { category?: Category; vatRate: number }): ExclusionCode | undefined {
  if (line.category !== undefined && line.category !== 'goods') return line.category;
  return line.vatRate === 0 ? 'zero-vat' : undefined;
}
