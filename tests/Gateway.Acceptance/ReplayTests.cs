using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay;
using Gateway.Acceptance.Replay.Judging;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance;

/// <summary>The replay of timelines says the same at each run, names what is wrong with a file, and does not miss a harm that was planted.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-replays-").FullName;

    [Fact]
    public async Task Late_answer_referral_and_refusals_are_judged_as_they_were_seen()
    {
        var judged = await PlayTimeline.RunAsync(Read("TL-01"));

        Assert.Equal(
            [
                "E06 plan-flag Met", "E06 coverage Met", "E06 attendance-count Met", "E06 out-of-hours-contact Met", "E07 notice-E14 Met", "E07 notice-E1 Met", "E07 notice-E1 Met", "E08 attendance-count Met",
                "E09 referral-state Met", "E09 referral-state Met", "E09 referral-state Met", "E10 feedback Met", "E11 referral-state Met", "E12 plan-flag Met", "E12 school Met", "E13 discharge-check Met",
            ],
            Lines(judged));
        Assert.Contains("Say what you did about Council Birch Csc, who did not answer", Because(judged, "E13", "discharge-check"), StringComparison.Ordinal);
        Assert.Contains("not-known, because no-reply", Because(judged, "E06", "plan-flag"), StringComparison.Ordinal);
        Assert.Contains("One of them is the visit now.", Because(judged, "E06", "attendance-count"), StringComparison.Ordinal);
        Assert.Contains("without a reason it was refused with 400", Because(judged, "E10", "feedback"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protected_child_and_people_who_are_not_involved_are_kept_apart()
    {
        var judged = await PlayTimeline.RunAsync(Read("TL-02"));

        Assert.Equal(10, judged.Count);
        Assert.All(judged, one => Assert.True(one.Verdict is Verdict.Met, Report.Line(one)));
        Assert.Contains("X10", Because(judged, "E03", "address"), StringComparison.Ordinal);
        Assert.Contains("ask-holder Hg", Because(judged, "E07", "attendance-site"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custodian_that_says_nothing_of_what_it_holds_is_harm_whatever_was_expected()
    {
        var timeline = Read("TL-01", file => Only(file, ["E01", "E12"], ["plan-flag"]));

        var judged = await PlayTimeline.RunAsync(timeline, running =>
        {
            running.World.Lying.Add("council-birch-csc");
            return Task.CompletedTask;
        });

        Assert.IsType<Verdict.Harm>(Assert.Single(judged, one => one.Expected is not null).Verdict);
        Assert.Contains("plan-flag reads \"nothing held\" and council-birch-csc holds it", Assert.Single(judged, one => one.Expected is null).Verdict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_marks_what_was_shown_or_told_to_somebody_who_may_not_know_it_and_ends_with_1()
    {
        Write("shown", Change("TL-02", file =>
        {
            Only(file, ["E01", "E02", "E03"], ["looked-after", "notice-E1"]);
            var expect = file["expect"]!.AsArray();
            expect.RemoveAt(2);
            Rename(expect[0]!, "shouldKnow", "shouldBeRefused");
            Rename(expect[1]!, "shouldBeTold", "mayNotBeKnown");
        }));
        Write("broken", "{");

        var (exit, printed) = await CommandAsync(_folder);

        Assert.Equal(1, exit);
        Assert.Contains("should be refused looked-after [S A1; A1]: NOT MET, HARM: shown to somebody who may not have it", printed, StringComparison.Ordinal);
        Assert.Contains("may not know notice-E1 [E1]: NOT MET, HARM: council-ash was told of an attendance", printed, StringComparison.Ordinal);
        Assert.Contains("broken.json: the file is not readable as JSON", printed, StringComparison.Ordinal);
        Assert.EndsWith("1 timelines, 2 expectations: 0 met, 0 not met, 2 not met with harm, 0 cannot be expressed yet. 1 files could not be read.", printed.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_nobody_knows_are_said_and_the_rest_is_played()
    {
        Write("unknown", Change("TL-01", file =>
        {
            Only(file, ["E01", "E03", "E12"], ["plan-flag", "school"]);
            (file["events"]![1]!["kind"], file["agencies"]![5]!["kind"], file["expect"]![1]!["item"]) = ("house-fire", "space-station", "horoscope");
            var expect = file["expect"]!.AsArray();
            expect.Add(new JsonObject { ["atEvent"] = "E03", ["who"] = "gp-ash1/gp", ["shouldKnow"] = "of it", ["item"] = "coverage", ["why"] = "" });
            expect.Add(new JsonObject { ["atEvent"] = "E12", ["who"] = "gateway/operations", ["shouldBeTold"] = "of it", ["item"] = "notice-E26", ["why"] = "" });
            expect.Add(new JsonObject { ["atEvent"] = "E12", ["who"] = "gp-ash1/receptionist", ["shouldKnow"] = "of it", ["item"] = "plan-flag", ["why"] = "" });
        }));

        var (exit, printed) = await CommandAsync(_folder);

        Assert.Equal(0, exit);
        foreach (var sentence in (string[])["unknown.json: events[1].kind 'house-fire' is not a kind of event; it is passed over.", "agencies[5].kind 'space-station' is not a kind of agency", "expect[1].item 'horoscope' is not an item", "cannot be expressed yet: item 'horoscope'", "cannot be expressed yet: event of the kind 'house-fire'", "cannot be expressed yet: role 'receptionist'"])
            Assert.Contains(sentence, printed, StringComparison.Ordinal);
        Assert.EndsWith("1 timelines, 5 expectations: 1 met, 0 not met, 0 not met with harm, 4 cannot be expressed yet.", printed.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "the file must be an object.")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}", "the file is not readable as JSON")]
    [InlineData("{\"id\":\"RV-99\"}", "the file needs 'events', a list.")]
    public void File_that_is_no_timeline_is_not_read(string text, string sentence)
    {
        Write("no-timeline", text);
        var read = ReadTimeline.From(Path.Combine(_folder, "no-timeline.json"));
        Assert.Null(read.Timeline);
        Assert.Contains(read.Faults, fault => fault.StartsWith("no-timeline.json: " + sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("t0", "\"yesterday\"", "t0 must be a local date and time such as 2026-09-07T00:00, and is 'yesterday'.")]
    [InlineData("child.nhsNumber", "\"9990102598\"", "child.nhsNumber must begin with 999 and have a right check digit")]
    [InlineData("child.nhsNumber", "\"4010232137\"", "child.nhsNumber must begin with 999")]
    [InlineData("child.dateOfBirth", "\"2022-02-30\"", "child.dateOfBirth must be a day such as 2026-11-01")]
    [InlineData("child.addresses", "[]", "child.addresses must have at least one.")]
    [InlineData("household.0.age", "\"old\"", "household[0] needs 'age', a number of years.")]
    [InlineData("agencies.0.id", "null", "agencies[0] needs 'id', a text.")]
    [InlineData("events.0.at", "\"5 days\"", "events[0].at must be an offset such as P12DT14H30M, and is '5 days'.")]
    [InlineData("events.0.at", "\"P5DT24H\"", "events[0].at must be an offset")]
    [InlineData("events.0.at", "\"P99DT10H\"", "events must be in time order: E02 is before E01.")]
    [InlineData("events.1.id", "\"E01\"", "events has 'E01' twice.")]
    [InlineData("events.0.agency", "\"council-moon\"", "events[0].agency 'council-moon' is none of the file's agencies.")]
    [InlineData("events.0.facts", "7", "events[0].facts must be an object.")]
    [InlineData("events.5.facts.ask", "null", "events[5] is a check-opportunity and needs 'facts.ask', an object.")]
    [InlineData("events.5.facts.ask.items", "[]", "events[5].facts.ask needs 'items', a list of words with at least one.")]
    [InlineData("expect.0.atEvent", "\"E77\"", "expect[0].atEvent names 'E77', which is no event.")]
    [InlineData("expect.0.who", "\"somebody\"", "expect[0].who must be an agency and a role with a slash between, and is 'somebody'.")]
    [InlineData("expect.0.shouldKnow", "\"as well\"", "expect[0] needs exactly one of shouldKnow, shouldBeTold, shouldBeRefused, mayNotBeKnown, and has 2.")]
    [InlineData("expect.4.within", "\"soon\"", "expect[4].within must be a duration such as PT15M or P2DT10H, and is 'soon'.")]
    public void Fault_in_a_file_is_named_with_its_place(string place, string value, string sentence)
    {
        var read = ReadChanged("TL-01", file => Set(file, place, JsonNode.Parse(value)));
        Assert.Null(read.Timeline);
        Assert.Contains(read.Faults, fault => fault.StartsWith("changed.json: " + sentence, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("P0D", "2026-09-06T23:00:00Z")]
    [InlineData("P47DT12H", "2026-10-24T11:00:00Z")]
    [InlineData("P48DT12H", "2026-10-25T12:00:00Z")]
    [InlineData("P202DT01H30M", "2027-03-28T01:30:00Z")]
    public void Offset_is_on_the_clock_on_the_wall_across_a_change_of_clocks(string offset, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant), new Offsets(new DateOnly(2026, 9, 7)).At(Offset.Read(offset)!.Value));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string[] Lines(IReadOnlyList<Judged> judged) => [.. judged.Select(one => $"{one.Event} {one.Expected?.Item ?? "harm"} {one.Verdict.GetType().Name}")];

    private static string Because(IReadOnlyList<Judged> judged, string at, string item) => judged.First(one => one.Event == at && one.Expected?.Item == item).Verdict.Because;

    private static async Task<(int Exit, string Printed)> CommandAsync(string place)
    {
        await using var printed = new StringWriter();
        return (await ReplayCommand.RunAsync([place], printed), printed.ToString());
    }

    private static string TextOf(string name) => File.ReadAllText(Repository.At("tests", "Gateway.Acceptance", "Replay", "Timelines", name + ".json"));

    private static string Change(string name, Action<JsonNode> change)
    {
        var file = JsonNode.Parse(TextOf(name))!;
        change(file);
        return file.ToJsonString();
    }

    private Timeline Read(string name, Action<JsonNode>? change = null) => ReadChanged(name, change ?? (_ => { })) is { Timeline: { } timeline } ? timeline : throw new InvalidOperationException(name);

    private ReadFile ReadChanged(string name, Action<JsonNode> change)
    {
        Write("changed", Change(name, change));
        return ReadTimeline.From(Path.Combine(_folder, "changed.json"));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name + ".json"), text);

    // Only these events, and of them only what is expected of these items.
    private static void Only(JsonNode file, string[] events, string[] items)
    {
        foreach (var one in file["events"]!.AsArray().Where(one => !events.Contains((string)one!["id"]!)).ToArray()) file["events"]!.AsArray().Remove(one);
        foreach (var one in file["expect"]!.AsArray().Where(one => !events.Contains((string)one!["atEvent"]!) || !items.Contains((string)one["item"]!)).ToArray()) file["expect"]!.AsArray().Remove(one);
    }

    private static void Rename(JsonNode expectation, string from, string to)
    {
        expectation[to] = (string)expectation[from]!;
        expectation.AsObject().Remove(from);
    }

    private static void Set(JsonNode file, string place, JsonNode? value)
    {
        var parts = place.Split('.');
        var at = parts[..^1].Aggregate(file, (node, part) => int.TryParse(part, out var n) ? node[n]! : node[part]!);
        if (at is JsonArray list) list[int.Parse(parts[^1])] = value;
        else at[parts[^1]] = value;
    }
}
