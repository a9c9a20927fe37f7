using System.Numerics;
using Gateway.Federation.Uploads.Reading;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;

namespace Gateway.Federation.Uploads;

/// <summary>
/// What a file comes to, record by record. A record that cannot be used leaves a doubt on everybody whom it may be about, under the number
/// and under names and birth: of them nobody may read "nothing held". Whose child it is that cannot be told is counted.
/// </summary>
/// <param name="byNameToo">A number may be replaced without our being told: who is used is found under names and birth too, and is then not known.</param>
internal sealed class FileBuild(PointerKey key, bool byNameToo)
{
    /// <summary>One token for each child, whatever is said.</summary>
    public const PointerKinds Kind = PointerKinds.Plan;

    private const int PerBucket = 32;

    private readonly Dictionary<ulong, FileEntry> _entries = [];
    private readonly HashSet<(ulong Token, FileKind Kind)> _used = [];

    public List<ReturnedRecord> Returned { get; } = [];

    public int Records { get; private set; }

    public int Accepted { get; private set; }

    public int Unlisted { get; private set; }

    public int Bits => BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, _entries.Count / PerBucket)));

    /// <summary>The line cannot be read.</summary>
    /// <param name="about">Whom it may be about all the same; null where nothing says.</param>
    public void Unreadable(FileLine line, string detail, RecordRead? about)
    {
        if (about is not null) DoubtAll(about);
        foreach (var number in ReadLine.NumbersIn(line.Bytes)) Doubt(key.OfNumber(Kind, number));
        Unlisted++;
        Return(line, null, RecordCode.Rejected, detail);
    }

    /// <param name="match">Null where the record has no number that reads.</param>
    public void Take(FileLine line, RecordRead record, RecordMatch? match)
    {
        if (match is RecordMatch.Child child) Told(line, record, child);
        else
        {
            Unlisted++;
            DoubtAll(record);
            Return(line, record.Reference, record.Code != RecordCode.Accepted ? record.Code : match is RecordMatch.Differs ? RecordCode.Differs : RecordCode.NoMatch, record.Detail);
        }
    }

    /// <summary>The entries of each bucket, every bucket of them.</summary>
    public IEnumerable<(int Number, IReadOnlyList<FileEntry> Entries)> Buckets(FileHead head)
    {
        var byBucket = _entries.Values.ToLookup(entry => head.BucketOf(entry.Token));
        for (var number = 0; number < 1 << head.Bits; number++) yield return (number, [.. byBucket[number]]);
    }

    private void Told(FileLine line, RecordRead record, RecordMatch.Child child)
    {
        var token = key.OfNumber(Kind, child.Number);
        if (record.Fact is { } fact && _used.Add((token, fact.Kind)))
        {
            var entry = Under(token);
            _entries[token] = entry with { Facts = entry.Facts.Add(fact) };
            if (byNameToo && Described(record) is { } described) _entries[described] = Under(described) with { Numbers = Under(described).Numbers.Add(token) };
            Accepted++;
            if (child.Superseded) Return(line, record.Reference, RecordCode.Superseded, null);
            else Records++;
            return;
        }

        Doubt(token);
        DoubtAll(record);
        Return(line, record.Reference, record.Fact is null ? record.Code : RecordCode.Rejected, record.Fact is null ? record.Detail : "duplicate");
    }

    private void DoubtAll(RecordRead record)
    {
        if (!record.Number.IsEmpty) Doubt(key.OfNumber(Kind, record.Number));
        if (Described(record) is { } described) Doubt(described);
    }

    private ulong? Described(RecordRead record) => record.Born is { } born ? key.OfDescription(Kind, record.Family, record.Given, born) : null;

    private void Doubt(ulong token) => _entries[token] = Under(token) with { Doubt = true };

    private FileEntry Under(ulong token) => _entries.GetValueOrDefault(token) ?? new FileEntry(token, [], Doubt: false);

    private void Return(FileLine line, string? reference, RecordCode code, string? detail) => Returned.Add(new ReturnedRecord(++Records, line.Number, reference, code, detail));
}
