using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Tests.Ledger.Notes;

public sealed class NoteTests
{
    private const string Line = "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    private const string Example = "This is an example message.\n\n" + Line;
    private const string ExampleKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    [Fact]
    public void The_specification_s_own_note_is_verified_by_its_own_key()
    {
        var note = Read(Example);
        Assert.Equal("This is an example message.\n", Encoding.UTF8.GetString(note.Text.Span));
        Assert.Equal(Example, note.ToString());
        var held = Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(note, [Key(ExampleKey)]));
        Assert.Equal("example.com/foo", Assert.Single(held.By).Key.Name);
        Assert.Null(held.By[0].Time);
    }

    [Fact]
    public void A_text_may_have_empty_lines_and_the_last_one_ends_it()
    {
        const string Poem = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
        Assert.EndsWith("\n\ned è subito sera.\n", Encoding.UTF8.GetString(Read(Poem).Text.Span), StringComparison.Ordinal);
        Assert.Equal(0x367ba04bu, Read(Poem).Signatures[0].KeyId);
    }

    [Theory]
    [InlineData("text\n\n", NoteFault.NoSignatures)]
    [InlineData("text\n" + Line, NoteFault.NoSignatures)]
    [InlineData("", NoteFault.NoFinalLineFeed)]
    [InlineData("\n\n" + Line, NoteFault.None)]
    [InlineData("\n" + Line, NoteFault.NoText)]
    [InlineData("text\n\n" + Line + "\n", NoteFault.NoSignatures)]
    [InlineData("text\n\n" + Line + "more\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n" + Line + Line, NoteFault.None)]
    [InlineData("text\r\n\r\n" + Line, NoteFault.ControlCharacter)]
    [InlineData("te\txt\n\n" + Line, NoteFault.ControlCharacter)]
    [InlineData("te\0xt\n\n" + Line, NoteFault.ControlCharacter)]
    [InlineData("text\n\n- example.com/foo Uw2QOkn8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n– example.com/foo Uw2QOkn8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n—  example.com/foo Uw2QOkn8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo  Uw2QOkn8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo Uw2QOkn8 \n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— Uw2QOkn8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example+foo Uw2QOkn8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— exam\u00a0ple Uw2QOkn8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo Uw2QOg==\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo Uw2QOkk=\n", NoteFault.None)]
    [InlineData("text\n\n— example.com/foo Uw2QOkn=\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo Uw2QOkm\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo Uw2Q-_n8\n", NoteFault.BrokenSignatureLine)]
    [InlineData("text\n\n— example.com/foo Uw2QOkn8", NoteFault.NoFinalLineFeed)]
    public void The_outcome_of_each_odd_note_is_fixed(string text, NoteFault fault)
    {
        Assert.Equal(fault, Note.Read(Encoding.UTF8.GetBytes(text), out var note));
        Assert.Equal(fault != NoteFault.None, note is null);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_no_note() =>
        Assert.Equal(NoteFault.NotUtf8, Note.Read([(byte)'t', 0xff, .. "\n\n"u8, .. Encoding.UTF8.GetBytes(Line)], out _));

    [Theory]
    [InlineData(16, NoteFault.None)]
    [InlineData(17, NoteFault.None)]
    [InlineData(Note.MostSignatures, NoteFault.None)]
    [InlineData(Note.MostSignatures + 1, NoteFault.TooManySignatures)]
    public void Sixteen_signatures_are_taken_and_more_up_to_a_limit(int count, NoteFault fault) =>
        Assert.Equal(fault, Note.Read(Encoding.UTF8.GetBytes("text\n\n" + string.Concat(Enumerable.Repeat(Line, count))), out _));

    [Fact]
    public void A_note_too_long_is_not_looked_at() => Assert.Equal(NoteFault.TooLong, Note.Read(new byte[Note.LongestNote + 1], out _));

    [Fact]
    public void Unknown_keys_are_passed_over_and_a_bad_signature_of_a_known_one_condemns_the_note()
    {
        var known = Key(ExampleKey);
        var stranger = Read("This is an example message.\n\n— stranger.example Uw2QOkn8\n" + Line);
        Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(stranger, [known]));
        Assert.IsType<NoteCheck.NoKnownKey>(NoteCheck.Of(Read(Example.Replace("example.com/foo", "example.com/bar", StringComparison.Ordinal)), [known]));
        Assert.IsType<NoteCheck.NoKnownKey>(NoteCheck.Of(Read(Example), []));

        var twice = Read("This is an example message.\n\n" + Line + "— example.com/foo Uw2QOkn8\n");
        Assert.IsType<NoteCheck.BadSignature>(NoteCheck.Of(twice, [known]));
        Assert.IsType<NoteCheck.BadSignature>(NoteCheck.Of(Read(Example.Replace("message", "massage", StringComparison.Ordinal)), [known]));
        Assert.Single(Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(Read(Example + Line), [known])).By);
    }

    [Fact]
    public void What_reads_as_a_note_writes_the_same_bytes() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, Encoding.UTF8.GetByteCount(Example) - 1).ToArbitrary(),
        Gen.Choose(0, 255).ToArbitrary(),
        (at, value) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Example);
            bytes[at] = (byte)value;
            return Note.Read(bytes, out var note) != NoteFault.None || note!.ToBytes().SequenceEqual(bytes);
        }));

    [Theory]
    [InlineData(ExampleKey, VerifierKeyFault.None)]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.Malformed)]
    [InlineData("example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.Malformed)]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.WrongId)]
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.WrongId)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2", VerifierKeyFault.Malformed)]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==", VerifierKeyFault.NoKey)]
    [InlineData("example.com/foo+530d903a+BukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.UnknownType)]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.NoKey)]
    [InlineData("exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.Malformed)]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", VerifierKeyFault.Malformed)]
    [InlineData("example.com/foo+530d903a", VerifierKeyFault.Malformed)]
    [InlineData("", VerifierKeyFault.Malformed)]
    public void A_key_has_one_spelling(string text, VerifierKeyFault fault)
    {
        Assert.Equal(fault, VerifierKey.Read(text, out var key));
        Assert.Equal(fault == VerifierKeyFault.None ? text : null, key?.Text);
    }

    private static Note Read(string text)
    {
        Assert.Equal(NoteFault.None, Note.Read(Encoding.UTF8.GetBytes(text), out var note));
        return note!;
    }

    private static NoteVerifier Key(string text)
    {
        Assert.Equal(VerifierKeyFault.None, VerifierKey.Read(text, out var key));
        return key!;
    }
}
