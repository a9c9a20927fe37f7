using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Federation.Uploads;
using Gateway.Federation.Uploads.Reading;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Federation.Uploads.TestUpload;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>What is wrong with records, and that nobody whom one names is taken for somebody of whom nothing is held.</summary>
public sealed class UploadRecordTests(UploadBed bed) : IClassFixture<UploadBed>
{
    private static readonly TestChild Named = UploadBed.Child(1010);

    private static readonly JsonObject Good = Plan(UploadBed.Child(1011), "GOOD-1");

    /// <summary>A member, what it is instead, and what is said of it; all about one child.</summary>
    public static readonly TheoryData<string, string, string, string?> Wrongs = new()
    {
        { "nhsNumber", "1234", "CPR04", null }, { "nhsNumber", "ABC123", "CPR04", null }, { "nhsNumber", "", "CPR07", "nhs-number" }, { "nhsNumber", "9990000000", "CPR07", "nhs-number-digit" },
        { "nhsNumber", TestChild.NumberOf(1500), "CPR01", null }, { "nhsNumber", TestChild.NumberOf(1012), "CPR03", null },
        { "dateOfBirth", "2023-03-05", "CPR03", null }, { "dateOfBirth", "2023-02-30", "CPR07", "date-of-birth" }, { "dateOfBirth", "04/03/2023", "CPR07", "date-of-birth" }, { "dateOfBirth", "2027-01-01", "CPR07", "date-of-birth" },
        { "familyName", "Othermark", "CPR03", null }, { "familyName", "", "CPR07", "family-name" }, { "familyName", "=1+1", "CPR07", "family-name" }, { "familyName", "@SUM(A1)", "CPR07", "family-name" },
        { "givenNames", "Other", "CPR03", null }, { "givenNames", "x\u0000y", "CPR07", "given-names" }, { "givenNames", "x\u202ey", "CPR07", "given-names" },
        { "reference", "=cmd", "CPR07", "reference" }, { "reference", "-1", "CPR07", "reference" }, { "reference", "9990000018", "CPR07", "reference" }, { "reference", "a b", "CPR07", "reference" },
        { "kind", "plans", "CPR07", "kind" }, { "start", "", "CPR07", "start" }, { "start", "2026-13-01", "CPR07", "start" }, { "start", "2027-01-01", "CPR07", "start" },
        { "end", "2026-05-01", "CPR07", "end" }, { "due", "2026-12-01", "CPR07", "due" }, { "legalBasis", "care-order", "CPR07", "legal-basis" },
        { "socialWorkerName", "", "CPR07", "social-worker" }, { "socialWorkerTeam", "=A1", "CPR07", "social-worker" },
    };

