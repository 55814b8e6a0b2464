using DualTwin.Sources;
using DualTwin.Sources.Supervision;

namespace DualTwin.Server.Sourcing.Kinds;

/// <summary>
/// One kind of source: all that the rest of the program knows of it. Its name and options reach the configuration, the API and the
/// command line from here; see <c>docs/adding-a-source.md</c>.
/// </summary>
public abstract class SourceKind
{
    /// <summary>What configuration, API and documents call it; lower case.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether its data is that of a session somewhere else: such a source is missed when it is silent, and the simulator stands in
    /// for it. The other kinds bring a session of their own.
    /// </summary>
    public virtual bool IsLive => true;

    /// <summary>The options that an entry of this kind may have.</summary>
    public abstract IReadOnlyList<SourceOption> Options { get; }

    /// <summary>The slots of one entry: one, or one for each endpoint of a list that is tried in order.</summary>
    /// <param name="setup">The entry, whose options have been checked, and what a source is made with.</param>
    /// <exception cref="SourceException">The options cannot go together; the message says why.</exception>
    public abstract IEnumerable<SourceSlot> Slots(SourceSetup setup);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
