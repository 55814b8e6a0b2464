using DualTwin.Server.Api;
using DualTwin.Server.Api.Forecasts;
using DualTwin.Server.Api.History;
using DualTwin.Server.Api.SystemInfo;
using DualTwin.Server.Configuration;
using DualTwin.Server.Errors;
using DualTwin.Server.Forecasting;
using DualTwin.Server.Health;
using DualTwin.Server.Hosting;
using DualTwin.Server.Metrics;
using DualTwin.Server.OpenApi;
using DualTwin.Server.Pages;
using DualTwin.Server.Persistence;
using DualTwin.Server.Reloading;
using DualTwin.Server.Replaying;
using DualTwin.Server.Security;
using DualTwin.Server.Sessions;
using DualTwin.Server.Sourcing;
using DualTwin.Server.Sourcing.Kinds;
using DualTwin.Server.Streaming;
using DualTwin.Sources.Recording;
using DualTwin.Sources.Supervision;
using DualTwin.Storage.StateFiles;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace DualTwin.Server;

/// <summary>Puts the server together: a source, a session, its files and its API.</summary>
public static class DualTwinServer
{
    /// <summary>Largest body of a request (bytes); the API takes only short ones.</summary>
    public const long MaxRequestBodyBytes = 16 * 1024;

    /// <summary>A server for <paramref name="config"/>. Nothing runs before it is started.</summary>
    /// <param name="config">What is set from outside.</param>
    /// <param name="plan">Where telemetry comes from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Adds log providers; null logs to nowhere. The level is the configuration's.</param>
    /// <exception cref="ServerStartException">The configuration cannot be served: host beyond loopback without a key, unreadable key or certificate.</exception>
    public static DualTwinHost Build(SystemConfig config, SourcePlan plan, TimeProvider time, Action<ILoggingBuilder>? logging = null) =>
        Build(config, _ => plan, time, logging, SourceKinds.All);

    /// <summary>A server for <paramref name="config"/> and the sources that it names.</summary>
    /// <param name="config">What is set from outside.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Adds log providers; null logs to nowhere.</param>
    /// <param name="sources">The kinds of source; null takes DualTwin's own.</param>
    /// <inheritdoc cref="Build(SystemConfig, SourcePlan, TimeProvider, Action{ILoggingBuilder}?)"/>
    public static DualTwinHost Build(
        SystemConfig config, TimeProvider time, Action<ILoggingBuilder>? logging = null, SourceCatalogue? sources = null) => Build(
        config,
        provider => provider.GetRequiredService<SourceSlots>().Plan(config.Telemetry),
        time,
        logging,
        sources ?? SourceKinds.All);

    /// <summary>A server for a configuration file, whose changes are applied while it runs.</summary>
    /// <param name="watched">The file, and how it is loaded.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logging">Adds log providers; null logs to nowhere.</param>
    /// <param name="sources">The kinds of source; null takes DualTwin's own.</param>
    /// <inheritdoc cref="Build(SystemConfig, SourcePlan, TimeProvider, Action{ILoggingBuilder}?)"/>
    public static DualTwinHost Build(
        WatchedConfig watched, TimeProvider time, Action<ILoggingBuilder>? logging = null, SourceCatalogue? sources = null) => Build(
        watched.First.Config,
        provider => provider.GetRequiredService<SourceSlots>().Plan(watched.First.Config.Telemetry),
        time,
        logging,
        sources ?? SourceKinds.All,
        services => services.AddSingleton(watched).AddHostedService<ConfigReloader>());

    private static DualTwinHost Build(
        SystemConfig config,
        Func<IServiceProvider, SourcePlan> plan,
        TimeProvider time,
        Action<ILoggingBuilder>? logging,
        SourceCatalogue sources,
        Action<IServiceCollection>? more = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        var target = ListenTarget.From(config.Api);
        // An empty builder reads no files and no environment: the configuration is the one place where things are set.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "dualtwin" });
        builder.Logging.SetMinimumLevel(config.Logging.Level).AddFilter("Microsoft", LogLevel.Warning)
            // What keeps the host from starting is thrown besides, and told in one line; what ends it later is logged as critical.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);
        logging?.Invoke(builder.Logging);
        AddKestrel(builder, config, target);
        builder.Services.AddSingleton(sources);
        AddSession(builder.Services, config, plan, time);
        AddApi(builder.Services, config);
        more?.Invoke(builder.Services);
        var application = builder.Build();
        UsePipeline(application, config, target);
        MapEndpoints(application);
        return new DualTwinHost(application, target);
    }

