using System.Buffers;

namespace Gateway.Simulator;

/// <summary>Confirms a relationship for a child who is described: the agency finds the child in its own record first, by exactly what it holds.</summary>
internal sealed class DescribedEndpoint(NamedChildren named, PeopleStore people, RelationshipEndpoint relationships) : IEndpoint<SimulatedAgency, DescribedQuestion>
{
    private static readonly ChildKey Nobody = new(-1, DateOnly.MaxValue);

    public Func<ReadOnlySequence<byte>, DescribedQuestion> Parse { get; } = StrictBody.Read<DescribedQuestion>;

    public Task AnswerAsync(HttpContext context, SimulatedAgency asked, DescribedQuestion question) =>
        relationships.AnswerAsync(context, asked, question.About(Found(asked, question)));

    // Several of this description are nobody: the agency cannot tell which is meant.
    private ChildKey Found(SimulatedAgency agency, in DescribedQuestion question)
    {
        var involved = named.Find(question).Where(child => Involves(agency, child)).Distinct().Take(2).ToList();
        return involved is [var only] ? only : Nobody;
    }

    private bool Involves(SimulatedAgency agency, ChildKey child)
    {
        foreach (var entry in people.Relationships(child.Number))
            if (entry.Holder == agency.Index) return true;
        return false;
    }
}
