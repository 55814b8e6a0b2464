using System.Threading.Channels;
using DualTwin.RaceModel.Sampling;

namespace DualTwin.Sending;

/// <summary>The way to an outlet, as bad as asked for: messages are lost by chance, equal seeds losing equal ones, and come late in order.</summary>
internal sealed class PoorLine(IMessageOutlet outlet, SendSettings settings, TimeProvider clock)
{
    // Ten seconds of delay at fifty messages a second, and as much again for snapshots that are split.
    private const int MostUnderWay = 1000;

    // Keeps what is lost apart from what the simulator draws.
    private const ulong LossStream = 0x2545F4914F6CDD1D;

    private readonly SeededRandom _random = new(settings.Seed ^ LossStream);
    private readonly Channel<(long OfferedAt, ReadOnlyMemory<byte> Message)> _underWay = Channel.CreateBounded<(long, ReadOnlyMemory<byte>)>(
        new BoundedChannelOptions(MostUnderWay) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true, SingleWriter = true });

    /// <summary>Messages handed to the outlet.</summary>
    public long Sent { get; private set; }

    /// <summary>Messages lost on purpose.</summary>
    public long Lost { get; private set; }

    /// <summary>Puts <paramref name="message"/> on its way; waits while too many are under way.</summary>
    public ValueTask OfferAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (_random.Chance(settings.Loss))
        {
            Lost++;
            return ValueTask.CompletedTask;
        }

        return _underWay.Writer.WriteAsync((clock.GetTimestamp(), message), cancellationToken);
    }

    /// <summary>No more messages come: <see cref="CarryAsync"/> ends with the last one under way.</summary>
    public void Complete() => _underWay.Writer.TryComplete();

    /// <summary>Carries messages to the outlet until <see cref="Complete"/>.</summary>
    public async Task CarryAsync(CancellationToken cancellationToken)
    {
        await foreach (var (offeredAt, message) in _underWay.Reader.ReadAllAsync(cancellationToken))
        {
            var wait = settings.Delay - clock.GetElapsedTime(offeredAt);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            await outlet.SendAsync(message, cancellationToken);
            Sent++;
        }
    }
}
