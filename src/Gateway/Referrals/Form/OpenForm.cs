using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Form;

/// <summary>What a referral says, task by task, and what is missing of it.</summary>
internal sealed class OpenForm(SealReferrals seal, ReferralTables tables, Register register, TimeProvider time)
{
    public DateOnly Today => LondonTime.Day(time.GetUtcNow());

    public async Task<Dictionary<string, JsonElement>> OfAsync(GatewayContext db, Guid referral, CancellationToken stopping) =>
        (await db.Set<ReferralTask>().AsNoTracking().Where(task => task.Referral == referral && !task.Task.StartsWith(ReferralTask.Unread)).ToListAsync(stopping)).ToDictionary(task => task.Task, Opened, StringComparer.Ordinal);

    public IReadOnlyList<FieldFault> Check(FormField.Group form, JsonElement sent) => CheckForm.Of(form, sent, tables.Codes, register, Today);

    /// <summary>Everything that keeps it from being sent, each at its place. It is held to the form once more: a day has passed since it was saved, or a code has ended.</summary>
    public IReadOnlyList<FieldFault> Missing(IReadOnlyDictionary<string, JsonElement> tasks)
    {
        var faults = new List<FieldFault>();
        foreach (var name in ReferralForm.Order)
            if (!tasks.TryGetValue(name, out var task)) faults.Add(new FieldFault($"/tasks/{name}", ReferralForm.Tasks[name].Words));
            else faults.AddRange(Check(ReferralForm.Tasks[name], task).Select(fault => fault with { Field = $"/tasks/{name}{fault.Field}" }));
        if (tasks.TryGetValue("children", out var children) && tasks.TryGetValue("adults", out var adults)) faults.AddRange(Unrelated(children, adults));
        return faults;
    }

    // Tasks are saved in any order, so only now is it known which children there are.
    private IEnumerable<FieldFault> Unrelated(JsonElement children, JsonElement adults)
    {
        var ids = new FormPart(children, Today).Parts("children").Select(child => child.Text("id")).ToArray();
        return new FormPart(adults, Today).Parts("adults").Select((adult, n) => (Named: adult.Parts("relationships").Select(each => each.Text("child")).ToHashSet(), n))
            .Where(each => !ids.All(each.Named.Contains))
            .Select(each => new FieldFault($"/tasks/adults/adults/{each.n}/relationships", "Enter the relationship between this adult and each child"));
    }

    private JsonElement Opened(ReferralTask task)
    {
        using var document = JsonDocument.Parse(seal.Open(task));
        return document.RootElement.Clone();
    }
}
