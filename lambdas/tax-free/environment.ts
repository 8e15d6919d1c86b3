/** The environment variables of this function: read by its handler, and all of them demanded by its construct. */
export { FORM_WORK_ENVIRONMENT as TAX_FREE_ENVIRONMENT } from '../shared/form-work/environment.ts';
