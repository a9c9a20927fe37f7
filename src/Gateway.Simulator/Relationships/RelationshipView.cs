namespace Gateway.Simulator;

/// <summary>One packed relationship, read in place.</summary>
internal readonly ref struct RelationshipView
{
    private const int None = 0;
    private readonly long practitioner;
    private readonly long site;

    public RelationshipView(ReadOnlySpan<byte> packed)
    {
        var from = new PackedReader(packed);
        Type = from.Byte();
        (practitioner, site) = (from.Number(), from.Number());
        (StartedAt, EndedAt) = (from.Instant().GetValueOrDefault(), from.Instant());
        PregnancyRecorded = from.Byte() == 1;
        Reference = from.Text();
    }

    public int Type { get; }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset? EndedAt { get; }

    public ReadOnlySpan<byte> Reference { get; }

    /// <summary>A pregnancy is recorded for the child, or for a newborn's mother.</summary>
    public bool PregnancyRecorded { get; }

    /// <summary>The number of the site's text; null where the agency has only one.</summary>
    public long? Site => site == None ? null : site - 1;

    /// <summary>True for anybody of the agency, or for the practitioner with this number among the texts.</summary>
    public bool IsOf(int asked) => practitioner == None || practitioner == asked + 1L;

    public bool OpenAt(DateTimeOffset now) => EndedAt is null || EndedAt > now;

    public static void Write(PackedWriter to, TextTable texts, RelationshipRecord record)
    {
        var type = ContractWords.RelationshipTypes.Find(record.Type);
        if (type < 0) throw new RefusedException("type", "is not one of the words of the contract");
        to.Byte(type);
        to.Number(record.Practitioner == "*" ? None : texts.Add(record.Practitioner) + 1L);
        to.Number(record.Site is null ? None : texts.Add(record.Site) + 1L);
        to.Instant(record.StartedAt);
        to.Instant(record.EndedAt);
        to.Byte(record.PregnancyRecorded ? 1 : 0);
        to.Text(record.Reference);
    }
}
