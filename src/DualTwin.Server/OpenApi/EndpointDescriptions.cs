namespace DualTwin.Server.OpenApi;

/// <summary>The descriptions of all endpoints.</summary>
internal static class EndpointDescriptions
{
    private const string Views = "Views";
    private const string Past = "History";
    private const string Live = "Streams";
    private const string Server = "Server";
    private const string Commands = "Commands";

    public static readonly EndpointDescription Telemetry = new()
    {
        Id = "getTelemetry", Tag = Views, Summary = "The session as measured, with estimates marked.", Payload = "telemetry", Schema = "telemetry",
    };

    public static readonly EndpointDescription CarTwin = new()
    {
        Id = "getCarTwin", Tag = Views, Summary = "The twin of our car, or of the car asked for.", Payload = "car_twin", Schema = "car_twin",
        Parameters = [QueryDescription.CarId], Errors = [404],
    };

    public static readonly EndpointDescription FieldTwin = new()
    {
        Id = "getFieldTwin", Tag = Views, Summary = "The twins of the rivals, and what they open up for us.", Payload = "field_twin", Schema = "field_twin",
    };

    public static readonly EndpointDescription Environment = new()
    {
        Id = "getEnvironment", Tag = Views, Summary = "Track, weather and flags.", Payload = "environment", Schema = "environment",
    };

    public static readonly EndpointDescription SystemComplete = new()
    {
        Id = "getSystemComplete", Tag = Views, Summary = "All documents of one view at once.", Payload = "system_state", Schema = "system_complete",
    };

    public static readonly EndpointDescription Forecast = new()
    {
        Id = "getForecast", Tag = Views, Summary = "How the race is forecast to end, counted from thousands of simulated races.",
        Description = "From schema 1.1.0. Made beside the session, coarse at first and finer until something happens; `current` is false while a newer one is being made.",
        Payload = "forecast", Schema = "forecast",
    };

    public static readonly EndpointDescription ForecastHistory = new()
    {
        Id = "getForecastHistory", Tag = Views, Summary = "How the probabilities of our car, or of the car asked for, moved over the race, and what happened meanwhile.",
        Description = "From schema 1.1.0. One entry for each lap of the leader: its last forecast.",
        Payload = "forecast_history", Schema = "forecast_history", Parameters = [QueryDescription.CarId], Errors = [404],
    };

    public static readonly EndpointDescription Strategy = new()
    {
        Id = "getStrategy", Tag = Views, Summary = "What our car should do: recommendations, plans, calls for this lap and duels at the stops, from simulated races.",
        Description = "From schema 1.1.0. Made beside the session like the forecast; `current` is false while a newer one is being made.",
        Payload = "strategy", Schema = "strategy",
    };

    public static readonly EndpointDescription WhatIf = new()
    {
        Id = "askWhatIf", Tag = Views, Summary = "What would become of the race with other stops of ours or a rival's, a safety car now, rain, or a changed pace.",
        Description = "From schema 1.1.0. The same simulated races with the changes and without; nothing of the session is changed.",
        Payload = "what_if", Schema = "what_if", Body = "what_if_request", Errors = [409, 413, 429],
    };

    public static readonly EndpointDescription Laps = History("getLaps", "laps", "Complete laps in the order of their completion.");
    public static readonly EndpointDescription Stints = History("getStints", "stints", "Stints, car by car.");
    public static readonly EndpointDescription Stops = History("getStops", "stops", "Tyre stops: visits to the pit lane that changed tyres.");
    public static readonly EndpointDescription Events = History("getEvents", "events", "What happened, oldest first.");

    public static readonly EndpointDescription Health = new()
    {
        Id = "getHealth", Tag = Server, Summary = "How the server is, and why where it is not well.",
        Description = "Answers 200 whatever the status is.", Schema = "health",
    };

    public static readonly EndpointDescription Metrics = new()
    {
        Id = "getMetrics", Tag = Server, Summary = "Counts and times of every endpoint, and how many readers there are.", Payload = "", Schema = "metrics",
    };

    public static readonly EndpointDescription Version = new()
    {
        Id = "getVersion", Tag = Server, Summary = "Versions of API and schema.", Payload = "", Schema = "version",
    };

    public static readonly EndpointDescription OurCar = new()
    {
        Id = "selectOurCar", Tag = Commands, Summary = "Makes another car ours.", Payload = "our_car", Schema = "our_car", Body = "our_car",
        Errors = [403, 404, 413, 429],
    };

    public static readonly EndpointDescription Source = new()
    {
        Id = "getSource", Tag = Server, Summary = "What the sources do: which one counts, how old its data is, what was refused, what happened.",
        Payload = "source", Schema = "source",
    };

