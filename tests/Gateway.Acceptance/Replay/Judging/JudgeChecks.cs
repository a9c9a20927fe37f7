using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Acceptance.Replay.Playing;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>
/// Holds an item of an answer against what was expected of it. What was right is taken from what the custodians were given to hold, the form from the cell of the
/// matrix that the file names; the file's own words are shown and never believed.
/// </summary>
internal sealed partial class JudgeChecks(RunningTimeline running)
{
    public Verdict Of(Expectation expected, CheckSeen seen)
    {
        if (expected.ChangedBy?.Contains("court order", StringComparison.OrdinalIgnoreCase) == true) return new Verdict.NotYet(Features.CourtOrder, "no custodian and no register can hold one yet");
        var plain = ReadAnswer.Of(seen.Plain, expected.Item);
        var last = seen.Reasoned is { } again ? ReadAnswer.Of(again, expected.Item) : plain;
        return expected.Key switch
        {
            ExpectKey.ShouldKnow => AsSaid(expected, seen, last, Known(expected, seen, plain, last)),
            ExpectKey.ShouldBeRefused => RefusedWith(expected, seen.Plain, plain, last),
            ExpectKey.MayNotBeKnown => Unknown(expected, seen, last),
            _ => new Verdict.NotYet("an item of a check that reaches somebody without their asking", $"'{expected.Item}' comes in answers, and to nobody by itself"),
        };
    }

    // Where the words of the file begin with yes, no or a number, the answer must come to that too: an answer may be true of what was played and not be what was meant.
    private Verdict AsSaid(Expectation expected, CheckSeen seen, ItemSeen last, Verdict verdict)
    {
        if (verdict is not Verdict.Met || last is not ItemSeen.LetGo let) return verdict;
        var (yes, no) = (Yes().IsMatch(expected.Text), No().IsMatch(expected.Text));
        if (yes && let.Says == "nothing-held") return new Verdict.NotMet($"the file says yes, and the events that were played make nobody hold it: {verdict.Because}");
        if (no && let.Says == "yes" && !expected.Item.StartsWith("attendance-", StringComparison.Ordinal)) return new Verdict.NotMet($"the file says no, and the events that were played make somebody hold it: {verdict.Because}");
        if (expected.Item == "attendance-count" && Number().Match(expected.Text) is { Success: true, Value: var said } && seen.About is { } child && running.World.Visits(child, running.Today, seen.Visit) is var earlier && earlier.ToString(CultureInfo.InvariantCulture) != said)
            return new Verdict.NotMet($"the file says {said} earlier, and the events that were played make {earlier}: {verdict.Because}");
        return Contacts(expected, seen) is { Length: > 0 } missing ? new Verdict.NotMet($"no number of {string.Join(", ", missing)} is in the answer: {verdict.Because}") : verdict;
    }

    // Councils that the file wants rung: by name, as home, as the one where the child is, or both where two contacts are owed.
    private string[] Contacts(Expectation expected, CheckSeen seen)
    {
        var two = expected.Why.Contains("SHOW_TWO_LA_CONTACTS", StringComparison.Ordinal);
        if (expected.Item != "out-of-hours-contact" && !two) return [];
        var councils = running.Places.OfKind("council").Where(council => expected.Text.Contains(council, StringComparison.Ordinal)).ToHashSet();
        if (seen.About is { } child && (two || expected.Text.Contains("home council", StringComparison.Ordinal)))
            foreach (var council in two ? running.Places.OfKind("council").Where(council => running.World.Holders(child, "lead-social-worker", running.Today).Contains(running.Places.CustodianOf(council))) : child.Addresses.Where(address => address.From <= running.Today && (address.To is null || address.To > running.Today)).Select(address => address.Council)) councils.Add(council);
        if (two || expected.Text.Contains("where found", StringComparison.Ordinal)) councils.Add(Playing.Places.CouncilOf(seen.Who.Agency));
        var answered = seen.Reasoned ?? seen.Plain;
        var shown = string.Join(' ', answered.List("ringNow").Select(line => ReadAnswer.Text(line, "number"))) + answered.List("items").Select(item => ReadAnswer.Text(item, "words")).Aggregate("", (all, words) => $"{all} {words}");
        return [.. councils.Where(council => !running.Places.NumbersOf(council).Any(shown.Contains))];
    }

