using System.Globalization;
using System.Text.Json;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.MatchingTool;

/// <summary><c>matching train</c> as a person runs it.</summary>
public sealed class TrainTests
{
    private const string File = "proposed-weights-2026-11-22.json";

    [Fact]
    public async Task Weights_are_learned_from_synthetic_children_and_can_be_tried_at_once()
    {
        using var folder = new TemporaryFolder();
        var (code, output, _) = await TrainAsync(folder, "--population", "20000");
        Assert.Equal(0, code);
        Assert.Contains("Nothing is in force by it", output, StringComparison.Ordinal);

        using var weights = JsonDocument.Parse(System.IO.File.ReadAllText(folder.At(File)));
        var training = weights.RootElement.GetProperty("training");
        Assert.Equal(64, training.GetProperty("trainingSet").GetString()!.Length);
        Assert.Equal(3, training.GetProperty("sessions").GetArrayLength());
        Assert.Contains(training.GetProperty("weights").EnumerateArray(), weight => weight.GetProperty("why").GetString() == "too-few" && weight.GetProperty("value").GetDouble() == weight.GetProperty("published").GetDouble());

        var trial = await Synthetic.Tool.RunAsync(["matching", "trial", "--population", "3000", "--questions", "500", "--weights", folder.At(File)]);
        Assert.Contains("weights 2026-11-22.learned", trial.Output, StringComparison.Ordinal);
        Assert.Contains("holds  wrong single: 0", trial.Output, StringComparison.Ordinal);
        System.IO.File.WriteAllText(folder.At("case.jsonl"), """{"id":"X1","index":[{"key":"A","given":"Oliver","surname":"Smith","dob":"2016-05-14","sex":"M","postcode":"LS11 6AD"}],"query":{"given":"Oliver","surname":"Smith","dob":"2016-05-14","postcode":"LS11 6AD"},"expect":"SINGLE","child":"A"}""");
        var check = await Synthetic.Tool.RunAsync(["matching", "check", folder.At("case.jsonl"), "--population", "1000", "--weights", folder.At(File)]);
        Assert.Equal((0, "1 passed, 0 failed"), (check.Code, check.Output.Trim()));
    }

    [Fact]
    public async Task Same_children_teach_the_same_bytes_and_no_file_is_written_over()
    {
        using var folder = new TemporaryFolder();
        await TrainAsync(folder, "--population", "5000");
        var first = System.IO.File.ReadAllBytes(folder.At(File));

        var (code, _, error) = await TrainAsync(folder, "--population", "6000");
        Assert.Equal(2, code);
        Assert.Contains("is there already", error, StringComparison.Ordinal);
        Assert.Equal(first, System.IO.File.ReadAllBytes(folder.At(File)));

        System.IO.File.Delete(folder.At(File));
        await TrainAsync(folder, "--population", "5000");
        Assert.Equal(first, System.IO.File.ReadAllBytes(folder.At(File)));
    }

    [Fact]
    public async Task Two_files_teach_and_a_truth_in_their_map_is_not_read()
    {
        using var files = new Files("""{ "id": "key", "given": "first", "family": "last", "dob": "born", "sex": "sex", "postcode": "pc" }""");
        files.Write("a.csv", ["key,first,last,born,sex,pc", .. Rows(i => i)]);
        files.Write("b.csv", ["key,first,last,born,sex,pc", .. Rows(i => 9_999 - i)]);

        var (code, output, error) = await files.TrainAsync();

        Assert.True(code == 0, error);
        Assert.Contains("Learned from 1,200 and 1,200 records", output, StringComparison.Ordinal);
        var labelled = files.Read(File);
        files.Delete(File);
        files.Write("b.csv", ["key,first,last,born,sex,pc", .. Rows(_ => 0)]);
        await files.TrainAsync();
        Assert.Equal(labelled, files.Read(File));
    }

    [Fact]
    public async Task Few_records_are_refused_in_words_and_nothing_is_written()
    {
        using var files = new Files("""{ "given": "first", "family": "last", "dob": "born", "postcode": "pc" }""");
        files.Write("a.csv", "first,last,born,pc", "Amara,Okafor,04/03/2015,ZA4 7QX");
        files.Write("b.csv", "first,last,born,pc", "Amara,Okafor,04/03/2015,ZA4 7QX");

        var (code, output, error) = await files.TrainAsync();

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("at least 1,000 are needed", error, StringComparison.Ordinal);
        Assert.False(files.Has(File));
    }

    [Theory]
    [InlineData("{", "it cannot be read at $")]
    [InlineData("{}", "it cannot be read at $")]
    public async Task Weights_that_cannot_be_used_are_refused_before_anybody_is_asked_for(string text, string why)
    {
        using var folder = new TemporaryFolder();
        System.IO.File.WriteAllText(folder.At("weights.json"), text);
        foreach (var command in (string[][])[["trial"], ["check", folder.At("none.jsonl")]])
        {
            if (command[0] == "check") System.IO.File.WriteAllText(folder.At("none.jsonl"), """{"id":"X","index":[],"query":{"nhs":"9990000018"},"expect":"REJECT"}""");
            var (code, _, error) = await Synthetic.Tool.RunAsync(["matching", .. command, "--weights", folder.At("weights.json")]);
            Assert.Equal(2, code);
            Assert.Contains(why, error, StringComparison.Ordinal);
        }
    }

    private static Task<(int Code, string Output, string Error)> TrainAsync(TemporaryFolder folder, params string[] rest) =>
        Synthetic.Tool.RunAsync(["matching", "train", "--synthetic", "--made", "2026-11-22", "--out", folder.Path, .. rest]);

    private static IEnumerable<string> Rows(Func<int, int> key) => Enumerable.Range(0, 1_200).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{key(i)},{Word(i, 3)},{Word(i / 2 + 7, 5)},{1 + i % 28:00}/{1 + i / 28 % 12:00}/{2008 + i / 336},{"FM"[i % 2]},Z{"ABCDEF"[i % 6]}{1 + i / 6 % 9} {i / 54 % 10}{"ABDE"[i / 540 % 4]}B"));

    private static string Word(int i, int salt) => string.Concat(Enumerable.Range(0, 4).Select(at => $"{"bdfgklmnprst"[(i * salt / (1 + at * 7) + at * 3) % 12]}{"aeiou"[(i / (at + 1) + salt) % 5]}"));
}
