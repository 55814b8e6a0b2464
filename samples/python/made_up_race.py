"""Three cars that never overtake, as a program of yours might tell them: the snapshot of schema 1.0.0."""

import json
from datetime import datetime, timezone

LAP_SECONDS = 90
CARS = [("16", "Alpha", "Ann"), ("44", "Beta", "Bob"), ("7", "Gamma", "Cleo")]


def snapshot(since_start):
    lap = 1 + int(since_start / LAP_SECONDS)
    return json.dumps({
        "timestamp": datetime.now(timezone.utc).isoformat(),
        "lap": lap,
        "session_type": "race",
        "track_conditions": {"temperature": 41.5, "weather": "sunny", "track_status": "green"},
        "cars": [car(place + 1, lap, *names) for place, names in enumerate(CARS)],
    }).encode("utf-8")


def car(position, lap, car_id, team, driver):
    # What is not known is null or left out: here the fuel level, and the last lap before there is one.
    return {
        "car_id": car_id,
        "team": team,
        "driver": driver,
        "position": position,
        "speed": 300.0 - position,
        "tire": {"compound": "medium", "age": lap - 1, "wear_level": min(1, 0.02 * (lap - 1))},
        "lap_time": LAP_SECONDS + 0.1 * position if lap > 1 else None,
    }
