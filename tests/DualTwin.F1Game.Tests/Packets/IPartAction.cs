namespace DualTwin.F1Game.Tests.Packets;

internal interface IPartAction
{
    void Do<TElement>(string property, Span<TElement> elements) where TElement : unmanaged;
}
