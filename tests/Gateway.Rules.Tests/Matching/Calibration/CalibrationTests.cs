using System.Text;
using Gateway.Rules.Matching.Calibration;

namespace Gateway.Rules.Tests.Matching.Calibration;

/// <summary>What an officer reads as "too sure" and "as promised", and which files are shown at all.</summary>
public sealed class CalibrationTests
{
    private static readonly CalibrationReport Report = new(
        new DateOnly(2026, 11, 22), "2026-11-22.2", new string('a', 64), 1_000, 500, 1, 300, 0, [new(null, 10, 200, 20, 0.1), new(10, null, 300, 300, 0.9999)], [new("english", [])]);

    [Theory]
    [InlineData(1_000, 900, 0.999, CalibrationVerdict.TooSure)]
    [InlineData(1_000, 900, 0.90, CalibrationVerdict.Agrees)]
    [InlineData(1_000, 900, 0.50, CalibrationVerdict.TooCareful)]
    [InlineData(10, 10, 0.999, CalibrationVerdict.Agrees)]
    [InlineData(0, 0, 0, CalibrationVerdict.Nobody)]
    public void Promise_is_held_to_the_interval_of_what_was_so(long children, long right, double promised, CalibrationVerdict verdict) =>
        Assert.Equal(verdict, new CalibrationBand(0, 1, children, right, promised).Verdict);

    [Theory]
    [InlineData(8, 10, 0.4902, 0.9433)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(100, 100, 0.9630, 1)]
    public void Interval_is_Wilsons(long right, long all, double low, double high)
    {
        var band = new CalibrationBand(0, 1, all, right, 0.5);
        Assert.Equal((low, high), (Math.Round(band.Low, 4), Math.Round(band.High, 4)));
    }

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        var read = Assert.IsType<CalibrationReading.Valid>(CalibrationFile.Read(CalibrationFile.Write(Report))).Report;
        Assert.Equal(CalibrationFile.Write(Report), CalibrationFile.Write(read));
    }

    [Theory]
    [InlineData("\"right\": 20", "\"right\": 201", "a band must have counts")]
    [InlineData("\"right\": 20", "\"right\": \"<b>\"", "it cannot be read at $.bands[0].right")]
    [InlineData("\"seed\": 1,", "", "it cannot be read at $")]
    [InlineData("\"seed\": 1,", "\"seed\": 1, \"child\": \"Ella\",", "it cannot be read at $.child")]
    [InlineData("\"openedWrongly\": 0", "\"openedWrongly\": 301", "must not be above")]
    public void Damaged_file_is_not_shown_and_quotes_nothing(string from, string to, string why)
    {
        var text = Encoding.UTF8.GetString(CalibrationFile.Write(Report));
        Assert.Contains(from, text);
        Assert.Contains(why, Assert.IsType<CalibrationReading.Faulty>(CalibrationFile.Read(Encoding.UTF8.GetBytes(text.Replace(from, to)))).Fault);
    }

    [Fact]
    public void Too_sure_is_told_by_shape_and_not_by_colour_alone()
    {
        var plot = CalibrationPlot.Of([new(0, 10, 1_000, 500, 0.99), new(10, null, 1_000, 999, 0.999)], "plot", "figures");
        Assert.Equal((2, 1), (plot.Split("<rect").Length - 1, plot.Split("<circle").Length - 1));
    }
}
