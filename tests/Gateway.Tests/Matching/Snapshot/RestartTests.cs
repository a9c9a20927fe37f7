using System.Text;
using System.Text.Json.Nodes;
using Gateway.Audit.Sealing;
using Gateway.Matching.Held;
using Gateway.Matching.Snapshot;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Matching.Snapshot.IndexBed;

namespace Gateway.Tests.Matching.Snapshot;

/// <summary>A restart goes by the service's own copy where it is whole and fits, and else by the source; never by half of it.</summary>
public sealed class RestartTests
{
    [Fact]
    public void Restart_knows_every_child_as_before()
    {
        using var bed = new IndexBed();
        var before = bed.Kept();
        var (after, isBuilt) = bed.Open();

        Assert.False(isBuilt);
        Assert.Equal(before.Count, after.Count);
        foreach (var child in (TestChild[])[Ann, Bea, Nobody]) Same(before, after, child);
        Assert.Equal(before.Held.Canaries, after.Held.Canaries);
        Assert.Equal(before.Index.AsOf, after.Index.AsOf);
        Assert.Equal(before.Held.Lines, after.Held.Lines);
    }

    [Fact]
    public void SupersededNumbers_are_the_childs_after_a_restart_and_what_an_adoption_sealed_is_nobodys()
    {
        var (former, closed) = (TestChild.NumberOf(704), TestChild.NumberOf(705));
        var child = TestChild.Of(703) with
        {
            Also = new JsonObject { ["formerNhsNumbers"] = new JsonArray(former, closed), ["sealed"] = new JsonArray(new JsonObject { ["nhsNumber"] = closed }) },
        };
        using var bed = new IndexBed(Ann, child, Bea);
        var before = bed.Kept();
        var (after, isBuilt) = bed.Open();

        Assert.False(isBuilt);
        Assert.All((Recognised[])[before, after], children => Assert.Equal([former], Held(children, child)!.Former.Select(number => number.Digits)));
        Assert.All((TestChild[])[Ann, Bea], other => Assert.Empty(Held(after, other)!.Former));
    }

