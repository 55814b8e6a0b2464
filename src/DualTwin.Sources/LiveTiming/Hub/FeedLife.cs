using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using DualTwin.Sources.Recording;
using DualTwin.Telemetry.Frames;
using Microsoft.Extensions.Logging;

namespace DualTwin.Sources.LiveTiming.Hub;

/// <summary>
/// One reading of a live timing source: takes what its connections bring, has the next connection made in time, and ends when there
/// is none left or none of use.
/// </summary>
internal sealed partial class FeedLife(
    LiveTimingSourceOptions options,
    LiveTimingIntake intake,
    ChannelWriter<HubItem> items,
    Action<IReadOnlyList<string>> tell,
    TimeProvider time,
    ILogger logger,
    CancellationToken ended) : IFeedLife<HubItem>
{
    private static readonly TimeSpan RetryRenewal = TimeSpan.FromMinutes(1);

    // Less is what networks and clocks do to each other.
    private static readonly TimeSpan NotableOffset = TimeSpan.FromSeconds(5);

    private readonly FeedRotation _feeds = new();
    private readonly TopicWatch _watch = new(options.HeartbeatLimit);
    private readonly ClockOffset _offset = new();
    private readonly long _zero = time.GetTimestamp();
    private readonly HashSet<string> _topics = new(StringComparer.Ordinal);
    private F1TvToken _token = F1TvToken.None;
    private string[] _told = [];
    private TimeSpan _toldOffset;
    private Task<HubFeed>? _opening;
    private TimeSpan _renewAt = TimeSpan.MaxValue;
    private TimeSpan _closeOldAt = TimeSpan.MaxValue;
    private int _sessions = intake.Sessions;

    /// <summary>Whether a connection is being made beside the one that counts. Safe to read from any thread.</summary>
    public bool Connecting => Volatile.Read(ref _opening) is { IsCompleted: false };

    private TimeSpan Now => time.GetElapsedTime(_zero);

    /// <inheritdoc/>
    public async Task ConnectAsync() => await OpenAsync();

    /// <inheritdoc/>
    public void Take(in HubItem item, List<Frame> frames)
    {
        switch (item.Kind)
        {
            case HubItem.Kinds.Update when _feeds.Counts(item.Feed!):
                TakeUpdate(item, frames);
                break;
            case HubItem.Kinds.Update:
                _feeds.Wait(item);
                break;
            case HubItem.Kinds.Snapshot:
                TakeSnapshot(item, frames);
                break;
            case HubItem.Kinds.Closed:
                TakeLoss(item);
                break;
            default:
                Look();
                break;
        }
    }

    /// <summary>Closes what is open. The channel is complete by then.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_opening is { } opening)
        {
            await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (opening.IsCompletedSuccessfully)
            {
                _feeds.CloseIfOpen(await opening);
            }
        }

        await _feeds.EndAsync();
    }

    private async Task<HubFeed> OpenAsync()
    {
        var token = await F1TvToken.ReadAsync(options, time.GetUtcNow(), ended);
        try
        {
            var feed = await HubFeed.OpenAsync(options, token.Text, items, time, ended);
            _token = token;
            return feed;
        }
        catch (HubAccessException refused) when (token.Text is not null)
        {
            // What is free is to be had without it.
            var feed = await OpenFreeAsync();
            _token = token.RefusedBecause(refused.Message);
            return feed;
        }
        catch (HubAccessException refused)
        {
            throw NobodyLetIn(refused);
        }
    }

    private async Task<HubFeed> OpenFreeAsync()
    {
        try
        {
            return await HubFeed.OpenAsync(options, null, items, time, ended);
        }
        catch (HubAccessException refused)
        {
            throw NobodyLetIn(refused);
        }
    }

    private static SourceException NobodyLetIn(HubAccessException refused) =>
        new($"The feed lets nobody in without a good F1TV token: {refused.Message}.", refused);

    private void TakeUpdate(in HubItem item, List<Frame> frames)
    {
        _watch.Heard(item.Topic, Now);
        _topics.Add(item.Topic);
        if (item.SentAt is { } sentAt)
        {
            _offset.Note(sentAt, item.ReceivedAt);
        }

        Add(new RawMessage(item.Topic, item.ReceivedAt, item.SentAt, false, JsonMarshal.GetRawUtf8Value(item.Data)), item.Data, frames);
        if (intake.Sessions != _sessions)
        {
            // Of a session that has just begun all is to be known, not what changes from here on.
            _sessions = intake.Sessions;
            _feeds.Ask(item.Feed!);
            _ = AskAgainAsync(item.Feed!);
        }
    }

    private async Task AskAgainAsync(HubFeed feed)
    {
        try
        {
            await feed.SubscribeAsync(ended);
        }
#pragma warning disable CA1031 // However asking failed: without an answer the connection is of no use, and is said to be over.
        catch (Exception problem) when (!ended.IsCancellationRequested)
#pragma warning restore CA1031
        {
            items.TryWrite(new HubItem(HubItem.Kinds.Closed, feed, string.Empty, default, null, time.GetUtcNow(), problem.Message));
        }
    }

    private void TakeSnapshot(in HubItem item, List<Frame> frames)
    {
        var feed = item.Feed!;
        var first = _feeds.Current is null;
        if (item.Data.ValueKind == JsonValueKind.Object)
        {
            _topics.Clear();
            _topics.UnionWith(AccessNotices.Topics(item.Data));
            AddSnapshot(item, frames);
        }

        LogConnected(logger, options.Hub.Host, _topics.Count, first ? "" : ", the next connection");
        foreach (var waited in _feeds.Begin(feed))
        {
            TakeUpdate(waited, frames);
        }

        _watch.Begin(_topics, Now);
        _watch.Learn(intake.RaceRuns, Now);
        (_opening, _renewAt) = (null, Now + options.RenewAfter);
        _closeOldAt = _feeds.Count > 1 ? Now + options.Overlap : TimeSpan.MaxValue;
        TellNotices();
    }

    private void AddSnapshot(in HubItem item, List<Frame> frames)
    {
        var madeAt = SnapshotTopics.MadeAt(item.Data);
        foreach (var (topic, data) in SnapshotTopics.Of(item.Data))
        {
            Add(new RawMessage(topic, item.ReceivedAt, madeAt, true, JsonMarshal.GetRawUtf8Value(data)), data, frames);
        }
    }

    private void Add(in RawMessage message, JsonElement data, List<Frame> frames)
    {
        if (intake.Take(message, data) is { } frame)
        {
            _watch.Learn(intake.RaceRuns, Now);
            frames.Add(frame);
        }
    }

    private void TakeLoss(in HubItem item)
    {
        if (!_feeds.CloseIfOpen(item.Feed!))
        {
            return;
        }

        if (_feeds.Current is null && _opening is not { IsFaulted: false })
        {
            throw new SourceException($"The connection to {options.Hub.Host} is over: {item.Cause}.");
        }

        LogTakenOver(logger, options.Hub.Host, item.Cause!);
        _closeOldAt = TimeSpan.MaxValue;
    }

    private void Look()
    {
        var now = Now;
        if (_watch.Dead(now) is { } cause)
        {
            throw new SourceException($"{options.Hub.Host}: {cause}.");
        }

        if (now >= _closeOldAt)
        {
            _feeds.CloseOld();
            _closeOldAt = TimeSpan.MaxValue;
        }

        Renew(now);
        TellNotices();
    }

    private void Renew(TimeSpan now)
    {
        if (_opening is { IsFaulted: true } failed)
        {
            var problem = failed.Exception!.InnerException!;
            _opening = null;
            if (_feeds.Current is null)
            {
                throw new SourceException($"The connection is over, and the next one could not be made: {problem.Message}", problem);
            }

            LogRenewalFailed(logger, options.Hub.Host, problem.Message);
            _renewAt = now + RetryRenewal;
        }
        else if (_opening is null && now >= _renewAt)
        {
            _opening = OpenAsync();
        }
    }

    // Said once each: what holds is in the status, what is new is logged.
    private void TellNotices()
    {
        string[] notices =
        [
            .. AccessNotices.Of(_token, _topics, time.GetUtcNow()),
            .. _watch.Silent(Now).Select(topic => $"{topic} is silent though the connection lives."),
            .. Offset() is { } offset ? [offset] : Array.Empty<string>(),
        ];
        if (!notices.SequenceEqual(_told, StringComparer.Ordinal))
        {
            foreach (var notice in notices.Except(_told, StringComparer.Ordinal))
            {
                LogNotice(logger, options.Hub.Host, notice);
            }

            _told = notices;
            tell(notices);
        }
    }

    private string? Offset()
    {
        if (_offset.Value is { } now && (now - _toldOffset).Duration() >= NotableOffset)
        {
            _toldOffset = now;
        }

        return _toldOffset.Duration() < NotableOffset ? null : FormattableString.Invariant(
            $"This machine's clock is {_toldOffset.Duration().TotalSeconds:F0} s {(_toldOffset > TimeSpan.Zero ? "ahead of" : "behind")} the feed's, or the feed is late.");
    }

    [LoggerMessage(EventId = 3301, Level = LogLevel.Information, Message = "{Host} is connected: {Topics} topics{Which}")]
    private static partial void LogConnected(ILogger logger, string host, int topics, string which);

    [LoggerMessage(EventId = 3302, Level = LogLevel.Warning, Message = "{Host}: a connection is over ({Cause}), the next one goes on")]
    private static partial void LogTakenOver(ILogger logger, string host, string cause);

    [LoggerMessage(EventId = 3303, Level = LogLevel.Warning, Message = "{Host}: the next connection could not be made: {Cause}")]
    private static partial void LogRenewalFailed(ILogger logger, string host, string cause);

    [LoggerMessage(EventId = 3304, Level = LogLevel.Warning, Message = "{Host}: {Notice}")]
    private static partial void LogNotice(ILogger logger, string host, string notice);
}
