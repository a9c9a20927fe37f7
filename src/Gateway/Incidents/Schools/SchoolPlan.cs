using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals.Form;
using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals;
using LondonTime = Gateway.Agencies.LondonTime;

namespace Gateway.Incidents.Schools;

/// <summary>Who is told of one child of school age in a domestic abuse incident. What the officer is shown before sending and what is sent are made from it alone.</summary>
/// <param name="School">Where somebody can be told; none where no such school is known here.</param>
/// <param name="HeldUntil">Its first day, where nobody is there before its next morning.</param>
/// <param name="IsSilent">Its calendar ends before: nobody knows when somebody is there next.</param>
internal sealed record SchoolPlan(FormPart Child, ChildOfForm About, Agency Council, Agency? School, DateTimeOffset? HeldUntil, bool IsSilent)
{
    /// <summary>Nobody at a school hears of it now: of a green one the council knows by the referral, where the school is sure to hear of it on its first day.</summary>
    public bool TellsCouncil(Rating rating) => School is null || IsSilent || (HeldUntil is not null && rating is Rating.Red or Rating.Amber);

    public static IEnumerable<SchoolPlan> Of(Register register, IReadOnlyDictionary<string, JsonElement> tasks, IEnumerable<(ChildOfForm Child, Agency Council)> going, DateTimeOffset at)
    {
        var today = LondonTime.Day(at);
        if (!new FormPart(tasks["incident"], today).Is("kind", "domestic-abuse")) yield break;
        var all = going.ToDictionary(each => each.Child.Id);
        foreach (var child in new FormPart(tasks["children"], today).Parts("children"))
        {
            if (!(child.Day("dateOfBirth") is { } born ? SchoolAge.Holds(born, today) : child.Number("estimatedAge") is { } age && SchoolAge.Holds(age))) continue;
            // A child whom no council receives is sent nowhere yet.
            if (!all.TryGetValue(Guid.Parse(child.Text("id")!), out var each)) continue;
            var school = register.SchoolOf(child.Part("school")?.Text("urn")) is { } known && known.Has(SayToSchool.Lead) ? known : null;
            yield return new SchoolPlan(child, each.Child, each.Council, school, school?.School!.Days?.HeldUntil(at), school?.School!.Days?.IsSilent(at) is true);
        }
    }
}
