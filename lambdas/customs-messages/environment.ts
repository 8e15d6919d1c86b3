import { FORM_WORK_ENVIRONMENT } from '../shared/form-work/environment.ts';

/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export const CUSTOMS_MESSAGES_ENVIRONMENT = FORM_WORK_ENVIRONMENT;