    private Verdict Known(Expectation expected, CheckSeen seen, ItemSeen plain, ItemSeen last)
    {
        var cell = Outcome(expected.Cell);
        return last switch
        {
            ItemSeen.LetGo let when Minimal(expected, cell) && let.Outcome == "share" => new Verdict.Harm($"shown whole where {expected.Cell} lets a minimal form go: {let.Words}"),
            ItemSeen.LetGo when cell == "justify" && plain is ItemSeen.LetGo { Outcome: "share" } => new Verdict.Harm($"shown at once where {expected.Cell} wants a reason first"),
            ItemSeen.LetGo let => Held(expected, seen, let),
            ItemSeen.Kept kept => new Verdict.NotMet($"{kept.Outcome} {kept.Code}: {kept.Words}"),
            ItemSeen.Refused refused => new Verdict.NotMet($"{refused.Status} {refused.Code}: {refused.Words}"),
            _ => new Verdict.NotMet($"{expected.Item} is nowhere in the answer"),
        };
    }

    private Verdict Held(Expectation expected, CheckSeen seen, ItemSeen.LetGo let)
    {
        if (Features.Unserved(expected.Item) is { } unserved && let.Says == "not-known") return new Verdict.NotYet(unserved, $"{let.Outcome} {Code(let)}: {let.Words}");
        var answered = seen.Reasoned ?? seen.Plain;
        string[] holders = seen.About is { } child ? [.. running.World.Holders(child, expected.Item, running.Today)] : [];
        var shown = $"{let.Outcome} {Code(let)}: {let.Words} [{ReadAnswer.Sources(answered, expected.Item)}]";
        if (expected.Item == "out-of-hours-contact") return let.Says == "yes" ? new Verdict.Met(shown) : new Verdict.NotMet(shown);
        if (expected.Item.StartsWith("attendance-", StringComparison.Ordinal)) return Visits(expected, seen, let, answered);
        if (Places(seen) is { Length: > 0 } away && let.Says is "nothing-held" && away.Any(holders.Contains)) return new Verdict.Harm($"a silence reads as no: {shown}");
        return let.Says switch
        {
            "yes" or "partial" when holders.Length > 0 => new Verdict.Met(shown),
            "nothing-held" when holders.Length > 0 => new Verdict.Harm($"{string.Join(", ", holders)} holds it, and it reads as nothing: {shown}"),
            "nothing-held" when let.Words.Contains("does not mean", StringComparison.Ordinal) => new Verdict.Met(shown),
            "nothing-held" => new Verdict.NotMet($"it is not said that this is not the same as no concern: {shown}"),
            "yes" => new Verdict.NotMet($"nobody was given anything to hold, and it says yes: {shown}"),
            _ => new Verdict.NotMet($"{let.Says}, because {string.Join(", ", let.Because)}: {shown}"),
        };
    }

