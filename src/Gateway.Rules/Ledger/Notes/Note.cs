using System.Collections.Immutable;
using System.Text;

namespace Gateway.Rules.Ledger.Notes;

/// <summary>
/// A text with the signatures of one or more keys under it (C2SP signed-note, "Format"). Reading is strict: what is read and written
/// again gives the same bytes. The text says nothing until <see cref="NoteCheck"/> has found the signature of a known key.
/// </summary>
/// <param name="Text">UTF-8 that ends in a line feed.</param>
/// <param name="Signatures">In the order of their lines.</param>
public sealed record Note(ReadOnlyMemory<byte> Text, ImmutableArray<NoteSignature> Signatures)
{
    /// <summary>The most signatures taken. The format asks for at least 16 (C2SP signed-note, "Format").</summary>
    public const int MostSignatures = 64;

    /// <summary>The longest note taken, in bytes.</summary>
    public const int LongestNote = 512 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The whole note as it is sent and kept.</summary>
    public byte[] ToBytes()
    {
        var lines = new StringBuilder("\n");
        foreach (var signature in Signatures) lines.Append(signature.Line).Append('\n');
        return [.. Text.Span, .. Utf8.GetBytes(lines.ToString())];
    }

    /// <summary>The whole note as text.</summary>
    public override string ToString() => Utf8.GetString(ToBytes());

    /// <summary>The same text with more signatures after those it has.</summary>
    public Note With(params IEnumerable<NoteSignature> more) => this with { Signatures = Signatures.AddRange(more) };

    /// <summary>Reads a note.</summary>
    /// <param name="bytes">Exactly one note.</param>
    /// <param name="note">The note when the answer is <see cref="NoteFault.None"/>.</param>
    public static NoteFault Read(ReadOnlySpan<byte> bytes, out Note? note)
    {
        note = null;
        if (bytes.Length > LongestNote) return NoteFault.TooLong;
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) return NoteFault.NotUtf8;
        if (HasControl(bytes)) return NoteFault.ControlCharacter;
        if (bytes is not [.., (byte)'\n']) return NoteFault.NoFinalLineFeed;
        var cut = bytes.LastIndexOf("\n\n"u8);
        if (cut < 0 || cut + 2 == bytes.Length) return bytes is [(byte)'\n', ..] ? NoteFault.NoText : NoteFault.NoSignatures;

        var fault = ReadSignatures(Utf8.GetString(bytes[(cut + 2)..^1]).Split('\n'), out var signatures);
        if (fault == NoteFault.None) note = new Note(bytes[..(cut + 1)].ToArray(), signatures);
        return fault;
    }

    /// <summary>Reads signature lines alone, each with its line feed, as a witness answers them (C2SP tlog-witness, "add-checkpoint").</summary>
    public static NoteFault ReadLines(ReadOnlySpan<byte> bytes, out ImmutableArray<NoteSignature> signatures)
    {
        var fault = Read([.. "-\n\n"u8, .. bytes], out var note);
        signatures = note?.Signatures ?? [];
        return fault;
    }

    /// <inheritdoc/>
    public bool Equals(Note? other) => other is not null && Text.Span.SequenceEqual(other.Text.Span) && Signatures.SequenceEqual(other.Signatures);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Text.Span);
        return hash.ToHashCode();
    }

    private static NoteFault ReadSignatures(string[] lines, out ImmutableArray<NoteSignature> signatures)
    {
        signatures = [];
        if (lines.Length > MostSignatures) return NoteFault.TooManySignatures;
        var read = ImmutableArray.CreateBuilder<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (NoteSignature.Parse(line) is not { } signature) return NoteFault.BrokenSignatureLine;
            read.Add(signature);
        }

        signatures = read.MoveToImmutable();
        return NoteFault.None;
    }

    private static bool HasControl(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
            if (b < 0x20 && b != (byte)'\n') return true;
        return false;
    }
}
