/** How often something is wrong with what stores handed out; all of it must be nothing, whatever became of the Regions. */
export interface StoreFigures {
  lost: number;
  doubled: number;
  chains_broken: number;
  unexplained: number;
  over_returned: number;
  still_queued: number;
  forms_lost: number;
  forms_doubled: number;
  forms_stuck: number;
}

export interface Law {
  law: string;
  holds: boolean;
  seen: number | string;
}

const LAWS: Readonly<Record<keyof StoreFigures, string>> = {
  lost: 'every acknowledged receipt is in the ledger',
  doubled: 'no customer is in the ledger twice',
  chains_broken: 'every chain is gap-free and verifies',
  unexplained: 'every stored receipt was acknowledged or is queued',
  over_returned: 'nothing came back that was not sold',
  still_queued: 'no till keeps anything back',
  forms_lost: 'every form has the credit it was promised',
  forms_doubled: 'no card is credited twice',
  forms_stuck: 'no form is left half done',
};

/** The laws of receipts and forms. */
export const storeLaws = (figures: StoreFigures): Law[] =>
  Object.entries(LAWS).map(([figure, law]) => {
    const seen = figures[figure as keyof StoreFigures];
    return { law, holds: seen === 0, seen };
  });
