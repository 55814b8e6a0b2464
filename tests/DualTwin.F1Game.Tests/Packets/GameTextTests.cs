using System.Text;
using CsCheck;
using DualTwin.F1Game.Packets;

namespace DualTwin.F1Game.Tests.Packets;

public sealed class GameTextTests
{
    [Theory]
    [InlineData("Räikkönen", "Räikkönen")]
    [InlineData("", "")]
    [InlineData("0123456789012345678901234567890", "0123456789012345678901234567890")]
    [InlineData("01234567890123456789012345678901", "0123456789012345678901234567…")]
    [InlineData("012345678901234567890123456éééé", "012345678901234567890123456…")]
    public void Write_OfAName_IsCutBetweenCharactersWithAnEllipsis(string name, string kept)
    {
        var field = new byte[32];
        GameText.Write(field, name);

        Assert.Equal(kept, GameText.Read(field));
        Assert.Equal(0, field[^1]);
    }

    [Fact]
    public void Read_OfBytesThatAreNoText_GivesReplacements() => Assert.Equal("A\uFFFD", GameText.Read([0x41, 0xFF]));

    [Fact]
    public void Write_OfAnyText_IsReadBackOrCut() => Gen.String[0, 60].Sample(text =>
    {
        var whole = text.Split('\0')[0];
        var field = new byte[48];
        GameText.Write(field, whole);
        var read = GameText.Read(field);
        var bytes = Encoding.UTF8.GetBytes(whole);
        Assert.True(read == Encoding.UTF8.GetString(bytes) || (bytes.Length > 47 && read.EndsWith('…')));
    });
}
