// Calls every tool that only reads, by the protocol's own SDK, which checks each message.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [command, ...args] = process.argv.slice(2);
const client = new Client({ name: 'stranger', version: '1' });
await client.connect(new StdioClientTransport({ command, args }));
const { tools } = await client.listTools();
const texts = {};
for (const name of ['operations', 'scenes', 'requests']) {
  const result = await client.callTool({ name, arguments: {} });
  texts[name] = result.isError ? '' : result.content[0].text;
}
const rejected = await client.callTool({ name: 'latestSms', arguments: { nobody: '1' } });
await client.close();
console.log(`${tools.length} tools, ${JSON.parse(texts.scenes).length} scenes, ${JSON.parse(texts.requests).length} calls, rejected: ${rejected.isError}`);
