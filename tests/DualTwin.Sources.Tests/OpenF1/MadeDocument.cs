using System.Text.Json.Nodes;

namespace DualTwin.Sources.Tests.OpenF1;

/// <summary>A version of a document, as OpenF1 streams it.</summary>
/// <param name="At">When it is streamed (UTC).</param>
/// <param name="Collection">Its collection.</param>
/// <param name="Key">Which document it is a version of.</param>
/// <param name="Id">Which version; rises over all documents.</param>
/// <param name="Content">What it says.</param>
internal sealed record MadeDocument(DateTimeOffset At, string Collection, string Key, long Id, JsonObject Content)
{
    /// <summary>The message on the stream.</summary>
    public string Streamed
    {
        get
        {
            var message = Content.DeepClone().AsObject();
            (message["_key"], message["_id"]) = (Key, Id);
            return message.ToJsonString();
        }
    }
}
