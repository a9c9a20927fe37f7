using Gateway.Audit.Storage;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>Opens sealed sections, for one reading: a child's key is fetched once. Not safe for use by two threads at once.</summary>
internal sealed class OpenSections(LedgerKey key, SubjectKeys keys)
{
    private readonly Dictionary<Guid, KeyReading> _fetched = [];

    public async Task<SectionReading> OpenAsync(Leaf leaf, StoredSection section, CancellationToken cancellation)
    {
        if (section.Number < 0 || section.Number > leaf.Sections) return new SectionReading.NotThere();
        if (SealedSection.KeyOf(section.Bytes, section.Number) is not { } id) return Open(leaf, section, []);
        return await KeyAsync(id, cancellation) switch
        {
            KeyReading.Found(var found) => Open(leaf, section, found.Key),
            KeyReading.Destroyed => new SectionReading.Erased(),
            _ => new SectionReading.Damaged("the key it was sealed under is missing"),
        };
    }

    /// <summary>Opens the section of one child; another child's is not opened, whoever holds the keys.</summary>
    public async Task<SectionReading> OpenOfAsync(NhsNumber child, Leaf leaf, IEnumerable<StoredSection> sections, CancellationToken cancellation)
    {
        SectionReading otherwise = new SectionReading.NotThere();
        foreach (var section in sections.Where(section => section.Number > 0))
        {
            if (SealedSection.KeyOf(section.Bytes, section.Number) is not { } id)
                otherwise = new SectionReading.Damaged("it is not a sealed section of this version");
            else if (await KeyAsync(id, cancellation) is KeyReading.Found(var found))
            {
                if (found.For.Child == child) return await OpenAsync(leaf, section, cancellation);
            }
            else if (otherwise is not SectionReading.Damaged) otherwise = await OpenAsync(leaf, section, cancellation);
        }

        return otherwise;
    }

    private async Task<KeyReading> KeyAsync(Guid id, CancellationToken cancellation) =>
        _fetched.TryGetValue(id, out var known) ? known : _fetched[id] = await keys.ReadAsync(id, cancellation);

    private SectionReading Open(Leaf leaf, StoredSection section, ReadOnlySpan<byte> subjectKey) =>
        SealedSection.Open(key, subjectKey, section.Bytes, leaf.EntryId, section.Number, leaf.Commitment(section.Number).Span);
}
