/** What a person reads when an answer ended in an error: what happened, and what to do about it. */
export interface ErrorWords {
  sentence: string;
  nextStep: string;
}

const sendAgain = 'What was written stays. Send it again in a moment.';

const words: Record<string, ErrorWords> = {
  'rate-limited': { sentence: 'The model’s provider is asking for a pause.', nextStep: 'Wait a minute, then send it again.' },
  overloaded: { sentence: 'The model’s provider is overloaded.', nextStep: sendAgain },
  timeout: { sentence: 'The model stopped answering.', nextStep: sendAgain },
  stalled: { sentence: 'The model stopped answering.', nextStep: sendAgain },
  unreachable: { sentence: 'The model’s provider could not be reached.', nextStep: sendAgain },
  unauthorized: {
    sentence: 'The model’s provider refused the key of this server.',
    nextStep: 'Whoever runs this server has to check the key.',
  },
  'too-long': { sentence: 'The session is too long for this model.', nextStep: 'Start a new session, or send less.' },
  'content-filter': { sentence: 'The provider’s filter ended this answer.', nextStep: 'Say it in another way.' },
  limit: { sentence: 'This answer reached a limit of this server.', nextStep: 'What was written stays. Ask for less at once.' },
  'recovery-exhausted': { sentence: 'The answer broke off too many times.', nextStep: sendAgain },
  internal: { sentence: 'The server made a mistake.', nextStep: sendAgain },
};

export function findErrorWords(code: string | undefined): ErrorWords {
  return words[code ?? ''] ?? { sentence: 'The model could not finish this answer.', nextStep: sendAgain };
}
