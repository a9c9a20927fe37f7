using System.Globalization;

namespace Gateway.Federation.Uploads.Store;

/// <summary>A file of a custodian on its way: what was declared of it, how far it came and what came of it. Of its content it says nothing.</summary>
public sealed class Upload
{
    private Upload() { }

    public Guid Id { get; private init; }

    public string Agency { get; private init; } = "";

    public string Custodian { get; private init; } = "";

    /// <summary>The custodian's own count of files, always rising.</summary>
    public long Sequence { get; private init; }

    /// <summary>When the extract was made, and never later than it was announced.</summary>
    public DateTimeOffset AsOf { get; private init; }

    public string Format { get; private init; } = "";

    public int Records { get; private init; }

    public long Size { get; private init; }

    public string Sha256 { get; private init; } = "";

    public UploadState State { get; private init; }

    public long Received { get; private init; }

    public int Checked { get; private init; }

    /// <summary>When anything came of it last.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Until then whoever checks it is alone with it.</summary>
    public DateTimeOffset ClaimedUntil { get; private init; }

    /// <summary>What the check under way, or the last one, made of it; a further check makes another.</summary>
    public Guid Content { get; private init; }

    /// <summary>A file code of CP-IS, once there is one.</summary>
    public string? Code { get; private init; }

    /// <summary>What was wrong with the file as a whole.</summary>
    public string? Detail { get; private init; }

    public int Accepted { get; private init; }

    /// <summary>How many records have something wrong with them.</summary>
    public int Returned { get; private init; }

    /// <summary>Sealed: what would be applied. Empty until it was checked.</summary>
    public byte[] Head { get; private init; } = [];

    /// <summary>Whether that is when its extract was said to be made, in whole milliseconds, as it is stored. Its id says when it was announced.</summary>
    internal bool IsAsOf(DateTimeOffset declared) => AsOf.ToUnixTimeMilliseconds() == Math.Min(declared.ToUnixTimeMilliseconds(), long.Parse(Id.ToString("N").AsSpan(0, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    internal static Upload Of(string agency, UploadDeclared declared, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Agency = agency,
        Custodian = declared.Custodian,
        Sequence = declared.Sequence,
        AsOf = declared.AsOf < now ? declared.AsOf : now,
        Format = declared.Format,
        Records = declared.Records,
        Size = declared.Size,
        Sha256 = declared.Sha256,
        At = now,
    };
}

/// <summary>How far a file is.</summary>
public enum UploadState
{
    Receiving,
    Checking,
    Checked,
    Applied,
    Refused,
}

/// <summary>Some of a file's bytes, sealed.</summary>
public sealed class UploadPart
{
    private UploadPart() { }

    public Guid Upload { get; private init; }

    public long At { get; private init; }

    public byte[] Sealed { get; private init; } = [];

    internal static UploadPart Of(Guid upload, long at, byte[] content) => new() { Upload = upload, At = at, Sealed = content };
}

/// <summary>Records that have something wrong with them, in the file's order, sealed.</summary>
public sealed class ReturnedRecords
{
    private ReturnedRecords() { }

    public Guid Content { get; private init; }

    public int First { get; private init; }

    public int Last { get; private init; }

    public byte[] Sealed { get; private init; } = [];

    internal static ReturnedRecords Of(Guid content, int first, int last, byte[] returned) => new() { Content = content, First = first, Last = last, Sealed = returned };
}
