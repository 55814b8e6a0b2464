namespace DualTwin.Sources.OpenF1.Documents;

/// <summary>Puts race control's messages in their order: by time, and those of one instant so that it does not depend on how they came.</summary>
internal sealed class ControlOrder : IComparer<ControlMessage>
{
    public static readonly ControlOrder Instance = new();

    private ControlOrder()
    {
    }

    public int Compare(ControlMessage? x, ControlMessage? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        var byNumber = (x.Date, x.Lap ?? -1, x.Sector ?? -1).CompareTo((y.Date, y.Lap ?? -1, y.Sector ?? -1));
        return byNumber != 0 ? byNumber : string.CompareOrdinal(Words(x), Words(y));
    }

    private static string Words(ControlMessage message) => $"{message.Text}\n{message.Category}\n{message.Flag}\n{message.Scope}\n{message.CarId}";
}