    // Of visits there is one list; what is let go of each stands in it.
    private Verdict Visits(Expectation expected, CheckSeen seen, ItemSeen.LetGo let, Answered answered)
    {
        var (earlier, all) = seen.About is { } child ? (running.World.Visits(child, running.Today, seen.Visit), running.World.Visits(child, running.Today)) : (0, 0);
        var words = $"{let.Outcome} {Code(let)}: {ReadAnswer.Visits(answered, "words")}";
        var coverage = $"{ReadAnswer.Visits(answered, "answered")} of {ReadAnswer.Visits(answered, "asked")} departments";
        if (Places(seen).Any(custodian => custodian.EndsWith("-visits", StringComparison.Ordinal)) && let.Says is not ("partial" or "not-known")) return new Verdict.Harm($"a department was silent, and the answer reads as whole: {words}");
        if (expected.Item == "attendance-count" && let.Outcome == "share")
        {
            var count = ReadAnswer.Count(answered);
            if (count == all && all > earlier && words.Contains("the visit now", StringComparison.Ordinal)) return new Verdict.Met($"{words} {coverage}: {earlier} earlier{Left()}");
            if (count == earlier) return new Verdict.Met($"{words} {coverage}{Left()}");
            return count == all
                ? new Verdict.NotMet($"{words} The visit under way is counted too: {count}, of which {earlier} earlier")
                : new Verdict.NotMet($"{words} Held: {all}, of which {earlier} earlier");
        }

        if (earlier == 0 && all == 0) return let.Says == "nothing-held" ? new Verdict.Met($"{words} {coverage}{Left()}") : new Verdict.NotMet($"{words} ({let.Says})");
        if (let.Outcome == "share-less") return Less(expected, answered, words);
        var rows = ReadAnswer.Rows(answered).ToArray();
        var member = expected.Item switch { "attendance-dates" => "arrivedAt", "attendance-site" => "site", "attendance-complaint" => "complaint", "attendance-outcome" => "outcome", _ => "arrivedAt" };
        var given = rows.Count(row => row.TryGetProperty(member, out _));
        if (expected.Item == "attendance-count") return rows.Length >= earlier ? new Verdict.Met($"{words} {rows.Length} listed") : new Verdict.NotMet(words);
        return given >= earlier ? new Verdict.Met($"{words} {given} of {rows.Length} visits with {member}: {string.Join("; ", rows.Select(row => ReadAnswer.Text(row, member)))}{Left()}") : new Verdict.NotMet($"{words} {given} of {earlier} visits with {member}");
    }

    private static Verdict Less(Expectation expected, Answered answered, string words)
    {
        var member = expected.Item switch { "attendance-count" => "count", "attendance-dates" => "monthOfLatest", "attendance-site" => "anotherDepartment", "attendance-complaint" => "anyInjury", _ => "anyLeftBeforeSeen" };
        return ReadAnswer.Visits(answered, member) is { } form ? new Verdict.Met($"{words} {member}: {form}") : new Verdict.NotMet($"{words} {member} is not there");
    }

    private string Left() => running.World.Left.Count == 0 ? "" : ". Not among them: " + string.Join("; ", running.World.Left);

    private static Verdict RefusedWith(Expectation expected, Answered answered, ItemSeen plain, ItemSeen last)
    {
        var seen = last is ItemSeen.LetGo or ItemSeen.NotThere || plain is ItemSeen.LetGo ? plain is ItemSeen.LetGo ? plain : last : last;
        return seen switch
        {
            ItemSeen.LetGo { Says: "not-applicable" } not => new Verdict.Met($"does not apply: {not.Words}"),
            ItemSeen.LetGo let => new Verdict.Harm($"shown to somebody who may not have it, {let.Outcome} {Code(let)} ({let.Says}): {let.Words}"),
            ItemSeen.Kept { Words.Length: > 0 } kept => new Verdict.Met($"{kept.Outcome} {kept.Code}{Other(expected, kept.Code)}: {kept.Words}"),
            ItemSeen.Refused { Words.Length: > 0, Status: 403 or 409 or 503 } refused => new Verdict.Met($"{refused.Status} {refused.Code}{Other(expected, refused.Code)}: {refused.Words}{Standing(answered)}"),
            ItemSeen.Kept kept => new Verdict.NotMet($"{kept.Outcome} {kept.Code} without a next step"),
            ItemSeen.Refused refused => new Verdict.NotMet($"{refused.Status} {refused.Code}: {refused.Words}"),
            _ => new Verdict.NotMet("it was asked for, and the answer says nothing of it"),
        };
    }

    private static string Standing(Answered answered) => answered.List("standing").FirstOrDefault() is { ValueKind: System.Text.Json.JsonValueKind.String } line ? $" {line.GetString()}" : "";

