namespace Gateway.Federation.Uploads.Store;

/// <summary>The file that speaks for a custodian.</summary>
public sealed class AppliedFile
{
    private AppliedFile() { }

    public string Custodian { get; private init; } = "";

    public long Sequence { get; private init; }

    /// <summary>Under which its buckets lie.</summary>
    public Guid Content { get; private init; }

    /// <summary>Sealed: as of when it is so, and what it comes to.</summary>
    public byte[] Sealed { get; private init; } = [];

    internal static AppliedFile Of(string custodian, long sequence, Guid content, byte[] head) =>
        new() { Custodian = custodian, Sequence = sequence, Content = content, Sealed = head };
}

/// <summary>What a file says of some children, sealed together: every bucket of a file is there, be it empty, so that a lost one is seen.</summary>
public sealed class FileBucket
{
    private FileBucket() { }

    public Guid Content { get; private init; }

    public int Number { get; private init; }

    public byte[] Sealed { get; private init; } = [];

    internal static FileBucket Of(Guid content, int number, byte[] entries) => new() { Content = content, Number = number, Sealed = entries };
}
