using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using DualTwin.Sources.OpenF1.Service;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.OpenF1;

/// <summary>
/// One reading of an OpenF1 source: asks for all that there is of the session, then takes what the stream brings, and asks for news every
/// few seconds where there is no stream, or a silent one.
/// </summary>
internal sealed partial class OpenF1Life(
    OpenF1Service service,
    OpenF1Intake intake,
    SourceCounters counters,
    ChannelWriter<OpenF1Item> items,
    Action<IReadOnlyList<string>> tell,
    TimeProvider time,
    ILogger logger,
    CancellationToken ended) : IFeedLife<OpenF1Item>
{
    // Weather comes every minute.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(75);

    // A session that is late, or was stopped, goes on beyond its schedule.
    private static readonly TimeSpan Overtime = TimeSpan.FromHours(1);

    private readonly long _zero = time.GetTimestamp();
    private readonly PollSchedule _schedule = new();
    private readonly StreamKeeper _stream = new(service, items, time, ended);
    private readonly RequestPaths _paths = new(service.Options.Session, intake);
    private CatchUp? _catchUp;
    private Task _asking = Task.CompletedTask;
    private bool _asks;
    private bool _begun;
    private TimeSpan _heard;
    private string? _unanswered;
    private string[] _told = [];

    /// <summary>Whether something is under way that takes no time of the clock's. Safe to read from any thread.</summary>
    public bool Busy => _stream.Opening || Volatile.Read(ref _asks);

    private TimeSpan Now => time.GetElapsedTime(_zero);

    private bool Silent => RunsNow && Now - _heard > SilenceLimit;

    private bool RunsNow => intake.Session?.RunsAt(time.GetUtcNow()) == true;

    /// <summary>Has the first look at once.</summary>
    public Task ConnectAsync()
    {
        items.TryWrite(OpenF1Item.Tick);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Take(in OpenF1Item item, List<Frame> frames)
    {
        switch (item.Kind)
        {
            case OpenF1Item.Kinds.Streamed:
                TakeStreamed(item, frames);
                break;
            case OpenF1Item.Kinds.Answered:
                TakeAnswer(item, frames);
                break;
            case OpenF1Item.Kinds.Opened:
                TakeOpened(item);
                break;
            case OpenF1Item.Kinds.Lost when _stream.TakeLoss(item, Now):
                LogLost(logger, service.Options.Stream.Authority, item.Cause!);
                break;
            default:
                break;
        }

        Look();
    }

    /// <summary>Closes what is open. The channel is complete by then.</summary>
    public async ValueTask DisposeAsync()
    {
        await _asking;
        await _stream.EndAsync();
        _catchUp?.Dispose();
        service.Rest();
    }

    private void Look()
    {
        _stream.Look(Now);

        // All is asked for once it is known whether the stream is there, so that nothing falls between the two.
        if (!_begun && (!service.Options.HasAccount || _stream.Current is not null || _stream.Cause is not null))
        {
            _begun = true;
            _catchUp = new CatchUp();
        }

        if (_begun && !_asks && Wanted() is { } collection && service.Pace.TryTake())
        {
            Ask(collection);
        }

        TellNotices();
    }

    private string? Wanted()
    {
        if (_catchUp is not null)
        {
            return _catchUp.Next;
        }

        var session = intake.Session;
        var now = time.GetUtcNow();
        var mayRun = session is { Start: null } || (session is not null && (session.RunsAt(now) || (now > session.Start && now < session.End + Overtime)));
        return _schedule.Next(Now, all: mayRun && (_stream.Current is null || Silent), race: session is not { IsRace: false });
    }

    private void Ask(string collection)
    {
        Volatile.Write(ref _asks, true);
        _schedule.Asked(collection, Now);
        _asking = AskAsync(collection, _paths.Of(collection, all: _catchUp is not null));
    }

    private async Task AskAsync(string collection, string path)
    {
        OpenF1Item item;
        try
        {
            item = OpenF1Item.OfAnswer(collection, await service.AskAsync(path, ended), null);
        }
        catch (SourceException problem)
        {
            item = OpenF1Item.OfAnswer(collection, null, problem);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await items.WriteAsync(item, ended);
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            item.Answer?.Dispose();
        }
    }

    private void TakeAnswer(in OpenF1Item item, List<Frame> frames)
    {
        Volatile.Write(ref _asks, false);
        if (item.Answer is not { } answer)
        {
            TakeProblem(item.Problem!);
            return;
        }

        _unanswered = null;
        if (answer.WaitFor is { } wait)
        {
            service.Pace.Hold(wait);
            LogHeld(logger, service.Api.Host, wait.TotalSeconds);
        }
        else if (_catchUp is { } catchUp)
        {
            TakeForCatchUp(catchUp, item.Collection, answer, frames);
        }
        else
        {
            using (answer)
            {
                TakeNews(item.Collection, answer, frames);
            }
        }
    }

    private void TakeProblem(SourceException problem)
    {
        if (_catchUp is not null || _stream.Current is null)
        {
            throw problem;
        }

        _unanswered = problem.Message;
    }

    private void TakeNews(string collection, OpenF1Answer answer, List<Frame> frames)
    {
        if (collection == OpenF1Collections.Sessions && Newest(answer) is { } session && IsOther(session))
        {
            _catchUp = new CatchUp();
            return;
        }

        foreach (var document in answer.All)
        {
            Add(collection, document, false, frames);
        }
    }

    private void TakeForCatchUp(CatchUp catchUp, string collection, OpenF1Answer answer, List<Frame> frames)
    {
        catchUp.Take(collection, answer);
        if (collection == OpenF1Collections.Sessions)
        {
            var session = Newest(answer) ?? throw new SourceException($"{service.Api.Host} knows no session {service.Options.Session?.ToString(CultureInfo.InvariantCulture) ?? "at all"}.");
            Add(collection, session, true, frames);
            if (intake.Session is null)
            {
                throw new SourceException($"{service.Api.Host} describes the session in a form that this version does not know.");
            }

            _paths.Forget();
            return;
        }

        if (catchUp.Next is null)
        {
            Finish(catchUp, frames);
        }
    }

    private void Finish(CatchUp catchUp, List<Frame> frames)
    {
        foreach (var (collection, document) in catchUp.InOrder())
        {
            Add(collection, document, false, frames);
        }

        Add(OpenF1Collections.Sessions, catchUp.Session!.Value, true, frames);
        _catchUp = null;
        foreach (var waited in catchUp.Waiting)
        {
            TakeStreamed(waited, frames);
        }

        catchUp.Dispose();
        _schedule.AllAsked(Now);
        LogKnown(logger, service.Api.Host, intake.Session!.Key, intake.Session.Circuit ?? "?", counters.Messages);
    }

    private void TakeStreamed(in OpenF1Item item, List<Frame> frames)
    {
        _heard = Now;
        if (item.Content is not { } content)
        {
            counters.CountMessage();
            counters.CountRefusedMessage();
            counters.Refuse(OpenF1Refusal.TooLong);
        }
        else if (_catchUp is { } catchUp)
        {
            if (!catchUp.Wait(item))
            {
                throw new SourceException($"{service.Api.Host} does not tell the session's past: too many messages wait for it.");
            }
        }
        else if (intake.Take(new RawMessage(item.Collection, item.ReceivedAt, null, false, content)) is { } frame)
        {
            frames.Add(frame);
        }
    }

    private void TakeOpened(in OpenF1Item item)
    {
        if (!_stream.Take(item, Now))
        {
            if (item.Problem is { } problem)
            {
                LogNoStream(logger, problem.Message);
            }

            return;
        }

        LogStreams(logger, service.Options.Stream.Authority);
        _heard = Now;
        if (_begun && _catchUp is null)
        {
            // What was said while the stream was away, and not asked for since.
            _catchUp = new CatchUp();
        }
    }

    private void Add(string collection, JsonElement document, bool snapshot, List<Frame> frames)
    {
        if (intake.Take(new RawMessage(collection, time.GetUtcNow(), null, snapshot, JsonMarshal.GetRawUtf8Value(document))) is { } frame)
        {
            frames.Add(frame);
        }

        _paths.Note(collection, document, time.GetUtcNow());
    }

    private bool IsOther(JsonElement session) =>
        session.ValueKind == JsonValueKind.Object && session.TryGetProperty("session_key"u8, out var key) && key.ValueKind == JsonValueKind.Number
        && key.TryGetInt32(out var number) && number != intake.Session?.Key;

    private static JsonElement? Newest(OpenF1Answer answer) => answer.All.LastOrDefault() is { ValueKind: JsonValueKind.Object } session ? session : null;

    // Said once each: what holds is in the status, what is new is logged.
    private void TellNotices()
    {
        if (!_begun)
        {
            return;
        }

        string[] notices =
        [
            OpenF1Notices.Way(service.Options, _stream.Current, Silent, _stream.Cause),
            .. service.Pace.HeldUntil is { } until ? [OpenF1Notices.Held(until)] : Array.Empty<string>(),
            .. _unanswered is { } problem ? [OpenF1Notices.Unanswered(problem)] : Array.Empty<string>(),
            .. _stream is { Current: not null, Cause: { } cause } ? [OpenF1Notices.NotRenewed(cause)] : Array.Empty<string>(),
        ];
        if (notices.SequenceEqual(_told, StringComparer.Ordinal))
        {
            return;
        }

        foreach (var notice in notices.Except(_told, StringComparer.Ordinal))
        {
            LogNotice(logger, service.Api.Host, notice);
        }

        _told = notices;
        tell(notices);
    }
}
