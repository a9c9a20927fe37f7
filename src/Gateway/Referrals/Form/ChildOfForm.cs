using System.Text.Json;
using Gateway.Referrals.Store;
using Gateway.Rules.Identifiers;

namespace Gateway.Referrals.Form;

/// <summary>One child as the children task names them.</summary>
/// <param name="Council">The council that was chosen in place of the home's.</param>
internal sealed record ChildOfForm(Guid Id, AboutChild About, string? Postcode, string? Council)
{
    private const int LongestName = 200;

    public static IEnumerable<ChildOfForm> Of(JsonElement children, DateOnly today) => new FormPart(children, today).Parts("children").Select(Of);

    private static ChildOfForm Of(FormPart child) => new(
        Guid.Parse(child.Text("id")!), new AboutChild(NameOf(child), NumberOf(child), BornOf(child)), child.Part("address")?.Text("postcode"), child.Part("council")?.Text("agency"));

    private static string NameOf(FormPart child)
    {
        var name = string.Join(' ', new[] { child.Text("firstName"), child.Text("lastName") }.OfType<string>().Select(part => part.Trim()));
        if (!child.Has("lastName")) name = child.Text("description")!.Trim();
        return name.Length <= LongestName ? name : name[..LongestName];
    }

    private static NhsNumber? NumberOf(FormPart child) => NhsNumber.Read(child.Text("nhsNumber"), out var number) == NhsNumberFault.None ? number : null;

    private static DateOnly? BornOf(FormPart child) =>
        child.Day("dateOfBirth") ?? child.Day("dueDate") ?? (child.Number("estimatedAge") is { } age ? child.Today.AddYears(-age) : null);
}
