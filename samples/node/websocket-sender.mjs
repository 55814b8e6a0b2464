// Offers a made-up race to DualTwin, which connects here: node websocket-sender.mjs [port]
// Nothing but Node itself: the handshake and the frame header of RFC 6455 by hand. A program of yours will rather use a package,
// such as ws, which also answers pings; what it sends is the same.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { snapshot } from './made-up-race.mjs';

const [port = '8080'] = process.argv.slice(2);
const server = createServer((request, response) => response.writeHead(426).end());
server.on('upgrade', (request, socket) => {
  if (request.url !== '/telemetry') {
    socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    return;
  }

  const accept = createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  const timer = setInterval(() => {
    const message = Buffer.from(snapshot());
    const header = Buffer.from([0x81, 126, message.length >> 8, message.length & 255]); // one text frame, 126 to 65,535 bytes
    socket.write(Buffer.concat([header, message]));
  }, 250);
  socket.on('close', () => clearInterval(timer));
  socket.on('error', () => clearInterval(timer));
});
server.listen(Number(port), '127.0.0.1', () => console.log(`waiting for receivers at ws://127.0.0.1:${port}/telemetry, Ctrl+C ends`));
