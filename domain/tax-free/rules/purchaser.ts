import { hasReached } from '../calendar.ts';
import type { Rule } from '../rule.ts';
import { CUSTOMS_PAGE } from '../source.ts';

/** Age from which one may buy tax-free, on the day of purchase. [law] douane.gouv.fr. */
const MINIMUM_AGE = 16;

/** Who may not buy tax-free, apart from where they live. */
export const PURCHASER_RULES: readonly Rule[] = [
  {
    code: 'too-young',
    grade: 'law',
    source: CUSTOMS_PAGE,
    refuses: ({ request, firstDay }) => !hasReached(MINIMUM_AGE, request.purchaser.birthDate, firstDay),
    text: {
      fr: 'Il faut avoir 16 ans ou plus le jour de l’achat.',
      en: 'You must be 16 or over on the day of purchase.',
      'zh-Hans': '购买当日您须年满16周岁。',
      ja: '購入日に16歳以上である必要があります。',
      ar: 'يجب أن يكون عمرك 16 سنة أو أكثر في يوم الشراء.',
    },
  },
  {
    code: 'residence-not-declared',
    grade: 'ours',
    source: 'A passport gives nationality, never residence',
    refuses: ({ request }) => !request.purchaser.declarations.residence,
    text: {
      fr: 'Déclarez votre pays de résidence habituelle.',
      en: 'Please declare your country of habitual residence.',
      'zh-Hans': '请申报您的经常居住国。',
      ja: '通常お住まいの国を申告してください。',
      ar: 'يرجى التصريح ببلد إقامتك المعتادة.',
    },
  },
  {
    code: 'residence-proof-not-declared',
    grade: 'ours',
    source: 'Customs may ask for a proof of residence where the passport is of another country',
    refuses: ({ request: { purchaser } }) =>
      purchaser.residence !== purchaser.nationality && !purchaser.declarations.proofOfResidence,
    text: {
      fr: 'Votre passeport n’est pas de votre pays de résidence : déclarez avoir sur vous un justificatif de résidence.',
      en: 'Your passport is not of your country of residence: please declare that you carry a proof of residence.',
      'zh-Hans': '您的护照与居住国不一致：请申报您随身携带居住证明。',
      ja: 'パスポートの国とお住まいの国が異なります。居住証明書を所持していることを申告してください。',
      ar: 'جواز سفرك ليس من بلد إقامتك: يرجى التصريح بأنك تحمل إثبات إقامة.',
    },
  },
  {
    code: 'stay-not-declared',
    grade: 'law',
    source: CUSTOMS_PAGE,
    refuses: ({ request }) => !request.purchaser.declarations.stayUnderSixMonths,
    text: {
      fr: 'Déclarez que votre séjour dans l’Union européenne dure moins de six mois.',
      en: 'Please declare that you stay in the European Union for less than six months.',
      'zh-Hans': '请申报您在欧盟停留时间少于六个月。',
      ja: '欧州連合での滞在が6か月未満であることを申告してください。',
      ar: 'يرجى التصريح بأن إقامتك في الاتحاد الأوروبي تقل عن ستة أشهر.',
    },
  },
];
