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
        var at = stage - ReferralState.Practitioners;
        if (at == 0 && worker is "") return;
        var named = at == 0 ? worker is null ? [] : [worker] : Officers(council, Stages[at]);
        if (!named.IsEmpty)
        {
            Names(json, "with"u8, named);
            return;
        }

        json.WriteString("notNamed"u8, at == 0 ? "Nobody at the council has taken it yet. Ring the number that is given, and take it further." : "The council has named nobody for this stage. Ring the number that is given, and take it further.");
        if (Stages.Skip(at + 1).Select(part => Officers(council, part)).FirstOrDefault(next => !next.IsEmpty) is { IsDefaultOrEmpty: false } lead) Names(json, "lead"u8, lead);
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
