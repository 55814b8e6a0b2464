using System.Buffers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using DualTwin.Sources.WebSocket;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace DualTwin.Sources.OpenF1.Service;

/// <summary>A connection to the MQTT broker, subscribed to all collections that are read. What it brings goes into a channel.</summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    /// <summary>Longest message that is taken: documents have some hundred bytes.</summary>
    public const int MostBytes = 64 << 10;

    private const string TopicPrefix = "v1/";
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly ChannelWriter<OpenF1Item> _items;
    private readonly TimeProvider _time;
    private readonly CancellationToken _ended;
    private volatile bool _open;

    private BrokerConnection(OpenF1Token token, ChannelWriter<OpenF1Item> items, TimeProvider time, CancellationToken ended)
    {
        (Token, _items, _time, _ended) = (token, items, time, ended);
        _client.ApplicationMessageReceivedAsync += TakeAsync;
        _client.DisconnectedAsync += EndAsync;
    }

    /// <summary>The token it was made with.</summary>
    public OpenF1Token Token { get; }

    /// <summary>Connects and subscribes.</summary>
    /// <exception cref="SourceException">There is no connection; the message says why.</exception>
    public static async Task<BrokerConnection> OpenAsync(
        OpenF1SourceOptions options, OpenF1Token token, ChannelWriter<OpenF1Item> items, TimeProvider time, CancellationToken ended)
    {
        var authorities = options.CaFile is { } file ? ServerCertificateCheck.ReadAuthorities(file) : null;
        var check = new ServerCertificateCheck(options.Stream.IdnHost, authorities);
        var connection = new BrokerConnection(token, items, time, ended);
        try
        {
            await connection.ConnectAsync(options, check, ended);
            return connection;
        }
        catch
        {
            connection._client.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _open = false;
        try
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
        }
        catch (Exception gone) when (gone is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It was over already.
        }

        _client.Dispose();
    }

    private async Task ConnectAsync(OpenF1SourceOptions options, ServerCertificateCheck check, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var answer = await _client.ConnectAsync(Build(options, check), either.Token);
            if (answer.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new SourceException(Refused(options, answer.ResultCode));
            }

            await SubscribeAsync(options, either.Token);
            _open = true;
            if (!_client.IsConnected)
            {
                throw new SourceException($"The broker {options.Stream.Authority} closed the connection at once.");
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception problem) when (timeout.IsCancellationRequested)
        {
            throw new SourceException(FormattableString.Invariant($"The broker {options.Stream.Authority} did not answer within {options.RequestTimeout.TotalSeconds:0.###} s."), problem);
        }
        catch (Exception problem) when (problem is MqttCommunicationException or MqttProtocolViolationException or InvalidOperationException)
        {
            var cause = check.Failure is { } failure ? $"its certificate is not trusted: {failure}" : Innermost(problem).Message;
            throw new SourceException($"The broker {options.Stream.Authority} cannot be reached: {cause}", problem);
        }
    }

    private async Task SubscribeAsync(OpenF1SourceOptions options, CancellationToken cancellationToken)
    {
        var topics = new MqttClientSubscribeOptionsBuilder();
        foreach (var collection in OpenF1Collections.Read)
        {
            topics.WithTopicFilter($"{TopicPrefix}{collection}", MqttQualityOfServiceLevel.AtLeastOnce);
        }

        var answer = await _client.SubscribeAsync(topics.Build(), cancellationToken);
        var refused = answer.Items.FirstOrDefault(item => item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2);
        if (refused is not null)
        {
            throw new SourceException($"The broker {options.Stream.Authority} refuses the topic {refused.TopicFilter.Topic} ({refused.ResultCode}): check that the OpenF1 account has live access.");
        }
    }

    private MqttClientOptions Build(OpenF1SourceOptions options, ServerCertificateCheck check)
    {
        var (uri, user) = (options.Stream, string.IsNullOrEmpty(options.UserName) ? "dualtwin" : options.UserName);
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithCredentials(user, Token.Text)
            .WithCleanSession()
            .WithKeepAlivePeriod(KeepAlive)
            .WithTimeout(options.RequestTimeout);
        builder = uri.Scheme is "ws" or "wss"
            ? builder.WithWebSocketServer(socket => socket.WithUri(uri.AbsoluteUri))
            : builder.WithTcpServer(uri.IdnHost, uri.Port > 0 ? uri.Port : uri.Scheme == "mqtts" ? 8883 : 1883);
        if (uri.Scheme is "wss" or "mqtts")
        {
            var tls = check.Options();
            builder = builder.WithTlsOptions(o => o
                .UseTls()
                .WithTargetHost(uri.IdnHost)
                .WithCertificateValidationHandler(shown => IsTrusted(shown.Certificate, shown.Chain, shown.SslPolicyErrors, tls)));
        }

        return builder.Build();
    }

    // The client's own options know no authorities beside the system's: where the user names some, the chain is built with them.
    private static bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors, SslClientAuthenticationOptions tls)
    {
        if (tls.CertificateChainPolicy is not { } policy || certificate is not X509Certificate2 shown)
        {
            return tls.RemoteCertificateValidationCallback!(tls, certificate, chain, errors);
        }

        using var own = new X509Chain { ChainPolicy = policy.Clone() };
        errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
        errors |= own.Build(shown) ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateChainErrors;
        return tls.RemoteCertificateValidationCallback!(tls, certificate, own, errors);
    }

    private static string Refused(OpenF1SourceOptions options, MqttClientConnectResultCode code) => code is
        MqttClientConnectResultCode.NotAuthorized or MqttClientConnectResultCode.BadUserNameOrPassword
            ? $"The broker {options.Stream.Authority} does not take the token: check that the OpenF1 account has live access and no more than ten connections."
            : $"The broker {options.Stream.Authority} refuses the connection ({code}).";

    private static Exception Innermost(Exception problem) => problem.InnerException is { } inner ? Innermost(inner) : problem;

    private async Task TakeAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        var message = received.ApplicationMessage;
        var collection = message.Topic.StartsWith(TopicPrefix, StringComparison.Ordinal) ? message.Topic[TopicPrefix.Length..] : message.Topic;
        byte[]? content = message.Payload.Length > MostBytes ? null : message.Payload.ToArray();
        await SayAsync(OpenF1Item.OfStream(this, collection, content, _time.GetUtcNow()));
    }

    private async Task EndAsync(MqttClientDisconnectedEventArgs end)
    {
        if (_open)
        {
            _open = false;
            await SayAsync(OpenF1Item.OfLoss(this, end.Exception is { } problem ? Innermost(problem).Message : end.Reason.ToString()));
        }
    }

    private async Task SayAsync(OpenF1Item item)
    {
        try
        {
            await _items.WriteAsync(item, _ended);
        }
        catch (Exception over) when (over is OperationCanceledException or ChannelClosedException)
        {
            // Nobody reads any more.
        }
    }
}
