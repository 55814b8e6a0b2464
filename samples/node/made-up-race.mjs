// Three cars that never overtake, as a program of yours might tell them: the snapshot of schema 1.0.0.
const lapSeconds = 90;
const names = [['16', 'Alpha', 'Ann'], ['44', 'Beta', 'Bob'], ['7', 'Gamma', 'Cleo']];

// What is not known is null or left out: here the fuel level, and the last lap before there is one.
const car = (place, lap, [car_id, team, driver]) => ({
  car_id, team, driver, position: place + 1, speed: 299 - place,
  tire: { compound: 'medium', age: lap - 1, wear_level: Math.min(1, 0.02 * (lap - 1)) },
  lap_time: lap > 1 ? lapSeconds + 0.1 * place : null,
});

export function snapshot() {
  const lap = 1 + Math.floor(process.uptime() / lapSeconds);
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    lap,
    session_type: 'race',
    track_conditions: { temperature: 41.5, weather: 'sunny', track_status: 'green' },
    cars: names.map((name, place) => car(place, lap, name)),
  });
}
