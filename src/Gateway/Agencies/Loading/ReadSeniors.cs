using System.Collections.Immutable;

namespace Gateway.Agencies.Loading;

/// <summary>Reads the named seniors of an agency.</summary>
internal static class ReadSeniors
{
    private static readonly ImmutableArray<string> Members = ["practitioner", "name", "grade"];

    public static ImmutableArray<Senior> From(Entry entry)
    {
        if (!entry.Has("seniors")) return [];
        var seniors = entry.Objects("seniors", Members).Select(One).ToImmutableArray();
        foreach (var twice in seniors.CountBy(senior => senior.Subject).Where(count => count.Value > 1)) entry.Fault("seniors", $"names '{twice.Key}' twice");
        return seniors;
    }

    private static Senior One(Entry senior)
    {
        var word = senior.Text("grade");
        if (!SeniorGradeWords.TryRead(word, out var grade) && word.Length > 0) senior.Fault("grade", "must be one of consultant, st4-or-above");
        return new Senior(senior.Text("practitioner"), senior.Text("name"), grade);
    }
}
