using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Referrals.Reading;

/// <summary>Reads <c>states.csv</c>.</summary>
internal static class ReadStates
{
    public const string File = "states.csv";

    public static ImmutableArray<Dated<StateTerms>> From(ReferralFiles files, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<StateTerms>>();
        foreach (var row in new PolicyTable(File, ["state", "code", "owner", "shown", "from", "to", "source"], faults).Rows(files[File]))
        {
            var before = faults.Count;
            var state = row.Word<ReferralState>(0, "a state", ReferralStateWords.TryRead);
            ReferralActor? owner = row[2].Length == 0 ? null : row.Word<ReferralActor>(2, "an actor", ReferralActorWords.TryRead);
            var read = new Dated<StateTerms>(new StateTerms(state, row.Text(1), owner, row.Text(3)), row.Period(4, 5), row.Line);
            row.Text(6);
            if (faults.Count > before) continue;
            if (rows.Any(other => other.Value.State == state && other.Period.Meets(read.Period))) row.Fault($"'{row[0]}' stands twice on the same day");
            else if (rows.Any(other => other.Value.Code == row[1] && other.Value.State != state)) row.Fault($"code '{row[1]}' is another state's");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }
}
