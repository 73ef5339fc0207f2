import {
  createMcpHandler,
  isLegacyRequest,
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';

/**
 * Answers one message with one body of JSON, whichever revision of the protocol it speaks. Stateless: every message has a
 * server of its own, so that any node can answer any of them and nothing is left when it is answered.
 */
export async function serveMessage(
  request: Request,
  message: object,
  createServer: () => McpServer,
): Promise<Response> {
  const options = { parsedBody: message };
  if (!(await isLegacyRequest(request, message))) {
    // Answers are one body as long as no tool reports progress, and none does. A subscription would be a stream: none is had.
    return createMcpHandler(createServer, { legacy: 'reject', maxSubscriptions: 0 }).fetch(request, options);
  }
  const server = createServer();
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    const response = await transport.handleRequest(request, options);
    // Read before the server closes: what is not yet sent then is lost.
    const body = await response.arrayBuffer();
    return new Response(body.byteLength > 0 ? body : null, response);
  } finally {
    await server.close();
  }
}
