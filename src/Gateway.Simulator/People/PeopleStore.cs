using System.Buffers;

namespace Gateway.Simulator;

/// <summary>Everything that the simulated agencies hold, packed. Children without facts are not in it.</summary>
internal sealed class PeopleStore(AgencyBook book)
{
    private readonly ChildTable records = new();
    private readonly ChildTable relationships = new();
    private readonly PackedWriter packer = new(new ArrayBufferWriter<byte>());
    private readonly Lock packing = new();

    public TextTable Texts { get; } = new();

    public Entries Records(long number) => records.Find(number);

    /// <summary>Everybody of whom anybody holds anything.</summary>
    public IEnumerable<long> Numbers => records.Numbers;

    public Entries Relationships(long number) => relationships.Find(number);

    /// <summary>Adds or replaces what the named custodians hold; false where none of them is played here.</summary>
    public bool Add(ChildRecord record)
    {
        var child = ChildKey.From(record.NhsNumber, record.DateOfBirth);
        var entries = new List<PackedEntry>(record.Facts.Count);
        lock (packing)
        {
            foreach (var (id, facts) in record.Facts)
                if (book.CustodianById.TryGetValue(id, out var custodian)) entries.Add(new(custodian.Index, Pack(facts)));
            if (entries.Count > 0) records.Add(child, entries, replacing: true);
        }
        return entries.Count > 0;
    }

    /// <summary>Adds a relationship; false where its agency is not played here.</summary>
    public bool Add(RelationshipRecord record)
    {
        if (!book.AgencyById.TryGetValue(record.Agency, out var agency)) return false;
        var child = ChildKey.From(record.NhsNumber, record.DateOfBirth);
        lock (packing)
        {
            packer.Clear();
            RelationshipView.Write(packer, Texts, record);
            relationships.Add(child, [new(agency.Index, packer.Written.ToArray())], replacing: false);
        }
        return true;
    }

    private byte[] Pack(CustodianFacts facts)
    {
        packer.Clear();
        FactsWriter.Write(packer, Texts, facts);
        return packer.Written.ToArray();
    }
}
