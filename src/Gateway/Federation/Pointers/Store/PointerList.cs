namespace Gateway.Federation.Pointers.Store;

/// <summary>One custodian's list: how far it is, the envelope that its custodian signed last, and its state, sealed.</summary>
public sealed class PointerList
{
    private PointerList() { }

    public string Custodian { get; private init; } = "";

    public long Sequence { get; private init; }

    public string Envelope { get; private init; } = "";

    public byte[] Sealed { get; private init; } = [];

    internal static PointerList Of(string custodian, long sequence, string envelope, byte[] content) =>
        new() { Custodian = custodian, Sequence = sequence, Envelope = envelope, Sealed = content };
}

/// <summary>The tokens of one submission among decoys, sealed.</summary>
public sealed class PointerContent
{
    private PointerContent() { }

    public string Custodian { get; private init; } = "";

    public long Sequence { get; private init; }

    public byte[] Sealed { get; private init; } = [];

    internal static PointerContent Of(string custodian, long sequence, byte[] content) => new() { Custodian = custodian, Sequence = sequence, Sealed = content };
}
