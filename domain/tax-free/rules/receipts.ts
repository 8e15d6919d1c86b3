import { addDays } from '../calendar.ts';
import { GROUPED_DAYS, issueDeadline } from '../deadline.ts';
import type { Merchant } from '../request.ts';
import type { Rule } from '../rule.ts';
import { CUSTOMS_PAGE, SERVICE_PUBLIC } from '../source.ts';

/** Cents including VAT that a form must exceed: EUR 100.01 qualifies. [law] CGI art. 262-I-2°; douane.gouv.fr. */
const TOTAL_TO_EXCEED = 10_000;

/** Whether two receipts may share a form: one town and one VAT number, or one shopping centre. */
const belongTogether = (a: Merchant, b: Merchant): boolean =>
  (a.town === b.town && a.vatNumber === b.vatNumber) || (a.centre !== undefined && a.centre === b.centre);

/** Which receipts cannot make a form. */
export const RECEIPT_RULES: readonly Rule[] = [
  {
    code: 'receipt-repeated',
    grade: 'ours',
    source: 'A receipt counts once',
    refuses: ({ request: { receipts } }) => new Set(receipts.map(({ number }) => number)).size < receipts.length,
    text: {
      fr: 'Le même ticket a été présenté deux fois.',
      en: 'The same receipt was presented twice.',
      'zh-Hans': '同一张小票被重复提交。',
      ja: '同じレシートが二度提示されました。',
      ar: 'قُدِّم الإيصال نفسه مرتين.',
    },
  },
  {
    code: 'duplicate-receipt',
    grade: 'second',
    source: 'Retailers’ and operators’ instructions to shops',
    refuses: ({ request }) => request.receipts.some(({ duplicate }) => duplicate === true),
    text: {
      fr: 'Un duplicata ne donne pas droit à la détaxe : présentez le ticket original.',
      en: 'A duplicate gives no right to a refund: please present the original receipt.',
      'zh-Hans': '小票副本不能退税：请出示原始小票。',
      ja: 'レシートの控え（再発行）は免税の対象外です。原本をご提示ください。',
      ar: 'النسخة المكررة لا تمنح حق الاسترداد: يرجى تقديم الإيصال الأصلي.',
    },
  },
  {
    code: 'purchase-date-not-proven',
    grade: 'ours',
    source: `The day of purchase decides whether the form is in time: ${SERVICE_PUBLIC}`,
    refuses: ({ request }) => request.receipts.some(({ timeNotProven }) => timeNotProven === true),
    text: {
      fr: 'La date d’achat n’est pas prouvée : l’horloge de la caisse était déréglée. Adressez-vous à un conseiller.',
      en: 'The date of purchase is not proven: the clock of the till was wrong. Please ask an advisor.',
      'zh-Hans': '购物日期无法证实：收银机的时钟有误。请咨询店员。',
      ja: 'レジの時計が狂っていたため、購入日を証明できません。スタッフにお尋ねください。',
      ar: 'تاريخ الشراء غير مثبت: كانت ساعة صندوق الدفع غير صحيحة. يرجى سؤال أحد المستشارين.',
    },
  },
  {
    code: 'other-merchant',
    grade: 'second',
    source: SERVICE_PUBLIC,
    refuses: ({ request: { receipts } }) =>
      receipts.some(({ merchant }) => !belongTogether(merchant, receipts[0]?.merchant ?? merchant)),
    text: {
      fr: 'Ces tickets ne viennent pas du même commerçant dans la même ville : faites un bordereau par commerçant.',
      en: 'These receipts are not of one merchant in one town: please make one form for each merchant.',
      'zh-Hans': '这些小票并非来自同一城市的同一商家：请分别办理。',
      ja: '同じ都市の同じ事業者のレシートではありません。事業者ごとに手続きしてください。',
      ar: 'هذه الإيصالات ليست من التاجر نفسه في المدينة نفسها: يرجى إعداد نموذج لكل تاجر.',
    },
  },
  {
    code: 'days-apart',
    grade: 'second',
    source: SERVICE_PUBLIC,
    refuses: ({ firstDay, lastDay }) => lastDay > addDays(firstDay, GROUPED_DAYS - 1),
    text: {
      fr: 'Les achats d’un même bordereau doivent tenir en trois jours consécutifs.',
      en: 'The purchases on one form must lie within three consecutive days.',
      'zh-Hans': '同一张退税单上的购物须在连续三天之内。',
      ja: '一枚の免税書類にまとめられるのは連続する3日間の購入分です。',
      ar: 'يجب أن تقع مشتريات النموذج الواحد ضمن ثلاثة أيام متتالية.',
    },
  },
  {
    code: 'issued-too-late',
    grade: 'law',
    source: CUSTOMS_PAGE,
    refuses: ({ firstDay, today }) => today > issueDeadline(firstDay).lastDay,
    text: {
      fr: 'Le bordereau devait être demandé au plus tard le troisième jour à partir du premier achat.',
      en: 'The form had to be asked for by the third day, the day of the first purchase included.',
      'zh-Hans': '退税单须在首次购物当日起三天内申请，现已逾期。',
      ja: '免税書類の申請期限（最初の購入日を含めて3日目まで）を過ぎています。',
      ar: 'كان يجب طلب النموذج في موعد أقصاه اليوم الثالث ابتداءً من يوم أول شراء.',
    },
  },
  {
    code: 'total-too-low',
    grade: 'law',
    source: `CGI art. 262-I-2°; ${CUSTOMS_PAGE}`,
    refuses: ({ gross }) => gross <= TOTAL_TO_EXCEED,
    text: {
      fr: 'Le total des articles détaxables doit dépasser 100 € TTC.',
      en: 'The articles that qualify must total more than EUR 100 including VAT.',
      'zh-Hans': '可退税商品含税总额须超过100欧元。',
      ja: '免税対象商品の合計が税込100ユーロを超える必要があります。',
      ar: 'يجب أن يتجاوز مجموع السلع المؤهلة 100 يورو شاملة الضريبة.',
    },
  },
];
