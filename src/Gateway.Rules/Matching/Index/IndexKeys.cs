namespace Gateway.Rules.Matching.Index;

/// <summary>The secrets under which numbers are kept: one for children, another for sealed identities. They are never written to a snapshot.</summary>
public sealed class IndexKeys
{
    /// <summary>The length of each key in bytes.</summary>
    public const int Length = SipHash.KeyBytes;

    private const string Check = "gateway children";

    /// <summary>Takes two different keys of <see cref="Length"/> bytes.</summary>
    public IndexKeys(ReadOnlySpan<byte> numbers, ReadOnlySpan<byte> sealedNumbers)
    {
        (Numbers, Sealed) = (new SipHash(numbers), new SipHash(sealedNumbers));
        if (numbers.SequenceEqual(sealedNumbers)) throw new ArgumentException("the two keys must differ", nameof(sealedNumbers));
    }

    internal SipHash Numbers { get; }

    internal SipHash Sealed { get; }

    /// <summary>Tells these keys from others without telling them.</summary>
    internal long Fingerprint => (long)(Numbers.Of(System.Text.Encoding.ASCII.GetBytes(Check)) ^ Sealed.Of(System.Text.Encoding.ASCII.GetBytes(Check)) * 3);
}