    private static void AddKestrel(WebApplicationBuilder builder, SystemConfig config, ListenTarget target)
    {
        builder.WebHost.UseKestrelCore();
        var certificate = config.Api.TlsCertificateFile is { } path ? TlsCertificate.Load(path) : null;
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            // Requests over the limit are told so; this one only bounds connections that send none.
            kestrel.Limits.MaxConcurrentConnections = (2L * config.Api.MaxConcurrentConnections) + 100;
            target.Apply(kestrel, listen =>
            {
                listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
    }

    private static void AddSession(IServiceCollection services, SystemConfig config, Func<IServiceProvider, SourcePlan> plan, TimeProvider time)
    {
        services.AddSingleton(config);
        services.AddSingleton(time);
        services.AddSingleton(plan);
        services.AddSingleton(new ConfigFeed(config));
        services.AddSingleton<ReplayDesk>();
        if (config.Recording.Folder is { } folder)
        {
            services.AddSingleton<IMessageRecorder>(provider => new MessageRecorder(
                new RecorderOptions { Folder = folder, MaxFileBytes = (long)(config.Recording.MaxFileMb * 1e6) },
                time,
                provider.GetRequiredService<ILogger<MessageRecorder>>()));
        }

        services.AddSingleton<SourceSlots>();
        services.AddSingleton<SourceControl>();
        services.AddSingleton(provider => Supervision.Create(
            provider.GetRequiredService<SourcePlan>(), () => provider.GetRequiredService<SessionHost>(), time, provider.GetRequiredService<ILogger<SourceSupervisor>>()));
        services.AddSingleton(new StateFileStore(new StateFilePaths(config.StateManagement.StoragePath, config.Telemetry.OutputFile)));
        services.AddSingleton(provider => RestoredState.Read(provider.GetRequiredService<StateFileStore>()));
        services.AddSingleton<SessionHost>();
        services.AddSingleton<StatePersister>();
        services.AddSingleton<Forecaster>();
        services.AddSingleton<WhatIfEndpoint>();
        services.AddHostedService(provider => provider.GetRequiredService<Forecaster>());
        services.AddHostedService<SourceStatusLine>();
        // Services stop in the reverse order: the session first, then the files are written a last time.
        services.AddHostedService(provider => provider.GetRequiredService<StatePersister>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionHost>());
    }

    private static void AddApi(IServiceCollection services, SystemConfig config)
    {
        services.AddRoutingCore();
        services.AddSingleton<ApiResponses>();
        services.AddSingleton<EndpointMetrics>();
        services.AddSingleton<HealthReporter>();
        services.AddSingleton(new ConnectionGate(config.Api.MaxConcurrentConnections));
        services.AddApiDescription();
        if (config.Api.EnableCors)
        {
            services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
                .AllowAnyOrigin().WithMethods(HttpMethods.Get).AllowAnyHeader().WithExposedHeaders("X-Schema-Version", "X-Supported-Versions")));
        }
    }

    private static void UsePipeline(WebApplication application, SystemConfig config, ListenTarget target)
    {
        application.UseMiddleware<ErrorMiddleware>();
        application.UseMiddleware<ConnectionGateMiddleware>();
        if (target.IsLoopback)
        {
            application.UseMiddleware<HostMiddleware>();
        }

        if (config.Api.EnableCors)
        {
            application.UseCors();
        }

        if (config.Api.ApiKeyFile is { } keyFile)
        {
            application.UseMiddleware<ApiKeyMiddleware>(ApiKey.Load(keyFile));
        }

        application.UseMiddleware<OriginMiddleware>();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = StreamSession.KeepAliveInterval });
        application.UseRouting();
    }

    private static void MapEndpoints(WebApplication application)
    {
        application.MapViews();
        HistoryEndpoints.Map(application);
        SystemInfoEndpoints.Map(application);
        ForecastEndpoint.Map(application);
        ForecastHistoryEndpoint.Map(application);
        StrategyEndpoint.Map(application);
        WhatIfEndpoint.Map(application);
        OurCarEndpoint.Map(application);
        SourceEndpoints.Map(application);
        ReplayEndpoints.Map(application);
        StreamEndpoints.Map(application);
        application.MapApiDescription();
        application.MapPitWall(PitWallPage.Embedded());
    }
}
