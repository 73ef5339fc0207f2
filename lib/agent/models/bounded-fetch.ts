/** A response of this size is no answer any more, and a line of this size no event. */
export const MAX_RESPONSE_BYTES = 64_000_000;
export const MAX_LINE_BYTES = 4_000_000;

export class ResponseTooLargeError extends Error {
  constructor(what: string) {
    super(`cannot read response: ${what}`);
    this.name = 'ResponseTooLargeError';
  }
}

/**
 * `fetch` whose response body fails with ResponseTooLargeError past its bounds. The provider packages gather a line
 * until it ends, so without this one endless line would fill the memory of the process before any part comes out.
 */
export async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  return new Response(boundStream(response.body), { status, statusText, headers });
}

const LINE_END = 0x0a;

function boundStream(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  let lineBytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        bytes += value.length;
        const lineEnd = value.lastIndexOf(LINE_END);
        lineBytes = lineEnd === -1 ? lineBytes + value.length : value.length - lineEnd - 1;
        if (bytes <= MAX_RESPONSE_BYTES && lineBytes <= MAX_LINE_BYTES) return controller.enqueue(value);
        const error = new ResponseTooLargeError(
          bytes > MAX_RESPONSE_BYTES ? 'it does not end' : 'a line does not end',
        );
        await reader.cancel(error).catch(() => {});
        throw error;
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
