/**
 * Where the key file of a device is looked for and left: those of a twin beside the twin, which removes them with its world; those of AWS
 * apart from it, where no twin removes them.
 */
export const deviceFileOf = (on: 'twin' | 'aws', deviceId: string): string =>
  `${on === 'twin' ? '.twin/devices' : '.devices'}/${deviceId}.json`;
