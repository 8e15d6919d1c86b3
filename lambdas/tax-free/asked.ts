import type { FormRequest } from '../../api/generated/contract.ts';
import type { Device } from '../shared/http.ts';

/** A form that a kiosk asks for. */
export interface Asked {
  formId: string;
  device: Device;
  request: FormRequest;
}
