/**
 * The environment variables of this function. `PUBLIC_URL`, `OWN_URL` and `OTHER_URL` have no slash at the end; the first is `none`
 * without a domain, the last with a single Region, as is `OTHER_REGION`. `DNS_SERVER` is `system`, or the `address:port` of another name server.
 */
export const SYNTHETIC_STORE_ENVIRONMENT = [
  'DEVICES_TABLE',
  'PUBLIC_URL',
  'OWN_URL',
  'OTHER_URL',
  'OTHER_REGION',
  'DNS_SERVER',
] as const;
