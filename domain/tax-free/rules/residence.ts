import type { Text } from '../language.ts';
import { RESIDENCES, type ResidenceStatus, residenceStatus } from '../residence.ts';
import type { Rule } from '../rule.ts';
import type { Sourced } from '../source.ts';

type Refused = Exclude<ResidenceStatus, 'eligible'>;

const UNKNOWN: Sourced = { grade: 'ours', source: 'Customs want ISO 3166-1 alpha-2' };

/** The source of a rule is that of its row of countries. */
function rule(code: Refused, text: Text): Rule {
  const { grade, source } = RESIDENCES.find(({ status }) => status === code) ?? UNKNOWN;
  return { code, grade, source, text, refuses: ({ request }) => residenceStatus(request.purchaser.residence) === code };
}

/** Where people live who may not buy tax-free. */
export const RESIDENCE_RULES: readonly Rule[] = [
  rule('residence-unknown', {
    fr: 'Choisissez votre pays de résidence dans la liste.',
    en: 'Please choose your country of residence from the list.',
    'zh-Hans': '请从列表中选择您的居住国。',
    ja: 'お住まいの国を一覧から選んでください。',
    ar: 'يرجى اختيار بلد إقامتك من القائمة.',
  }),
  rule('residence-in-union', {
    fr: 'La détaxe est réservée aux personnes qui résident hors de l’Union européenne.',
    en: 'Tax-free shopping is for people who live outside the European Union.',
    'zh-Hans': '退税仅适用于居住在欧盟以外的人士。',
    ja: '免税は欧州連合の域外にお住まいの方が対象です。',
    ar: 'استرداد الضريبة مخصص للمقيمين خارج الاتحاد الأوروبي.',
  }),
  rule('residence-northern-ireland', {
    fr: 'La détaxe n’est pas ouverte aux résidents d’Irlande du Nord.',
    en: 'Tax-free shopping is not open to residents of Northern Ireland.',
    'zh-Hans': '北爱尔兰居民不能享受退税。',
    ja: '北アイルランドにお住まいの方は免税の対象外です。',
    ar: 'استرداد الضريبة غير متاح للمقيمين في أيرلندا الشمالية.',
  }),
  rule('residence-monaco', {
    fr: 'La détaxe n’est pas ouverte aux résidents de Monaco.',
    en: 'Tax-free shopping is not open to residents of Monaco.',
    'zh-Hans': '摩纳哥居民不能享受退税。',
    ja: 'モナコにお住まいの方は免税の対象外です。',
    ar: 'استرداد الضريبة غير متاح للمقيمين في موناكو.',
  }),
  rule('residence-overseas-department', {
    fr: 'La détaxe n’est pas ouverte aux résidents de Guadeloupe, Guyane, Martinique, Mayotte et La Réunion.',
    en: 'Tax-free shopping is not open to residents of Guadeloupe, French Guiana, Martinique, Mayotte and Réunion.',
    'zh-Hans': '瓜德罗普、法属圭亚那、马提尼克、马约特和留尼汪的居民不能享受退税。',
    ja: 'グアドループ、フランス領ギアナ、マルティニーク、マヨット、レユニオンにお住まいの方は免税の対象外です。',
    ar: 'استرداد الضريبة غير متاح للمقيمين في غوادلوب وغويانا الفرنسية ومارتينيك ومايوت ولا ريونيون.',
  }),
];
