// Sends a made-up race to DualTwin over UDP: node udp-sender.mjs [host] [port]
import { createSocket } from 'node:dgram';
import { snapshot } from './made-up-race.mjs';

const [host = 'localhost', port = '20777'] = process.argv.slice(2);
const sender = createSocket('udp4');
console.log(`sending to ${host}:${port}, Ctrl+C ends`);
// One datagram, one snapshot: it must fit 65,507 bytes.
setInterval(() => sender.send(snapshot(), Number(port), host), 250);
