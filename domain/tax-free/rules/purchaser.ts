import { hasReached } from '../calendar.ts';
import type { Rule } from '../rule.ts';
import { CUSTOMS_PAGE } from '../source.ts';

/** Age from which one may buy tax-free, on the day of purchase. [law] douane.gouv.fr. */
const MINIMUM_AGE = 16;

/**
 * Whether a document was expired on a day; one whose expiry names no day is valid to the end of what it names, and one without expiry does
 * not expire. Customs name a passport, or as an exception a *valid* original identity document, as proof at the moment of purchase
 * (douane.gouv.fr, Détaxe : conditions d'éligibilité); that a passport must be valid as well is our reading. [ours]
 */
const hasExpired = (expiry: string | undefined, day: string): boolean =>
  expiry !== undefined && expiry < day.slice(0, expiry.length);

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
    code: 'passport-expired',
    grade: 'ours',
    source: `${CUSTOMS_PAGE}: the buyer proves identity and residence when buying, by a passport or a valid identity document`,
    refuses: ({ request: { purchaser }, lastDay }) => hasExpired(purchaser.passportExpiry, lastDay),
    text: {
      fr: 'Votre passeport était périmé le jour de l’achat : présentez une pièce en cours de validité.',
      en: 'Your passport had expired on the day of purchase: please present a valid document.',
      'zh-Hans': '您的护照在购买当日已过期：请出示有效证件。',
      ja: '購入日の時点でパスポートの有効期限が切れています。有効な書類をご提示ください。',
      ar: 'كان جواز سفرك منتهي الصلاحية يوم الشراء: يرجى تقديم وثيقة سارية.',
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
