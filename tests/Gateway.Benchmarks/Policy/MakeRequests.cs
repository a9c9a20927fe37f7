namespace Gateway.Benchmarks.Policy;

/// <summary>
/// Writes the requests into the shared file, the same for ever: most as they should be, some of them wrong in one way or
/// more, so that every rule decides many and all of the file's boundaries are met.
/// </summary>
internal static class MakeRequests
{
    public const int Count = 2400;
    public const ulong Seed = 1;
    private const string Begin = "  \"requests\": [\n";

    private static readonly (string Role, string Purpose, string Relationship)[] Askers =
    [
        ("ed-triage-clinician", "PU01", "ENCOUNTER"), ("ed-triage-clinician", "PU01", "ENCOUNTER"),
        ("ed-treating-clinician", "PU02", "ENCOUNTER"), ("gp", "PU12", "REGISTRATION"), ("ed-reception", "PU01", "ENCOUNTER"),
    ];

    private static readonly string[] Purposes = ["PU01", "PU02", "PU12", "PU17"];
    private static readonly string[] Items = ["D01", "D01", "D02", "D02", "D03", "D04", "D06", "D12", "D13", "D15", "D19", "D20"];
    private static readonly string[] Relationships = ["ENCOUNTER", "REGISTRATION", "SCHOOL_ROLL", "NONE"];
    private static readonly int[] Ended = [0, 60, 1439, 1440, 1441, 10_000];
    private static readonly string[] Consents = ["GIVEN", "GIVEN", "NOT_SOUGHT", "REFUSED"];

    public static void Into(string file) => File.WriteAllText(file, With(File.ReadAllText(file)));

    /// <summary>The same text with its requests made anew.</summary>
    public static string With(string text)
    {
        var numbers = new Numbers(Seed);
        var requests = Enumerable.Range(0, Count).Select(_ => "    " + One(numbers).Json());
        var kept = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
        return kept + string.Join(",\n", requests) + "\n  ]\n}\n";
    }

    private static RequestFactsRow One(Numbers numbers)
    {
        var (role, purpose, relationship) = numbers.Of(Askers);
        return new RequestFactsRow(
            role, numbers.In(8) ? numbers.Of(Purposes) : purpose, numbers.Of(Items),
            numbers.In(10) ? numbers.Of(Relationships) : relationship, numbers.In(6) ? numbers.Of(Ended) : -1, numbers.Of(Consents),
            Bulk: numbers.In(40), SubjectCount: numbers.In(60) ? 2 : 1, Conflict: numbers.In(25), Prohibited: numbers.In(15));
    }

    // SplitMix64: a sequence of our own, so that no version of the framework can change the file.
    private sealed class Numbers(ulong state)
    {
        public T Of<T>(T[] values) => values[Next() % (ulong)values.Length];

        public bool In(int many) => Next() % (ulong)many == 0;

        private ulong Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
