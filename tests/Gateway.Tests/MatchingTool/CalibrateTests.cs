using System.Xml.Linq;
using Gateway.Rules.Matching.Calibration;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.MatchingTool;

/// <summary><c>matching calibrate</c>: figures that add up, the same on any number of threads, and a page that anybody can read.</summary>
public sealed class CalibrateTests
{
    private const string Name = "calibration-2026-11-22";

    [Fact]
    public async Task Figures_add_up_by_group_and_are_the_same_on_any_number_of_threads()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = await RunAsync(folder, "one", "--threads", "1");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("One child was opened alone", output, StringComparison.Ordinal);
        await RunAsync(folder, "many", "--threads", "4");
        foreach (var file in (string[])[$"{Name}.json", $"{Name}.html"])
            Assert.Equal(File.ReadAllBytes(folder.At($"one/{file}")), File.ReadAllBytes(folder.At($"many/{file}")));

        var report = Read(folder);
        Assert.Equal(0, report.OpenedWrongly);
        Assert.True(report.Bands.Sum(band => band.Children) > 500);
        for (var band = 0; band < report.Bands.Length; band++)
        {
            Assert.Equal(report.Bands[band].Children, report.Groups.Sum(group => group.Bands[band].Children));
            Assert.Equal(report.Bands[band].Right, report.Groups.Sum(group => group.Bands[band].Right));
            Assert.InRange(report.Bands[band].Share, report.Bands[band].Low, report.Bands[band].High);
        }
    }

    [Fact]
    public async Task Page_has_a_table_beside_its_plot_no_script_and_nothing_from_elsewhere()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, "one");

        var text = File.ReadAllText(folder.At($"one/{Name}.html"));
        var page = XDocument.Parse(text.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal)
            .Replace("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">", "", StringComparison.Ordinal));
        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.DoesNotContain("script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", text, StringComparison.Ordinal);
        Assert.Equal(1 + Read(folder).Groups.Length, page.Descendants("table").Count());
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        var plot = Assert.Single(page.Descendants(svg + "svg"));
        Assert.NotEmpty(plot.Element(svg + "title")!.Value);
        var drawn = plot.Descendants(svg + "circle").Count() + plot.Descendants(svg + "rect").Count() - 1;
        Assert.Equal(Read(folder).Bands.Count(band => band.Children > 0), drawn);
    }

    [Fact]
    public async Task A_report_is_never_written_over()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder, "one");

        var (code, _, error) = await RunAsync(folder, "one");

        Assert.Equal(2, code);
        Assert.Contains("is there already", error, StringComparison.Ordinal);
    }

    private static CalibrationReport Read(TemporaryFolder folder) =>
        Assert.IsType<CalibrationReading.Valid>(CalibrationFile.Read(File.ReadAllBytes(folder.At($"one/{Name}.json")))).Report;

    private static Task<(int Code, string Output, string Error)> RunAsync(TemporaryFolder folder, string to, params string[] rest) => Synthetic.Tool.RunAsync(
        ["matching", "calibrate", "--population", "3000", "--questions", "2000", "--made", "2026-11-22", "--out", folder.At(to), .. rest]);
}
