using System.Security.Cryptography;

namespace Gateway.Audit.Sealing;

/// <summary>A key of one child and retention class, ready to wrap. Used by the writer's thread alone.</summary>
internal sealed class SubjectKey(Guid id, ReadOnlySpan<byte> key)
{
    public Guid Id { get; } = id;

    public AesGcm Wrapping { get; } = new(key, SealedSection.TagLength);

    public override string ToString() => "(a subject's key)";
}
