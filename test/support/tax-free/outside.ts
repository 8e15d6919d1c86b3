import { OutcomeUnknown } from '../../../lambdas/shared/deadline.ts';
import type {
  Acknowledgement,
  Acquirer,
  Customs,
  Fate,
  MoneyAttempt,
  Reception,
} from '../../../lambdas/shared/form-work/ports.ts';

/** How a service outside answers: as it should, not at all though it took it in, or that it takes nothing in. */
export type Mood = 'answers' | 'loses-answer' | 'takes-nothing';

/** What befalls a call on its way: the process dies before it was sent, or after it took effect. */
export type CallFault = 'crash-before' | 'crash-after';

export interface SentMessage {
  kind: 'create' | 'slip' | 'delete';
  messageId: string;
  formId: string;
  slip?: string;
  surname?: string;
}

/** Customs and the acquirer as the world knows them: what they really took in, whatever they answered. */
export class Outside {
  customsMood: Mood = 'answers';
  acquirerMood: Mood = 'answers';
  /** What the acquirer says when it is asked; undefined for the truth. */
  fate: Fate | undefined;
  /** The acquirer refuses whatever it is sent. */
  refuses = false;
  readonly messages: SentMessage[] = [];
  readonly calls: string[] = [];
  /** Key → cents, once, however often it was sent. */
  readonly credits = new Map<string, number>();
  readonly debits = new Map<string, number>();

  /** The ports of one process, whose calls can be made to die with it. */
  ports(plan: (call: number) => CallFault | undefined = () => undefined, onCrash = () => {}): PortsOf {
    let calls = 0;
    const dies = (): Promise<never> => {
      onCrash();
      return new Promise(() => {});
    };
    const call = async <T>(name: string, effect: () => T): Promise<T> => {
      calls += 1;
      const fault = plan(calls);
      if (fault === 'crash-before') return dies();
      this.calls.push(name);
      const answer = effect();
      return fault === 'crash-after' ? dies() : answer;
    };
    const tell = (message: SentMessage): Promise<Acknowledgement> => call(message.kind, () => this.#take(message));
    return {
      customs: {
        create: ({ messageId, content, personal: { surname } }) =>
          tell({ kind: 'create', messageId, formId: content.formId, surname }),
        createFromSlip: ({ messageId, content }, slip) =>
          tell({ kind: 'slip', messageId, formId: content.formId, slip }),
        delete: ({ messageId, formId }) => tell({ kind: 'delete', messageId, formId }),
      },
      acquirer: {
        credit: (attempt) => call('credit', () => this.#move(this.credits, attempt)),
        debit: (attempt) => call('debit', () => this.#move(this.debits, attempt)),
        fate: (attempt) => call('fate', () => this.fate ?? this.#truth(attempt)),
      },
    };
  }

  of(formId: string): SentMessage[] {
    return this.messages.filter((message) => message.formId === formId);
  }

  /** Cents that a form's card holds in all. */
  net(formId: string): number {
    const sum = (moved: Map<string, number>) =>
      [...moved].reduce((total, [key, cents]) => total + (key.includes(formId) ? cents : 0), 0);
    return sum(this.credits) - sum(this.debits);
  }

  #take(message: SentMessage): Acknowledgement {
    if (this.customsMood === 'takes-nothing') return 'not-acknowledged';
    this.messages.push(message);
    if (this.customsMood === 'loses-answer') throw new OutcomeUnknown('lost');
    return 'acknowledged';
  }

  #move(moved: Map<string, number>, { key, amount }: MoneyAttempt): Reception {
    if (this.refuses) return { outcome: 'refused', reason: 'card expired' };
    if (this.acquirerMood === 'takes-nothing') throw new OutcomeUnknown('lost on the way');
    moved.set(key, amount);
    if (this.acquirerMood === 'loses-answer') throw new OutcomeUnknown('lost');
    return { outcome: 'received', pspReference: `PSP-${key.slice(-8)}` };
  }

  #truth({ key, kind }: MoneyAttempt): Fate {
    return (kind === 'credit' ? this.credits : this.debits).has(key) ? 'done' : 'not-done';
  }
}

interface PortsOf {
  customs: Customs;
  acquirer: Acquirer;
}
