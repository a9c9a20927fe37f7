using Gateway.Rules.Matching.Index;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Matching;

/// <summary>An index of so many synthetic children, the same for the same number and seed.</summary>
internal sealed class PaddedIndex(DateOnly asOf, ulong seed, FamilyBook book)
{
    /// <summary>Told of each child who is put in, before it is.</summary>
    public Action<FamilyChild, int>? Seen { get; init; }

    /// <summary>Says who is left out; nobody unless given.</summary>
    public Func<FamilyChild, bool>? LeftOut { get; init; }

    /// <summary>How many were put in.</summary>
    public int Children { get; private set; }

    public ChildrenIndex Build(int children, Action<int> progress, CancellationToken cancel)
    {
        var builder = Gathered(children, progress, cancel);
        return builder.Build(new DateTimeOffset(asOf, TimeOnly.MinValue, TimeSpan.Zero));
    }

    /// <summary>Everybody put in, and nothing built yet.</summary>
    public ChildrenIndexBuilder Gathered(int children, Action<int> progress, CancellationToken cancel)
    {
        var builder = new ChildrenIndexBuilder(EmbeddedMatching.Names(), EmbeddedMatching.Keys);
        var draw = new FamilyDraw(book, new FamilyRates(), seed, asOf);
        if (children == 0) return builder;
        new Population(draw, children).HandOver(Environment.ProcessorCount, made =>
        {
            foreach (ref readonly var child in made) Put(builder, child);
            progress(Children);
        }, cancel);
        return builder;
    }

    private void Put(ChildrenIndexBuilder builder, in FamilyChild child)
    {
        if (LeftOut?.Invoke(child) == true) return;
        Seen?.Invoke(child, Children);
        builder.Add(RegisteredFamily.Child(book, child, Children++));
    }
}
