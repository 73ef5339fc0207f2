/** What a person reads when an answer ended in an error: what happened, and what to do about it. */
export interface ErrorWords {
  sentence: string;
  nextStep: string;
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
  'recovery-gave-up': { sentence: 'The answer broke off too many times.', nextStep: sendAgain },
  internal: { sentence: 'The server made a mistake.', nextStep: sendAgain },
};

export function findErrorWords(code: string | undefined): ErrorWords {
  return words[code ?? ''] ?? { sentence: 'The model could not finish this answer.', nextStep: sendAgain };
}
