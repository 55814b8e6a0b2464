using System.Threading.Channels;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>
/// Keeps a connection to the stream: makes one, makes the next before the token expires and lets go of the old one only then, and tries
/// again where one is lost. Times are readings of a monotonic clock.
/// </summary>
internal sealed class StreamKeeper(OpenF1Service service, ChannelWriter<OpenF1Item> items, TimeProvider time, CancellationToken ended)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    // A token that is to be renewed may be had only later.
    private static readonly TimeSpan RetryRenewal = TimeSpan.FromMinutes(1);

    private OpenF1Token? _lastToken;
    private Task? _opening;
    private TimeSpan _nextAt;
    private int _failures;

    /// <summary>The connection that counts; null where there is none.</summary>
    public BrokerConnection? Current { get; private set; }

    /// <summary>Why the newest attempt failed, or the connection was lost; null where neither is so.</summary>
    public string? Cause { get; private set; }

    /// <summary>Whether a connection is being made. Safe to read from any thread.</summary>
    public bool Opening => Volatile.Read(ref _opening) is { IsCompleted: false };

    /// <summary>Begins to make a connection where it is time.</summary>
    public void Look(TimeSpan now)
    {
        if (!service.Options.HasAccount || Opening || now < _nextAt || (Current is { } current && !IsDue(current)))
        {
            return;
        }

        _opening = OpenAsync();
    }

    /// <summary>Takes what came of an attempt; true where a connection counts from now on that did not before.</summary>
    public bool Take(in OpenF1Item opened, TimeSpan now)
    {
        if (opened.Connection is not { } next)
        {
            Cause = opened.Problem!.Message;
            _nextAt = now + (Current is null ? Retry() : RetryRenewal);
            return false;
        }

        var before = Current;
        (Current, Cause, _failures, _nextAt) = (next, null, 0, now + RetryRenewal);
        if (before is not null)
        {
            _ = CloseAsync(before);
        }

        return before is null;
    }

    /// <summary>Takes the loss of a connection; true where it was the one that counts.</summary>
    public bool TakeLoss(in OpenF1Item lost, TimeSpan now)
    {
        if (lost.Connection != Current)
        {
            return false;
        }

        _ = CloseAsync(Current!);
        (Current, Cause, _nextAt) = (null, lost.Cause, now + Retry());
        return true;
    }

    /// <summary>Closes what is open.</summary>
    public async Task EndAsync()
    {
        if (_opening is { } opening)
        {
            await opening;
        }

        if (Current is { } current)
        {
            Current = null;
            await current.DisposeAsync();
        }
    }

    private bool IsDue(BrokerConnection current) => service.Login.RenewAt(current.Token) <= time.GetUtcNow();

    private TimeSpan Retry()
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(_failures++, 10));
        return wait < LongestRetry ? wait : LongestRetry;
    }

    private async Task OpenAsync()
    {
        OpenF1Item item;
        try
        {
            // A connection that was lost may have been so for its token's sake.
            var token = await service.Login.GetAsync(refused: _failures > 0 ? _lastToken : null, ended);
            _lastToken = token;
            if (token == Current?.Token)
            {
                throw new SourceException("there is no newer one.");
            }

            item = OpenF1Item.OfOpening(await BrokerConnection.OpenAsync(service.Options, token!, items, time, ended), null);
        }
        catch (SourceException problem)
        {
            item = OpenF1Item.OfOpening(null, problem);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return;
        }

        if (!items.TryWrite(item) && !await WriteAsync(item) && item.Connection is { } unused)
        {
            await unused.DisposeAsync();
        }
    }

    private async Task<bool> WriteAsync(OpenF1Item item)
    {
        try
        {
            await items.WriteAsync(item, ended);
            return true;
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            return false;
        }
    }

    private static async Task CloseAsync(BrokerConnection connection) => await connection.DisposeAsync();
}
