import type { Acknowledgement, Customs } from './ports.ts';
import type { WorkLog } from './work-log.ts';

/** Customs, with a line for each message that they did not take in, or of which nobody knows whether they did. */
export function watchedCustoms(customs: Customs, report: WorkLog): Customs {
  const watch = async (formId: string, sent: Promise<Acknowledgement>): Promise<Acknowledgement> => {
    try {
      const taken = await sent;
      if (taken === 'not-acknowledged') report({ trouble: 'customs-failed', formId, error: taken });
      return taken;
    } catch (error) {
      report({ trouble: 'customs-failed', formId, error: (error as Error).name });
      throw error;
    }
  };
  return {
    create: (form) => watch(form.content.formId, customs.create(form)),
    createFromSlip: (form, slip) => watch(form.content.formId, customs.createFromSlip(form, slip)),
    delete: (form) => watch(form.formId, customs.delete(form)),
  };
}
