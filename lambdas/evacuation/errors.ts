/** The event is not one that this function takes; the message says which member is wrong. */
export class InvalidEvacuationEvent extends Error {
  override readonly name = 'InvalidEvacuationEvent';
}
