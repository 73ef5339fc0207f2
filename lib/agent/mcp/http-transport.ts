import {
  type JSONRPCMessage,
  MCPClientError,
  type MCPTransport,
  type MCPTransportSendOptions,
  validateJSONRPCMessage,
} from '@ai-sdk/mcp';
import { AppError } from '#lib/protocol/error.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { readMessages } from './read-messages.ts';
import { boundContent } from './tool-content.ts';
import { replaceMisshapenTools } from './tool-list.ts';

/** The first version without a handshake and without sessions. */
const STATELESS_SINCE = '2026-07-28';
/** Before a version is agreed on. */
const FIRST_VERSION = '2025-11-25';
const CLOSE_TIMEOUT_MS = 1_000;

/**
 * Streamable HTTP for AI SDK's MCP client: one POST per message, its answer read to the reply and no further. Unlike AI
 * SDK's own it lets a call fail as soon as its answer does (theirs tells nobody, so the caller waits for the time-out),
 * keeps no stream open for what a server might say unasked, and asks by `GuardedFetch` alone.
 */
export class HttpTransport implements MCPTransport {
  readonly supportsProtocolVersionDiscovery = true;
  readonly waitsForProtocolVersionDiscovery = true;
  readonly supportsMcpToolParameterHeaders = true;
  protocolVersion?: string;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  readonly #fetch: GuardedFetch;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #closed = new AbortController();
  #sessionId: string | undefined;

  constructor({ fetch, headers }: { fetch: GuardedFetch; headers: Readonly<Record<string, string>> }) {
    this.#fetch = fetch;
    this.#headers = headers;
  }

  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Resolves when the reply was handed on; rejects when there will be none. */
  async send(message: JSONRPCMessage, options?: MCPTransportSendOptions): Promise<void> {
    const response = await this.#fetch.send({
      method: 'POST',
      headers: this.#toHeaders(message, options?.headers),
      body: JSON.stringify(message),
      signal: options?.signal ? AbortSignal.any([options.signal, this.#closed.signal]) : this.#closed.signal,
    });
    this.#sessionId = response.headers.get('mcp-session-id') ?? this.#sessionId;
    if (!('method' in message) || !('id' in message)) {
      await response.body?.cancel();
      if (!response.ok) throw refused(response.status);
      return;
    }
    for await (const reply of readMessages(response)) {
      const parsed = toMessage(toBounded(message.method, reply));
      if (!parsed) continue;
      if ('method' in parsed) {
        if ('id' in parsed) this.onmessage?.(parsed);
        continue;
      }
      // A server that refuses a request whole may not know its id.
      this.onmessage?.({ ...parsed, id: parsed.id ?? message.id });
      return;
    }
    throw refused(response.status);
  }

  async close(): Promise<void> {
    this.#closed.abort();
    if (this.#sessionId !== undefined) await this.#endSession();
    this.#fetch.close();
    this.onclose?.();
  }

  /** Best effort: tells a server of the older protocol that the session may go. */
  async #endSession(): Promise<void> {
    try {
      const response = await this.#fetch.send({
        method: 'DELETE',
        headers: this.#toHeaders(),
        signal: AbortSignal.timeout(CLOSE_TIMEOUT_MS),
      });
      await response.body?.cancel();
    } catch {
      // The server forgets it by itself.
    }
  }

  #toHeaders(message?: JSONRPCMessage, more: Readonly<Record<string, string>> = {}): Record<string, string> {
    const version = this.protocolVersion ?? FIRST_VERSION;
    const isRequest = message && 'method' in message && 'id' in message;
    return {
      ...this.#headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'user-agent': 'holdfast',
      'mcp-protocol-version': version,
      ...(version < STATELESS_SINCE
        ? this.#sessionId !== undefined && { 'mcp-session-id': this.#sessionId }
        : isRequest && { ...more, ...toRoutingHeaders(message) }),
    };
  }
}

/** What proxies may route by, as the stateless protocol wants it. Names of tools are plain ASCII here: see `tool-list.ts`. */
function toRoutingHeaders(message: Extract<JSONRPCMessage, { method: string }>): Record<string, string> {
  const name = message.method === 'tools/call' ? message.params?.['name'] : undefined;
  return { 'mcp-method': message.method, ...(typeof name === 'string' ? { 'mcp-name': name } : {}) };
}

/** MCP's client takes a reply as a whole and goes through it without a bound. */
function toBounded(method: string, reply: unknown): unknown {
  if (method === 'tools/list') return replaceMisshapenTools(reply);
  return method === 'tools/call' ? boundContent(reply) : reply;
}

function toMessage(reply: unknown): JSONRPCMessage | undefined {
  try {
    return validateJSONRPCMessage(reply);
  } catch {
    return undefined;
  }
}

/** A refusal is MCP's own error: by it the client knows that a server may speak the older protocol. */
function refused(status: number): Error {
  if (status >= 400)
    return new MCPClientError({ message: `the server answered with HTTP ${status}`, statusCode: status });
  return new AppError('internal', 'cannot use the server: it ended its answer without a reply');
}
