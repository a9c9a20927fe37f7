using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Matching.Cases;

namespace Gateway.Tool.Matching.Check;

/// <summary>The cases of a file, a JSON object a line, and what is wrong with the lines that are none.</summary>
internal sealed record CaseLines(ImmutableArray<MatchingCase> Cases, ImmutableArray<string> Faults)
{
    public static CaseLines Of(IEnumerable<string> lines)
    {
        var (cases, faults) = (ImmutableArray.CreateBuilder<MatchingCase>(), ImmutableArray.CreateBuilder<string>());
        foreach (var (at, line) in lines.Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            switch (ReadMatchingCase.From(line))
            {
                case MatchingCaseReading.Valid valid: cases.Add(valid.Case); break;
                case MatchingCaseReading.Faulty faulty: faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {at + 1}: {faulty.Fault}")); break;
                default: throw new InvalidOperationException("unknown reading");
            }
        }

        return new CaseLines(cases.ToImmutable(), faults.ToImmutable());
    }
}
