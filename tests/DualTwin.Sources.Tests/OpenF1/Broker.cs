using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using DualTwin.Sources.Tests.WebSocket;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>OpenF1's MQTT broker in this process, on free ports of this machine; over TCP, TLS, or a WebSocket.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _passwords = new();
    private readonly ConcurrentDictionary<string, string> _clients = new(StringComparer.Ordinal);
    private MqttServer _server = null!;
    private WebSocketServer? _sockets;
    private X509Certificate2? _certificate;

    public int Port { get; private set; }

    public Uri Uri { get; private set; } = null!;

    /// <summary>Whether a password, which is the token, is taken.</summary>
    public Func<string, bool> Takes { get; set; } = static token => token.StartsWith("token-", StringComparison.Ordinal);

    /// <summary>Passwords of all that connected or tried to.</summary>
    public IReadOnlyList<string> Passwords => [.. _passwords];

    /// <summary>Passwords of those that are subscribed now.</summary>
    public IReadOnlyList<string> Subscribed => [.. _clients.Values];

    public static async Task<Broker> StartAsync(X509Certificate2? certificate = null)
    {
        var broker = new Broker { Port = FreePort(), _certificate = certificate };
        await broker.ListenAsync();
        broker.Uri = new Uri($"{(certificate is null ? "mqtt" : "mqtts")}://localhost:{broker.Port}");
        return broker;
    }

    /// <summary>A broker behind a WebSocket, with <paramref name="certificate"/> behind a secure one.</summary>
    public static async Task<Broker> StartWebSocketAsync(X509Certificate2? certificate = null)
    {
        var broker = await StartAsync();
        broker._sockets = await WebSocketServer.StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync("mqtt");
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(IPAddress.Loopback, broker.Port);
            await using var stream = tcp.GetStream();
            await Task.WhenAny(FromSocketAsync(socket, stream), ToSocketAsync(stream, socket));
        }, certificate);
        broker.Uri = new Uri($"{(certificate is null ? "ws" : "wss")}://localhost:{broker._sockets.Port}/mqtt");
        return broker;
    }

    /// <summary>Streams a message to all that are subscribed.</summary>
    public Task SayAsync(MadeDocument document) => SayAsync(document.Collection, document.Streamed);

    public async Task SayAsync(string collection, string json)
    {
        var message = new MqttApplicationMessageBuilder().WithTopic($"v1/{collection}").WithPayload(Encoding.UTF8.GetBytes(json))
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        await _server.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = "test" }, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops: all connections are cut, and nobody can connect.</summary>
    public async Task StopAsync()
    {
        await _server.StopAsync(new MqttServerStopOptions());
        _server.Dispose();
        _clients.Clear();
    }

    /// <summary>Starts again on the same port.</summary>
    public Task RestartAsync() => ListenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_sockets is not null)
        {
            await _sockets.DisposeAsync();
        }

        if (_server.IsStarted)
        {
            await StopAsync();
        }
    }

    private async Task ListenAsync()
    {
        var options = new MqttServerOptionsBuilder();
        options = _certificate is null
            ? options.WithDefaultEndpoint().WithDefaultEndpointPort(Port).WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointBoundIPV6Address(IPAddress.IPv6Loopback)
            : options.WithoutDefaultEndpoint().WithEncryptedEndpoint().WithEncryptedEndpointPort(Port).WithEncryptedEndpointBoundIPAddress(IPAddress.Loopback)
                .WithEncryptedEndpointBoundIPV6Address(IPAddress.IPv6Loopback)
                .WithEncryptionCertificate(_certificate);
        _server = new MqttServerFactory().CreateMqttServer(options.WithMaxPendingMessagesPerClient(10_000).Build());
        _server.ValidatingConnectionAsync += connecting =>
        {
            _passwords.Enqueue(connecting.Password ?? string.Empty);
            connecting.ReasonCode = Takes(connecting.Password ?? string.Empty) ? MqttConnectReasonCode.Success : MqttConnectReasonCode.NotAuthorized;
            connecting.SessionItems["password"] = connecting.Password;
            return Task.CompletedTask;
        };
        _server.ClientSubscribedTopicAsync += subscribed =>
        {
            _clients[subscribed.ClientId] = (string)subscribed.SessionItems["password"]!;
            return Task.CompletedTask;
        };
        _server.ClientDisconnectedAsync += gone =>
        {
            _clients.TryRemove(gone.ClientId, out _);
            return Task.CompletedTask;
        };
        await _server.StartAsync();
    }

    private static async Task FromSocketAsync(System.Net.WebSockets.WebSocket socket, NetworkStream stream)
    {
        var buffer = new byte[8192];
        while (await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None) is { MessageType: System.Net.WebSockets.WebSocketMessageType.Binary } received)
        {
            await stream.WriteAsync(buffer.AsMemory(0, received.Count));
        }
    }

    private static async Task ToSocketAsync(NetworkStream stream, System.Net.WebSockets.WebSocket socket)
    {
        var buffer = new byte[8192];
        for (var read = await stream.ReadAsync(buffer); read > 0; read = await stream.ReadAsync(buffer))
        {
            await socket.SendAsync(buffer.AsMemory(0, read), System.Net.WebSockets.WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
