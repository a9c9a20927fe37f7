using System.Text;
using Gateway.Acceptance.Replay.Judging;
using Gateway.Acceptance.Replay.Reading;
using Gateway.Agencies;

namespace Gateway.Acceptance.Replay;

/// <summary>Plays every timeline of a folder and prints what came of each expectation. Ends with 1 where anything did harm, with 2 where a file could not be read.</summary>
internal static class ReplayCommand
{
    private const string Usage = "replay FOLDER    plays each timeline (*.json) of the folder; or replay FILE, one of them";
    private const int Harmed = 1;
    private const int Unreadable = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter to)
    {
        if (args is not [var place] || Files(place) is not { Length: > 0 } files)
        {
            await to.WriteLineAsync(args is [var given] ? $"There is no timeline (*.json) at {given}.{Environment.NewLine}{Usage}" : Usage);
            return Unreadable;
        }

        var judged = new List<Judged>();
        var unreadable = 0;
        foreach (var file in files)
        {
            var read = ReadTimeline.From(file);
            foreach (var sentence in read.Faults.Concat(read.Remarks)) await to.WriteLineAsync(sentence);
            if (read.Timeline is null || await PlayAsync(read.Timeline, to) is not { } played) unreadable++;
            else judged.AddRange(played);
        }

        await to.WriteLineAsync(Report.Summary(judged, files.Length - unreadable, unreadable));
        return judged.Any(one => one.Verdict is Verdict.Harm) ? Harmed : unreadable > 0 ? Unreadable : 0;
    }

    // One that cannot be played says so, and the others are played.
    private static async Task<IReadOnlyList<Judged>?> PlayAsync(Timeline timeline, TextWriter to)
    {
        await to.WriteLineAsync($"{Environment.NewLine}{timeline.Id} {timeline.Title} ({timeline.File})");
        try
        {
            var judged = await PlayTimeline.RunAsync(timeline);
            foreach (var one in judged) await to.WriteLineAsync(Report.Line(one));
            return judged;
        }
        catch (StartRefusedException refused)
        {
            await to.WriteLineAsync($"{timeline.File}: the gateway does not start with it: {string.Join(" ", refused.Reasons)}");
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            await to.WriteLineAsync($"{timeline.File}: could not be played to its end: {fault.GetType().Name}: {fault.Message}");
            return null;
        }
    }

    private static string[] Files(string place) => File.Exists(place) ? [place]
        : Directory.Exists(place) ? [.. Directory.EnumerateFiles(place, "*.json").Order(StringComparer.Ordinal)] : [];
}

/// <summary>What is printed.</summary>
internal static class Report
{
    public static string Line(Judged one)
    {
        var line = new StringBuilder($"  {one.Event} {one.Who} ");
        if (one.Expected is { } expected) line.Append($"{Key(expected.Key)} {expected.Item} [{Rule(expected)}]: ");
        line.Append(one.Verdict switch
        {
            Verdict.Met => "met",
            Verdict.Harm => "NOT MET, HARM",
            Verdict.NotMet => "not met",
            Verdict.NotYet yet => $"cannot be expressed yet: {yet.Feature}",
            _ => throw new InvalidOperationException(),
        });
        line.Append(one.Verdict is Verdict.Harm ? $": {one.Verdict.Because}" : $". {one.Verdict.Because}");
        if (one.Expected?.Gap is { } gap) line.Append($" (The file calls this a gap: {gap})");
        return line.ToString();
    }

    public static string Summary(IReadOnlyList<Judged> judged, int played, int unreadable)
    {
        var lines = new List<string> { "" };
        foreach (var (feature, of) in judged.Select(one => (one.Verdict as Verdict.NotYet, one)).Where(pair => pair.Item1 is not null).GroupBy(pair => pair.Item1!.Feature, pair => $"{pair.one.Timeline} {pair.one.Event}").OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.ToArray())))
            lines.Add($"Cannot be expressed yet, {of.Length}: {feature} ({string.Join(", ", of)})");
        var expected = judged.Count(one => one.Expected is not null);
        var harm = judged.Count(one => one.Verdict is Verdict.Harm);
        lines.Add($"{played} timelines, {expected} expectations: {judged.Count(one => one.Verdict is Verdict.Met)} met, {judged.Count(one => one.Verdict is Verdict.NotMet)} not met, {harm} not met with harm, {judged.Count(one => one.Verdict is Verdict.NotYet)} cannot be expressed yet."
            + (unreadable > 0 ? $" {unreadable} files could not be read." : ""));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Key(ExpectKey key) => key switch
    {
        ExpectKey.ShouldKnow => "should know",
        ExpectKey.ShouldBeTold => "should be told",
        ExpectKey.ShouldBeRefused => "should be refused",
        _ => "may not know",
    };

    private static string Rule(Expectation expected) => string.Join("; ", new[] { expected.Cell, expected.ChangedBy is { } changed ? $"changed by {changed}" : null, expected.Why }.Where(part => !string.IsNullOrEmpty(part)));
}
