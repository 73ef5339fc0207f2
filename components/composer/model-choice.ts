/** A model that a person can choose, as the server offers it. */
export interface ModelChoice {
  /** `provider:model` */
  id: string;
  label: string;
  /** Its answers are prepared texts. */
  isScripted: boolean;
}
