using System.Net.Sockets;
using DualTwin.Server.Replaying;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DualTwin.Server.Hosting;

/// <summary>A server that is put together and can be started once.</summary>
public sealed class DualTwinHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private bool _running;
    private readonly ListenTarget _target;

    internal DualTwinHost(WebApplication application, ListenTarget target)
    {
        _application = application;
        _target = target;
    }

    /// <summary>The session that is served.</summary>
    public SessionHost Session => _application.Services.GetRequiredService<SessionHost>();

    /// <summary>The sources in their order, for people.</summary>
    public string Sources => string.Join(", then ", _application.Services.GetRequiredService<SourcePlan>().Slots.Select(s => s.Name));

    /// <summary>Steers the replay that the session follows, where it follows one.</summary>
    public ReplayDesk Replay => _application.Services.GetRequiredService<ReplayDesk>();

    /// <summary>The services that the server is made of.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Where the server listens, such as <c>http://localhost:8000</c>; null before the start.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Starts source, session, state files and the API.</summary>
    /// <exception cref="ServerStartException">The address is taken or cannot be listened on; nothing runs then.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _application.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await StopAsync(CancellationToken.None);
            throw Explain(e);
        }

        _running = true;
        var bound = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(bound.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));
    }

    /// <summary>Starts, then runs until <paramref name="cancellationToken"/> or a signal (Ctrl+C, SIGTERM) ends it.</summary>
    /// <exception cref="ServerStartException">The address is taken or cannot be listened on; nothing runs then.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await StartAsync(cancellationToken);
        await WaitForShutdownAsync(cancellationToken);
    }

    /// <summary>Waits until <paramref name="cancellationToken"/> or a signal (Ctrl+C, SIGTERM) ends the server, then stops it.</summary>
    public async Task WaitForShutdownAsync(CancellationToken cancellationToken = default)
    {
        await _application.WaitForShutdownAsync(cancellationToken);
        _running = false;
    }

    /// <summary>Ends streams and source, writes the state files a last time, and stops listening.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        _running = false;
        return _application.StopAsync(cancellationToken);
    }

    /// <summary>Frees what is held; what still runs is ended first, so that no file is written afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_running)
        {
            await StopAsync(CancellationToken.None);
        }

        await _application.DisposeAsync();
    }

    private ServerStartException Explain(Exception e)
    {
        var taken = e is AddressInUseException || e.InnerException is AddressInUseException
            || (e as SocketException ?? e.InnerException as SocketException)?.SocketErrorCode == SocketError.AddressAlreadyInUse;
        return taken
            ? new ServerStartException(
                $"{_target.Host}:{_target.Port} is in use by another program. Stop that program, or choose another port with api.port (0 takes any free one).", e)
            : new ServerStartException($"The server cannot listen on {_target.Host}:{_target.Port}: {e.Message} Set api.host and api.port.", e);
    }
}
