using Gateway.Chronology;

namespace Gateway.Tests.Chronology;

/// <summary>No cell begins a formula, ends its row or leaves its quotes, whatever somebody wrote.</summary>
public sealed class CellTests
{
    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("  +44", "\"'+44\"")]
    [InlineData("-2", "\"'-2\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'=1\"")]
    [InlineData("\"=1\"", "\"'\"\"=1\"\"\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("She said: \"no\"\r\n=2", "\"She said: \"\"no\"\" / =2\"")]
    [InlineData("", "\"\"")]
    public void A_cell_is_text_on_one_line(string text, string cell) => Assert.Equal(cell, WriteCsv.Cell(text));

    [Fact]
    public void However_it_begins()
    {
        const string Signs = "=+-@|%\t\r\n \"'\0\u00a0\ufeff\u2028a1";
        foreach (var first in Signs)
            foreach (var second in Signs)
                foreach (var third in Signs)
                {
                    var cell = WriteCsv.Cell($"{first}{second}{third}x");
                    Assert.True(cell is ['"', .., '"'] && !cell[1..^1].Replace("\"\"", "", StringComparison.Ordinal).Contains('"', StringComparison.Ordinal));
                    Assert.DoesNotContain(cell, char.IsControl);
                    Assert.False("=+-@|%".Contains(cell[1..^1].Trim('"', ' ', '\u00a0', '\ufeff') is [var begins, ..] ? begins : 'x', StringComparison.Ordinal), cell);
                }
    }
}
