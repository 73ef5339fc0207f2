/** What a person reads when an answer ended in an error: what happened, and what to do about it. */
export interface ErrorWords {
  sentence: string;
  nextStep: string;
  /** What one press can do about it. Absent: ask the same again. */
  action?: 'continue' | 'none';
}

const sendAgain = 'What was written stays. Send it again in a moment.';

const askOperator = 'Whoever runs this server has to look at it.';

const words: Record<string, ErrorWords> = {
  'provider-rate-limited': {
    sentence: 'The model’s provider takes no more requests at the moment.',
    nextStep: 'Wait a minute, then send it again.',
  },
  'provider-out-of-quota': {
    sentence: 'The account at the model’s provider is used up.',
    nextStep: askOperator,
  },
  'provider-overloaded': { sentence: 'The model’s provider is overloaded.', nextStep: sendAgain },
  'provider-failed': { sentence: 'The model’s provider failed.', nextStep: sendAgain },
  'provider-connection-lost': { sentence: 'The connection to the model was lost.', nextStep: sendAgain },
  'provider-stalled': { sentence: 'The model stopped answering.', nextStep: sendAgain },
  'provider-answer-unreadable': {
    sentence: 'The model sent something that can’t be read.',
    nextStep: sendAgain,
  },
  'provider-answer-too-large': {
    sentence: 'The model sent more than is accepted.',
    nextStep: 'Ask for less at once.',
  },
  'provider-refused-key': {
    sentence: 'The model’s provider refused this server’s key.',
    nextStep: askOperator,
  },
  'provider-refused-request': {
    sentence: 'The model’s provider refused the request.',
    nextStep: 'Choose another model, or say it in another way.',
  },
  'provider-unknown-failure': { sentence: 'Calling the model failed.', nextStep: sendAgain },
  'answer-too-long': {
    sentence: 'The answer reached the longest this server stores.',
    nextStep: 'Ask for less at once.',
  },
  'model-not-offered': {
    sentence: 'The model is no longer offered here.',
    nextStep: 'Choose another model and send it again.',
  },
  'skill-missing': {
    sentence: 'The version of the skill that this answer began with is gone.',
    nextStep: 'Send it again: a new answer follows the version that is in use now.',
  },
  'agent-unknown': {
    sentence: 'This answer was asked of an agent that this server does not have.',
    nextStep: askOperator,
    action: 'none',
  },
  'tools-missing': {
    sentence: 'The tools that this trial is about could not be reached.',
    nextStep: 'The evals try it again; if it stays like this, whoever runs this server has to look at it.',
    action: 'none',
  },
  'budget-steps': {
    sentence: 'The agent took as many steps as one answer may take.',
    nextStep: 'What it did stays. Tell it to go on, or ask for less at once.',
    action: 'continue',
  },
  'budget-tool-calls': {
    sentence: 'The agent used tools as often as one answer may.',
    nextStep: 'What it did stays. Tell it to go on, or ask for less at once.',
    action: 'continue',
  },
  'budget-tokens': {
    sentence: 'The answer used all the tokens that one answer may use.',
    nextStep: 'What it did stays. Tell it to go on, or ask for less at once.',
    action: 'continue',
  },
  'budget-time': {
    sentence: 'The agent worked for as long as one answer may take.',
    nextStep: 'What it did stays. Tell it to go on, or ask for less at once.',
    action: 'continue',
  },
  'budget-bytes': {
    sentence: 'The answer reached the longest this server stores.',
    nextStep: 'What it did stays. Tell it to go on, or ask for less at once.',
    action: 'continue',
  },
  'budget-cost': {
    sentence: 'The money for this answer, or for today, is used up.',
    nextStep: 'What it did stays. Choose a cheaper model, or come back tomorrow.',
    action: 'none',
  },
  'context-full': {
    sentence: 'The session no longer fits what the model can read, even in short.',
    nextStep: 'Start a new session, or choose a model with a larger window.',
    action: 'none',
  },
  'recovery-gave-up': { sentence: 'The answer broke off too many times.', nextStep: sendAgain },
  internal: { sentence: 'The server made a mistake.', nextStep: sendAgain },
};

export function findErrorWords(code: string | undefined): ErrorWords {
  return words[code ?? ''] ?? { sentence: 'The model could not finish this answer.', nextStep: sendAgain };
}
