using System.Collections.Immutable;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Cases;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Tool.Policy;

/// <summary>An explanation as text: sentences for a practitioner, tables for an auditor.</summary>
internal sealed class ExplainPage(TextWriter output, bool interactive)
{
    public void Heading(PolicyCase one)
    {
        output.WriteLine($"{one.Id}: {one.Title}");
        output.WriteLine(one.Situation);
    }

    public void Asker(ImmutableArray<ItemForAsker> items)
    {
        Title("What the asker reads");
        foreach (var item in items)
        {
            output.WriteLine($"{item.Title}. {item.What} {item.Why}");
            output.WriteLine($"  Next: {item.NextStep}");
        }
    }

    public void Custodians(CaseAnswer answer)
    {
        var said = answer.Items.Where(item => item.Status.Word is not null).ToArray();
        if (said.Length == 0) return;
        Title("What the custodians said");
        PlainTable.Write(output, interactive, ["Item", "Status", "Because", "Answered"], said.Select(item => (string[])
        [
            item.Item.Id(), item.Status.Word!, item.Status.Because.IsEmpty ? "-" : string.Join(' ', item.Status.Because),
            item.Status.Coverage is { } coverage ? $"{coverage.Answered} of {coverage.Asked}" : "-",
        ]));
    }

    public void Governance(ExplanationForGovernance all)
    {
        Title("The questions");
        foreach (var question in all.Questions)
        {
            output.WriteLine($"{question.Id} {question.Words}");
            output.WriteLine($"   {question.Answer}{(question.Rules.IsEmpty ? "" : $" (rules {string.Join(", ", question.Rules.Select(rule => rule.Id))})")}");
        }

        Title("The facts");
        PlainTable.Write(output, interactive, ["Fact", "Value"], all.Facts.Select(fact => (string[])[fact.Name, fact.Value]));
        Title("The table");
        PlainTable.Write(output, interactive, ["Item", "Cell", "Outcome", "Reason", "Source", "Rules"], all.Items.Select(Row));
        Title("Each rule that spoke");
        foreach (var rule in all.Items.SelectMany(item => item.Rules).DistinctBy(rule => rule.Id))
            output.WriteLine($"{rule.Id} {rule.Name}: {rule.Words} [{rule.Citation}]");
        Rest(all);
    }

    private void Rest(ExplanationForGovernance all)
    {
        Title("What follows");
        if (all.Obligations.IsEmpty) output.WriteLine("Nothing beyond the answer and its record.");
        foreach (var obligation in all.Obligations) output.WriteLine(obligation);
        if (all.Basis is { } basis)
            output.WriteLine($"Lawful basis: {string.Join("; ", basis.Article6, basis.Article9, basis.Schedule1, basis.Gateway, basis.Confidentiality)}.");
        output.WriteLine($"Policy {all.PolicyVersion}, {all.PolicyHash}");
    }

    private void Title(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    private static string[] Row(ItemForGovernance item) =>
    [
        item.LeftOut ? $"{item.Item.Id()} left out, unseen by the asker" : $"{item.Item.Id()} {item.Title}",
        item.Cell is { } cell ? $"{cell.Outcome.Word()} {cell.Reason}" : "none",
        item.Outcome.Word() + (item.Emergency ? " +E" : "") + (item.Justified ? ", reason given" : ""),
        $"{item.Reason.Code} {item.Reason.Text}", item.Reason.Source, string.Join(", ", item.Rules.Select(rule => rule.Id)),
    ];
}
