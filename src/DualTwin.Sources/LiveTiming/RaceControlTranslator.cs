using System.Text.Json;
using DualTwin.Telemetry.Frames;

namespace DualTwin.Sources.LiveTiming;

/// <summary>Translates RaceControlMessages, and reads from their text which laps were deleted.</summary>
internal sealed class RaceControlTranslator(FeedReader reader, CarBook cars, SessionMemory session)
{
    // A race weekend's longest sessions carry a few hundred messages.
    private const int MostMessages = 10_000;

    public void Translate(JsonElement data, FrameDraft draft)
    {
        if (!data.TryGetProperty("Messages"u8, out var messages) || !reader.IsList(messages))
        {
            return;
        }

        var list = new FeedList(messages);
        while (list.MoveNext())
        {
            // A snapshot repeats the messages so far.
            if (list.Index < session.MessagesSeen || list.Index >= MostMessages || !reader.IsObject(list.Element))
            {
                continue;
            }

            session.MessagesSeen = list.Index + 1;
            Add(list.Element, draft);
        }
    }

    private void Add(JsonElement element, FrameDraft draft)
    {
        if (reader.Text(element, "Message"u8) is not { } text)
        {
            return;
        }

        var deletion = LapDeletion.Read(text);
        draft.Messages.Add(new RaceControlMessage(text, reader.Text(element, "Category"u8), reader.Instant(element, "Utc"u8))
        {
            Lap = reader.Whole(element, "Lap"u8, 0, 999),
            Flag = reader.Text(element, "Flag"u8),
            CarId = reader.Text(element, "RacingNumber"u8) ?? deletion?.CarId,
        });
        if (deletion is { } deleted && cars.Find(deleted.CarId) is { } car && deleted.LapOf(car.Laps, session.CountsCurrentLap) is { } lap)
        {
            draft.Cars.Add(new CarUpdate { CarId = car.CarId, DeletedLaps = [lap] });
        }
    }
}
