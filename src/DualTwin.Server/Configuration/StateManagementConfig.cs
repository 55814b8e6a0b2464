namespace DualTwin.Server.Configuration;

/// <summary>Where state files go and how often.</summary>
public sealed record StateManagementConfig
{
    /// <summary>Default of <see cref="PersistenceIntervalSeconds"/>.</summary>
    public const double DefaultPersistenceIntervalSeconds = 5;

    /// <summary>Default of <see cref="StoragePath"/>.</summary>
    public const string DefaultStoragePath = "shared/";

    /// <summary>Time between two writings of the twins' files, 0.1 to 3600 s; they are written at each lap of our car besides.</summary>
    public double PersistenceIntervalSeconds { get; init; } = DefaultPersistenceIntervalSeconds;

    /// <summary><see cref="PersistenceIntervalSeconds"/> as a duration.</summary>
    public TimeSpan PersistenceInterval => TimeSpan.FromSeconds(PersistenceIntervalSeconds);

    /// <summary>Folder of the state files, relative to the working folder.</summary>
    public string StoragePath { get; init; } = DefaultStoragePath;
}
