using System.Collections.Immutable;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Registrations;

/// <summary>
/// Everything that was said under one number. It only grows, and the same said again counts once, as of the latest and as of the first
/// time: so in whatever order and batches registrations come, and however often, they come to the same.
/// </summary>
internal sealed record Statements(NhsNumber Number, ImmutableSortedDictionary<string, Said> All)
{
    public static Statements None(NhsNumber number) => new(number, ImmutableSortedDictionary.Create<string, Said>(StringComparer.Ordinal));

    public Statements With(Statement statement)
    {
        var content = StatementJson.Content(statement);
        return this with { All = All.SetItem(content, All.TryGetValue(content, out var said) ? said.Again(statement) : new Said(statement, statement.AsOf)) };
    }

    public override string ToString() => "(statements)";
}

/// <summary>A statement as of the latest time that it was said, and when it was said first.</summary>
internal sealed record Said(Statement Statement, DateTimeOffset First)
{
    public DateTimeOffset AsOf => Statement.AsOf;

    public Said Again(Statement same) =>
        new(same.AsOf > Statement.AsOf ? same : Statement, same.AsOf < First ? same.AsOf : First);

    public override string ToString() => "(a statement)";
}
