import {
  choiceField,
  countField,
  optionalTextField,
  portField,
  pricesField,
  textField,
  urlField,
} from './env-field.ts';

/** Keys and addresses of model providers. With none of them set, the demo model answers. */
export const modelFields = {
  openaiApiKey: optionalTextField('OPENAI_API_KEY'),
  openaiBaseUrl: urlField('OPENAI_BASE_URL'),
  anthropicApiKey: optionalTextField('ANTHROPIC_API_KEY'),
  anthropicBaseUrl: urlField('ANTHROPIC_BASE_URL'),
  googleApiKey: optionalTextField('GOOGLE_GENERATIVE_AI_API_KEY'),
  compatibleBaseUrl: urlField('OPENAI_COMPATIBLE_BASE_URL'),
  compatibleApiKey: optionalTextField('OPENAI_COMPATIBLE_API_KEY'),
  compatibleName: textField('OPENAI_COMPATIBLE_NAME', 'compatible'),
  /** `provider:model`, for messages that name none. */
  defaultModel: optionalTextField('MODEL'),
  /** Prices that replace or add to the known ones. */
  modelPrices: pricesField('HOLDFAST_MODEL_PRICES'),
  /** `provider:model` that judges answers in evals. Absent: what only a judge can tell is not asked. */
  judgeModel: optionalTextField('HOLDFAST_JUDGE_MODEL'),
  /** 0 = any free port. */
  demoModelPort: portField('DEMO_MODEL_PORT', 0),
  /** How fast the demo model speaks; before the first word it thinks for as long as ten words take. */
  demoWordsPerSecond: countField('DEMO_MODEL_WORDS_PER_SECOND', 40),
  /** Whether the demo model obeys `[fault: ...]` in a message: for tests and for trying out recovery. */
  demoFaults: choiceField('DEMO_MODEL_FAULTS', ['off', 'on'], 'off'),
};
