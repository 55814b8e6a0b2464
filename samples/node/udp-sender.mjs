// Sends a made-up race to DualTwin over UDP: node udp-sender.mjs [host] [port]
import dgram from 'node:dgram';

const [host = 'localhost', port = '20777'] = process.argv.slice(2);
const lapSeconds = 90;
const names = [['16', 'Alpha', 'Ann'], ['44', 'Beta', 'Bob'], ['7', 'Gamma', 'Cleo']];

// What is not known is null or left out: here the fuel level, and the last lap before there is one.
function snapshot() {
  const lap = 1 + Math.floor(process.uptime() / lapSeconds);
  const cars = names.map(([car_id, team, driver], place) => ({
    car_id, team, driver, position: place + 1, speed: 299 - place,
    tire: { compound: 'medium', age: lap - 1, wear_level: Math.min(1, 0.02 * (lap - 1)) },
    lap_time: lap > 1 ? lapSeconds + 0.1 * place : null,
  }));
  return JSON.stringify({
    timestamp: new Date().toISOString(), lap, session_type: 'race',
    track_conditions: { temperature: 41.5, weather: 'sunny', track_status: 'green' }, cars,
  });
}

// One datagram, one snapshot: it must fit 65,507 bytes.
const sender = dgram.createSocket('udp4');
console.log(`sending to ${host}:${port}, Ctrl+C ends`);
setInterval(() => sender.send(snapshot(), Number(port), host), 250);