    [Fact]
    public void Nothing_in_the_copy_can_be_read()
    {
        using var bed = new IndexBed();
        bed.Kept();
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(bed.Snapshot));
        foreach (var word in (string[])["Annabel", "annabel", "Quennell", "quennell", "ZA1", "ZB1", Ann.Number, "aldersham"]) Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bed.Snapshot));
    }

    [Fact]
    public void Copy_with_any_byte_changed_cut_or_added_is_not_used()
    {
        using var bed = new IndexBed();
        bed.Kept();
        var whole = File.ReadAllBytes(bed.Snapshot);
        var random = new Random(7);
        for (var round = 0; round < 60; round++)
        {
            var bytes = whole.ToArray();
            bytes[round < 50 ? round : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            Refused(bed, bytes);
        }

        foreach (var length in (int[])[0, 1, SealedFile.HeadingLength - 1, SealedFile.HeadingLength, SealedFile.HeadingLength + 4, whole.Length / 2, whole.Length - 1]) Refused(bed, whole[..length]);
        Refused(bed, [.. whole, 0]);
        Refused(bed, [.. whole, .. whole]);
    }

    [Fact]
    public void Copy_whose_pieces_were_exchanged_is_not_used()
    {
        using var bed = new IndexBed([.. Enumerable.Range(0, 30_000).Select(n => TestChild.Of(n) with { Given = "G" + n, Family = "F" + n })]);
        bed.Kept();
        var whole = File.ReadAllBytes(bed.Snapshot);
        const int piece = 4 + SealedFile.Piece + 16;
        Assert.True(whole.Length > SealedFile.HeadingLength + 2 * piece);
        var (heading, first, second, rest) = (whole[..SealedFile.HeadingLength], whole[SealedFile.HeadingLength..(SealedFile.HeadingLength + piece)],
            whole[(SealedFile.HeadingLength + piece)..(SealedFile.HeadingLength + 2 * piece)], whole[(SealedFile.HeadingLength + 2 * piece)..]);

        Refused(bed, [.. heading, .. second, .. first, .. rest]);
        Refused(bed, [.. heading, .. first, .. first, .. second, .. rest]);
        Refused(bed, [.. heading, .. first, .. rest]);
        File.WriteAllBytes(bed.Snapshot, whole);
        Assert.False(bed.Open().IsBuilt);
    }

    [Fact]
    public void Copy_of_another_source_of_other_tables_or_under_another_key_is_not_used()
    {
        using var bed = new IndexBed();
        bed.Kept();
        bed.Postcodes += "ZZ9,aldersham,2020-01-01,\n";
        Refused(bed, "other tables");

        bed.Kept();
        bed.Write(Ann);
        Refused(bed, "another source");
        Assert.Null(Held(bed.Open().Children, Bea));

        using var other = new IndexBed { Key = new LedgerKey(Enumerable.Repeat((byte)9, 32).ToArray()) };
        File.Copy(bed.Snapshot, other.Snapshot);
        Refused(other, "another key");
    }

    [Fact]
    public void Death_while_it_is_written_leaves_the_copy_of_before()
    {
        using var bed = new IndexBed();
        bed.Kept();
        var whole = File.ReadAllBytes(bed.Snapshot);
        // Nothing, a part, all of it but not in place yet, all of it in place.
        foreach (var length in (int[])[0, whole.Length / 3, whole.Length])
        {
            File.WriteAllBytes(bed.Snapshot + ".new", whole[..length]);
            Assert.False(bed.Open().IsBuilt);
        }

        bed.Kept();
        Assert.False(File.Exists(bed.Snapshot + ".new"));
    }

    [Fact]
    public void Start_with_no_place_for_a_copy_says_so_in_plain_words_and_builds()
    {
        using var bed = new IndexBed();
        Assert.True(bed.Open(null).IsBuilt);
        Assert.Contains(bed.Logs.Lines, line => line.Text.Contains("Gateway:ChildrenSnapshot is not set", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_line_is_found_again_by_where_it_begins()
    {
        using var bed = new IndexBed([.. Enumerable.Range(0, 300).Select(n => TestChild.Of(n) with { Given = new string('g', n % 17 + 1) })]);
        // As other systems write files: a mark at the beginning, lines that end in two characters, an empty line, none at the end.
        var lines = File.ReadAllLines(bed.Source);
        File.WriteAllText(bed.Source, string.Join("\r\n", lines.Select((line, at) => at % 50 == 3 ? "\r\n\n" + line : line)), new UTF8Encoding(true));
        var held = bed.Open().Children.Held;

        Assert.Equal(lines.Length, held.Count);
        using var source = File.OpenRead(bed.Source);
        for (var at = 0; at < held.Count; at++) Assert.Equal(held.Row(at).Number, Gateway.Matching.LoadChildren.Read(SourceLines.At(source, held.Lines[at]))!.Number);
    }

    private static void Same(Recognised before, Recognised after, TestChild child)
    {
        var (one, other) = (Held(before, child)!, Held(after, child)!);
        Assert.Equal((one.Number, one.Born, one.GivenName, one.FamilyName), (other.Number, other.Born, other.GivenName, other.FamilyName));
        Assert.Equal((child.Given, child.Family), (other.GivenName, other.FamilyName));
        Assert.Equal((one.Home!.Protected, one.Home.Unplaced), (other.Home!.Protected, other.Home.Unplaced));
        Assert.Equal(one.Home.Councils, other.Home.Councils);
    }

    private static void Refused(IndexBed bed, byte[] bytes)
    {
        File.WriteAllBytes(bed.Snapshot, bytes);
        var (children, isBuilt) = bed.Open();
        Assert.True(isBuilt);
        Assert.NotNull(children.Index);
    }

    private static void Refused(IndexBed bed, string why)
    {
        Assert.True(bed.Open().IsBuilt);
        Assert.Contains(bed.Logs.Lines, line => line.Text.Contains(why, StringComparison.Ordinal));
    }
}
