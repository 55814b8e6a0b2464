using DualTwin.Telemetry.State;

namespace DualTwin.Telemetry.Merge;

/// <summary>How sentences for people call a car.</summary>
internal static class CarName
{
    public static string Of(CarState car) => car.Identity.DriverCode ?? car.Identity.Driver ?? $"Car {car.CarId}";
}
