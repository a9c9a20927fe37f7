using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Federation;
using Gateway.Rules.Departments;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Departments;

/// <summary>What a check of the department's own came to, as the ledger has it: nobody is asked to say whether a source answered.</summary>
/// <param name="At">When it was decided.</param>
/// <param name="Settled">None where it was refused, or is not answered: then it settles nothing.</param>
internal sealed record RecordedCheck(Guid Id, ChildAsked Child, DateTimeOffset At, CheckSettled? Settled);

/// <summary>What a check settled.</summary>
/// <param name="Practice">The one practice that said that the child is registered there; none where none did, or several.</param>
internal sealed record CheckSettled(Guid Id, VisitEvent.Checked Checked, string? Practice);

/// <summary>Reads it by the id that the asker was given. A check of another agency is not there.</summary>
internal sealed class ReadRecordedCheck(Ledger ledger, Register register)
{
    // Long after the latest that a check may be answered: what is further on in the ledger belongs to others.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly string[] OfPlan = [Item.PlanFlag.Word(), Item.LookedAfter.Word(), Item.UnbornPlan.Word()];

    public async Task<RecordedCheck?> OfAsync(Practitioner who, Guid check, CancellationToken stopping)
    {
        if (await ledger.FindEntryAsync(check, stopping) is not { } index || await ledger.ReadLeafAsync(index, stopping) is not { Type: (byte)EntryType.Decision } decided) return null;
        if (await OpenAsync(index, 0, stopping) is not { } common || common.GetProperty("agency").GetString() != who.Agency.Id) return null;
        if (await OpenAsync(index, 1, stopping) is not { } about || ChildOf(about) is not { } child) return null;
        return new RecordedCheck(check, child, DateTimeOffset.FromUnixTimeMilliseconds(decided.TimeMilliseconds), await SettledAsync(check, index, decided.InteractionId, decided.TimeMilliseconds, stopping));
    }

    private async Task<CheckSettled?> SettledAsync(Guid check, long decided, Guid interaction, long from, CancellationToken stopping)
    {
        var last = from + (long)Longest.TotalMilliseconds;
        for (var index = decided + 1; await ledger.ReadLeafAsync(index, stopping) is { } leaf && leaf.TimeMilliseconds <= last; index++)
        {
            if (leaf.InteractionId != interaction || leaf.Type != (byte)EntryType.Disclosure) continue;
            // What does not open settles nothing. That a council was told is a disclosure too, and says nothing of the answer.
            if (await OpenAsync(index, 0, stopping) is not { } common || !common.TryGetProperty("identity", out var identity)) continue;
            if (!identity.ValueEquals("exact")) return new CheckSettled(check, new VisitEvent.Checked(Found: false, Plan: false, []), null);
            // Where nobody was asked for a plan it is not known whether there is one, whatever else was answered.
            return await OpenAsync(index, 1, stopping) is { } about && AskedForPlan(about) ? new CheckSettled(check, Of(about), PracticeOf(about)) : null;
        }

        return null;
    }

    private static VisitEvent.Checked Of(JsonElement about) => new(
        Found: true,
        Plan: about.TryGetProperty("sources", out var sources) && sources.EnumerateArray().Any(HoldsPlan),
        about.TryGetProperty("unanswered", out var unanswered) ? [.. unanswered.EnumerateArray().Select(one => one.GetString()!)] : []);

    private string? PracticeOf(JsonElement about) => about.TryGetProperty("sources", out var sources)
        && sources.EnumerateArray().Where(source => source.GetProperty("said").TryGetProperty(Item.GpRegistration.Word(), out var said) && said.ValueEquals("held"))
            .SelectMany(source => source.GetProperty("custodians").EnumerateObject()).Select(custodian => register.CustodianOf(custodian.Name)?.Agency.Id).OfType<string>().Distinct().ToArray() is [var only] ? only : null;

    private static bool AskedForPlan(JsonElement about) =>
        about.TryGetProperty("sources", out var sources) && sources.EnumerateArray().Any(source => source.GetProperty("said").TryGetProperty(Item.PlanFlag.Word(), out _));

    private static bool HoldsPlan(JsonElement source) =>
        source.GetProperty("said").EnumerateObject().Any(said => OfPlan.Contains(said.Name) && said.Value.GetString() is "held" or "held-in-part");

    private static ChildAsked? ChildOf(JsonElement about)
    {
        var child = about.GetProperty("child");
        return NhsNumber.Read(child.GetProperty("nhsNumber").GetString(), out var number) == NhsNumberFault.None
            ? new ChildAsked(number, DateOnly.ParseExact(child.GetProperty("dateOfBirth").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture))
            : null;
    }

    private async Task<JsonElement?> OpenAsync(long index, int section, CancellationToken stopping)
    {
        if (await ledger.ReadSectionAsync(index, section, stopping) is not SectionReading.Opened { Section: var bytes }) return null;
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}
