using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.Federation.Uploads.Reading;

namespace Gateway.Federation.Uploads;

/// <summary>What a file comes to.</summary>
/// <param name="Content">Under which its buckets lie.</param>
/// <param name="AsOf">When the council's extract was made.</param>
/// <param name="Accepted">How many records are used.</param>
/// <param name="Unlisted">How many records could not be told to be any child's.</param>
/// <param name="Bits">How many of a token's first bits say in which bucket it is.</param>
internal sealed record FileHead(Guid Content, DateTimeOffset AsOf, int Accepted, int Unlisted, int Bits, string Sha256)
{
    /// <summary>How many records of each kind are used, in the order of <see cref="FileKind"/>.</summary>
    public ImmutableArray<int> Kinds { get; init; } = [];

    /// <summary>Kind by kind, beside the file that speaks, where one does.</summary>
    public ImmutableArray<KindCount> Beside(FileHead? speaks) => [.. Enum.GetValues<FileKind>().Select(kind => new KindCount(kind, Of(kind), speaks?.Of(kind)))];

    private int Of(FileKind kind) => Kinds.ElementAtOrDefault((int)kind);

    /// <summary>The bucket of a token.</summary>
    public int BucketOf(ulong token) => Bits == 0 ? 0 : (int)(token >> (64 - Bits));
}

/// <summary>How many records of a kind are used.</summary>
/// <param name="Before">How many of the file that speaks; null where none does.</param>
internal sealed record KindCount(FileKind Kind, int Now, int? Before)
{
    // A file that has lost half of a kind is more likely cut than true, whatever it has of the others.
    private const int Fewer = 2;

    public bool HasLostMost => Now * Fewer < Before;

    /// <summary>As files call the kind.</summary>
    public string Word => ReadRecord.Kinds[(int)Kind];
}

/// <summary>What a file says under one token.</summary>
/// <param name="Doubt">A record that may be this child's could not be used: what is not held is not known.</param>
internal sealed record FileEntry(ulong Token, ImmutableArray<FileFact> Facts, bool Doubt)
{
    /// <summary>Under names and birth: the tokens of the numbers under which such children are used. Whoever is sought under none of them may be one by another number.</summary>
    public ImmutableArray<ulong> Numbers { get; init; } = [];

    public override string ToString() => "(an entry of a file)";
}

/// <summary>One record's facts.</summary>
internal sealed record FileFact(FileKind Kind)
{
    public ImmutableArray<string> Categories { get; init; } = [];

    public DateOnly? Start { get; init; }

    public DateOnly? End { get; init; }

    public DateOnly? Due { get; init; }

    public string? LegalBasis { get; init; }

    public FileWorker? Worker { get; init; }

    public override string ToString() => "(facts of a record)";
}

internal sealed record FileWorker(string Name, string Team, string Telephone)
{
    public override string ToString() => "(a social worker)";
}

internal enum FileKind
{
    Plan,
    LookedAfter,
    Unborn,
    PlanEnded,
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FileHead))]
[JsonSerializable(typeof(IReadOnlyList<FileEntry>))]
[JsonSerializable(typeof(ImmutableArray<FileEntry>))]
[JsonSerializable(typeof(IReadOnlyList<ReturnedRecord>))]
[JsonSerializable(typeof(ImmutableArray<ReturnedRecord>))]
internal sealed partial class UploadsJson : JsonSerializerContext;