    [Theory, MemberData(nameof(Wrongs))]
    public async Task Record_with_something_wrong_is_returned_with_what_to_do_and_its_child_is_not_known(string member, string value, string code, string? detail)
    {
        var (gateway, upload) = await bed.AtAsync();
        var record = Plan(Named, "WRONG-1");
        record[member] = value;

        Assert.Equal(("checked", "CPF03", 1, 1), (await upload.SendAsync(Lines(Good, record), 2)).Short());
        (await upload.ApplyAsync(confirmFewer: true)).Is(200);

        var returned = Assert.Single(await upload.RecordsAsync());
        Assert.Equal((2, code, detail), (returned.GetProperty("record").GetInt32(), returned.Text("code"), returned.TryGetProperty("detail", out var word) ? word.GetString() : null));
        Assert.Equal(member != "reference", returned.TryGetProperty("reference", out _));
        Assert.NotEmpty(returned.Text("hint"));
        Assert.DoesNotContain(value.Length > 3 ? value : "§", returned.GetRawText().Replace(returned.Text("hint"), ""));
        Assert.Equal(CustodianSaid.NotKnown(Because.NotMatched), await UploadBed.PlanAsync(gateway, Named));
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, UploadBed.Child(1011)));
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, UploadBed.Child(1013)));
    }

    [Theory]
    [InlineData("unborn", "1989-04-05", null)]
    [InlineData("plan-ended", "1989-04-05", "date-of-birth")]
    [InlineData("unborn", "2026-12-24", "date-of-birth")]
    public void Whoever_expects_a_child_may_be_older_than_a_child(string kind, string born, string? detail)
    {
        var record = About(Named, kind, "REF-8");
        record["dateOfBirth"] = born;
        record[kind == "unborn" ? "due" : "end"] = "2026-10-30";

        var read = new ReadRecord([.. ReadLine.Columns.Select(column => (string?)record[column] ?? "")], new DateOnly(2026, 11, 22)).Read();

        Assert.Equal((detail is null, detail), (read.Code == RecordCode.Accepted, read.Detail));
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_returned_and_a_number_in_them_is_not_nothing_held()
    {
        var (gateway, upload) = await bed.AtAsync();
        var plan = Plan(Named).ToJsonString();
        byte[][] lines =
        [
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good.ToJsonString())], Encoding.UTF8.GetBytes(plan[..^3]), Encoding.UTF8.GetBytes(plan[..^1] + ",\"kind\":\"plan\"}"), Encoding.UTF8.GetBytes(plan[..^1] + ",\"note\":\"x\"}"),
            [.. Encoding.UTF8.GetBytes(plan[..20]), 0xC3, 0x28, .. Encoding.UTF8.GetBytes(plan[20..])], [.. Encoding.UTF8.GetBytes(plan), 0], Encoding.UTF8.GetBytes(plan + new string(' ', 4096)), Encoding.UTF8.GetBytes("[" + plan + "]"), Encoding.UTF8.GetBytes("{}"),
        ];

        Assert.Equal(("checked", "CPF03", 1, 8), (await upload.SendAsync(lines.SelectMany(line => (byte[])[.. line, (byte)'\r', (byte)'\n']).ToArray(), lines.Length)).Short());
        (await upload.ApplyAsync(confirmFewer: true)).Is(200);

        Assert.Equal(["unreadable", "unreadable", "unreadable", "unreadable", "unreadable", "too-long", "unreadable", "nhs-number"], (await upload.RecordsAsync()).Select(returned => returned.Text("detail")));
        Assert.Equal(CustodianSaid.NotKnown(Because.NotMatched), await UploadBed.PlanAsync(gateway, Named));
        // Of a child asked about without a number it cannot be told whether one of those lines is theirs; by number it can, and it is said that there are some.
        var nobody = UploadBed.Child(1013);
        Assert.Equal(CustodianSaid.NotKnown(Because.NotMatched), (await UploadBed.SaysAsync(gateway, nobody, byNumber: false)).Items.Single().Said);
        var row = (await gateway.CheckAsync(nobody, "plan-flag")).Is(200).Source(UploadBed.Custodian);
        Assert.Equal("nothing-held", row.Text("answer"));
        Assert.EndsWith("It has children whom it cannot list: ring if in doubt.", row.Text("words"));
    }

    [Fact]
    public async Task Csv_line_that_is_not_one_is_returned()
    {
        var (_, upload) = await bed.AtAsync();
        var line = CsvLine(Plan(Named));
        string[] wrong = [line + ",", line[..^1] + "\"", "\"" + line, line.Replace(",plan,", ",\"pl\"an\","), line[..line.LastIndexOf(',')], Header, "x"];

        Assert.Equal(("checked", "CPF03", 1, wrong.Length), (await upload.SendAsync(Encoding.UTF8.GetBytes(string.Join('\n', [Header, CsvLine(Good), .. wrong])), 1 + wrong.Length, "csv")).Short());
    }

    [Fact]
    public async Task Names_agree_as_people_write_them_and_a_former_number_is_used_and_said()
    {
        var (gateway, upload) = await bed.AtAsync();
        var (marked, renumbered, hidden) = (UploadBed.Child(1021), UploadBed.Child(1022), UploadBed.Child(1023));
        var former = Plan(renumbered, "FORMER");
        former["nhsNumber"] = UploadBed.FormerNumber;
        var first = Plan(marked with { Given = "SIAN", Family = "oquennell" });

        await upload.SpeakAsync(first, former, Plan(hidden));

        Assert.Equal("CPR05", Assert.Single(await upload.RecordsAsync()).Text("code"));
        foreach (var child in (TestChild[])[marked, renumbered, hidden]) Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, child));
    }

    // A slip in the number, and the child is known by another first name here: nothing but the surname and the day is left of it.
    [Theory]
    [InlineData("givenNames", "Othername")]
    [InlineData("familyName", "Othermark")]
    public async Task Record_with_a_slip_in_the_number_and_half_of_a_name_is_not_nothing_held_of_whoever_has_the_other_half(string member, string other)
    {
        var (gateway, upload) = await bed.AtAsync();
        var record = Plan(Named);
        (record["nhsNumber"], record[member]) = ("9990000000", other);

        await upload.SpeakAsync(Good, record);

        Assert.Equal(CustodianSaid.NotKnown(Because.NotMatched), await UploadBed.PlanAsync(gateway, Named));
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, UploadBed.Child(1011)));
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, UploadBed.Child(1013)));
    }

    [Theory]
    [InlineData("{0},{1},O\"Brien,{3},R-1,plan,neglect,2026-03-02,,,,,,")]
    [InlineData("\u00a0{0},{1},Nobody\"s,Nobodys,R-1,plan,neglect,2026-03-02,,,,,,")]
    public async Task Line_with_a_stray_quote_still_says_whom_it_is_about(string line)
    {
        var (gateway, upload) = await bed.AtAsync();
        var spaced = $"{Named.Number[..3]}\u00a0{Named.Number[3..6]}\u2011{Named.Number[6..]}";
        var text = string.Join(',', ReadLine.Columns) + "\n" + string.Format(System.Globalization.CultureInfo.InvariantCulture, line, spaced, Named.Born.ToString("yyyy-MM-dd"), Named.Family, Named.Given) + "\n"
            + $"{UploadBed.Child(1011).Number},{UploadBed.Child(1011).Born:yyyy-MM-dd},{UploadBed.Child(1011).Family},{UploadBed.Child(1011).Given},R-2,plan,neglect,2026-03-02,,,,A Worker,A team,01632 960777\n";

        Assert.Equal("CPF03", (await upload.SendAsync(Encoding.UTF8.GetBytes(text), 2, "csv")).Short().Item2);
        (await upload.ApplyAsync(confirmFewer: true)).Is(200);

        Assert.Equal(CustodianSaid.NotKnown(Because.NotMatched), await UploadBed.PlanAsync(gateway, Named));
    }

    [Fact]
    public async Task Second_record_of_a_kind_is_returned_and_what_the_first_says_stands()
    {
        var (gateway, upload) = await bed.AtAsync();

        await upload.SpeakAsync(Plan(Named, "A-1"), Plan(Named, "A-2", "2026-04-01"), Ended(Named, "2024-01-01"), Ended(UploadBed.Child(1013), "2026-01-01"));

        Assert.Equal("duplicate", Assert.Single(await upload.RecordsAsync()).Text("detail"));
        var said = await UploadBed.SaysAsync(gateway, Named, items: [Item.PlanFlag, Item.LookedAfter, Item.PlanEnded, Item.SiblingOnPlan, Item.LeadSocialWorker]);
        // What ended long ago is not the item; what no file speaks of is not covered; what is not held beside a doubt is not known.
        // What the first says may not be all.
        var inPart = CustodianSaid.HeldInPart(Because.NotMatched);
        Assert.Equal([inPart, CustodianSaid.NotKnown(Because.NotMatched), CustodianSaid.NotKnown(Because.NotMatched), CustodianSaid.NotKnown(Because.NotCovered), inPart], said.Items.Select(item => item.Said));
        Assert.Equal(CustodianSaid.Held, (await UploadBed.SaysAsync(gateway, UploadBed.Child(1013), items: Item.PlanEnded)).Items.Single().Said);
    }

    [Fact]
    public async Task A15_OldFile_IsNotKnownSoonerForTheChildsOwnCouncilAndWhatItHoldsStaysHeld()
    {
        var (gateway, upload) = await bed.AtAsync();
        var (far, home) = (UploadBed.Child(1013), UploadBed.Child(1020));
        await upload.SpeakAsync(Plan(Named));
        Assert.Equal(("nothing-held", null), UploadTests.Row(await gateway.CheckAsync(home, "plan-flag")));

        gateway.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(("nothing-held", null), UploadTests.Row(await gateway.CheckAsync(far, "plan-flag")));
        Assert.Equal(("not-known", "stale"), UploadTests.Row(await gateway.CheckAsync(home, "plan-flag")));

        gateway.Clock.Advance(TimeSpan.FromHours(23));
        foreach (var child in (TestChild[])[far, Named]) gateway.Attends(child, reference: "LATE-" + child.Number[^4..], minutesAgo: -24 * 60);
        var answer = (await gateway.CheckAsync(UploadBed.Child(1014), "plan-flag")).Is(200);
        Assert.Equal(("not-known", "stale"), UploadTests.Row(answer));
        Assert.Contains("too old to say that nothing is held", answer.Source(UploadBed.Custodian).Text("words"));
        // There is nobody to ask again.
        Assert.False(answer.Json.TryGetProperty("late", out _));
        Assert.Equal(("held", null), UploadTests.Row(await gateway.CheckAsync(Named, "plan-flag")));
    }
}
