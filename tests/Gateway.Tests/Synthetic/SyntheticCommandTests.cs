using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Tool.Synthetic;

namespace Gateway.Tests.Synthetic;

public sealed class SyntheticCommandTests
{
    private static readonly string[] Files = ["children.ndjson", "records.ndjson", "relationships.ndjson", "practitioners.json", "cast.json"];

    [Fact]
    public async Task Same_seed_and_day_give_the_same_bytes()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();

        await Tool.GenerateAsync(first, "--children 3000 --seed 11 --as-of 2026-11-22");
        await Tool.GenerateAsync(second, "--children 3000 --seed 11 --as-of 2026-11-22");

        Assert.All(Files, file => Assert.Equal(Bytes(first, file), Bytes(second, file)));
    }

    [Fact]
    public async Task Another_seed_gives_other_children_and_the_same_cast()
    {
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();

        await Tool.GenerateAsync(first, "--children 200 --seed 1 --as-of 2026-11-22");
        await Tool.GenerateAsync(second, "--children 90 --seed 2 --as-of 2026-11-22");

        Assert.Equal(Bytes(first, "cast.json"), Bytes(second, "cast.json"));
        Assert.Equal(Bytes(first, "practitioners.json"), Bytes(second, "practitioners.json"));
        Assert.NotEqual(Bytes(first, "children.ndjson"), Bytes(second, "children.ndjson"));
        var cast = People.Of(60).Cast.Children.Count;
        Assert.Equal(CastLines(first, cast), CastLines(second, cast));
    }

    /// <summary>Golden bytes: the generator may not drift with the runtime. A deliberate change changes this line.</summary>
    [Fact]
    public async Task The_bytes_are_the_ones_written_down()
    {
        using var folder = new TemporaryFolder();

        await Tool.GenerateAsync(folder, "--children 2000 --seed 2026 --as-of 2026-11-22");

        Assert.Equal(
            ["children B49D6A20F3E36046", "records 4335B1B8B6919AB2", "relationships ECEEFF6BFBD9C8BE"],
            Files.Take(3).Select(file => $"{Path.GetFileNameWithoutExtension(file)} {Convert.ToHexString(SHA256.HashData(Bytes(folder, file)))[..16]}"));
    }

    [Fact]
    public async Task Every_line_is_a_child_and_says_what_was_asked_for()
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = await Tool.GenerateAsync(folder, "--children 500 --seed 3 --as-of 2026-11-22");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Wrote 500 children (37 of them the demonstration cast), as of 2026-11-22, to ", output);
        Assert.Equal(500, People.Lines(folder.At("out/children.ndjson")).Count());
        Assert.Equal(Files.Order(), Directory.GetFiles(folder.At("out")).Select(f => Path.GetFileName(f)).Order());
    }

    [Fact]
    public async Task Records_have_the_shape_of_the_custodian_facts()
    {
        using var folder = new TemporaryFolder();

        await Tool.GenerateAsync(folder, "--children 50 --seed 3 --as-of 2026-11-22");

        var toddler = People.Lines(folder.At("out/records.ndjson")).First();
        Assert.Equal("9990000018", toddler.GetProperty("nhsNumber").GetString());
        Assert.Equal(
            """{"plan":{"categories":["neglect","emotional"],"start":"2026-05-14","end":null},"leadSocialWorker":{"name":"Denise Holloway","team":"Castlebridge safeguarding team 2","telephone":"01632 960341"}}""",
            toddler.GetProperty("facts").GetProperty("castlebridge-csc").GetRawText());
        Assert.Equal(
            """{"attendances":[{"reference":"ENC-900003","arrivedAt":"2026-11-03T23:12:00Z","complaint":"Arm injury","injury":true,"outcome":"Left before being seen","leftBeforeSeen":true,"sensitive":false}]}""",
            toddler.GetProperty("facts").GetProperty("aldersham-general-ed").GetRawText());
    }

    [Fact]
    public async Task Names_keep_their_letters()
    {
        using var folder = new TemporaryFolder();

        await Tool.GenerateAsync(folder, "--children 50 --seed 3 --as-of 2026-11-22");

        var text = await File.ReadAllTextAsync(folder.At("out/children.ndjson"), TestContext.Current.CancellationToken);
        Assert.Contains("O'Neill", text);
        Assert.Contains("Wiśniewski", text);
    }

    [Theory]
    [InlineData("--children 0 --seed 1", "--children must be a whole number of at least 1: \"0\" is not.")]
    [InlineData("--children many --seed 1", "--children must be a whole number of at least 1: \"many\" is not.")]
    [InlineData("--children 50 --seed -1", "--seed must be a whole number: \"-1\" is not.")]
    [InlineData("--children 50 --seed 1 --as-of 22/11/2026", "--as-of must be a date such as 2026-11-22, from 1950 to 2200: \"22/11/2026\" is not.")]
    [InlineData("--children 50", "Option '--seed' is required.")]
    [InlineData("--children 12 --seed 1", "--children must be at least 37: the demonstration cast alone is that many.")]
    [InlineData("--children 909091 --seed 1", "At most 909,090 children: the 999 range has no more NHS numbers. For a measurement, add --measurement; further numbers then begin with 80 to 89.")]
    [InlineData("--children 91818182 --seed 1 --measurement", "At most 91,818,181 children: there are no more numbers.")]
    public async Task A_refusal_is_one_plain_sentence_and_writes_nothing(string arguments, string sentence)
    {
        using var folder = new TemporaryFolder();

        var (code, output, error) = await Tool.GenerateAsync(folder, arguments);

        Assert.Equal((GenerateCommand.Refused, ""), (code, output.Trim()));
        Assert.Equal(sentence, error.Trim());
        Assert.False(Directory.Exists(folder.At("out")));
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("{\"agencies\":[{\"id\":\"a\"}]}", "cannot be read")]
    [InlineData("{\"agencies\":[]}", "No council in")]
    public async Task A_damaged_register_is_refused_by_name(string text, string says)
    {
        using var folder = new TemporaryFolder();
        var register = TestRegister.WriteTo(folder.Path);
        await File.WriteAllTextAsync(register, text, TestContext.Current.CancellationToken);

        var (code, _, error) = await Tool.RunAsync(["synthetic", "generate", "--children", "50", "--seed", "1", "--register", register, "--out", folder.At("out")]);

        Assert.Equal(GenerateCommand.Refused, code);
        Assert.Contains(says, error);
        Assert.Contains(register, error);
    }

    [Fact]
    public async Task Damaged_postcodes_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var register = TestRegister.WriteTo(folder.Path);
        await File.WriteAllTextAsync(folder.At("other.csv"), "district,council,from,to\nZA1,aldersham,yesterday,\n", TestContext.Current.CancellationToken);

        var (code, _, error) = await Tool.RunAsync(
            ["synthetic", "generate", "--children", "50", "--seed", "1", "--register", register, "--postcodes", folder.At("other.csv"), "--out", folder.At("out")]);

        Assert.Equal(GenerateCommand.Refused, code);
        Assert.Contains("other.csv cannot be read", error);
    }

    [Theory]
    [InlineData("2026-07-01T23:30:00Z", "2026-07-02")]
    [InlineData("2026-11-22T23:30:00Z", "2026-11-22")]
    public async Task The_day_is_todays_in_London_unless_given(string now, string day)
    {
        using var folder = new TemporaryFolder();
        var clock = new StillClock(DateTimeOffset.Parse(now));

        var (_, output, _) = await Tool.RunAsync(
            ["synthetic", "generate", "--children", "50", "--seed", "1", "--register", TestRegister.WriteTo(folder.Path), "--out", folder.At("out")], clock);

        Assert.Contains($"as of {day}", output);
    }

    [Fact]
    public async Task A_log_gets_a_plain_line_now_and_then_and_quiet_means_quiet()
    {
        using var folder = new TemporaryFolder();
        var clock = new StillClock(DateTimeOffset.UnixEpoch.AddYears(50), TimeSpan.FromSeconds(2));
        string[] arguments = ["synthetic", "generate", "--children", "20000", "--seed", "1", "--register", TestRegister.WriteTo(folder.Path), "--out", folder.At("out")];

        var (_, output, _) = await Tool.RunAsync(arguments, clock);
        var (_, silence, _) = await Tool.RunAsync([.. arguments, "--quiet"], clock);

        Assert.Matches("^[0-9,]+ of 20,000 children, [0-9]+ %\n", output.ReplaceLineEndings("\n"));
        Assert.Equal("", silence);
    }

    [Fact]
    public async Task Stopping_leaves_the_earlier_files_whole()
    {
        using var folder = new TemporaryFolder();
        await Tool.GenerateAsync(folder, "--children 50 --seed 1 --as-of 2026-11-22");
        var before = Bytes(folder, "children.ndjson");

        var (code, _, error) = await Tool.RunUntilAsync(
            ["synthetic", "generate", "--children", "50000", "--seed", "2", "--register", TestRegister.WriteTo(folder.Path), "--out", folder.At("out")],
            TimeProvider.System, new CancellationToken(canceled: true));

        Assert.Equal(GenerateCommand.Stopped, code);
        Assert.Equal("Stopped. Nothing was written.", error.Trim());
        Assert.Equal(before, Bytes(folder, "children.ndjson"));
        Assert.Empty(Directory.GetFiles(folder.At("out"), "*.partial"));
    }

    private static byte[] Bytes(TemporaryFolder folder, string file) => File.ReadAllBytes(folder.At($"out/{file}"));

    private static IEnumerable<string> CastLines(TemporaryFolder folder, int count) => File.ReadLines(folder.At("out/children.ndjson")).Take(count);
}
