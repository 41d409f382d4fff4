// Passes the messages of an MCP server over stdio on to HTTP, unread, since the conformance suite speaks
// HTTP alone. Each session has a process of its own. What is HTTP here, is the SDK's and not judged.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

const [command, ...args] = process.argv.slice(2);
const sessions = new Map();

async function open() {
  const stdio = new StdioClientTransport({ command, args });
  const http = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => sessions.set(id, http),
  });
  http.onmessage = (message) => stdio.send(message);
  stdio.onmessage = (message) => http.send(message);
  http.onclose = () => stdio.close();
  await Promise.all([stdio.start(), http.start()]);
  return http;
}

const server = createServer(async (request, response) => {
  const session = sessions.get(request.headers['mcp-session-id']) ?? (await open());
  await session.handleRequest(request, response);
});
server.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
