using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Acceptance.Replay.Reading;

/// <summary>Reads one entry of <c>expect</c>: exactly one of the four keys, an event that there is, and a person.</summary>
internal sealed class ReadExpectation(Faults faults, ImmutableArray<Happening> events, HashSet<string> agencies)
{
    private static readonly (string Word, ExpectKey Key)[] Keys =
        [("shouldKnow", ExpectKey.ShouldKnow), ("shouldBeTold", ExpectKey.ShouldBeTold), ("shouldBeRefused", ExpectKey.ShouldBeRefused), ("mayNotBeKnown", ExpectKey.MayNotBeKnown)];

    public Expectation Of(JsonElement one, string place, int number)
    {
        faults.OnlyKnown(one, place, ["atEvent", "who", "item", "why", "policy", "within", "gap", .. Keys.Select(key => key.Word)]);
        var at = faults.Text(one, "atEvent", place);
        if (at.Length > 0 && events.All(happening => happening.Id != at)) faults.Fault(place + ".atEvent", $"names '{Faults.Shown(at)}', which is no event.");
        var (agency, role) = Who(faults.Text(one, "who", place), place);
        var item = faults.Text(one, "item", place);
        if (item.Length > 0 && !FormatWords.CheckItems.Contains(item) && !FormatWords.OtherItems.Contains(item) && !FormatWords.IsNotice(item))
            faults.Remark(place + ".item", $"'{Faults.Shown(item)}' is not an item of the format.");
        var (key, text) = KeyOf(one, place);
        var policy = Policy(one, place);
        var (purpose, cell, changedBy) = (Part(policy, "purpose", place), Part(policy, "cell", place), Part(policy, "changedBy", place));
        return new Expectation(number, at, agency, role, key, text, item, faults.TextOrNone(one, "why", place) ?? "", purpose, cell, changedBy, Within(one, place), faults.TextOrNone(one, "gap", place));
    }

    private string? Part(JsonElement? policy, string name, string place) => policy is { } given ? faults.TextOrNone(given, name, place + ".policy") : null;

    private JsonElement? Policy(JsonElement one, string place) => one.TryGetProperty("policy", out var policy) && faults.IsObject(policy, place + ".policy") ? policy : null;

    private (string Agency, string Role) Who(string who, string place)
    {
        if (who.Split('/', 2) is [{ Length: > 0 } agency, { Length: > 0 } role])
        {
            if (!agencies.Contains(agency)) faults.Fault(place + ".who", $"'{Faults.Shown(agency)}' is none of the file's agencies.");
            return (agency, role);
        }

        if (who.Length > 0) faults.Fault(place + ".who", $"must be an agency and a role with a slash between, and is '{Faults.Shown(who)}'.");
        return ("", "");
    }

    private (ExpectKey Key, string Text) KeyOf(JsonElement one, string place)
    {
        var given = Keys.Where(key => one.TryGetProperty(key.Word, out _)).ToArray();
        if (given is [var only]) return (only.Key, faults.Text(one, only.Word, place));
        faults.Fault(place, $"needs exactly one of {string.Join(", ", Keys.Select(key => key.Word))}, and has {given.Length}.");
        return default;
    }

    private TimeSpan? Within(JsonElement one, string place)
    {
        if (faults.TextOrNone(one, "within", place) is not { } text) return null;
        if (Offset.Elapsed(text) is { } within) return within;
        faults.Fault(place + ".within", $"must be a duration such as PT15M or P2DT10H, and is '{Faults.Shown(text)}'.");
        return null;
    }
}