    public static readonly EndpointDescription SourceLive = new()
    {
        Id = "switchToLive", Tag = Commands, Summary = "Turns to a live source; the one before stays until it delivers.",
        Description = "An empty body asks for the configured sources. Answers when the source delivers, or 409 with the reason when it does not in time.",
        Payload = "source", Schema = "source", Body = "source_live", BodyRequired = false, Errors = [403, 409, 413],
    };

    public static readonly EndpointDescription Replay = new()
    {
        Id = "getReplay", Tag = Server, Summary = "Where the replay of a recording is, and how it plays.", Payload = "replay", Schema = "replay", Errors = [409],
    };

    public static readonly EndpointDescription ReplayTimeline = new()
    {
        Id = "getReplayTimeline", Tag = Server, Summary = "Where laps begin in the recording, and when stops and neutralisations happen.",
        Description = "Waits until the recording was looked through.", Payload = "timeline", Schema = "replay_timeline", Errors = [409],
    };

    public static readonly EndpointDescription ReplayPlay = Steering("playReplay", "Plays on.", null);
    public static readonly EndpointDescription ReplayPause = Steering("pauseReplay", "Stands still.", null);
    public static readonly EndpointDescription ReplayStep = Steering("stepReplay", "Tells the next frames at once, one where the body is empty, and stands still.", "replay_step", bodyRequired: false);
    public static readonly EndpointDescription ReplaySpeed = Steering("setReplaySpeed", "Plays at another speed from here on.", "replay_speed");

    public static readonly EndpointDescription ReplaySeek = new()
    {
        Id = "seekReplay", Tag = Commands, Summary = "Goes to a time, a lap or an event; the state there is what playing up to it gives.",
        Description = "A replay that has ended begins again for it. 404 where the recording holds no such place.",
        Payload = "replay", Schema = "replay", Body = "replay_seek", Errors = [403, 404, 409, 413],
    };

    public static readonly EndpointDescription Delay = new()
    {
        Id = "getDelay", Tag = Server, Summary = "How long views are held back to match the television picture.", Payload = "delay", Schema = "delay",
    };

    public static readonly EndpointDescription SetDelay = new()
    {
        Id = "setDelay", Tag = Commands, Summary = "Holds views, streams and files back by 0 to 120 seconds from now on.",
        Payload = "delay", Schema = "delay", Body = "delay", Errors = [403, 413, 429],
    };

    private static EndpointDescription Steering(string id, string summary, string? body, bool bodyRequired = true) => new()
    {
        Id = id, Tag = Commands, Summary = summary, Payload = "replay", Schema = "replay", Body = body, BodyRequired = bodyRequired, Errors = [403, 409, 413],
    };

    public static readonly EndpointDescription SourceConfigured = new()
    {
        Id = "switchToConfigured", Tag = Commands, Summary = "Turns back to the configured sources: live ones, a recording or the simulator.",
        Description = "A recording begins anew, and stands still there if it was paused. Answers when one of them delivers, or 409 with the reason when none does in time.",
        Payload = "source", Schema = "source", Errors = [403, 409],
    };

    public static readonly EndpointDescription SourceSimulator = new()
    {
        Id = "switchToSimulator", Tag = Commands, Summary = "Turns to the simulator, whose race is then the session.",
        Payload = "source", Schema = "source", Errors = [403, 409],
    };

    public static readonly EndpointDescription Stream = new()
    {
        Id = "openStream", Tag = Live, Summary = "Views and events as server-sent events.",
        Description = "Events `view` (at connect, then at the asked rate), `event` (each once) and `skipped` (events that were missed). Ids rise; "
            + "Last-Event-ID resumes events. Carries the newest schema unless another is asked for.",
        Schema = "stream", MediaType = "text/event-stream", Parameters = QueryDescription.Stream, Errors = [403],
    };

    public static readonly EndpointDescription WebSocket = new()
    {
        Id = "openWebSocket", Tag = Live, Summary = "The same messages over a WebSocket.",
        Description = "Each text message is {\"event\":…,\"id\":…,\"data\":…} with the same data, byte for byte, as the server-sent event.",
        Schema = "stream", Parameters = QueryDescription.Stream, Errors = [403],
    };

    private static EndpointDescription History(string id, string list, string summary) => new()
    {
        Id = id, Tag = Past, Summary = summary, Payload = list, Schema = $"history#{list}", Parameters = QueryDescription.History,
        Description = "From schema 1.1.0. Page with limit and offset.",
    };
}
