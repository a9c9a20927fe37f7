using Gateway.Agencies;
using Gateway.Incidents.Form;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Incidents.Pages;

/// <summary>What an officer has said so far, as the boxes of the danger path: only the danger itself is left to be typed.</summary>
internal static class UrgentOfIncident
{
    public static Typed Boxes(Practitioner who, IncidentSeen seen, DateOnly today)
    {
        var typed = Typed.None;
        FormPart? Screen(string name) => seen.Tasks.TryGetValue(name, out var saved) ? new FormPart(saved, today) : null;
        void Put(string box, string? value)
        {
            if (value is not null) typed.Set(box, value);
        }

        Put("name", who.Name);
        Put("phone", Screen("referrer")?.Text("phone"));
        Put("whereNow", Screen("incident")?.Part("place")?.Text("text"));
        Put("postcode", Screen("incident")?.Part("place")?.Text("postcode"));
        if (!seen.Tasks.TryGetValue("children", out var children) || ChildOfForm.Of(children, today).ToArray() is not [var first, ..] all) return typed;
        Put("child", string.Join(" and ", all.Select(child => child.About.Name)));
        Put("nhsNumber", first.About.Number?.Spaced);
        // Of several children the first is named by number and birth: the council asks about the others.
        foreach (var (box, values) in Typed.Of(children.GetProperty("children")[0], IncidentForm.Tasks["children"].Fields.OfType<FormField.Rows>().Single().Fields).Boxes)
            if (box.StartsWith("dateOfBirth", StringComparison.Ordinal)) typed.Set(box, values);
        return typed;
    }
}