    private Verdict Unknown(Expectation expected, CheckSeen seen, ItemSeen last) => last switch
    {
        ItemSeen.Kept kept => new Verdict.Met($"{kept.Outcome} {kept.Code}: {kept.Words}"),
        ItemSeen.Refused { Words.Length: > 0 } refused => new Verdict.Met($"{refused.Status} {refused.Code}: {refused.Words}"),
        ItemSeen.LetGo let when let.Says is "not-known" or "partial" or "not-applicable" => new Verdict.Met($"{let.Says}, because {string.Join(", ", let.Because.DefaultIfEmpty("nobody here can answer it"))}: {let.Words} [{ReadAnswer.Sources(seen.Reasoned ?? seen.Plain, expected.Item)}]"),
        ItemSeen.LetGo { Says: "nothing-held" } let => Nothing(expected, seen, let),
        ItemSeen.LetGo let when expected.ChangedBy?.Contains("scope", StringComparison.OrdinalIgnoreCase) == true => Scope(seen, let),
        // Whoever may have it by the matrix was to be left without it because nobody could know: that somebody did is no harm.
        ItemSeen.LetGo let when Outcome(expected.Cell) is "share" or "share-less" && !Keeps(expected) => new Verdict.NotMet($"it was known after all, {let.Outcome}: {let.Words}"),
        ItemSeen.LetGo let => new Verdict.Harm($"shown to somebody who may not know it, {let.Outcome}: {let.Words}"),
        _ => new Verdict.NotMet("it was asked for, and the answer says nothing of it"),
    };

    private static bool Keeps(Expectation expected) => ((string[])["shield", "relationship", "conflict", "order", "sensitive", "purpose", "consent"]).Any(word => expected.ChangedBy?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    // "An answer that reads as no fails."
    private Verdict Nothing(Expectation expected, CheckSeen seen, ItemSeen.LetGo let)
    {
        var shown = $"{let.Words} [{ReadAnswer.Sources(seen.Reasoned ?? seen.Plain, expected.Item)}]";
        if (expected.ChangedBy?.Contains("silent", StringComparison.OrdinalIgnoreCase) == true) return new Verdict.Harm($"a silence reads as no: {shown}");
        if (Places(seen).Length > 0 && seen.About is { } child && running.World.Holders(child, expected.Item, running.Today).Any(Places(seen).Contains)) return new Verdict.Harm($"a silence reads as no: {shown}");
        if (!let.Words.Contains("does not mean", StringComparison.Ordinal)) return new Verdict.Harm($"it reads as no: {shown}");
        if (expected.ChangedBy?.Contains("window", StringComparison.OrdinalIgnoreCase) == true && !let.Words.Contains("12 months", StringComparison.Ordinal)) return new Verdict.NotMet($"the answer does not say that it speaks of the last 12 months only: {shown}");
        return new Verdict.Met(shown);
    }

    private static Verdict Scope(CheckSeen seen, ItemSeen.LetGo let)
    {
        var words = $"{ReadAnswer.Visits(seen.Plain, "words")} {ReadAnswer.Visits(seen.Plain, "footnote")}";
        return words.Contains("urgent care", StringComparison.OrdinalIgnoreCase) ? new Verdict.Met($"the list says what it is of: {words}") : new Verdict.NotMet($"the list does not say what it leaves out: {let.Words} {words}");
    }

    private string[] Places(CheckSeen seen) => [.. running.Away.Select(running.Places.CustodianOf).OfType<string>().Where(custodian => seen.About is not null && custodian.Length > 0)];

    private static bool Minimal(Expectation expected, string? cell) => cell == "share-less" || expected.ChangedBy?.Contains("shield", StringComparison.OrdinalIgnoreCase) == true;

    private static string? Outcome(string? cell) => cell?.Split(' ')[0] switch { "S" => "share", "M" => "share-less", "J1" => "justify", "J2" => "ask-holder", "R" => "refuse", _ => null };

    private static string Code(ItemSeen.LetGo let) => let.Item.TryGetProperty("reason", out var reason) ? ReadAnswer.Text(reason, "code") : "";

    // The reason that the file names, where it names one and another was given.
    private static string Other(Expectation expected, string code) =>
        ReasonCode().Matches($"{expected.Cell} {expected.Why}") is { Count: > 0 } named && named.All(one => one.Value != code) ? $" (the file names {string.Join(", ", named.Select(one => one.Value).Distinct())})" : "";

    [GeneratedRegex(@"(^|:)\s*yes\b(?!\s+or\s+no)|\(here: yes\)", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex(@"^\s*(no|none|nothing)\b|\(here: no\)", RegexOptions.IgnoreCase)]
    private static partial Regex No();

    [GeneratedRegex(@"^[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(X[0-9]{1,2}|H[a-e])\b")]
    private static partial Regex ReasonCode();
}
