import type { ServiceAlarmProps } from './constructs/service-alarm.ts';

type AlarmRule = Pick<ServiceAlarmProps, 'impact' | 'firstLook' | 'threshold' | 'breaching' | 'silenceIsBad'> & {
  /** Minutes that are looked at. */
  readonly minutes: number;
};

/**
 * The alarms of what serves in a Region; `lib/restore-alarms.ts` has those of its backups. The name of an alarm is also the anchor of its section in docs/runbooks.md.
 * One minute alone wakes nobody: tills already go to the other Region by themselves.
 */
export const ALARMS = {
  'requests-fail': {
    impact: 'Tills get no clear answer from this Region and try the other one: each request takes seconds longer.',
    firstLook: 'The dashboard of this Region: do functions fail, the tables, or only API Gateway?',
    threshold: 1,
    minutes: 5,
    breaching: 3,
  },
  'checkout-slow': {
    impact: 'Customers wait at the till: one receipt in a hundred takes longer than a second.',
    firstLook: 'The access log of the last minutes: is the time spent in the function or before it?',
    threshold: 1000,
    minutes: 5,
    breaching: 3,
  },
  'functions-fail': {
    impact: 'Some requests end without an answer; tills repeat them in the other Region or keep them for later.',
    firstLook: 'The log group of the function, lines with level ERROR: what is the name of the error?',
    threshold: 3,
    minutes: 5,
    breaching: 2,
  },
  'functions-throttled': {
    impact: 'Requests are turned away before they are looked at; tills repeat them, and queues grow.',
    firstLook: 'The concurrency of the account in this Region against its quota.',
    threshold: 5,
    minutes: 5,
    breaching: 2,
  },
  'authorizer-fails': {
    impact: 'No device can show who it is here: every till of every store works through the other Region or its queue.',
    firstLook: 'The log group of the authorizer, lines with level ERROR.',
    threshold: 3,
    minutes: 5,
    breaching: 2,
  },
  'tables-fail': {
    impact: 'DynamoDB fails inside: receipts take longer, and some get no answer in this Region.',
    firstLook: 'The AWS Health dashboard for DynamoDB in Paris, Frankfurt and Ireland.',
    threshold: 5,
    minutes: 5,
    breaching: 3,
  },
  'tables-throttled': {
    impact: 'DynamoDB turns writes away: receipts take longer, tills of a busy store first.',
    firstLook: 'Contributor Insights of the ledger: is it one till, one store, or all of them?',
    threshold: 10,
    minutes: 5,
    breaching: 3,
  },
  'region-cannot-write': {
    impact:
      'This Region cannot record a sale. Tills work through the other one; with that gone they sell from their queue.',
    firstLook: 'The same alarm in the other Region: if it is quiet there, nothing is lost and nobody waits.',
    threshold: 1,
    minutes: 5,
    breaching: 3,
  },
  'canary-silent': {
    impact: 'Nobody suffers yet, but nobody is looking either: a Region that cannot write would go unnoticed.',
    firstLook: 'The rule of the canary in EventBridge: is it enabled, and has it a target?',
    threshold: 1,
    minutes: 10,
    breaching: 10,
    silenceIsBad: true,
  },
  'requests-blocked': {
    impact: 'The firewall turns requests away. If they are tills, a whole store sells from its queue.',
    firstLook: 'Sampled requests of the web ACL: which rule, and is it the address of a store?',
    threshold: 50,
    minutes: 5,
    breaching: 3,
  },
  'form-not-at-customs': {
    impact: 'A form is not with customs five minutes after it was issued; after an hour every missing form is fined.',
    firstLook: 'Lines with trouble "form-not-at-customs": one form or all of them, and in which state?',
    threshold: 1,
    minutes: 5,
    breaching: 1,
  },
  'money-unanswered': {
    impact: 'A traveller waits for money of which nobody knows whether it was paid, minutes after it was sent.',
    firstLook: 'Lines with trouble "money-unanswered": do notifications of the acquirer reach either Region?',
    threshold: 1,
    minutes: 5,
    breaching: 1,
  },
  'outcome-of-other-key': {
    impact: 'The acquirer speaks of a try that is not the last one of its form: a card may have been credited twice.',
    firstLook: 'Lines with trouble "outcome-of-other-key": which form, and what does the acquirer show for it?',
    threshold: 1,
    minutes: 5,
    breaching: 1,
  },
  'outcome-mismatch': {
    impact: 'A signed notification does not fit the credit or debit it names: what moved is not what was asked.',
    firstLook: 'Lines with trouble "outcome-mismatch": which key, and what amount does the acquirer show for it?',
    threshold: 1,
    minutes: 5,
    breaching: 1,
  },
  'money-disputed': {
    impact: 'A late word of the acquirer upset a refund: a traveller is owed money, or owes it, until it is settled.',
    firstLook: 'Lines with trouble "money-disputed": which form, and how many cents does `owed_cents` say?',
    threshold: 1,
    minutes: 5,
    breaching: 1,
  },
  'customs-contradict': {
    impact: 'Customs say of a form what cannot be after what they said before: a refund may be owed, or unjustified.',
    firstLook: 'Lines with trouble "customs-contradict": which form, which word, and what do customs show for it?',
    threshold: 1,
    minutes: 5,
    breaching: 1,
  },
  'claim-refused': {
    impact: 'Many travellers are refused because their receipts are on another form: a kiosk in trouble, or a fraud.',
    firstLook: 'The access log, 409 of PUT /v1/tax-free/forms: one kiosk, one store, or all of them?',
    threshold: 10,
    minutes: 5,
    breaching: 2,
  },
  'slips-exhausted': {
    impact: 'Customs are silent and no emergency slip is left: travellers leave without a form that customs know.',
    firstLook: 'The alarm customs-failed, and how many slip numbers the operator can give us today.',
    threshold: 1,
    minutes: 5,
    breaching: 2,
  },
  'customs-failed': {
    impact: 'Customs take no forms in: travellers get emergency slips after a minute, and credits wait.',
    firstLook: 'Lines with trouble "customs-failed": not acknowledged or no answer, in one Region or both?',
    threshold: 3,
    minutes: 5,
    breaching: 3,
  },
  'work-failed': {
    impact: 'Work on forms ends in errors: some forms get no further, and their refunds wait.',
    firstLook: 'Lines with trouble "work-failed", and the log group of form-sweeper: what is the error called?',
    threshold: 1,
    minutes: 5,
    breaching: 3,
  },
  'sweeper-silent': {
    impact: 'Nobody takes up forms that were left half way in this Region; with both silent, refunds stay open.',
    firstLook: 'The schedule permanence-<environment>-form-sweep in EventBridge Scheduler: is it enabled?',
    threshold: 1,
    minutes: 5,
    breaching: 5,
    silenceIsBad: true,
  },
  'webhooks-refused': {
    impact: 'Messages of customs or the acquirer are not believed: forms and refunds wait for results that were sent.',
    firstLook: 'The access log, 401 by resource and address: all messages of one sender, or strangers?',
    threshold: 5,
    minutes: 5,
    breaching: 3,
  },
} as const satisfies Record<string, AlarmRule>;

export type AlarmName = keyof typeof ALARMS;
