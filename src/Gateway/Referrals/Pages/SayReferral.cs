using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Referrals.Pages;

/// <summary>What a referral says, block by block: the children first, and each by their name.</summary>
internal static class SayReferral
{
    /// <param name="here">The address that the pages of its draft are under; none where it is only read.</param>
    public static ImmutableArray<AnswerBlock> Of(IReadOnlyDictionary<string, JsonElement> tasks, ReferralCodes codes, Register register, DateOnly today, string? here = null)
    {
        var children = tasks.TryGetValue("children", out var all) ? ChildOfForm.Of(all, today).ToDictionary(child => child.Id, child => child.About.Name) : [];
        var say = new SayAnswers(codes, register, children);
        var blocks = ImmutableArray.CreateBuilder<AnswerBlock>();
        if (tasks.TryGetValue("urgent", out var urgent)) blocks.Add(new AnswerBlock("Sent at once", say.Of(urgent, ReferralForm.Urgent.Fields, "urgent")));
        foreach (var name in ReferralForm.Order)
            if (tasks.TryGetValue(name, out var task)) blocks.AddRange(Of(name, task, say, [.. children.Values], here));
        return blocks.ToImmutable();
    }

    private static IEnumerable<AnswerBlock> Of(string name, JsonElement task, SayAnswers say, ImmutableArray<string> children, string? here)
    {
        var form = ReferralForm.Tasks[name];
        var rest = form.Fields.Where(field => field.Name != name).ToArray();
        if (name is not ("children" or "adults"))
        {
            yield return new AnswerBlock(TaskModel.Pages[name].Title, say.Of(task, form.Fields, name), here is null ? null : $"{here}/tasks/{name}");
            yield break;
        }

        var rows = form.Fields.OfType<FormField.Rows>().Single();
        if (task.TryGetProperty(name, out var list))
            foreach (var (row, n) in list.EnumerateArray().Select((row, n) => (row, n)))
                yield return new AnswerBlock(
                    name == "children" ? children[n] : row.GetProperty("name").GetString()!, say.Of(row, rows.Fields, name == "children" ? "children" : "adults/adults"), here is null ? null : $"{here}/{name}/{n + 1}");
        if (rest.Length > 0) yield return new AnswerBlock(TaskModel.Pages["household"].Title, say.Of(task, rest, name), here is null ? null : $"{here}/tasks/household");
    }
}
