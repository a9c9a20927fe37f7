using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Steps;

/// <summary>
/// With whom a disagreement is, by name: at first whoever worked on the referral last, then the officers whom the register names for each stage. Where it names
/// nobody that is said, with the next who is named, and never "the team".
/// </summary>
internal sealed class NameStage(Register register)
{
    private static readonly ImmutableArray<ReferralActor> Stages =
        [ReferralActor.Practitioner, ReferralActor.TeamManager, ReferralActor.ServiceManager, ReferralActor.HeadOfService, ReferralActor.Partner];

    /// <summary>In which part somebody answers at a stage.</summary>
    public static ReferralActor PartAt(ReferralState stage) => Stages[stage - ReferralState.Practitioners];

    /// <param name="worker">Who worked on it last: none where nobody did, and empty where that is not known here.</param>
    public void Write(Utf8JsonWriter json, ReferralState stage, bool urgent, string council, string? worker)
    {
        json.WriteBoolean("urgent"u8, urgent);
        if (stage == ReferralState.Practitioners && worker is "") return;
        var (named, notNamed, lead) = With(stage, council, worker);
        if (!named.IsEmpty) Names(json, "with"u8, named);
        if (notNamed is null) return;
        json.WriteString("notNamed"u8, notNamed);
        if (!lead.IsEmpty) Names(json, "lead"u8, lead);
    }

    /// <summary>The same in one sentence.</summary>
    public string Words(ReferralState stage, string council, string? worker)
    {
        var (named, notNamed, lead) = With(stage, council, worker);
        return notNamed is null ? $"It is with {string.Join(" and ", named)}." : lead.IsEmpty ? notNamed : $"{notNamed} The next who is named: {string.Join(" and ", lead)}.";
    }

    private (ImmutableArray<string> Named, string? NotNamed, ImmutableArray<string> Lead) With(ReferralState stage, string council, string? worker)
    {
        var at = stage - ReferralState.Practitioners;
        ImmutableArray<string> named = at > 0 ? Officers(council, Stages[at]) : worker is null ? [] : [worker];
        if (!named.IsEmpty) return (named, null, []);
        var lead = Stages.Skip(at + 1).Select(part => Officers(council, part)).FirstOrDefault(next => !next.IsEmpty);
        return ([], at == 0 ? "Nobody at the council has taken it yet. Ring the number that is given, and take it further." : "The council has named nobody for this stage. Ring the number that is given, and take it further.", lead.IsDefault ? [] : lead);
    }

    /// <summary>Who had it when it was raised, as the step says; empty for any other step.</summary>
    public static string? RaisedWith(ReferralStep step)
    {
        if (step.Event != ReferralEvent.DisagreementRaised.Word() || step.Facts is null) return "";
        using var facts = JsonDocument.Parse(step.Facts);
        return facts.RootElement.TryGetProperty("with", out var with) && with.TryGetProperty("name", out var name) ? name.GetString() : null;
    }

    /// <summary>What whoever disagrees is told to do now.</summary>
    public static string Next(bool urgent, string due) => urgent
        ? $"The child is not safe tonight: ring the number that is given now, and 999 if there is danger this minute. Do not wait for the reply, which is due {due}."
        : $"A reply is due {due}. If none comes it goes to the next stage by itself, and you may take it there at any time.";

    private ImmutableArray<string> Officers(string council, ReferralActor part) =>
        [.. (register.Agencies.GetValueOrDefault(council)?.Officers ?? []).Where(officer => officer.Part == part).Select(officer => officer.Name)];

    private static void Names(Utf8JsonWriter json, ReadOnlySpan<byte> member, ImmutableArray<string> names)
    {
        json.WriteStartArray(member);
        foreach (var name in names) json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
