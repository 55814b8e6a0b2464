using DualTwin.Telemetry.Frames;
using DualTwin.Telemetry.State;

namespace DualTwin.Sources.Game.Cars;

/// <summary>One slot of the game's arrays through a session.</summary>
internal sealed class GameCar
{
    /// <summary>What is to be told with the next frame.</summary>
    public CarDraft Draft;

    private CarIdentity _identity = CarIdentity.Unknown;

    /// <summary>Identity in our session; null until the game has named the slot's car.</summary>
    public string? Id { get; set; }

    /// <summary>Driver's name; null where the game tells none.</summary>
    public string? Name { get; private set; }

    /// <summary>Whether the driver keeps his telemetry private from other players.</summary>
    public bool Private { get; set; }

    /// <summary>Whether laps were told: a set of tyres is told after them, so that its first lap is known.</summary>
    public bool LapsTold { get; private set; }

    /// <summary>Laps and pit visits, from the running lap data.</summary>
    public LapProgress Progress { get; private set; } = new();

    /// <summary>Laps gone by, as the game tells them again.</summary>
    public LapHistory History { get; private set; } = new();

    /// <summary>Sets of tyres raced on.</summary>
    public StintHistory Stints { get; private set; } = new();

    /// <summary>The set that is on.</summary>
    public FittedTyres Fitted => Progress.Fitted;

    /// <summary>A copy that goes its own way.</summary>
    public GameCar Copy()
    {
        var copy = (GameCar)MemberwiseClone();
        (copy.Progress, copy.History, copy.Stints) = (Progress.Copy(), History.Copy(), Stints.Copy());
        return copy;
    }

    /// <summary>Hears who drives the car.</summary>
    public void Identify(CarIdentity identity)
    {
        (_identity, Name) = (identity, identity.Driver);
        TellIdentity();
    }

    /// <summary>The update that tells all that was heard since the last one; null where there is nothing.</summary>
    public CarUpdate? Tell(bool isRace)
    {
        var stints = Stints.Tell(Progress.Completed, isRace);
        var laps = History.Tell(Progress.Completed);
        if (Id is null || (!Draft.Any && stints.IsEmpty && laps.IsEmpty))
        {
            return null;
        }

        if (Draft.LeftPits && isRace && stints.IsEmpty)
        {
            Draft.TyresChanged = Draft.DroveThrough || Fitted.IsAsAtPitEntry ? false : null;
        }

        var update = Draft.ToUpdate(Id, stints, laps);
        Draft = default;
        LapsTold |= update.LapsCompleted is not null;
        return update;
    }

    /// <summary>Forgets what a flashback has undone; the game tells the rest again.</summary>
    public void GoBack()
    {
        Draft = default;
        Progress.Forget();
        History.Forget();
        Stints.Forget();
        TellIdentity();
    }

    private void TellIdentity()
    {
        Draft.Any = true;
        (Draft.RaceNumber, Draft.Driver, Draft.Team, Draft.TeamColour) =
            (_identity.RaceNumber, _identity.Driver, _identity.Team, _identity.TeamColour);
    }
}
