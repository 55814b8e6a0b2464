namespace DualTwin.F1Game.Generator.Description;

internal enum RecordKind
{
    Header,
    Packet,
    Struct,
    Event,
}
