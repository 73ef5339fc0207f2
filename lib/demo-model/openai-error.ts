/** `{ error: { message, type, param, code } }`, as both of OpenAI's APIs answer. */
export function toOpenAIErrorBody(status: number, message: string): unknown {
  return { error: { message, type: toErrorType(status), param: null, code: codes[status] ?? null } };
}

const codes: Record<number, string> = {
  401: 'invalid_api_key',
  404: 'model_not_found',
  429: 'rate_limit_exceeded',
};

function toErrorType(status: number): string {
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
